"""The pages: who gets where, what each act answers, second clicks, and queries that rows do not change."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.models import Nomination
from blocs import phases
from conferences.models import AgendaItem, Attendance, Conference, Delegate, Election, Resolution
from members.models import Post
from tests import world
from tests.awards import scene as honours
from tests.security.test_hostile_text import HARMFUL

from . import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.season()


@pytest.fixture
def conference(season):
    return scene.opened(season)


@pytest.fixture
def head(client, season):
    """The head's clerk is signed in."""
    client.force_login(scene.user_of(season))
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def post(client, name, row, **facts):
    """Send a form from its own page and follow."""
    address = url(name, row)
    return client.post(address, facts, follow=True, headers={"referer": f"http://testserver{address}"})


# who gets where

READ = ("conference", "delegates")
WRITTEN = (
    "conference_change",
    "conference_back",
    "conference_conclude",
    "conference_close",
    "agenda_new",
    "resolution_new",
    "endorse",
    "elect",
)
CLICKED = ("conference_open", "agenda_template", "delegates_lead")


def answers(client, conference):
    found = [client.get(url(name, conference)).status_code for name in (*READ, *WRITTEN)]
    return found + [client.post(url(name, conference)).status_code for name in CLICKED]


@pytest.mark.parametrize("place", [scene.DEPUTY, scene.MEMBER])
def test_a_member_reads_and_changes_nothing(client, season, conference, place):
    client.force_login(scene.user_of(season, place))

    assert answers(client, conference) == [200] * 2 + [403] * 11
    assert client.get(url("conferences", season)).status_code == 200
    assert client.get(url("conference_new", season)).status_code == 403
    for name, row in (
        ("delegate_check_in", conference.delegates.first()),
        ("delegate_undo", conference.delegates.first()),
        ("delegate_remove", conference.delegates.first()),
    ):
        assert client.post(url(name, row)).status_code == 403
    assert Attendance.objects.count() == 4


def test_a_stranger_finds_nothing(client, season, conference):
    client.force_login(world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user)

    assert answers(client, conference) == [404] * 13
    assert client.get(url("conferences", season)).status_code == 404


def test_the_head_gets_everywhere(head, conference):
    found = answers(head, conference)

    assert found[: len(READ + WRITTEN)] == [200] * 10
    assert (
        found[-1] == 302
    )  # the leaders are invited; opening twice and a template on a page of its own refuse


def test_the_minutes_are_read_by_every_member_and_by_nobody_before(client, season, conference):
    client.force_login(scene.user_of(season, scene.MEMBER))
    address = reverse("conferences:minutes_request", args=[conference.pk, "pdf"])
    assert client.post(address).status_code == 404

    scene.elected(conference)
    scene.meetings.conclude(conference, conclusion="Xong.", by=None)
    scene.meetings.close(conference, by=None)

    progress = reverse("conferences:minutes_progress", args=[conference.pk, "pdf"])
    assert client.post(address).url == progress
    assert client.get(progress).status_code == 200
    assert client.post(reverse("conferences:minutes_request", args=[conference.pk, "txt"])).status_code == 404


def test_a_conference_that_is_over_offers_no_ballot_to_prepare(head, conference):
    scene.elected(conference)
    scene.meetings.conclude(conference, conclusion="Xong.", by=None)
    scene.meetings.close(conference, by=None)

    answer = head.get(reverse("conferences:poll_new", args=[conference.pk]))

    said = "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
    assert (answer.status_code, answer.context["sentence"]) == (409, said)


# planning and running


def test_a_new_conference_is_offered_with_title_and_day_of_the_plan(head, season):
    form = head.get(url("conference_new", season), {"kind": "yearend"}).context["form"]

    assert form["title"].value() == "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023 của Khối thử"
    assert form["starts_on"].value() == "28/12/2023"


def test_a_conference_is_planned_from_what_is_typed(head, season):
    facts = {"kind": "yearend", "starts_on": "31/1/2024", "starts_at": "8h30", "venue": "Hội trường"}

    answer = post(head, "conference_new", season, **facts)

    conference = Conference.objects.get()
    assert answer.redirect_chain[-1][0] == conference.get_absolute_url()
    assert (conference.starts_at.hour, conference.starts_at.minute) == (8, 30)
    title = "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2023 của Khối thử"  # offered before
    post(head, "conference_new", season, **facts | {"kind": "thematic", "title": title})
    assert Conference.objects.get(kind="thematic").title == "Hội nghị chuyên đề năm 2023 của Khối thử"
    again = post(head, "conference_new", season, **facts | {"venue": "Hội trường lớn"})
    assert again.context["form"].non_field_errors() == ["Năm này đã có hội nghị loại đó."]


def test_a_second_click_on_open_is_told_in_words(head, season):
    conference = scene.staffed(scene.planned(season))

    assert said(post(head, "conference_open", conference)) == ["Đã khai mạc hội nghị."]
    answer = head.post(url("conference_open", conference))
    assert answer.status_code == 409
    assert "Hội nghị đã khai mạc." in answer.text


def test_items_of_agenda_and_resolutions_are_kept_one_by_one(head, conference):
    post(head, "agenda_new", conference, title="Khai mạc", starts_at="8:00", presenter="Thư ký")
    answer = post(head, "agenda_new", conference, title="Báo cáo", another="1")
    assert answer.redirect_chain[-1][0] == url("agenda_new", conference)
    item = AgendaItem.objects.get(title="Báo cáo")
    post(head, "agenda_change", item, title="Báo cáo tổng kết")
    head.post(url("agenda_up", item))
    assert list(conference.agenda.values_list("title", flat=True)) == ["Báo cáo tổng kết", "Khai mạc"]
    head.post(url("agenda_remove", item))
    assert conference.agenda.count() == 1

    post(head, "resolution_new", conference, text="Một")
    resolution = Resolution.objects.get()
    post(head, "resolution_change", resolution, text="Hai")
    assert scene.now(resolution).text == "Hai"
    head.post(url("resolution_remove", resolution))
    assert (conference.resolutions.count(), head.get(url("agenda_change", item)).status_code) == (0, 404)


# at the door


def test_one_click_checks_in_with_and_without_a_script(head, conference):
    first, second = (
        scene.person(conference, 3, "A", came=False),
        scene.person(conference, 3, "B", came=False),
    )

    plain = head.post(url("delegate_check_in", first))
    partial = head.post(url("delegate_check_in", second), headers={"HX-Request": "true"})

    assert plain.url == f"{url('delegates', conference)}#dai-bieu-{first.pk}"
    assert partial.status_code == 200
    assert "<html" not in partial.text
    assert partial.context["turnout"].delegates_present == 6
    head.post(url("delegate_undo", first))
    assert Attendance.objects.filter(delegate__in=[first, second]).count() == 1


def test_people_are_invited_corrected_and_removed(head, season, conference):
    agency = honours.member(season, 2)
    facts = {"agency": agency.pk, "full_name": "Trần Thị Mai", "position": "Vụ trưởng", "role": "delegate"}

    post(head, "delegate_new", conference, **facts)
    delegate = Delegate.objects.get(full_name="Trần Thị Mai")
    post(head, "delegate_change", delegate, **facts | {"full_name": "Trần Thị Mai Hoa"})
    assert scene.now(delegate).full_name == "Trần Thị Mai Hoa"
    form = post(head, "delegate_new", conference, full_name="Lạ", role="chair", body="Bộ").context["form"]
    assert form.non_field_errors() == [
        "Chủ trì, thư ký và đại biểu là người của đơn vị thành viên; người của cơ quan khác ghi là khách mời."
    ]
    head.post(url("delegate_remove", delegate))
    assert not Delegate.objects.filter(pk=delegate.pk).exists()


# votes


def test_what_carries_is_recorded_and_what_does_not_is_told_with_the_way_to_drop_it(head, season, conference):
    flag = honours.nomination(season, code="government-flag")
    merit = honours.nomination(season, 2, code="pm-merit")
    page = head.get(url("endorse", conference))
    assert (page.context["present"], page.context["threshold"]) == (
        3,
        "trên 50% của 3 đơn vị có mặt: ít nhất 2 phiếu",
    )

    answer = post(
        head, "endorse", conference, **{"base": "3", f"votes_{flag.pk}": "2", f"votes_{merit.pk}": "1"}
    )

    assert said(answer) == ["Đã ghi 1 đề nghị được thông qua."]
    assert (scene.now(flag).state, scene.now(merit).state) == ("endorsed", "proposed")
    assert answer.context["form"].failed == {
        merit.pk: "1/3 phiếu (33,3%), cần trên 50% của 3 đơn vị có mặt: ít nhất 2 phiếu"
    }
    drop = reverse("conferences:endorse_drop", args=[conference.pk, merit.pk])
    assert f"{drop}?votes=1&amp;base=3" in answer.text
    form = head.get(drop, {"votes": "1", "base": "3"}).context["form"]
    assert form["reason"].value() == ("1/3 phiếu (33,3%), cần trên 50% của 3 đơn vị có mặt: ít nhất 2 phiếu.")
    head.post(drop, {"reason": form["reason"].value()})
    assert scene.now(merit).state == "dropped"
    second = head.post(drop, {"reason": "A"})
    assert second.context["form"].non_field_errors()[0].startswith("Việc này không làm được ở trạng thái")


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"base": "3"}, {"__all__"}),
        ({"base": "", "votes": "2"}, {"base"}),
        ({"base": "3", "votes": "4"}, {"votes"}),
        ({"base": "3", "votes": "hai"}, {"votes"}),
        ({"base": "3", "votes": "2", "shown": "on"}, {"votes"}),
    ],
)
def test_votes_that_cannot_be_keep_what_was_typed(head, season, conference, facts, errors):
    flag = honours.nomination(season, code="government-flag")
    named = {f"{name}_{flag.pk}" if name in ("votes", "shown") else name: facts[name] for name in facts}

    form = post(head, "endorse", conference, **named).context["form"]

    assert {name.partition("_")[0] or name for name in form.errors} == {
        name if name != "__all__" else "__all__" for name in errors
    }
    assert Nomination.objects.get().state == "proposed"


def test_hands_shown_without_a_count_endorse(head, season, conference):
    flag = honours.nomination(season, code="government-flag")

    post(head, "endorse", conference, **{"base": "3", f"shown_{flag.pk}": "on"})

    assert (scene.now(flag).state, scene.now(flag).votes) == ("endorsed", None)


def test_a_nomination_of_another_bloc_is_not_found_at_this_conference(head, conference):
    address = reverse("conferences:endorse_drop", args=[conference.pk, 4711])

    assert head.get(address).status_code == 404


def test_the_election_is_shown_before_it_is_recorded_and_then_only_read(head, season, conference):
    first, second = honours.member(season, 2), honours.member(season, 3)
    facts = {"base": "3", "head": first.pk, "head_votes": "3", "deputy_1": second.pk, "deputy_1_votes": "1"}

    refused = post(head, "elect", conference, **facts)
    assert refused.context["form"].non_field_errors() == [
        "Ban Ba: 1/3 phiếu (33,3%), cần trên 50% của 3 đơn vị có mặt: ít nhất 2 phiếu. "
        "Hãy kiểm tra số phiếu, hoặc ghi vì sao hội nghị vẫn công nhận."
    ]
    facts["below_reason"] = "Bầu lần hai, lấy phiếu cao nhất"
    shown = post(head, "elect", conference, **facts)
    assert [(label, str(agency), result, weak) for label, agency, result, weak in shown.context["rows"]] == [
        ("Khối trưởng", "Ban Hai", "3/3 phiếu (100%)", ""),
        ("Khối phó", "Ban Ba", "1/3 phiếu (33,3%)", "trên 50% của 3 đơn vị có mặt: ít nhất 2 phiếu"),
    ]
    assert Election.objects.count() == 0

    answer = post(head, "elect", conference, **dict(shown.context["hidden"]), confirmed="1")
    assert said(answer) == ["Đã ghi kết quả bầu và lãnh đạo Khối năm 2024."]
    again = post(head, "elect", conference, **facts, confirmed="1")
    assert [line.name for line in again.context["elected"]] == ["Ban Hai", "Ban Ba"]
    assert Election.objects.get().below_reason == "Bầu lần hai, lấy phiếu cao nhất"


def test_votes_without_an_agency_are_asked_about(head, conference):
    form = post(head, "elect", conference, base="3", head="", head_votes="3", deputy_2_votes="2").context[
        "form"
    ]

    assert dict(form.errors) == {
        "head": ["Hãy chọn đơn vị Khối trưởng."],
        "deputy_2": ["Hãy chọn đơn vị được số phiếu này."],
    }


def test_every_member_reads_who_was_elected(client, season, conference):
    scene.elected(conference)
    client.force_login(scene.user_of(season, scene.MEMBER))

    assert [line.name for line in client.get(url("elect", conference)).context["elected"]] == [
        "Ban Hai",
        "Ban Ba",
    ]


# closing


def test_the_page_of_closing_lists_what_is_missing_and_refuses(head, conference):
    page = head.get(url("conference_close", conference))
    lacking = ["kết luận của chủ trì"]
    assert page.context["lacking"] == lacking

    answer = post(head, "conference_close", conference)

    assert said(answer) == [f"Chưa bế mạc được. Còn thiếu: {'; '.join(lacking)}."]
    assert scene.now(conference).state == "open"


def test_after_closing_the_page_offers_the_minutes_and_no_act(head, season):
    conference = scene.ready(season)

    answer = post(head, "conference_close", conference)

    assert said(answer) == ["Đã bế mạc hội nghị và lập biên bản."]
    assert answer.context["runs"] is False
    assert f"{conference.get_absolute_url()}minutes/pdf/" in answer.text
    assert [name for name in WRITTEN if f'href="{url(name, conference)}"' in answer.text] == ["elect"]
    assert head.get(url("conference_close", conference)).status_code == 409


# lists


def rows_of(answer):
    return [row for row in load_workbook(BytesIO(answer.content)).active.values]


def test_every_list_is_taken_away_as_a_workbook(head, season, conference):
    honours.nomination(season, code="government-flag")

    listed = rows_of(head.get(url("conferences", season), {"format": "xlsx"}))
    people = rows_of(head.get(url("delegates", conference), {"format": "xlsx"}))
    votes = rows_of(head.get(url("endorse", conference), {"format": "xlsx"}))

    assert listed[1][1:] == ("Hội nghị tổng kết", "31/01/2024", "31/01/2024", "Hội trường số 1", "Đang họp")
    assert [row[:4] for row in people[1:3]] == [
        ("Ban Một", "Vũ Trọng Lâm", "Phó Trưởng ban", "Chủ trì"),
        ("Ban Một", "Lê Quang Vinh", "Phó Trưởng ban", "Thư ký"),
    ]
    assert votes[1] == ("Cờ thi đua của Chính phủ", "Ban Ba", "Ban Ba", None, None, "Đã đề nghị")


def queries(client, address):
    assert client.get(address).status_code == 200  # what is read once per process does not count
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize(
    ("name", "most"),
    [("conferences", 12), ("conference", 35), ("delegates", 15), ("endorse", 15), ("elect", 27)],
)
def test_one_row_and_three_ask_the_same_number_of_queries(head, season, conference, name, most):
    def add(number):
        scene.planned(season, "thematic", title=f"Chuyên đề {number}")
        scene.agenda_item(conference, number)
        scene.person(conference, 3, f"Người {number}")
        scene.guest(conference, f"Khách {number}")
        honours.nomination(
            season, 3, code="ministry-merit", of=honours.person(season, name=f"Lê Văn {number}")
        )

    address = url(name, season if name == "conferences" else conference)
    add("Một")
    one = queries(head, address)
    add("Hai")
    add("Ba")

    assert queries(head, address) == one
    assert one <= most


@pytest.mark.hostile
@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_is_shown_as_it_was_typed_and_does_nothing(head, season, conference, text):
    post(head, "agenda_new", conference, title=text, presenter=text)
    post(head, "resolution_new", conference, text=text)
    post(head, "conference_conclude", conference, conclusion=text)
    post(head, "delegate_new", conference, full_name=text, position=text, body=text, role="guest")

    for name in READ:
        page = head.get(url(name, conference)).text
        assert "alert(1)</script>" not in page
        assert '" onmouseover="' not in page
    assert conference.agenda.get().title == text
    workbook = load_workbook(BytesIO(head.get(url("delegates", conference), {"format": "xlsx"}).content))
    cells = [cell for row in workbook.active.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}


# a year that stepped back


def test_the_page_of_a_closed_conference_leads_a_stepped_back_year_on(client, season):
    conference = scene.closed(season)
    client.force_login(scene.user_of(season))
    assert client.get(url("conference", conference)).context["resumes"] == ""
    phases.step_back(scene.reread(season), reason="Sửa một đề nghị", by=None)
    assert client.get(url("conference", conference)).context["resumes"] == "Trình khen thưởng"

    first = client.post(url("conference_resume", conference), follow=True)
    again = client.post(url("conference_resume", conference))

    assert "Năm 2023 đã chuyển sang bước Trình khen thưởng." in first.text
    assert (again.status_code, scene.reread(season).phase) == (409, "awarding")
