"""Evidence in a real Chromium: files are chosen, dropped and pasted, each answered by its own sentence."""

import base64

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from documents import drawings
from documents.tasks import draw
from members.models import Post
from results import evidence
from results.models import Evidence
from tests import sent, world
from tests.browser.steps import sign_in, violations
from tests.results import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CARRY = """([content, name, type]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  return carried;
}"""
DROP = f"""(file) => {{
  const dataTransfer = ({CARRY})(file);
  for (const kind of ["dragover", "drop"]) {{
    const event = new DragEvent(kind, {{ dataTransfer, bubbles: true, cancelable: true }});
    document.querySelector("[data-drop]").dispatchEvent(event);
  }}
}}"""
PASTE = f"""(file) => {{
  const clipboardData = ({CARRY})(file);
  document.dispatchEvent(new ClipboardEvent("paste", {{ clipboardData, bubbles: true }}));
}}"""


@pytest.fixture
def line():
    """A line of the third member, whose leader "ha" can sign in."""
    sheet = scene.sheet_of(scene.scoring_season())
    world.person(sheet.agency, Post.Kind.LEADER, username="ha")
    return scene.line(sheet)


@pytest.fixture
def undrawn(monkeypatch):
    """Nothing is drawn, so that no page asks again by itself while the test ends."""
    monkeypatch.setattr(drawings, "drawable", lambda stored: False)


def opened(page, line):
    sign_in(page, "ha")
    page.goto(reverse("results:line_evidence", args=[line.pk]))
    return page


def carried(content, name, kind):
    return [base64.b64encode(content).decode(), name, kind]


def chosen(*files):
    return [{"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in files]


def answers(page):
    return page.locator("[data-answers] li span")


def test_files_are_sent_one_by_one_and_each_is_answered(page, line, undrawn):
    opened(page, line)
    page.get_by_label("Trang cần xem").fill("2")
    page.get_by_label("Ghi chú").fill("Trang ký")
    page.get_by_label("Tệp minh chứng").set_input_files(
        chosen(("a.pdf", sent.pdf(3)), ("b.pdf", b"MZ"), ("c.pdf", sent.pdf(2)))
    )
    faces = page.locator(".kt-file-face")
    expect(faces).to_have_text(["Chọn các tệp3 tệp: a.pdf, b.pdf, c.pdf", "Mở máy ảnhChưa chụp ảnh nào"])
    page.get_by_role("button", name="Tải minh chứng").click()

    expect(faces.first).to_have_text("Chọn các tệpChưa chọn tệp nào")
    expect(answers(page)).to_have_text(
        [
            "Đã thêm “a.pdf”.",
            "Nội dung của tệp “b.pdf” không phải là .pdf hoặc đã hỏng. "
            "Hãy mở tệp, lưu lại đúng loại rồi tải lên.",
            "Đã thêm “c.pdf”.",
        ]
    )
    expect(page.locator("#minh-chung tbody tr")).to_have_count(2)
    rows = Evidence.objects.values_list("name", "page", "note")
    assert list(rows) == [("a.pdf", "2", "Trang ký"), ("c.pdf", "2", "Trang ký")]


def test_a_file_is_dropped_and_a_picture_is_pasted(page, line, undrawn):
    opened(page, line)
    page.evaluate(DROP, carried(sent.pdf(), "kéo thả.pdf", "application/pdf"))
    page.evaluate(PASTE, carried(sent.picture(), "image.png", "image/png"))

    expect(answers(page)).to_have_count(2)
    expect(page.locator("[data-answers] .is-done")).to_have_count(2)
    names = list(Evidence.objects.values_list("name", flat=True))
    assert names[0] == "kéo thả.pdf"
    assert names[1].startswith("Ảnh dán lúc ") and names[1].endswith(".png")


def test_a_file_that_was_not_sent_for_want_of_a_network_is_sent_again(page, line, undrawn):
    opened(page, line)
    page.context.set_offline(True)
    page.evaluate(DROP, carried(sent.pdf(), "a.pdf", "application/pdf"))
    expect(answers(page)).to_have_text(
        ["Mất kết nối nên chưa gửi được tệp này. Hãy kiểm tra mạng rồi bấm “Gửi lại”."]
    )

    page.context.set_offline(False)
    page.get_by_role("button", name="Gửi lại a.pdf").click()

    expect(answers(page)).to_have_text(["Đã thêm “a.pdf”."])
    assert Evidence.objects.count() == 1


def test_a_page_that_is_being_drawn_appears_by_itself(page, line):
    if connection.vendor == "sqlite":
        pytest.skip("one connection for the test and the page: run by make test")
    opened(page, line)
    page.evaluate(DROP, carried(sent.pdf(), "a.pdf", "application/pdf"))
    expect(page.locator("#minh-chung")).to_contain_text("Đang vẽ hình xem trước trang 1.")

    draw(Evidence.objects.get().file.previews.get().shard_id)

    expect(page.locator("#minh-chung img")).to_be_visible()
    page.goto("about:blank")


def test_without_script_the_same_form_sends_all_files(chromium, live_server, line, undrawn):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = opened(context.new_page(), line)
    page.get_by_label("Tệp minh chứng").set_input_files(
        chosen(("a.pdf", sent.pdf(3)), ("b.pdf", sent.pdf(2)))
    )
    page.get_by_role("button", name="Tải minh chứng").click()

    assert page.locator("#minh-chung tbody tr").count() == 2
    context.close()


def test_the_pages_are_accessible_and_never_scroll_sideways(page, line):
    season = line.sheet.season
    row = evidence.add(line, upload=scene.upload(content=sent.pdf(3)), by=None)
    draw(row.file.previews.get().shard_id)
    opened(page, line)
    for url in (
        reverse("results:line_evidence", args=[line.pk]),
        reverse("results:evidence_describe", args=[row.pk]),
        reverse("results:evidence_preview", args=[row.pk]),
        reverse("results:evidence_map", args=[season.pk]),
    ):
        page.goto(url)
        assert (url, violations(page)) == (url, {})
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (url, width)
