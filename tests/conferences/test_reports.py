"""Reports by their rules: begun with figures in words, written part by part, issued once and frozen."""

import pytest

from blocs import phases
from blocs.models import Season
from conferences.models import Report
from conferences.reporting import figures, report_papers, reports
from core.models import Entry
from core.rules import RuleError
from documents import layouts, papers
from documents.blocks import thaw
from results import seals
from tests import world
from tests.documents import reading

from . import reported, scene

pytestmark = pytest.mark.django_db

MIDYEAR, YEAREND = Report.Kind.MIDYEAR, Report.Kind.YEAREND


def texts(report):
    return {section.key: section.text for section in report.sections.all() if section.text}


# beginning


def test_a_half_year_report_begins_with_the_figures_in_words():
    with_day = reported.draft(reported.midyear(), MIDYEAR)

    assert texts(with_day) == {
        "opening": "Báo cáo tổng hợp số liệu từ 01-01-2023 đến 30-6-2023 của 03 đơn vị thành viên Khối thử. "
        "Chủ đề năm: “Đoàn kết, sáng tạo”. Đơn vị lập báo cáo: Ban Một, Khối trưởng năm 2023.",
        "direction": "Khối công bố bảng tiêu chí chấm điểm ngày 10-3-2023; "
        "tổ chức để 03 đơn vị ký giao ước thi đua ngày 10-3-2023.",
        "pledges": "03 đơn vị đăng ký 03 chỉ tiêu giao ước, chia theo đơn vị:",
    }


def test_a_year_end_report_begins_with_the_standing():
    report = reported.draft(reported.concluded())

    assert texts(report)["standing"] == "03 đơn vị được chấm điểm và xếp thứ. Xếp thứ nhất: Ban Một."
    assert texts(report)["situation"] == (
        "Khối có 03 đơn vị thành viên: Ban Một, Ban Hai, Ban Ba. "
        "Lãnh đạo Khối năm 2023: Khối trưởng: Ban Một; Khối phó Thường trực: Ban Hai."
    )


def test_beginning_twice_leads_to_the_same_draft():
    season = reported.midyear()

    assert reported.draft(season, MIDYEAR) == reported.draft(season, MIDYEAR)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(("kind", "make"), [(YEAREND, reported.midyear), (MIDYEAR, reported.concluded)])
def test_a_report_is_not_begun_in_another_phase(kind, make):
    with pytest.raises(RuleError) as refusal:
        reported.draft(make(), kind)

    assert str(refusal.value).startswith(f"{Report.Kind(kind).label} soạn ở bước ")


def test_the_head_agencys_leader_signs_until_somebody_else_is_named():
    season = reported.concluded()
    world.person(world.members(season.bloc)[0], "leader", given="Vinh")

    report = reported.draft(season)

    assert (report.signer_name, report.signer_post) == ("Nguyễn Thu Vinh", "Khối trưởng")


def test_whom_the_head_agency_sends_to_chair_the_conference_signs_before_its_leader():
    season = reported.concluded()
    world.person(world.members(season.bloc)[0], "leader", given="Vinh")
    conference = scene.planned(season)
    scene.person(conference, 2, "Trần Thị Mai", role="chair", came=False)
    scene.person(conference, 1, "Vũ Trọng Lâm", role="chair", came=False)

    report = reported.draft(season)

    assert (report.signer_name, report.signer_post) == ("Vũ Trọng Lâm", "Khối trưởng")


# writing


def test_a_part_is_written_cleaned_and_its_version_counts_on():
    report = reported.draft(reported.concluded())

    version = reported.write(report, text="  Đoàn   kết.\r\n\r\n\r\nSáng tạo. ")

    assert version == 2
    assert reported.section(report).text == "Đoàn kết.\n\nSáng tạo."


def test_writing_the_same_again_changes_nothing():
    report = reported.draft(reported.concluded())
    reported.write(report)

    assert reported.write(report) == 2
    assert Entry.objects.filter(act="report.write").count() == 1


def test_who_was_slower_is_told_what_the_server_holds():
    report = reported.draft(reported.concluded())
    reported.write(report, text="Của người khác")

    stale = reported.refusal(report, "strengths", "Của tôi", version=1)

    assert (stale.value, stale.version) == ("Của người khác", 2)
    assert reported.section(report).text == "Của người khác"


def test_a_part_has_a_greatest_length():
    report = reported.draft(reported.concluded())

    with pytest.raises(RuleError, match="mỗi mục nhiều nhất 8000 ký tự, hiện có 8001"):
        reported.write(report, text="a" * 8001)


@pytest.mark.parametrize("year", [2022, 2025])
def test_the_day_of_a_report_is_in_its_year_or_the_next(year):
    report = reported.draft(reported.concluded())

    with pytest.raises(RuleError, match="phải ghi ngày trong năm 2023 hoặc 2024"):
        reports.set_particulars(
            report,
            number="",
            dated=reported.TODAY.replace(year=year),
            form="state",
            signer_name="",
            signer_post="",
            by=None,
        )


# issuing


def test_an_incomplete_report_is_refused_with_what_is_missing():
    report = reported.draft(reported.concluded())

    with pytest.raises(RuleError) as refusal:
        reports.issue(report, by=None)

    assert "mục Ưu điểm; mục Hạn chế, nguyên nhân" in str(refusal.value)
    assert str(refusal.value).endswith("người ký.")


def test_what_is_missing_is_named_by_headings_with_their_years():
    missing = reports.lacking(reported.draft(reported.concluded()))

    assert missing == [
        "mục Kết quả các phong trào thi đua",
        "mục Hoạt động chung của các đơn vị",
        "mục Công tác khen thưởng",
        "mục Ưu điểm",
        "mục Hạn chế, nguyên nhân",
        "mục Phương hướng, nhiệm vụ năm 2024",
        "mục Kết quả bình xét, đề nghị khen thưởng",
        "người ký",
    ]


def test_an_issued_report_is_frozen_and_only_read():
    report = reported.complete(reported.concluded())

    reports.issue(report, by=None)
    report = reported.now(report)

    assert (report.state, report.paper.title) == ("issued", "Báo cáo tổng kết năm 2023 - Khối thử")
    with pytest.raises(RuleError, match="Báo cáo đã ban hành nên chỉ còn xem được"):
        reported.write(report, text="Thêm")
    with pytest.raises(RuleError, match="Báo cáo đã ban hành nên chỉ còn xem được"):
        reports.issue(report, by=None)
    assert Report.objects.filter(state="issued").count() == 1


def test_what_changes_after_the_issue_changes_no_paper():
    season = reported.concluded()
    report = reported.complete(season)
    reports.issue(report, by=None)
    before = reported.now(report).paper.blocks

    Season.objects.filter(pk=season.pk).update(theme="Chủ đề khác")

    assert reported.now(report).paper.blocks == before


def test_a_corrected_report_goes_on_from_the_issued_one_and_both_stay():
    season = reported.concluded()
    first = reported.complete(season)
    reports.issue(first, by=None)

    second = reported.draft(season)

    assert (second.pk == first.pk, second.state) == (False, "draft")
    assert texts(second) == texts(first)
    assert season.reports.count() == 2


def test_a_draft_that_the_year_has_left_behind_is_only_read():
    season = reported.concluded()
    report = reported.complete(season)
    for phase in ("conference", "awarding"):
        phases.advance(Season.objects.get(pk=season.pk), frm=phase, by=None)
    report = reported.now(report)

    assert reports.is_open(report) is False
    with pytest.raises(RuleError, match="năm này đang ở bước Khép lại"):
        reports.issue(report, by=None)


# the paper


def heads(report):
    """The numbered headings of a report's paper."""
    blocks = [item for item in report.paper.blocks if item["kind"] == "heading"]
    return [f"{item['number']} {item['text']}" for item in blocks]


def test_headings_are_numbered_without_gaps_where_an_optional_part_is_empty():
    season = reported.midyear()
    report = reported.complete(season, MIDYEAR)
    for key in ("awards", "proposals"):
        reported.write(report, key, "")
    reports.issue(report, by=None)

    assert heads(reported.now(report)) == [
        "I Kết quả 6 tháng đầu năm 2023",
        "1 Công tác lãnh đạo, chỉ đạo",
        "2 Thực hiện giao ước thi đua",
        "3 Phong trào thi đua, hoạt động chung",
        "II Đánh giá chung",
        "1 Ưu điểm",
        "2 Hạn chế, nguyên nhân",
        "III Nhiệm vụ trọng tâm 6 tháng cuối năm 2023",
    ]


def test_the_standing_of_the_paper_is_the_one_computation():
    season = reported.concluded(lowered=("49", "50", "49"))
    report = reported.complete(season)

    tables = [block for block in report_papers.blocks(report) if type(block).__name__ == "Table"]

    assert [row.cells for row in tables[-1].rows] == [
        ("1", "Ban Hai", "50,00", "30,00", "0", "80,00"),
        ("2", "Ban Một", "49,00", "30,00", "0", "79,00"),
        ("2", "Ban Ba", "49,00", "30,00", "0", "79,00"),
    ]


def test_under_the_standing_the_paper_prints_the_hash_of_what_was_written():
    season = reported.concluded()
    blocks = report_papers.blocks(reported.complete(season))

    place = next(number for number, block in enumerate(blocks) if type(block).__name__ == "Note")
    assert blocks[place].text == seals.words(seals.of(season))
    assert blocks[place - 1].columns[0].title == "Xếp thứ"


def test_before_the_conclusion_the_figures_hold_no_standing():
    found = figures.of(reported.midyear(), MIDYEAR)

    assert (found.places, found.groups, found.honours, found.elected) == ([], [], [], [])
    assert (found.targets, found.head, str(found.signed_on)) == (3, "Ban Một", "2023-03-10")


@pytest.mark.parametrize("form", ["party", "state"])
def test_pdf_word_and_the_frozen_data_hold_the_same_words(form):
    report = reported.complete(reported.concluded(), form=form)
    reports.issue(report, by=None)
    paper = reported.now(report).paper
    blocks, layout = thaw(paper.blocks), layouts.named(paper.layout)

    words = reading.block_words(blocks, layout)

    assert reading.pdf_words(papers.render_bytes(paper, "pdf"), blocks, layout) == words
    assert reading.word_words(papers.render_bytes(paper, "docx")) == words
    assert (
        words[:6]
        == {
            "party": ["KHỐI", "THỬ", "ĐƠN", "VỊ", "KHỐI", "TRƯỞNG"],
            "state": ["BAN", "MỘT", "KHỐI", "TRƯỞNG", "KHỐI", "THỬ"],
        }[form]
    )


def test_the_preview_says_that_it_is_one_and_keeps_nothing():
    report = reported.complete(reported.concluded())

    text = " ".join(reading.pages(report_papers.preview(report)))

    assert "Bản xem trước, chưa ban hành." in text
    assert reported.now(report).paper is None
