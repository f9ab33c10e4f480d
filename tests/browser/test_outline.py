"""The outline of a draft in a browser: walked and moved by keys, dragged with the mouse, moved by buttons."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from blocs import criteria
from blocs.models import CriteriaGroup, Criterion
from tests import world
from tests.browser.steps import sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def viewport():
    return (1366, 768)


@pytest.fixture
def table(page):
    """I Việc (I.1 Một, I.2 Hai, I.3 Ba), II Xây dựng (II.1 Bốn), on the screen of the head's clerk."""
    season = world.season()
    work = criteria.add_group(season.criteria, name="Việc", max_points=Decimal(60), by=None)
    built = criteria.add_group(season.criteria, name="Xây dựng", max_points=Decimal(40), by=None)
    for group, name in ((work, "Một"), (work, "Hai"), (work, "Ba"), (built, "Bốn")):
        facts = {"guidance": "", "max_points": Decimal(10), "evidence_required": False, "by": None}
        criteria.add_criterion(group, name=name, **facts)
    world.head_of(season, "vinh")
    sign_in(page, "vinh")
    page.goto(season.criteria.get_absolute_url())
    return season.criteria


def rows(page):
    """What the page shows: code and name of every row."""
    return [" ".join(line.split()) for line in page.locator("tr[data-row]").evaluate_all(TOLD)]


TOLD = "rows => rows.map(row => row.cells[0].innerText + ' ' + row.cells[1].innerText)"
BEFORE = ["I Việc", "I.1 Một", "I.2 Hai", "I.3 Ba", "II Xây dựng", "II.1 Bốn"]


def focused(page):
    """The name of the row that has the focus."""
    return page.evaluate("document.activeElement.closest('tr')?.cells[1].innerText.trim()")


def walk(page, *keys):
    """Press keys on the row that has the focus."""
    for key in keys:
        page.keyboard.press(key)


def start(page):
    """Put the focus on the first row, as Tab does."""
    expect(page.locator("tr[data-row]").first).to_have_attribute("tabindex", "0")
    page.locator("tr[data-row]").first.focus()


def test_the_arrows_walk_the_rows_and_only_one_is_in_the_way_of_tab(page, table):
    start(page)
    assert rows(page) == BEFORE
    walk(page, "ArrowDown", "ArrowDown")
    assert focused(page) == "Hai"
    walk(page, "ArrowLeft")
    assert focused(page) == "Việc"
    walk(page, "ArrowRight", "ArrowUp", "ArrowUp")
    assert focused(page) == "Việc"
    assert page.locator("tr[data-row][tabindex='0']").count() == 1


def test_alt_and_an_arrow_move_the_row_and_the_focus_goes_along(page, table):
    start(page)
    walk(page, "ArrowDown", "Alt+ArrowDown")
    expect(page.locator("tr[data-row]").nth(2)).to_contain_text("Một")
    assert (rows(page)[1:4], focused(page)) == (["I.1 Hai", "I.2 Một", "I.3 Ba"], "Một")

    walk(page, "Alt+ArrowUp")
    expect(page.locator("tr[data-row]").nth(1)).to_contain_text("Một")
    assert (rows(page), focused(page)) == (BEFORE, "Một")


def test_alt_and_a_sideward_arrow_move_a_group_into_the_one_before_and_out_again(page, table):
    start(page)
    walk(page, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Alt+ArrowRight")
    expect(page.locator("tr[data-row]").nth(4)).to_contain_text("I.4")
    assert rows(page)[4:] == ["I.4 Xây dựng", "I.4.1 Bốn"]

    walk(page, "Alt+ArrowLeft")
    expect(page.locator("tr[data-row]").nth(4)).to_contain_text("II")
    assert (rows(page), focused(page)) == (BEFORE, "Xây dựng")


def test_enter_edits_and_insert_adds_right_after(page, table):
    start(page)
    walk(page, "ArrowDown", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sửa tiêu chí I.1")

    page.go_back()
    start(page)
    walk(page, "ArrowDown", "Insert")
    page.get_by_role("textbox", name="Nội dung").fill("Giữa")
    page.get_by_role("textbox", name="Điểm tối đa").fill("5")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("tr[data-row]")).to_have_count(7)
    assert rows(page)[1:4] == ["I.1 Một", "I.2 Giữa", "I.3 Hai"]


def test_shift_and_insert_add_a_group_inside(page, table):
    start(page)
    walk(page, "Shift+Insert")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Thêm nhóm con vào nhóm I. Việc")


def test_keys_with_nothing_to_do_leave_the_page(page, table):
    start(page)
    walk(page, "Alt+ArrowUp", "Alt+ArrowLeft", "ArrowUp", "Control+ArrowDown")

    assert (page.url.split("#")[0].endswith(table.get_absolute_url()), rows(page)) == (True, BEFORE)


def grip(page, name):
    row = page.locator("tr[data-row]", has=page.get_by_role("rowheader", name=name, exact=True))
    return row.locator("[data-grip]"), row


def drag(page, name, *, to, lower):
    """Drag a row by its grip to the upper or lower half of another."""
    held, _ = grip(page, name)
    _, onto = grip(page, to)
    height = onto.bounding_box()["height"]
    held.drag_to(onto, target_position={"x": 200, "y": height * (0.8 if lower else 0.2)})
    page.wait_for_url("**#*")


def test_a_row_is_dragged_before_another(page, table):
    drag(page, "Ba", to="Một", lower=False)
    expect(page.locator("tr[data-row]").nth(1)).to_contain_text("Ba")

    assert (rows(page)[1:4], focused(page)) == (["I.1 Ba", "I.2 Một", "I.3 Hai"], "Ba")
    assert Criterion.objects.get(name="Ba").position == 1


def test_a_row_is_dragged_into_another_group(page, table):
    drag(page, "Một", to="Xây dựng", lower=True)
    expect(page.locator("tr[data-row]").nth(4)).to_contain_text("Một")

    assert rows(page)[3:] == ["II Xây dựng", "II.1 Một", "II.2 Bốn"]


def test_a_group_is_dragged_with_all_that_stands_in_it(page, table):
    drag(page, "Xây dựng", to="Hai", lower=True)
    expect(page.locator("tr[data-row]").nth(3)).to_contain_text("Xây dựng")

    assert rows(page)[3:] == ["I.3 Xây dựng", "I.3.1 Bốn", "I.4 Ba"]
    assert CriteriaGroup.objects.get(name="Xây dựng").parent.name == "Việc"


def test_the_same_is_done_by_buttons_without_any_script(chromium, live_server, table):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    sign_in(page, "vinh")
    page.goto(table.get_absolute_url())
    page.get_by_role("button", name="Đưa I.1 xuống").click()

    assert page.locator("tr[data-row]").nth(1).inner_text().split()[:2] == ["I.1", "Hai"]
    assert page.locator("[data-grip]:visible").count() == 0
    context.close()


def test_the_outline_is_accessible(page, table):
    assert violations(page) == {}
