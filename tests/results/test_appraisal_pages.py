"""The pages of the appraisal: who may open them, cells answered in JSON, the whole grid without a script."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Season
from members.models import Post
from results import appraisal
from results.models import Standing
from tests import world

from . import appraised, scene
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture
def season():
    return appraised.year()


@pytest.fixture
def sheet(season):
    return appraised.sheet(season)


@pytest.fixture
def head(client, season):
    """The browser of the head's clerk."""
    client.force_login(appraised.user_of(season, HEAD))
    return client


def url(name, obj, *more):
    return reverse(f"results:{name}", args=[obj.pk, *more])


def typed(sheet, **changed):
    """The form as a browser without script sends it; `changed`: {"I_1": {"points": "49", …}}."""
    facts = {}
    for line in sheet.lines.all():
        shown = {"points": line.appraised_points, "reason": line.appraisal_reason}
        shown |= {"agreed": line.agreed_points or line.appraised_points, "agreed_reason": line.agreed_reason}
        shown |= changed.get(line.criterion.code.replace(".", "_"), {})
        facts[f"version-{line.pk}"] = str(line.version)
        facts |= {f"{name}-{line.pk}": as_shown(value) for name, value in shown.items()}
    return facts


def as_shown(value):
    return value if isinstance(value, str) else "" if value is None else f"{value:.2f}".replace(".", ",")


def said(answer):
    """The messages of a page."""
    return [str(message) for message in answer.context["messages"]]


def refusals(answer):
    """{code: sentence} of the lines of the page that were not saved."""
    bands = [band for _, bands in answer.context["groups"] for band in bands]
    cells = [band.item for band in bands if band.kind == "row"]
    return {cell.row.code: cell.refusal for cell in cells if cell.refusal}


# who


def account(season, who):
    places = {"head": HEAD, "deputy": DEPUTY, "member": MEMBER}
    if who in places:
        return appraised.user_of(season, places[who])
    if who == "officer":
        return world.officer(season.bloc.managing_body)
    return world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("head", (200, 200, 200)),
        ("deputy", (200, 200, 200)),
        ("officer", (200, 200, 200)),
        ("member", (403, 403, 404)),  # its own sheet has a page of its own; the head's it cannot find
        ("stranger", (404, 404, 404)),
    ],
)
def test_only_who_follows_the_appraisal_opens_its_pages(client, season, who, statuses):
    client.force_login(account(season, who))
    sheets = [appraised.sheet(season, place) for place in (MEMBER, HEAD)]
    pages = [url("appraisals", season), *(url("appraise", sheet) for sheet in sheets)]

    assert tuple(client.get(page).status_code for page in pages) == statuses


ACTS = ("save", "accept", "return", "finish", "reopen")


@pytest.mark.parametrize(
    ("who", "of", "status"),
    [
        ("head", HEAD, 403),  # nobody appraises the own agency
        ("deputy", MEMBER, 403),
        ("officer", MEMBER, 403),
        ("member", MEMBER, 403),
        ("member", HEAD, 404),
        ("stranger", MEMBER, 404),
    ],
)
def test_nobody_else_carries_out_an_act(client, season, who, of, status):
    sheet = appraised.sheet(season, of)
    line = appraised.line(sheet)
    client.force_login(account(season, who))
    urls = [url(f"appraisal_{act}", sheet) for act in ACTS]
    urls += [url("line_judge", sheet, line.pk), url("line_agree", sheet, line.pk)]

    assert [client.post(each).status_code for each in urls] == [status] * 7
    assert appraised.sheet(season, of).state == "submitted"


def test_the_head_reads_its_own_sheet_and_cannot_type(head, season):
    answer = head.get(url("appraise", appraised.sheet(season, HEAD)))

    assert "data-cell" not in answer.text
    assert "Chốt thẩm định" not in answer.text


# cells


def test_a_cell_answers_with_what_the_page_shows_next(head, sheet):
    line = appraised.line(sheet)
    facts = {"value": "49,5", "points": "49,5", "reason": " Thiếu  xác nhận ", "version": line.version}

    answer = head.post(url("line_judge", sheet, line.pk), facts)

    group = line.criterion.group_id
    found = answer.json()
    assert answer.status_code == 200
    assert found["version"] == line.version + 1
    assert found["values"] == {
        "points": "49,50",
        "reason": "Thiếu xác nhận",
        "agreed": "49,50",
        "agreed_reason": "",
    }
    assert found["marks"] == {
        "effect": "down",
        "set": False,
        "because": "Lý do thống nhất khác điểm thẩm định",
    }
    keys = ("appraised", "agreed", "effect", "changed", "rest", f"effect-{group}", f"line-{line.pk}")
    assert [found["totals"][key] for key in keys] == ["49,50", "49,50", "−0,50", "1", "3", "−0,50", "−0,50"]


def test_an_agreed_cell_says_that_it_stands_apart(head, sheet):
    line = appraised.judge(sheet, text="49")
    facts = {"agreed": "49,5", "agreed_reason": "Đã bổ sung", "version": line.version}

    found = head.post(url("line_agree", sheet, line.pk), facts).json()

    assert found["values"]["agreed"] == "49,50"
    assert found["marks"] == {
        "effect": "down",
        "set": True,
        "because": "Lý do thống nhất 49,50 thay cho 49,00",
    }
    assert (found["totals"]["appraised"], found["totals"]["agreed"]) == ("49,00", "49,50")


@pytest.mark.parametrize(
    ("points", "version", "sentence"),
    [
        ("49", "2", "Dòng I.1: điểm thẩm định khác điểm tự chấm thì phải ghi lý do."),
        ("61", "2", "Ô I.1: nhập từ 0 đến 60 điểm."),
        ("49", "", "Trang đã cũ. Hãy tải lại trang rồi nhập tiếp."),
        ("49", "hai", "Trang đã cũ. Hãy tải lại trang rồi nhập tiếp."),
    ],
)
def test_a_refused_cell_says_why(head, sheet, points, version, sentence):
    line = appraised.line(sheet)

    answer = head.post(url("line_judge", sheet, line.pk), {"points": points, "version": version})

    assert (answer.status_code, answer.json()) == (422, {"sentence": sentence})


@pytest.mark.parametrize(("cell", "value"), [("points", "49,00"), ("reason", "Thiếu một đề án")])
def test_a_stale_cell_shows_what_the_server_holds(head, sheet, cell, value):
    seen = appraised.line(sheet)
    appraised.judge(sheet)
    facts = {"cell": cell, "points": "48", "reason": "Thiếu hai", "version": seen.version}

    answer = head.post(url("line_judge", sheet, seen.pk), facts)

    found = answer.json()
    assert (answer.status_code, found["value"], found["version"]) == (409, value, seen.version + 1)
    assert found["values"]["reason"] == "Thiếu một đề án"


def test_a_line_of_another_sheet_is_not_found(head, season, sheet):
    foreign = appraised.line(appraised.sheet(season, DEPUTY))

    assert head.post(url("line_judge", sheet, foreign.pk), {"points": "1", "version": "2"}).status_code == 404


# the whole grid, without a script


def test_only_changed_lines_are_written(head, sheet):
    appraised.judge(sheet, "II.1", text="29", reason="Thiếu")
    shown = appraised.sheet(sheet.season)
    answer = head.post(url("appraisal_save", sheet), typed(shown, I_1={"points": "49", "reason": "Thiếu"}))

    assert answer.url == url("appraise", sheet)
    lines = {line.criterion.code: line for line in appraised.sheet(sheet.season).lines.all()}
    before = {line.criterion.code: line.version for line in shown.lines.all()}
    assert {code: line.version - before[code] for code, line in lines.items()} == {
        "I.1": 1,
        "II.1": 0,
        "T.1": 0,
        "Tr.1": 0,
    }
    assert (lines["I.1"].appraised_points, lines["I.1"].agreed_points) == (D("49.00"), None)


def test_all_four_cells_of_a_line_are_written_at_once(head, sheet):
    four = {"points": "49", "reason": "Thiếu", "agreed": "49,5", "agreed_reason": "Đã bổ sung"}

    head.post(url("appraisal_save", sheet), typed(sheet, I_1=four))

    line = appraised.line(sheet)
    assert (line.appraised_points, line.appraisal_reason) == (D("49.00"), "Thiếu")
    assert (line.agreed_points, line.agreed_reason) == (D("49.50"), "Đã bổ sung")


def test_refused_lines_come_back_with_what_was_typed_and_the_others_are_saved(head, sheet):
    changed = {"I_1": {"points": "61"}, "II_1": {"points": "30"}, "T_1": {"points": "hai"}}

    answer = head.post(url("appraisal_save", sheet), typed(sheet, **changed))

    assert answer.status_code == 422
    assert said(answer) == ["Chưa lưu được 2 dòng; lý do ghi dưới từng dòng."]
    assert list(refusals(answer)) == ["I.1", "T.1"]
    assert refusals(answer)["I.1"] == "Ô I.1: nhập từ 0 đến 60 điểm."
    assert 'value="61"' in answer.text
    assert 'value="hai"' in answer.text
    assert appraised.line(sheet, "II.1").appraised_points == D("30.00")


def test_a_line_somebody_changed_meanwhile_is_not_overwritten_unseen(head, sheet):
    shown = typed(sheet, I_1={"points": "48", "reason": "Thiếu hai"})
    appraised.judge(sheet, text="49")

    answer = head.post(url("appraisal_save", sheet), shown)

    assert refusals(answer) == {
        "I.1": "Người khác vừa sửa dòng này; trên máy chủ là “49,00”. Lưu lần nữa để ghi đè."
    }
    assert appraised.line(sheet).appraised_points == D("49.00")


def test_what_was_typed_on_a_sheet_that_was_closed_meanwhile_is_shown_again(head, season, sheet):
    shown = typed(sheet, I_1={"points": "48", "reason": "Thiếu hai đề án"})
    appraised.finished(season)

    answer = head.post(url("appraisal_save", sheet), shown)

    assert answer.status_code == 422
    assert "Vừa nhập: 48 Thiếu hai đề án" in answer.text


@pytest.mark.parametrize(("act", "state"), [("accept", "submitted"), ("finish", "appraised")])
def test_an_act_first_saves_what_was_typed(head, season, sheet, act, state):
    rest = {code: {"points": "0"} for code in ("T_1", "Tr_1")}
    facts = typed(sheet, I_1={"points": "49", "reason": "Thiếu"}, II_1={"points": "30"}, **rest)

    assert head.post(url(f"appraisal_{act}", sheet), facts).status_code == 302
    assert appraised.line(sheet).appraised_points == D("49.00")
    assert appraised.sheet(season).state == state


def test_an_act_is_not_carried_out_while_something_typed_is_refused(head, season, sheet):
    facts = typed(sheet, I_1={"points": "61"})

    assert head.post(url("appraisal_accept", sheet), facts).status_code == 422
    assert appraised.line(sheet, "II.1").appraised_points is None


# acts


def test_the_rest_is_accepted_by_one_click_and_a_second_says_so(head, sheet):
    first = head.post(url("appraisal_accept", sheet), follow=True)
    second = head.post(url("appraisal_accept", sheet), follow=True)

    assert said(first) == ["Đã nhận 4 dòng theo điểm tự chấm."]
    assert said(second) == ["Mọi dòng đã có điểm thẩm định."]


def test_ticked_lines_are_returned(head, season, sheet):
    line = appraised.line(sheet)

    answer = head.post(
        url("appraisal_return", sheet), {"back": [line.pk], "why": "Bổ sung xác nhận"}, follow=True
    )

    assert said(answer) == ["Đã trả lại 1 dòng cho Ban Ba."]
    assert (appraised.sheet(season).state, appraised.line(sheet).returned) == ("returned", True)


@pytest.mark.parametrize(
    ("ticked", "why", "sentence"),
    [
        (True, "", "Hãy ghi nội dung cần bổ sung, sửa rồi trả lại."),
        (False, "Bổ sung xác nhận", "Hãy chọn ít nhất một dòng cần sửa rồi trả lại."),
    ],
)
def test_a_refused_return_keeps_ticks_and_text(head, sheet, ticked, why, sentence):
    line = appraised.line(sheet)
    back = [line.pk] if ticked else ["-1", "x"]

    answer = head.post(url("appraisal_return", sheet), {"back": back, "why": why})

    assert (answer.status_code, said(answer)) == (422, [sentence])
    assert answer.text.count(" checked") == int(ticked)
    assert f"{why}</textarea>" in answer.text


def test_a_sheet_with_open_lines_is_not_closed(head, sheet):
    answer = head.post(url("appraisal_finish", sheet))

    assert said(answer) == ["Chưa chốt được. Chưa thẩm định: I.1, II.1, T.1, Tr.1."]


def test_a_closed_sheet_is_read_only_until_reopened_with_a_reason(head, season, sheet):
    appraised.finished(season)
    page = head.get(url("appraise", sheet))
    assert ("data-cell" in page.text, "Mở lại để thẩm định" in page.text) == (False, True)

    assert head.post(url("appraisal_reopen", sheet), {"reason": " "}).status_code == 200
    assert appraised.sheet(season).state == "appraised"
    head.post(url("appraisal_reopen", sheet), {"reason": "Nhầm dòng"})
    assert appraised.sheet(season).state == "submitted"


def test_hostile_text_is_shown_as_text(head, sheet):
    appraised.judge(sheet, reason='"><script>alert(1)</script>')

    assert "<script>alert" not in head.get(url("appraise", sheet)).text


def test_evidence_target_and_result_stand_beside_the_line(head, sheet):
    page = head.get(url("appraise", sheet)).text

    line = appraised.line(sheet)
    assert f'href="#mc-{line.pk}"' in page
    assert url("evidence", line.evidence.get()) in page
    assert "<dd>4 đề án</dd>" in page


def test_a_sheet_asks_at_most_22_queries(head, sheet):
    head.get(url("appraise", sheet))
    with CaptureQueriesContext(connection) as captured:
        head.get(url("appraise", sheet))

    assert len(captured) <= 22


# the list


def test_the_list_shows_points_so_far_and_who_appraises(head, season, sheet):
    appraised.judge(sheet, text="49")
    appraised.agree(sheet, text="49,5")

    rows = head.get(url("appraisals", season)).context["rows"]

    assert [(row.name, row.judged, row.lines, str(row.own.total)) for row in rows] == [
        ("Ban Một", 0, 4, "80.00"),
        ("Ban Hai", 0, 4, "80.00"),
        ("Ban Ba", 1, 4, "80.00"),
    ]
    assert (str(rows[2].appraised.total), str(rows[2].agreed.total)) == ("49.00", "49.50")
    assert [row.appraisers.split(" (")[0] for row in rows] == [
        "Khối phó Thường trực",
        "Khối trưởng",
        "Khối trưởng",
    ]


def test_the_list_can_be_taken_away(head, season):
    appraised.finished(season)

    book = load_workbook(BytesIO(head.get(url("appraisals", season), {"format": "xlsx"}).content))

    rows = list(book.active.values)
    assert rows[0][:4] == ("TT", "Đơn vị", "Trạng thái", "Tự chấm")
    assert rows[3][:8] == (3, "Ban Ba", "Đã thẩm định", 80, 80, 80, 4, 4)


def test_the_list_names_who_keeps_the_round_open_and_then_offers_to_close_it(head, season):
    appraised.finished(season, MEMBER)
    page = head.get(url("appraisals", season))
    assert page.context["lacking"] == appraisal.lacking(season) == ["Ban Một", "Ban Hai"]
    assert "Chưa chốt được điểm toàn Khối. Chưa thẩm định xong: Ban Một, Ban Hai." in page.text
    assert "<button" not in page.text.split("<main")[1]

    for place in (HEAD, DEPUTY):
        appraised.finished(season, place)
    assert "Chốt điểm toàn Khối</button>" in head.get(url("appraisals", season)).text


def test_the_round_is_closed_by_the_head_alone(client, season):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)
    client.force_login(appraised.user_of(season, DEPUTY))
    assert client.post(url("appraisal_conclude", season)).status_code == 403

    client.force_login(appraised.user_of(season, HEAD))
    answer = client.post(url("appraisal_conclude", season), follow=True)

    assert said(answer) == ["Đã chốt điểm toàn Khối. Năm thi đua chuyển sang bước Hội nghị."]
    assert Season.objects.get().phase == "conference"
    assert Standing.objects.count() == 3


def test_before_the_appraisal_the_page_says_when_points_are_given(client):
    season = scene.scoring_season()
    client.force_login(world.head_of(season))

    page = client.get(url("appraise", scene.submitted(season))).text

    assert "Ghi điểm thẩm định được khi bước Tự chấm đã kết thúc." in page
