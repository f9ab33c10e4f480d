"""What is late in a year, and the letter that reminds members of what they owe."""

import io
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs import activities
from blocs import lateness as planned
from blocs.models import Deadline, Season
from core import clock
from core.rules import RuleError
from desk import todo
from documents import papers
from documents.models import Document
from members.models import Post
from results import appraisal, lateness, reminders, scoring
from results.models import MidyearReport, Reminder
from tests import world
from tests.documents.reading import pages, word_words
from tests.results import appraised, scene
from tests.security.test_hostile_text import HARMFUL

pytestmark = pytest.mark.django_db

TODAY, REPLY = date(2023, 3, 20), date(2023, 3, 25)


@pytest.fixture(autouse=True)
def five_days_late():
    """The pledge was due on 15/03/2023."""
    with clock.at(TODAY):
        yield


@pytest.fixture
def season(client):
    """A year whose pledge is due; a clerk of the head agency is signed in, the second member is done."""
    season = world.pledging()
    world.pledged(season, world.members(season.bloc)[1])
    client.force_login(world.head_of(season))
    return season


def member(season, place):
    return world.members(season.bloc)[place - 1]


def at(name, thing, *more):
    return reverse(f"results:{name}", args=[thing.pk, *more])


def remind(season, *places, **facts):
    chosen = [member(season, place) for place in places]
    return reminders.issue(season, agencies=chosen, **{"reply_by": REPLY} | facts, by=None)


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


def words_of(reminder):
    return " ".join(" ".join(pages(papers.render_bytes(reminder.paper, "pdf"))).split())


def test_phases_and_activities_past_their_day_are_late(season):
    activities.plan(season, name="Về nguồn", starts_on=date(2023, 3, 18), by=None)
    activities.plan(season, name="Hội thao", starts_on=TODAY, by=None)
    season = Season.objects.get(pk=season.pk)

    assert [(row.name, row.days) for row in planned.of(season)] == [("Bước Ký giao ước", 5), ("Về nguồn", 2)]


def test_members_without_targets_are_missing_with_their_days(season):
    found = lateness.missing(season)

    assert [(row.name, row.days_late, row.reminded_on) for row in found] == [
        ("Ban Một", 5, None),
        ("Ban Ba", 5, None),
    ]
    with clock.at(date(2023, 3, 10)):
        assert [(row.days_late, row.days_left) for row in found] == [(0, 5), (0, 5)]


def test_members_without_a_submitted_sheet_are_missing():
    season = scene.scoring_season()
    scene.submitted(season, 2)
    scene.sheet_of(season, 3)

    with clock.at(date(2023, 12, 18)):
        assert [(row.name, row.days_late) for row in lateness.missing(season)] == [
            ("Ban Một", 3),
            ("Ban Ba", 3),
        ]
        said = words_of(remind(season, 3, reply_by=date(2023, 12, 20)))
    assert "Kính gửi: Ban Ba" in said
    assert "chưa nhận được bảng tự chấm điểm của các đơn vị sau" in said


def returned(season, place):
    """The member's sheet, returned with one line."""
    sheet = appraised.sheet(season, place)
    return appraisal.send_back(sheet, lines=[appraised.line(sheet)], reason="Thiếu một đề án", by=None)


def test_a_returned_sheet_is_missing_until_it_is_handed_in_again():
    season = appraised.year()
    season.deadlines.create(phase="appraisal", ends_on=date(2023, 12, 20))
    season = Season.objects.get(pk=season.pk)
    assert lateness.missing(season) == []
    sheet = returned(season, 3)

    with clock.at(date(2023, 12, 23)):
        assert [(row.name, row.days_late) for row in lateness.missing(season)] == [("Ban Ba", 3)]
        reminder = remind(season, 3, reply_by=date(2023, 12, 27))
        said = words_of(reminder)
        assert [row.reminded_on for row in lateness.missing(season)] == [date(2023, 12, 23)]
    assert "về việc đôn đốc nộp lại bảng tự chấm điểm năm 2023" in said
    assert (
        "Theo kế hoạch, việc thẩm định hoàn thành trước ngày 20/12/2023. Khối trưởng đã trả lại bảng tự chấm "
        "điểm của các đơn vị sau để bổ sung và đến nay chưa nhận lại: TT Đơn vị Hạn nộp Quá hạn "
        "1 Ban Ba 20/12/2023 3 ngày Đề nghị các đơn vị nêu trên hoàn thành và nộp lại bảng tự chấm điểm "
        "trước ngày 27/12/2023"
    ) in said
    assert str(reminder) == "Đôn đốc bảng tự chấm điểm trả lại ngày 23/12/2023"
    scoring.submit(scene.now(sheet), by=None)
    assert lateness.missing(season) == []


def test_a_reminder_for_the_sheet_itself_says_nothing_of_the_returned_one(client):
    season = appraised.year()
    Season.objects.filter(pk=season.pk).update(phase="scoring")
    returned_to_draft = appraised.sheet(season, 3)
    scoring.withdraw(returned_to_draft, by=None)
    remind(Season.objects.get(pk=season.pk), 3)
    scoring.submit(scene.now(returned_to_draft), by=None)
    Season.objects.filter(pk=season.pk).update(phase="appraisal")
    returned(season, 3)
    season = Season.objects.get(pk=season.pk)

    assert [row.reminded_on for row in lateness.missing(season)] == [None]
    client.force_login(world.person(member(season, 3), Post.Kind.CLERK, username="don-vi").user)
    page = client.get(at("late", season))
    assert [row.name for row in page.context["missing"]] == ["Ban Ba"]
    assert "Chưa nộp lại bảng tự chấm điểm" in page.text


def test_the_letter_of_a_party_bloc_says_who_owes_what_since_when(season):
    reminder = remind(season, 3, 1, note="Liên hệ thư ký Khối.")

    said = words_of(reminder)
    for words in (
        "Số -CV/KTĐ",
        "về việc đôn đốc gửi chỉ tiêu giao ước năm 2023",
        "Kính gửi: - Ban Một; - Ban Ba.",
        "1 Ban Một 15/03/2023 5 ngày",
        "2 Ban Ba 15/03/2023 5 ngày",
        "gửi chỉ tiêu giao ước trước ngày 25/03/2023",
        "Liên hệ thư ký Khối.",
        "KHỐI TRƯỞNG",
    ):
        assert words in said
    assert "CV/KTĐ" in " ".join(word_words(papers.render_bytes(reminder.paper, "docx")))
    assert reminder.paper.kind == Document.Kind.LETTER
    assert [row.name for row in reminder.reminded.named()] == ["Ban Một", "Ban Ba"]


def test_the_letter_of_a_state_bloc_has_no_code_of_its_kind():
    season = world.pledging()
    Season.objects.filter(pk=season.pk).update(form="state")

    said = words_of(remind(Season.objects.get(pk=season.pk), 3))
    assert "Số: /KTĐ" in said
    assert "V/v đôn đốc gửi chỉ tiêu giao ước năm 2023" in said


def test_whoever_owes_nothing_is_not_reminded_and_nobody_twice_a_day(season):
    assert refusal_of(remind, season, 2) == (
        "Ban Hai không còn thiếu gì ở bước này. Hãy tải lại trang để xem danh sách mới."
    )
    assert refusal_of(remind, season) == "Hãy chọn ít nhất một đơn vị cần đôn đốc."
    assert refusal_of(remind, season, 3, reply_by=date(2023, 3, 19)) == (
        "Ngày 19/03/2023 đã qua. Hãy chọn ngày đề nghị nộp từ hôm nay trở đi."
    )
    stranger = world.agency("Ngoài khối")
    assert refusal_of(reminders.issue, season, agencies=[stranger], reply_by=REPLY, by=None) == (
        "Ngoài khối không còn thiếu gì ở bước này. Hãy tải lại trang để xem danh sách mới."
    )

    remind(season, 3)
    assert refusal_of(remind, season, 1, 3) == "Ban Ba đã được đôn đốc hôm nay. Hãy bỏ chọn đơn vị này."
    with clock.at(date(2023, 3, 21)):
        remind(season, 1, 3)
    assert Reminder.objects.count() == 2


def test_other_phases_ask_nothing_of_members(client):
    season = world.planned(world.season())
    client.force_login(world.head_of(season))

    assert lateness.missing(season) == []
    form = client.post(at("reminder_new", season), {"reply_by": "25/03/2023"}).context["form"]
    assert form.errors == {"agencies": ["Hãy chọn ít nhất một đơn vị cần đôn đốc."]}
    assert refusal_of(remind, season, 3) == reminders.NOTHING


def test_the_desk_of_the_member_tells_that_it_was_reminded(season):
    clerk = world.person(member(season, 3), Post.Kind.CLERK, username="don-vi").user
    (before,) = todo.of(clerk, season)
    remind(season, 3)
    (after,) = todo.of(clerk, season)

    assert before.detail == "Ban Ba ghi chỉ tiêu theo từng tiêu chí"
    assert after.detail == "Khối trưởng đã đôn đốc ngày 20/03/2023, đề nghị nộp trước ngày 25/03/2023"


def test_the_database_refuses_a_reminder_that_leaves_no_time(season):
    paper = remind(season, 3).paper

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(
            season=season, about="pledge", issued_on=TODAY, reply_by=date(2023, 3, 19), paper=paper
        )


def test_the_head_reminds_from_the_page_and_the_second_click_is_told(client, season):
    activities.plan(season, name="Về nguồn", starts_on=date(2023, 3, 18), by=None)
    page = client.get(at("late", season)).text
    assert all(words in page for words in ("Ban Một", "Quá hạn 5 ngày", "Về nguồn"))
    form = client.get(at("reminder_new", season)).context["form"]
    assert len(form.initial["agencies"]) == 2
    assert [str(label) for _, label in form.fields["agencies"].choices] == ["Ban Một", "Ban Ba"]

    typed = {"agencies": [member(season, 3).pk], "reply_by": "25/03/2023"}
    assert client.post(at("reminder_new", season), typed).url == at("late", season)
    assert list(client.post(at("reminder_new", season), typed).context["form"].errors) == ["__all__"]
    wrong = {"agencies": [member(season, 2).pk, "9" * 25], "reply_by": "19/03/2023"}
    errors = client.post(at("reminder_new", season), wrong).context["form"].errors
    assert sorted(errors) == ["agencies", "reply_by"]
    assert errors["reply_by"] == ["Nhập ngày từ 20/03/2023 trở đi."]

    exported = client.get(at("late", season), {"format": "xlsx"})
    rows = list(load_workbook(io.BytesIO(exported.content)).active.iter_rows(values_only=True))
    assert [(row[1], row[3]) for row in rows[1:]] == [
        ("Bước Ký giao ước", 5),
        ("Về nguồn", 2),
        ("Ban Một", 5),
        ("Ban Ba", 5),
    ]


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_is_printed_as_typed(season, text):
    reminder = remind(season, 3, note=text)

    assert papers.render_bytes(reminder.paper, "pdf")[:5] == b"%PDF-"
    words = " ".join(word_words(papers.render_bytes(reminder.paper, "docx")))
    assert " ".join(text.split()) in words


def test_letters_are_for_those_they_concern(client, season):
    reminder = remind(season, 3)
    outsiders = world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="la").user
    for place, status in ((3, 302), (2, 302), (1, 302)):
        user = world.person(member(season, place), Post.Kind.CLERK, username=f"thu-{place}").user
        client.force_login(user)
        assert client.post(at("reminder_paper_request", reminder, "pdf")).status_code == status
        assert client.get(at("late", season)).status_code == 200
    client.force_login(outsiders)
    assert client.get(at("late", season)).status_code == 404
    assert client.post(at("reminder_paper_request", reminder, "pdf")).status_code == 404


def test_a_member_sees_only_itself_among_the_missing_sheets(client):
    season = scene.scoring_season(world.bloc(names=("Một", "Hai", "Ba", "Bốn")))
    fourth = world.person(member(season, 4), Post.Kind.CLERK, username="don-vi").user
    client.force_login(fourth)

    assert [row.name for row in client.get(at("late", season)).context["missing"]] == ["Bốn"]
    with clock.at(date(2023, 12, 18)):
        reminder = remind(season, 3, reply_by=date(2023, 12, 20))
    assert client.post(at("reminder_paper_request", reminder, "pdf")).status_code == 404
    assert client.post(at("reminder_new", season)).status_code == 403


def test_the_page_asks_the_same_for_1_and_3(client, season):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at("late", season)).status_code == 200
        return len(captured)

    counts = []
    for day in (20, 21, 22):
        with clock.at(date(2023, 3, day)):
            activities.plan(season, name=f"Số {day}", starts_on=date(2023, 3, 1), by=None)
            remind(season, 3)
            counts.append(queries())

    assert counts[1] == counts[2]
    assert counts[2] <= 20


# the half-year report


def running(season):
    """The same year at work, its half-year conference planned for 10/07/2023."""
    Season.objects.filter(pk=season.pk).update(phase="running")
    Deadline.objects.create(season=season, phase="running", ends_on=date(2023, 7, 10))
    return Season.objects.get(pk=season.pk)


def test_the_half_year_report_is_owed_from_six_weeks_before_until_it_is_handed_in(season):
    season = running(season)
    with clock.at(date(2023, 5, 28)):
        assert lateness.missing(season) == []
    with clock.at(date(2023, 5, 29)):
        assert [(row.name, row.days_left) for row in lateness.missing(season)] == [
            ("Ban Một", 42),
            ("Ban Hai", 42),
            ("Ban Ba", 42),
        ]
    MidyearReport.objects.create(
        season=season, agency=member(season, 2), state="handed_in", handed_in_at=clock.now()
    )
    Season.objects.filter(pk=season.pk).update(phase="midyear")
    with clock.at(date(2023, 7, 12)):
        late = lateness.missing(Season.objects.get(pk=season.pk))
        assert [(row.name, row.days_late) for row in late] == [("Ban Một", 2), ("Ban Ba", 2)]


def test_a_member_is_reminded_of_its_half_year_report_and_reads_it_on_its_desk(season):
    season = running(season)
    with clock.at(date(2023, 7, 12)):
        reminder = remind(season, 3, reply_by=date(2023, 7, 15))
        user = world.person(member(season, 3), Post.Kind.CLERK, username="ba").user
        found = todo.of(user, season)

    words = words_of(reminder)
    assert "đôn đốc gửi báo cáo 6 tháng năm 2023" in words
    assert "Theo kế hoạch, các đơn vị gửi trước ngày 10/07/2023." in words
    assert [line.detail for line in found] == [
        "Khối trưởng đã đôn đốc ngày 12/07/2023, đề nghị nộp trước ngày 15/07/2023"
    ]
