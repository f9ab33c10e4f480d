"""The half-year report: progress on every pledged target, a text for each part, sent once it is whole."""

from decimal import Decimal

import pytest

from blocs import seasons
from blocs.models import Season
from core.models import Entry
from core.rules import RuleError
from results import midyear, scoring, sections
from results.cells import StaleCell
from results.models import MidyearReport
from tests import world
from tests.results.halfyear import begun, enter, running, target_of, whole, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return running()


@pytest.fixture
def report(season):
    return begun(season)


def test_a_report_begins_with_the_pledged_targets_and_empty_parts(report):
    (row,) = midyear.progress(report)

    assert (str(row.target), row.done, row.result, row.share) == ("4 đề án (4 đề án)", "", "", "")
    assert [(text.key, text.text) for text in report.texts.all()] == [
        (part.key, "") for part in sections.PARTS
    ]


def test_the_second_click_opens_the_same_report(season, report):
    assert begun(season) == report


def test_progress_is_shown_as_share_of_what_was_pledged(report):
    enter(report, text="3")
    (row,) = midyear.progress(report)

    assert (row.done, row.share) == ("3", "75%")


def test_a_cell_is_saved_with_its_version(report):
    assert enter(report).version == 1
    assert enter(report, "result", "Xong 2 đề án", version=1).version == 2
    assert report.lines.get().done == Decimal(2)


def test_what_is_there_already_is_not_written_again(report):
    enter(report)
    entries = Entry.objects.count()

    assert enter(report, version=0).version == 1
    assert Entry.objects.count() == entries


def test_a_cell_changed_by_somebody_else_is_not_overwritten(report):
    enter(report)

    with pytest.raises(StaleCell) as refusal:
        enter(report, text="3", version=0)
    assert (refusal.value.shown, refusal.value.version) == ("2", 1)


@pytest.mark.parametrize("text", ["hai", "-1", "1.500", "9" * 14])
def test_what_is_no_count_is_refused_and_nothing_is_kept(report, text):
    with pytest.raises(RuleError):
        enter(report, text=text)
    assert not report.lines.exists()


def test_a_part_changed_by_somebody_else_is_not_overwritten(report):
    write(report)

    with pytest.raises(StaleCell) as refusal:
        write(report, words="Khác", version=1)
    assert refusal.value.shown == "Đã xong 2 đề án."


def test_a_part_that_is_too_long_says_how_long_it_is(report):
    with pytest.raises(RuleError) as refusal:
        write(report, words="a" * 4001)
    assert str(refusal.value) == "Hãy viết ngắn lại: mỗi mục nhiều nhất 4000 ký tự, hiện có 4001."


def test_an_incomplete_report_is_refused_with_the_list_of_what_is_missing(report):
    with pytest.raises(RuleError) as refusal:
        midyear.hand_in(report, by=None)
    assert str(refusal.value) == (
        "Chưa gửi được báo cáo. Còn thiếu: kết quả I.1, mục Công tác lãnh đạo, chỉ đạo, "
        "mục Phong trào thi đua, hoạt động chung, mục Ưu điểm, mục Hạn chế, nguyên nhân, "
        "mục Nhiệm vụ 6 tháng cuối năm."
    )


def test_a_report_that_was_handed_in_is_closed_until_it_is_taken_back(report):
    midyear.hand_in(whole(report), by=None)

    with pytest.raises(RuleError) as refusal:
        enter(report, text="3", version=1)
    assert str(refusal.value) == "Báo cáo đã gửi. Muốn sửa, hãy lấy lại bản đã gửi trước."
    midyear.take_back(report, by=None)
    assert enter(report, text="3", version=1).version == 2


def test_the_second_click_on_sending_is_refused_with_a_sentence(report):
    midyear.hand_in(whole(report), by=None)

    with pytest.raises(RuleError):
        midyear.hand_in(report, by=None)


def test_a_report_is_not_begun_before_the_pledge_is_signed():
    season = world.pledging()

    with pytest.raises(RuleError) as refusal:
        begun(season)
    assert str(refusal.value) == (
        "Báo cáo 6 tháng viết từ khi ký giao ước đến trước bước Tự chấm; năm này đang ở bước Ký giao ước."
    )


def test_a_report_is_only_read_once_the_scoring_has_begun(season, report):
    for _ in range(2):
        seasons.go_on(Season.objects.get(pk=season.pk), by=None)

    with pytest.raises(RuleError):
        enter(report)


def test_an_agency_that_is_no_member_has_no_report(season):
    with pytest.raises(RuleError) as refusal:
        midyear.start(season, agency=world.agency("Cơ quan khác"), by=None)
    assert str(refusal.value) == "Cơ quan khác không phải thành viên của Khối trong năm 2023."


def test_all_texts_stand_side_by_side_in_protocol_order_once_they_are_sent(season):
    for place in (3, 1):
        midyear.hand_in(whole(begun(season, place)), by=None)
    write(begun(season, 2))
    by_part = {part.key: texts for part, texts in midyear.texts_by_part(season)}

    assert [(name, text.text) for _, name, text in by_part["strengths"]] == [
        ("Ban Một", "Ưu điểm: đã làm."),
        ("Ban Ba", "Ưu điểm: đã làm."),
    ]
    assert by_part["proposals"] == []


def test_what_was_told_of_a_target_is_carried_into_the_year(season, report):
    enter(report)
    enter(report, "result", "Xong 2 đề án", version=1)

    agency = world.members(season.bloc)[2]
    assert midyear.carried(season, agency) == {
        target_of(report).criterion_id: "6 tháng đầu năm: 2. Xong 2 đề án"
    }
    assert midyear.carried(season, world.members(season.bloc)[0]) == {}


@pytest.mark.parametrize("members", [1, 3])
def test_the_questions_do_not_grow_with_the_members(season, members, django_assert_num_queries):
    for place in range(1, members + 1):
        midyear.hand_in(whole(begun(season, place)), by=None)

    with django_assert_num_queries(2):
        assert sum(row.is_handed_in for row in midyear.overview(season)) == members
    with django_assert_num_queries(2):
        assert len(midyear.texts_by_part(season)[0][1]) == members


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Đã xong 2 đề án.", 5), ("Một – hai", 2), ("  \n Một\n\nhai ", 2), ("...", 0)],
)
def test_words_are_counted_as_people_count_them(text, count):
    assert sections.words(text) == count


def test_a_text_falls_into_its_paragraphs():
    assert sections.paragraphs("Một.\n\n  Hai. \n\n") == ["Một.", "Hai."]


def test_reports_of_others_are_seen_by_those_who_follow_the_bloc_only(season, report):
    def seen(agency, username):
        clerk = world.person(agency, world.Post.Kind.CLERK, username=username).user
        return list(MidyearReport.objects.visible_to(clerk))

    first, _, third = world.members(season.bloc)
    assert seen(first, "khoi-truong") == [report]
    assert seen(third, "cua-minh") == [report]
    stranger = world.bloc(["Ban Bốn", "Ban Năm"], name="Khối kia")
    assert seen(world.members(stranger)[0], "nguoi-la") == []


def test_the_sheet_of_the_year_goes_on_from_what_was_told(season, report):
    midyear.hand_in(whole(report), by=None)
    for _ in range(2):
        seasons.go_on(Season.objects.get(pk=season.pk), by=None)
    sheet = scoring.start(Season.objects.get(pk=season.pk), agency=report.agency, by=None)

    told = {line.criterion.code: line.result for line in sheet.lines.select_related("criterion__group")}
    assert told == {"I.1": "6 tháng đầu năm: 2", "II.1": "", "T.1": "", "Tr.1": ""}
