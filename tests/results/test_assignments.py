"""The appraisal shared among persons: whose line is whose, who may be given what, how far everybody is."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.models import Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from members import posts
from members.models import Post
from results import appraisal, assignments, workload
from results.models import Assignment
from results.permissions import can_appraise, can_settle
from tests import world

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return appraised.year()


@pytest.fixture
def clerk(season):
    return appraised.user_of(season, HEAD)


def other_clerk(season, place=HEAD):
    agency = world.members(season.bloc)[place - 1]
    return world.person(agency, Post.Kind.CLERK, username=f"khac-{place}", given="Bình").user


def group(season, code="I"):
    return next(row for row in season.criteria.groups.all() if row.code == code)


def member(season, place=MEMBER):
    return world.members(season.bloc)[place - 1]


def give(season, user, *parts, shown=(), by=None):
    """Give parts as (place or None, group's code or None)."""
    keys = [
        (place and member(season, place).pk, code and group(season, code).pk) for place, code in (parts or ())
    ]
    assignments.assign(season, person=user.person, parts=set(keys), shown=set(shown), by=by)
    return Season.objects.get(pk=season.pk)


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


# whose line


def test_a_line_that_was_given_to_somebody_is_written_by_that_person_and_the_heads_leader(season, clerk):
    bound = other_clerk(season)
    give(season, bound, (None, "I"))
    sheet = appraised.sheet(season)

    assert refusal_of(appraised.judge, sheet, by=clerk) == (
        "Dòng I.1 do Nguyễn Thu Bình thẩm định nên không sửa được. "
        "Muốn đổi, hãy đề nghị Khối trưởng phân công lại."
    )
    assert appraised.judge(sheet, text="49", by=bound).appraised_points == 49
    leader = appraised.user_of(season, HEAD, Post.Kind.LEADER)
    assert appraised.judge(sheet, text="48", by=leader).appraised_points == 48
    assert appraised.judge(sheet, "II.1", "29", by=clerk).appraised_points == 29  # of nobody: as ever


def test_a_part_is_a_member_a_group_or_what_both_share(season, clerk):
    bound = other_clerk(season)
    sheets = {place: appraised.sheet(season, place) for place in (DEPUTY, MEMBER)}

    give(season, bound, (MEMBER, None))
    assert refusal_of(appraised.judge, sheets[MEMBER], "II.1", by=clerk).startswith("Dòng II.1 do")
    appraised.judge(sheets[DEPUTY], "II.1", "29", by=clerk)

    give(season, bound, (MEMBER, "II"), shown=assignments.of(season).parts_of(bound.person.pk))
    assert refusal_of(appraised.judge, sheets[MEMBER], "II.1", by=clerk).startswith("Dòng II.1 do")
    appraised.judge(sheets[MEMBER], "I.1", by=clerk)


def test_accepting_the_rest_takes_the_own_lines_only(season, clerk):
    give(season, other_clerk(season), (None, "I"))
    sheet = appraised.sheet(season)

    assert appraisal.accept_rest(sheet, by=clerk) == 3
    assert appraised.line(sheet, "I.1").appraised_points is None
    assert appraised.line(sheet, "II.1").appraised_points == 30


def test_only_own_lines_are_returned(season, clerk):
    give(season, other_clerk(season), (None, "I"))
    sheet = appraised.sheet(season)
    lines = [appraised.line(sheet, code) for code in ("I.1", "II.1")]

    said = refusal_of(appraisal.send_back, sheet, lines=lines, reason="Sửa", by=clerk)

    assert said.startswith("Dòng I.1 do Nguyễn Thu Bình thẩm định")
    assert appraisal.send_back(sheet, lines=lines[1:], reason="Sửa", by=clerk).state == "returned"


def test_the_agreed_points_stay_with_the_head_whoever_appraises(season, clerk):
    helper = other_clerk(season, DEPUTY)
    give(season, helper, (MEMBER, "I"))
    sheet = appraised.sheet(season)
    appraised.judge(sheet, by=helper)

    assert refusal_of(appraised.agree, sheet, by=helper) == "Điểm thống nhất do Khối trưởng ghi."
    assert appraised.agree(sheet, by=clerk).agreed_points is not None


def test_who_helps_from_a_deputy_appraises_that_part_and_settles_nothing(season):
    helper = other_clerk(season, DEPUTY)
    sheet = appraised.sheet(season)
    assert can_appraise(helper, sheet) is False

    season = give(season, helper, (MEMBER, "I"))
    sheet = appraised.sheet(season)

    assert (can_appraise(helper, sheet), can_settle(helper, sheet)) == (True, False)
    assert refusal_of(appraised.judge, sheet, "II.1", by=helper).startswith(
        "Dòng II.1 không giao cho anh, chị"
    )


# who may be given what


def test_nobody_is_given_the_own_agency_and_every_member_leaves_it_out(season):
    helper = other_clerk(season, DEPUTY)

    assert refusal_of(give, season, helper, (DEPUTY, None)) == (
        "Nguyễn Thu Bình làm việc cho Ban Hai nên không thẩm định đơn vị này."
    )
    season = give(season, helper, (None, None))
    assert can_appraise(helper, appraised.sheet(season, DEPUTY)) is False
    assert can_appraise(helper, appraised.sheet(season, MEMBER)) is True


def test_the_sheet_of_the_head_stays_with_the_deputies(season, clerk):
    season = give(season, clerk, (None, None))
    deputy = appraised.user_of(season, DEPUTY)

    assert refusal_of(give, season, clerk, (HEAD, None)) == (
        "Bảng của Ban Một do đơn vị Khối phó thẩm định nên không phân công."
    )
    assert appraised.judge(appraised.sheet(season, HEAD), by=deputy).appraised_points == 49


def test_a_stranger_and_a_foreign_part_are_refused(season, clerk):
    stranger = appraised.user_of(season, MEMBER)
    assert refusal_of(give, season, stranger, (None, "I")).startswith("Nguyễn Thu Hà không giữ chức trách")

    facts = {"person": clerk.person, "shown": set(), "by": None}
    assert refusal_of(assignments.assign, season, parts={(10**6, None)}, **facts) == (
        "Có phần không thuộc năm này. Hãy tải lại trang rồi chọn lại."
    )


def test_parts_are_given_until_the_appraisal_is_concluded(season, clerk):
    for place in (HEAD, DEPUTY, MEMBER):
        appraised.finished(season, place)
    appraisal.conclude(season, by=None)

    assert refusal_of(give, season, clerk, (None, "I")) == (
        "Phân công thẩm định ở bước Tự chấm hoặc Thẩm định; năm này đang ở bước Hội nghị."
    )


def test_each_change_enters_the_history_and_a_second_click_none(client, season, clerk):
    held = {(None, group(season).pk)}
    for shown in (set(), held):
        assignments.assign(season, person=clerk.person, parts=held, shown=shown, by=clerk)
    assignments.assign(season, person=clerk.person, parts=set(), shown=held, by=clerk)

    acts = Entry.objects.filter(act__startswith="appraisal.").order_by("pk").values_list("act", "actor")
    assert list(acts) == [("appraisal.assign", clerk.pk), ("appraisal.unassign", clerk.pk)]
    client.force_login(clerk)
    told = client.get(url("assignments", season)).context["changes"]
    assert [(row.is_given, row.who, row.person, row.part) for row in told] == [
        (False, "Nguyễn Thu Hà", "Nguyễn Thu Hà", "nhóm I của mọi đơn vị"),
        (True, "Nguyễn Thu Hà", "Nguyễn Thu Hà", "nhóm I của mọi đơn vị"),
    ]


def test_what_another_page_gave_meanwhile_stays(season, clerk):
    give(season, clerk, (MEMBER, None))

    give(season, clerk, (None, "I"))  # from a page that was opened before

    assert Assignment.objects.count() == 2


def test_a_part_whose_person_has_left_is_everybodys_again(season, clerk):
    bound = other_clerk(season)
    season = give(season, bound, (None, "I"))
    posts.end(bound.person.posts.get(), ends_on=clock.today() - timedelta(days=1), by=None)

    board = workload.board(season)

    assert [str(person) for person in board.shares.gone.values()] == ["Nguyễn Thu Bình"]
    assert (board.free, board.rows[2][1][0].left) == (8, ("Nguyễn Thu Bình",))
    assert appraised.judge(appraised.sheet(season), by=clerk).appraised_points == 49


# how far


def test_progress_is_told_part_by_part_and_person_by_person(season, clerk):
    bound = other_clerk(season)
    give(season, clerk, (MEMBER, None))
    season = give(season, bound, (None, "I"))
    appraised.judge(appraised.sheet(season), by=bound)

    board = workload.board(season)

    told = [
        (row.appraiser and row.appraiser.name, row.parts, row.counted.judged, row.counted.lines)
        for row in board.progress
    ]
    assert told == [
        ("Nguyễn Thu Bình", "nhóm I của mọi đơn vị", 1, 2),
        ("Nguyễn Thu Hà", "Ban Ba", 1, 4),
        (None, "chưa giao cho ai", 0, 3),
    ]
    assert (board.free, board.overlapping) == (3, 1)


def test_what_waits_for_one_person_is_counted_and_the_first_line_found(season, clerk):
    season = give(season, clerk, (MEMBER, None), (None, "II"))

    count, first = workload.waiting(season, clerk)

    assert (count, first.criterion.code, first.sheet.agency_id) == (5, "II.1", member(season, DEPUTY).pk)
    assert workload.waiting(season, other_clerk(season)) == workload.NO_PART


def test_the_board_asks_the_same_for_one_and_three_persons(season, clerk):
    def queries():
        fresh = Season.objects.select_related("bloc").get(pk=season.pk)
        with CaptureQueriesContext(connection) as asked:
            workload.board(fresh)
        return len(asked)

    give(season, clerk, (None, "I"))
    one = queries()
    give(season, other_clerk(season), (None, "II"))
    give(season, other_clerk(season, DEPUTY), (MEMBER, None))

    assert (queries(), one <= 12) == (one, True)


# pages


def url(name, obj, *more):
    return reverse(f"results:{name}", args=[obj.pk, *more])


def test_the_parts_of_a_person_are_ticked_without_script(client, season, clerk):
    client.force_login(clerk)
    bound = other_clerk(season)
    page = url("assignment", season, bound.person.pk)
    key = f"{member(season).pk}-{group(season).pk}"

    answer = client.post(page, {"shown": "", "parts": [key, "quatsch", "1-2-3"]}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Đã ghi phần thẩm định của Nguyễn Thu Bình."
    ]
    assert f'value="{key}" aria-label="nhóm I, Ban Ba" checked' in client.get(page).text
    client.post(page, {"shown": key})
    assert Assignment.objects.count() == 0


def test_a_refused_part_keeps_what_was_ticked(client, season, clerk):
    client.force_login(clerk)
    page = url("assignment", season, clerk.person.pk)

    answer = client.post(page, {"shown": "", "parts": [f"{member(season, HEAD).pk}-0", "0-0"]})

    assert (answer.status_code, answer.text.count(" checked")) == (422, 1)
    assert Assignment.objects.count() == 0


def test_who_may_share_and_who_may_look(client, season):
    person = appraised.user_of(season, HEAD).person
    for place, statuses in ((DEPUTY, (200, 403)), (MEMBER, (403, 403))):
        client.force_login(appraised.user_of(season, place))
        pages = url("assignments", season), url("assignment", season, person.pk)
        assert tuple(client.get(page).status_code for page in pages) == statuses


def test_a_person_of_no_lead_has_no_page(client, season, clerk):
    client.force_login(clerk)
    stranger = appraised.user_of(season, MEMBER).person

    assert client.get(url("assignment", season, stranger.pk)).status_code == 404


def test_locked_lines_say_whose_they_are_and_have_no_cells(client, season, clerk):
    give(season, other_clerk(season), (None, "I"))
    client.force_login(clerk)
    sheet = appraised.sheet(season)
    first, second = appraised.line(sheet, "I.1"), appraised.line(sheet, "II.1")

    page = client.get(url("appraise", sheet)).text

    assert "Nguyễn Thu Bình thẩm định" in page
    assert [f'name="points-{row.pk}"' in page for row in (first, second)] == [False, True]
    assert f'name="agreed-{first.pk}"' in page


def test_saving_the_page_without_script_leaves_locked_lines_alone(client, season, clerk):
    bound = other_clerk(season)
    give(season, bound, (None, "I"))
    client.force_login(clerk)
    sheet = appraised.sheet(season)
    first, second = appraised.judge(sheet, by=bound), appraised.line(sheet, "II.1")
    typed = {f"version-{row.pk}": row.version for row in (first, second)}
    typed |= {f"agreed-{first.pk}": "49,00", f"agreed_reason-{first.pk}": ""}
    typed |= {f"points-{second.pk}": "29", f"reason-{second.pk}": "Thiếu", f"agreed-{second.pk}": ""}

    answer = client.post(url("appraisal_save", sheet), typed)

    assert answer.status_code == 302
    assert [appraised.line(sheet, code).appraised_points for code in ("I.1", "II.1")] == [49, 29]


def test_the_progress_is_taken_away_as_a_workbook(client, season, clerk):
    give(season, clerk, (None, "I"))
    client.force_login(clerk)

    answer = client.get(url("assignments", season) + "?format=xlsx")

    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert list(rows)[1:] == [
        (1, "Nguyễn Thu Hà", "Ban Một", "nhóm I của mọi đơn vị", 0, 2, 2, "0%"),
        (2, "Chưa giao cho ai", None, "chưa giao cho ai", 0, 6, 6, "0%"),
    ]


def test_the_desk_leads_to_the_first_line_that_waits(client, season, clerk):
    season = give(season, clerk, (MEMBER, "II"))
    client.force_login(clerk)
    line = appraised.line(appraised.sheet(season), "II.1")

    page = client.get("/")

    titles = {todo.title: todo.url for todo in page.context["todos"]}
    assert titles["Còn 1 dòng chờ anh, chị thẩm định"] == f"{url('appraise', line.sheet)}#tc-{line.pk}"
