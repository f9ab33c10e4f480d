"""A drawing made by another process: the same page as here, and words when it cannot be made."""

import pytest

from core.rules import RuleError
from documents import apart, designs, pdf, placing


@pytest.fixture(autouse=True)
def never_here(monkeypatch):
    """As in a web process, which has not loaded the renderer."""
    monkeypatch.setattr(apart, "RENDERER", "a module nobody has loaded")


def drawing():
    design = designs.named("merit-person")
    return placing.page(design, [[]], ground=True), placing.style(design, words=False)


def test_another_process_draws_the_same_page():
    html, style = drawing()

    assert apart.draw(html, style) == pdf.draw_sheets(html, style, ())


def test_what_cannot_be_drawn_is_told(monkeypatch, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(RuleError) as refused:
        apart.draw("<p>x</p>", "")

    assert str(refused.value) == ("Máy chủ chưa vẽ được nền của mẫu. Hãy thử lại, hoặc báo người quản trị.")


def test_a_drawing_that_asks_for_what_is_not_ours_is_not_made():
    with pytest.raises(RuleError, match="Máy chủ chưa vẽ được nền của mẫu"):
        apart.draw('<img src="file:///etc/passwd">', "")
