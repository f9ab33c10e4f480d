"""The course of a conference: what runs and how late, speeches and tasks, papers of the agenda, photos."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from blocs.models import Activity
from conferences import agenda
from conferences.closing import follow_ups
from conferences.models import AgendaItem
from conferences.running import agenda_papers, course, meetings, minutes, pictures, resolutions, speeches
from core import clock
from core.rules import RuleError
from documents import papers
from documents.blocks import thaw
from documents.composition import compose
from documents.layouts import named
from documents.pieces import texts
from tests import sent, world
from tests.awards import scene as honours
from tests.blocs.pictures import upload
from tests.security.test_hostile_text import HARMFUL

from . import polled, scene

DAY = date(2024, 1, 31)
OVER = "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được."
EARLY = "Hội nghị chưa khai mạc. Hãy khai mạc trước rồi ghi tiếp."


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts, by=None)
    return str(refusal.value)


def moment(hour, minute=0):
    """A moment on the clock of the hall."""
    return datetime(2024, 1, 31, hour - 7, minute, tzinfo=UTC)


def point(hour=None, minutes=None, state="waiting", began=None, *, day=1, title="Mục"):
    """A point of an agenda that is not kept."""
    item = AgendaItem(title=title, day=day, minutes=minutes, state=state, started_at=began)
    item.starts_at = hour and time(*hour)
    return item


@pytest.mark.parametrize(
    ("points", "at", "left", "late", "words"),
    [
        ([point((8, 0), 30, "running", moment(8))], (8, 10), 20, 0, ""),
        ([point((8, 0), 30, "running", moment(8))], (8, 30), 0, 0, ""),
        (
            [point((8, 0), 30, "running", moment(8, 5))],
            (8, 40),
            -5,
            10,
            "Mục đang diễn ra đã quá 5 phút. Đang chậm 10 phút so với chương trình.",
        ),
        (
            [point((8, 0), None, "running", moment(9, 30)), point((8, 45))],
            (9, 40),
            35,
            90,
            "Đang chậm 1 giờ 30 phút so với chương trình.",
        ),
        ([point(None, None, "running", moment(8))], (9, 0), None, 0, ""),
        ([point((8, 0), None, "running", moment(8)), point((8, 45), day=2)], (9, 0), None, 0, ""),
        ([point((8, 0), 30, "done", moment(8)), point((8, 30))], (8, 32), None, 2, ""),
        (
            [point((8, 0), 30, "done", moment(8)), point((8, 30))],
            (8, 50),
            None,
            20,
            "Đang chậm 20 phút so với chương trình.",
        ),
        ([point((8, 0)), point((8, 30))], (8, 50), None, 0, ""),
        ([], (8, 0), None, 0, ""),
    ],
)
def test_time_left_and_delay_follow_the_clock(points, at, left, late, words):
    found = course.at(points, DAY, moment(*at))

    assert (found.minutes_left, found.minutes_late, found.words) == (left, late, words)


def test_an_agenda_held_on_another_day_is_not_called_late():
    running = point((8, 0), 30, "running", moment(8) + timedelta(days=3))

    assert course.at([running], DAY, moment(8, 10) + timedelta(days=3)).words == ""


@pytest.mark.parametrize(
    ("minutes", "words"), [(5, "5 phút"), (60, "1 giờ"), (65, "1 giờ 05 phút"), (120, "2 giờ")]
)
def test_a_time_is_told_in_words(minutes, words):
    assert course.lasting(minutes) == words


@pytest.fixture
def conference(db):
    return polled.hall(3)


@pytest.fixture
def items(conference):
    """Three points of the agenda."""
    return [agenda.add(conference, title=title, by=None) for title in ("A", "B", "C")]


def states(conference):
    return [(item.title, item.state) for item in conference.agenda.all()]


def test_beginning_a_point_ends_the_one_before_and_keeps_the_times(conference, items):
    with clock.at(DAY, time(8, 0)):
        course.begin(items[0], by=None)
        course.begin(items[0], by=None)  # the second click
    with clock.at(DAY, time(8, 20)):
        course.begin(items[1], by=None)

    assert states(conference) == [("A", "done"), ("B", "running"), ("C", "waiting")]
    first, second, _ = conference.agenda.all()
    assert (first.started_at, first.ended_at, second.started_at) == (moment(8), moment(8, 20), moment(8, 20))
    found = course.now(conference)
    assert (found.running, found.next) == (second, items[2])


def test_points_are_ended_resumed_and_taken_back(conference, items):
    course.begin(items[0], by=None)
    course.end(items[0], by=None)
    course.end(items[0], by=None)  # the second click
    assert refused(course.begin, items[0])[:13] == "Mục “A” đã xo"
    course.resume(items[0], by=None)
    course.resume(items[0], by=None)
    course.unbegin(items[0], by=None)
    course.unbegin(items[0], by=None)

    assert states(conference) == [("A", "waiting"), ("B", "waiting"), ("C", "waiting")]
    assert refused(course.end, items[0])[:27] == "Việc này không làm được ở t"
    agenda.remove(items[2], by=None)
    assert refused(course.begin, items[2]) == course.GONE


def test_a_point_runs_in_an_open_conference_only_and_ends_with_it(conference, items):
    course.begin(items[1], by=None)
    meetings.conclude(conference, conclusion="Xong.", by=None)
    meetings.close(conference, by=None)

    assert states(conference)[1] == ("B", "done")
    assert [refused(act, items[0]) for act in (course.begin, course.end, course.resume, course.unbegin)] == [
        OVER
    ] * 4


def test_an_agenda_of_several_days_keeps_to_the_days_of_the_conference(db):
    conference = scene.planned(world.season(), "exchange", ends_on=date(2024, 2, 1))
    late = agenda.add(conference, title="Ngày hai", day=2, starts_at=time(8), minutes=30, by=None)
    agenda.add(conference, title="Ngày một", starts_at=time(8), by=None)

    assert [row.title for row in conference.agenda.all()] == ["Ngày một", "Ngày hai"]
    days = "Hội nghị họp 2 ngày. Hãy chọn một trong các ngày đó."
    assert refused(agenda.add, conference, title="Ngày ba", day=3) == days
    assert refused(agenda.change, late, title="Ngày không", day=0) == days
    backwards = {"title": "", "starts_on": DAY, "ends_on": date(2024, 1, 30), "venue": "Hội trường"}
    with pytest.raises(ValidationError, match="Ngày bế mạc phải từ ngày khai mạc trở đi"):
        meetings.change(conference, **backwards, by=None)
    facts = {"title": "", "starts_on": DAY, "venue": "Hội trường"}
    assert refused(meetings.change, conference, **facts) == (
        "Chương trình còn mục “Ngày hai” ở ngày thứ 2. Hãy chuyển mục đó sang ngày khác trước."
    )
    agenda.move_up(late, by=None)  # the first of its day stays
    assert [row.title for row in conference.agenda.all()] == ["Ngày một", "Ngày hai"]


def test_a_year_may_have_several_exchanges_of_experience(db):
    season = world.season()
    titles = [scene.planned(season, "exchange", venue=venue).title for venue in ("Hà Nội", "Huế")]

    assert titles == [f"Hội nghị trao đổi nghiệp vụ {season.named} của {season.bloc.name}"] * 2
    conference = season.conferences.first()
    agenda.use_template(conference, by=None)
    assert [item.minutes for item in conference.agenda.all()] == [15, 45, 75, 15]


def pdf(name="tài liệu.pdf", content=None):
    """A file as the browser sends it; the content type it claims is a lie on purpose."""
    return SimpleUploadedFile(name, sent.pdf() if content is None else content, "text/html")


def test_a_point_that_was_used_is_not_taken_off(conference, items):
    agenda_papers.attach(items[0], upload=pdf(), by=None)
    speeches.add(conference, text="Ý kiến", speaker="Khách", item=items[1], by=None)
    course.begin(items[2], by=None)

    assert [refused(agenda.remove, item) for item in items] == [
        "Mục “A” đang có tài liệu. Hãy gỡ tài liệu trước rồi bỏ mục.",
        "Mục “B” đã có ý kiến phát biểu nên không bỏ được.",
        "Mục “C” đã bắt đầu nên không bỏ được; hãy sửa lại nếu ghi chưa đúng.",
    ]


def test_papers_of_a_point_are_files_checked_as_evidence_is(conference, items):
    paper = agenda_papers.attach(items[0], upload=pdf(), by=None)

    assert (paper.name, paper.file_name, paper.file.pages) == ("tài liệu.pdf", "tài liệu.pdf", 1)
    with pytest.raises(ValidationError) as again:
        agenda_papers.attach(items[0], upload=pdf("tên khác.pdf"), by=None)
    assert again.value.messages == ["Mục này đã có tệp đó."]
    assert [
        refused(agenda_papers.attach, items[0]),
        refused(agenda_papers.attach, items[0], upload=pdf("a.exe")),
        refused(agenda_papers.attach, items[0], upload=pdf("a.pdf", b"MZ")),
        refused(agenda_papers.attach, items[0], upload=pdf("a.pdf", b"")),
        refused(agenda_papers.attach, items[0], document=minutes.issue(conference, by=None)),
    ] == [
        agenda_papers.NOTHING,
        "Tệp “a.exe” không đúng loại. Chỉ nhận PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx).",
        "Nội dung của tệp “a.pdf” không phải là .pdf hoặc đã hỏng. "
        "Hãy mở tệp, lưu lại đúng loại rồi tải lên.",
        "Tệp “a.pdf” trống, không có nội dung. Hãy chọn lại tệp.",
        "Văn bản này không thuộc hội nghị. Hãy chọn lại.",
    ]
    agenda_papers.remove(paper, by=None)
    agenda_papers.remove(paper, by=None)  # the second click
    assert items[0].papers.count() == 0


def test_a_speech_names_its_delegate_as_the_list_does_then(conference, items):
    delegate = conference.delegates.get(full_name="Đại biểu số 3")
    speech = speeches.add(conference, text="Nhất trí.", delegate=delegate, item=items[0], by=None)
    other = speeches.add(conference, text="Góp ý.", speaker="Ông Khách", body="Bộ Nội vụ", by=None)

    assert (speech.who, other.who) == (
        "Đại biểu số 3, Phó Trưởng ban, Đơn vị 3",
        "Ông Khách, Bộ Nội vụ",
    )
    speeches.move_up(other, by=None)
    speeches.move_up(other, by=None)  # the first stays
    speeches.change(other, text="Góp ý khác.", delegate=delegate, by=None)
    assert [(row.speaker, row.text) for row in conference.speeches.all()] == [
        ("Đại biểu số 3, Phó Trưởng ban", "Góp ý khác."),
        ("Đại biểu số 3, Phó Trưởng ban", "Nhất trí."),
    ]
    speeches.remove(other, by=None)
    speeches.remove(other, by=None)  # the second click
    assert conference.speeches.count() == 1


def test_a_speech_of_nobody_or_of_another_conference_is_refused(conference, items):
    other = scene.planned(conference.season, "exchange")
    point = agenda.add(other, title="X", by=None)
    stranger = scene.person(other, 2, "Người khác")

    assert [
        refused(speeches.add, conference, text="A"),
        refused(speeches.add, conference, text="A", speaker="B", item=point),
        refused(speeches.add, conference, text="A", delegate=stranger),
    ] == [
        "Hãy chọn đại biểu, hoặc ghi tên người phát biểu.",
        "Mục này không thuộc chương trình của hội nghị. Hãy chọn lại.",
        "Đại biểu này không có trong danh sách của hội nghị. Hãy chọn lại.",
    ]


def given(conference, text="Gửi kế hoạch", place=2, due_on=date(2024, 2, 15)):
    member = honours.member(conference.season, place)
    return follow_ups.add(conference, text=text, agency=member, due_on=due_on, by=None)


def test_a_task_becomes_an_activity_of_the_plan_once(conference):
    task = follow_ups.hand_over(given(conference), by=None)

    activity = Activity.objects.get()
    assert task.activity == activity
    assert (activity.name, activity.host, activity.due_on) == ("Gửi kế hoạch", task.agency, task.due_on)
    again = "Việc “Gửi kế hoạch” đã được đưa vào kế hoạch hoạt động rồi."
    facts = {"text": "Khác", "agency": task.agency, "due_on": task.due_on}
    assert [
        refused(follow_ups.hand_over, task),
        refused(follow_ups.change, task, **facts),
        refused(follow_ups.remove, task),
    ] == [again] * 3
    assert Activity.objects.count() == 1


def test_a_task_due_next_year_goes_to_its_plan_once_it_is_open(conference):
    season = conference.season
    following = type(season)(year=season.year + 1)
    late, soon = date(season.year + 1, 1, 10), date(season.year, 12, 31)

    assert follow_ups.year_for(season, following, late) is following
    assert follow_ups.year_for(season, following, soon) is season
    assert follow_ups.year_for(season, None, late) is season


def test_a_task_is_given_to_members_and_for_days_to_come(conference):
    stranger = world.agency("Ngoài khối")
    facts = {"text": "A", "due_on": date(2024, 2, 15)}

    assert refused(follow_ups.add, conference, agency=stranger, **facts) == (
        f"Chỉ giao việc cho đơn vị thành viên {conference.season.bloc.word} trong năm."
    )
    early = facts | {"due_on": date(2024, 1, 30), "agency": honours.member(conference.season, 2)}
    assert refused(follow_ups.add, conference, **early) == (
        "Hạn 30/01/2024 trước ngày khai mạc 31/01/2024. Hãy chọn ngày sau đó."
    )
    first, second = given(conference, "Một"), given(conference, "Hai")
    follow_ups.move_up(second, by=None)
    follow_ups.remove(first, by=None)
    follow_ups.remove(first, by=None)  # the second click
    assert [row.text for row in conference.follow_ups.all()] == ["Hai"]


def test_nothing_is_written_before_the_opening_or_after_the_closing(conference, items):
    task = given(conference)
    speech = speeches.add(conference, text="A", speaker="B", by=None)
    resolution = resolutions.add(conference, text="A", by=None)
    said = {"text": "A", "agency": task.agency, "due_on": task.due_on}

    def answers():
        return {
            refused(speeches.add, conference, text="A", speaker="B"),
            refused(speeches.change, speech, text="A", speaker="B"),
            refused(speeches.move_up, speech),
            refused(speeches.remove, speech),
            refused(resolutions.move_up, resolution),
            refused(follow_ups.add, conference, **said),
            refused(follow_ups.change, task, **said),
            refused(follow_ups.move_up, task),
            refused(follow_ups.remove, task),
        }

    meetings.back_to_plan(conference, reason="Nhầm", by=None)
    assert answers() == {EARLY}
    meetings.open(conference, by=None)
    meetings.conclude(conference, conclusion="Xong.", by=None)
    meetings.close(conference, by=None)
    assert answers() | {refused(agenda_papers.attach, items[0], upload=pdf())} == {OVER}
    assert follow_ups.hand_over(task, by=None).activity.name == "Gửi kế hoạch"  # what was given goes on


def test_a_photo_is_drawn_anew_and_kept_before_and_after_the_closing(conference):
    picture = pictures.add(conference, upload=upload(), caption="Toàn cảnh", by=None)
    scene.meetings.conclude(conference, conclusion="Xong.", by=None)
    scene.meetings.close(conference, by=None)

    with pytest.raises(ValidationError) as again:
        pictures.add(conference, upload=upload(), by=None)
    assert again.value.messages == ["Hội nghị này đã có ảnh đó."]
    bad = refused(pictures.add, conference, upload=upload("a.jpg", b"%PDF-1.4"))
    assert bad.startswith("Tệp “a.jpg” không phải ảnh JPEG, PNG, WebP hoặc đã hỏng.")
    assert pictures.caption(picture, caption="Khai mạc", by=None).caption == "Khai mạc"
    pictures.remove(picture, by=None)
    pictures.remove(picture, by=None)  # the second click
    assert conference.pictures.count() == 0


def words(document):
    return " ".join(" ".join(texts(compose(thaw(document.blocks), named(document.layout)))).split())


def test_the_minutes_carry_days_speeches_and_tasks(db):
    conference = scene.opened(world.season(), "exchange", ends_on=date(2024, 2, 1))
    first = agenda.add(conference, title="Tham luận", starts_at=time(8), presenter="Ban Một", by=None)
    agenda.add(conference, title="Thảo luận", day=2, by=None)
    speeches.add(conference, text="Hai điểm:\nmột là A.", speaker="Ông Khách", item=first, by=None)
    speeches.add(conference, text="Nhất trí.", speaker="Bà Hai", body="Ban Hai", by=None)
    given(conference)
    meetings.conclude(conference, conclusion="Xong.", by=None)
    said = words(meetings.close(conference, by=None).minutes)

    for sentence in (
        "Thứ Tư, ngày 31 tháng 01 năm 2024 08:00 Tham luận Ban Một Thứ Năm, ngày 01 tháng 02 năm 2024",
        "Ý KIẾN PHÁT BIỂU Về “Tham luận”: - Ông Khách: Hai điểm: một là A.",
        "Ý kiến khác: - Bà Hai, Ban Hai: Nhất trí.",
        "VIỆC GIAO SAU HỘI NGHỊ TT Việc giao Đơn vị thực hiện Hạn 1 Gửi kế hoạch Ban Hai 15/02/2024",
    ):
        assert sentence in said


def test_hostile_words_reach_the_minutes_as_they_were_typed(db):
    conference = scene.opened(world.season(), "exchange")
    for text in HARMFUL.values():
        item = agenda.add(conference, title=text, presenter=text, by=None)
        speeches.add(conference, text=text, speaker=text, body=text, item=item, by=None)
        given(conference, text)
    meetings.conclude(conference, conclusion="Xong.", by=None)
    paper = meetings.close(conference, by=None).minutes

    said = words(paper)
    for text in HARMFUL.values():
        assert said.count(" ".join(text.split())) >= 4
    for format in ("pdf", "docx"):
        assert papers.render_bytes(paper, format)
