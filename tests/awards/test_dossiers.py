"""Dossiers: what is missing in words, papers in both forms, sending, the ZIP, outcomes, deadlines."""

import hashlib
import zipfile
from datetime import date, time
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from awards.models import Decision, DossierPaper, FormDeadline, RequiredPart
from awards.nominating import checking, nomination_files, reporting
from awards.submitting import (
    completeness,
    deadlines,
    dossier_papers,
    dossier_parcels,
    dossiers,
    handed_over,
    opinions,
    outcomes,
    requirements,
    sending,
)
from blocs.models import Season
from core import clock
from core.rules import RuleError
from documents import files, jobs, papers
from documents.blocks import thaw
from documents.composition import compose
from documents.layouts import named
from documents.models import Shard
from documents.pieces import texts
from members import successions
from tests import world
from tests.awards import past_rows, scene, sent_up
from tests.awards.scene import DEPUTY, HEAD
from tests.conferences import scene as meeting
from tests.documents import reading

pytestmark = pytest.mark.django_db

DECREE = "Nghị định 152/2025/NĐ-CP"


@pytest.fixture(autouse=True)
def today():
    with clock.at(sent_up.DAY):
        yield sent_up.DAY


@pytest.fixture
def season():
    return sent_up.season()


def refusal(act, *args, **facts):
    with pytest.raises((RuleError, ValidationError)) as refused:
        act(*args, **facts)
    return " ".join(getattr(refused.value, "messages", [str(refused.value)]))


def words(document):
    return " ".join(texts(compose(thaw(document.blocks), named(document.layout)))).split()


def sent(dossier, **facts):
    facts = {"letter_number": "05-TTr/KTĐ", "letter_on": sent_up.DAY, "despite": "Bổ sung sau"} | facts
    return sending.send(dossier, **facts, by=None)


# what is missing


def test_what_the_flag_lacks_is_told_with_the_article_and_goes_part_by_part(season):
    row = sent_up.endorsed(season)
    dossier = sent_up.dossier(season)
    assert completeness.missing(dossier) == [
        f"chưa lập tờ trình ({DECREE}, Điều 37 (nội dung: Điều 33 khoản 11))",
        f"chưa lập danh sách ({DECREE}, Điều 33 khoản 12 (tệp Word của tờ trình và danh sách))",
        f"chưa có báo cáo thành tích của Ban Ba ({DECREE}, Điều 37 (có xác nhận của cấp trình); "
        "số chữ theo thông lệ)",
        f"chưa có biên bản: bế mạc hội nghị, hoặc tải bản chụp lên ({DECREE}, Điều 33 khoản 5, Điều 37)",
    ]

    reporting.write(row, texts={"results": "4 đề án"}, by=None)
    lacking = "báo cáo thành tích của Ban Ba đã viết, chưa lập văn bản ("
    assert completeness.missing(dossier)[2].startswith(lacking)
    made = dossier_papers.draw_up(dossier, by=None)
    dossiers.attach(dossier, part="minutes", upload=sent_up.upload(), by=None)
    assert [paper.part for paper in made] == ["submission", "list", "report"]
    assert completeness.missing(dossier) == []
    again = dossier_papers.draw_up(dossier, by=None)
    assert [paper.document_id for paper in again] == [paper.document_id for paper in made]
    assert " ".join(words(made[2].document)).endswith(
        "I- THÀNH TÍCH ĐẠT ĐƯỢC 1. Kết quả so với tiêu chuẩn 4 đề án II- CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG "
        "Chưa có hình thức nào được ghi nhận. XÁC NHẬN CỦA KHỐI TRƯỞNG KHỐI THỬ THỦ TRƯỞNG ĐƠN VỊ"
    )

    opinions.ask(row, asked_of="Bộ Tài chính", asked_on=date(2025, 12, 25), by=None)
    assert completeness.missing(dossier) == [
        "ý kiến của Bộ Tài chính về Ban Ba: hỏi ngày 25/12/2025, quá hạn trả lời 08/01/2026 "
        f"({DECREE}, Điều 34, Điều 37)"
    ]


def test_votes_are_asked_of_the_minutes_where_the_decree_asks_for_them(season):
    sent_up.endorsed(season, votes=None)
    dossier = sent_up.dossier(season)
    dossiers.attach(dossier, part="minutes", upload=sent_up.upload(), by=None)

    found = {item.part: item.missing for item in completeness.items(dossier)}
    assert found["minutes"] == "biên bản chưa ghi kết quả phiếu của Ban Ba"


def test_a_title_of_persons_needs_its_initiative(season):
    row = scene.nomination(season, code="ministry-fighter", of=scene.person(season))
    dossier = sent_up.dossier(season, "ministry-fighter")
    parts = {item.part: item.missing for item in completeness.items(dossier)}
    assert parts["initiative"] == "chưa có công nhận sáng kiến của Trần Thị Mai"

    nomination_files.add(row, upload=sent_up.upload(), kind="initiative", by=None)
    assert {item.part: item.missing for item in completeness.items(dossier)}["initiative"] == ""


def test_a_younger_text_goes_before_and_a_dossier_keeps_the_text_of_its_day(season):
    form = scene.form("government-flag", season)
    old = RequiredPart.objects.get(form_code="government-flag", part="report")
    facts = {"part": "report", "source": "Nghị định mới", "valid_from": date(2026, 1, 10)}
    requirements.enter(whose="government-flag", **facts, by=None)

    sources = [
        {row.part: row.source for row in requirements.parts_of(form, day)}["report"]
        for day in (date(2026, 1, 9), date(2026, 1, 10))
    ]
    assert sources == [old.source, "Nghị định mới"]
    assert refusal(requirements.enter, whose="government-flag", **facts, by=None) == (
        "Thành phần này đã có quy định áp dụng từ ngày đó."
    )


# papers


@pytest.mark.parametrize("form", ["party", "state"])
def test_the_submission_says_process_request_and_opinions_in_both_forms(season, form):
    row = sent_up.checked(sent_up.endorsed(season))
    asked = opinions.ask(row, asked_of="Bộ Tài chính", asked_on=date(2025, 12, 25), by=None)
    opinions.answer(asked, answered_on=date(2026, 1, 5), answer="agrees", by=None)
    dossier = sent_up.dossier(season)
    dossiers.revise(dossier, addressee=sent_up.MINISTER, appraisal="Đã công khai.", paper_form=form, by=None)
    submission, listed = dossier_papers.draw_up(dossiers.Dossier.objects.get(), by=None)

    said = " ".join(words(submission.document))
    for part in (
        f"{'Kính trình' if form == 'party' else 'Kính gửi'}: {sent_up.MINISTER}",
        "1 Ban Ba 3/3 100%",
        "đề nghị tặng Cờ thi đua của Chính phủ năm 2023 cho 01 tập thể",
        "Bộ Tài chính về Ban Ba: nhất trí (trả lời ngày 05/01/2026).",
        "Đã công khai.",
        "đã kiểm tra đối tượng, điều kiện, hồ sơ của 01/01 đề nghị",
    ):
        assert part in said
    assert "1 Ban Ba Hoàn thành xuất sắc nhiệm vụ" in " ".join(words(listed.document))
    assert reading.word_words(papers.render_bytes(submission.document, "docx")) == words(submission.document)
    blocks, layout = thaw(submission.document.blocks), named(submission.document.layout)
    drawn = papers.render_bytes(submission.document, "pdf")
    assert reading.pdf_words(drawn, blocks, layout) == words(submission.document)


def test_a_report_names_what_was_given_before_this_system(season):
    row, dossier = sent_up.endorsed(season), sent_up.dossier(season)
    given = past_rows.row("Ban Ba", unit="Ban Ba", decided_on="05/03/2020")
    past_rows.taken(world.officer(), given)
    reporting.write(row, texts={"results": "4 đề án"}, by=None)
    report = dossier_papers.draw_up(dossier, by=None)[2]

    assert (
        "quan ban hành 2019 Bằng khen của Thủ tướng Chính phủ 12/QĐ-TTg ngày 05/03/2020 XÁC NHẬN"
        in " ".join(words(report.document))
    )


# sending


def test_it_is_not_sent_with_gaps_unless_a_reason_is_given_and_then_stays(season):
    row = sent_up.endorsed(season)
    dossier = sent_up.dossier(season)

    assert refusal(sent, dossier, despite=" ").startswith("Chưa trình được vì: chưa lập tờ trình (")
    assert refusal(sent, dossier, letter_on=date(2026, 1, 16)) == (
        "Ngày tờ trình 16/01/2026 chưa tới. Hãy ghi ngày trên tờ trình đã ký."
    )
    assert refusal(sent, dossier, letter_on=date(2023, 11, 1)).startswith(
        "Ngày tờ trình 01/11/2023 trước ngày đề nghị"
    )
    sent(dossier)
    dossier = sent_up.again(dossier)
    assert (dossier.state, dossier.letter_number, dossier.despite) == ("sent", "05-TTr/KTĐ", "Bổ sung sau")
    assert sent_up.again(row).state == "sent"
    assert refusal(sent, dossier) == (
        "Hồ sơ Cờ thi đua của Chính phủ đã trình theo tờ trình 05-TTr/KTĐ nên không sửa được nữa."
    )


def test_a_late_one_says_why_and_the_own_day_goes_before_the_laws(season):
    sent_up.endorsed(season)
    dossier, form = sent_up.dossier(season), scene.form("government-flag", season)
    assert deadlines.due(season, form) is None  # the decree says nothing of 2024

    letter = "Công văn 7/HĐTĐKT, ngày 02/01/2026"
    deadlines.set_own(season, form=form, due_on=date(2026, 1, 10), source=letter, by=None)
    assert sending.doubts(dossier, dossiers.nominations_of(dossier))[-1] == (
        f"quá hạn trình 10/01/2026 ({letter})"
    )
    deadlines.set_own(season, form=form, due_on=date(2026, 1, 27), source=letter, by=None)
    due = deadlines.due(season, form)
    assert (due.day, due.source, due.words) == (date(2026, 1, 27), letter, "còn 12 ngày")
    deadlines.remove_own(due.own, by=None)
    assert deadlines.due(season, form) is None


def test_school_years_have_their_own_day_and_texts_end(season):
    school = Season(pk=0, bloc=season.bloc, year=2025, span="school", standing_on=date(2026, 8, 31))
    calendar = Season(pk=0, bloc=season.bloc, year=2026, span="calendar", standing_on=date(2026, 12, 31))
    form = scene.form("government-flag", school)

    due = deadlines.due(school, form)
    assert (due.day, due.note) == (date(2026, 12, 31), "Hệ thống tính theo năm học")
    due = deadlines.due(calendar, form)
    assert (due.day, due.received_by) == (date(2027, 6, 30), "Bộ Nội vụ")
    assert due.note == "Văn bản này chỉ áp dụng đến 28/02/2027, hãy xem văn bản thay thế"
    FormDeadline.objects.update(valid_to=date(2026, 1, 14))
    assert deadlines.due(school, form) is None


def test_what_was_withdrawn_or_never_endorsed_holds_the_dossier_back(season):
    row = sent_up.endorsed(season)
    dossier = sent_up.dossier(season)
    waiting = scene.nomination(season, HEAD, code="government-flag")
    assert refusal(dossiers.add, dossier, [scene.nomination(season, code="pm-merit")], by=None).endswith(
        "không thuộc năm và hình thức của hồ sơ này."
    )
    assert dossiers.named(dossiers.candidates(dossier), dossier) == []
    dossiers.add(dossier, [waiting], by=None)
    scene.nominations.drop(row, reason="Bị kỷ luật", by=None)

    assert refusal(sent, dossier) == (
        "Chưa trình được. Ban Một: hội nghị của khối chưa thông qua. "
        "Ban Ba: “Không đưa vào danh sách”. Hãy đưa ra khỏi hồ sơ."
    )


def test_an_agency_that_was_dissolved_in_between_is_told(season):
    row = sent_up.endorsed(season, DEPUTY)
    dossier = sent_up.dossier(season)
    facts = {"happens_on": date(2026, 1, 2), "decision": "1-QĐ/TW"}
    successions.dissolve(row.agency, **facts, by=None)

    assert sending.doubts(dossier, dossiers.nominations_of(dossier))[-1] == (
        "Ban Hai chỉ hoạt động đến 01/01/2026, đã kết thúc hoạt động, nên cần nêu rõ ai nhận khen thưởng"
    )


def test_what_comes_back_from_above_goes_with_another_dossier(season, today):
    row = sent_up.endorsed(season)
    first = sent(sent_up.dossier(season))
    checking.send_back(sent_up.again(row), reason="Thiếu số liệu", due_on=today, by=None)
    said = {"achievement": "4 đề án", "achieved_from": date(2023, 1, 1), "achieved_to": date(2023, 12, 31)}
    checking.complete(sent_up.again(row), **said, by=None)

    second = dossiers.begin(season, form=first.form, addressee="Bộ Nội vụ", by=None)
    assert [case.pk for case in dossiers.nominations_of(second)] == [row.pk]
    assert (dossiers.nominations_of(first), dossiers.left_of(first)) == ([], [row])
    assert refusal(dossiers.begin, season, form=first.form, addressee="Khác", by=None) == (
        "Năm này đang lập một hồ sơ của hình thức đó."
    )


# the ZIP


def test_the_zip_holds_papers_minutes_files_and_a_true_manifest():
    season = meeting.season()
    scene.nomination(season, code="government-flag")
    with clock.at(date(2024, 1, 31), time(9, 0)):
        conference = meeting.closed(season)
    season = sent_up.again(season)
    dossier = sent_up.dossier(season)
    (row,) = dossiers.nominations_of(dossier)
    nomination_files.add(row, upload=sent_up.upload("Đề án số 1.pdf"), by=None)
    dossier_papers.draw_up(dossier, by=None)
    assert [paper.document for paper in handed_over.of(season)] == [conference.minutes]

    parcel = dossier_parcels.request(dossier, by=None)
    assert dossier_parcels.request(dossier, by=None) == parcel  # the second click
    shard = Shard.objects.get(job=parcel.job)
    jobs.work(shard.pk, dossier_parcels.pack)
    shard.refresh_from_db()
    assert (shard.state, shard.error) == ("done", "")
    with files.open(dossier_parcels.file_of(parcel)) as stream:
        content = stream.read()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        *_, manifest = names
        rows = [line.split("\t") for line in archive.read(manifest).decode("utf-8-sig").splitlines()[1:]]
        assert all(hashlib.sha256(archive.read(row[2])).hexdigest() == row[0] for row in rows)
        assert all(len(archive.read(row[2])) == int(row[1]) for row in rows)
    assert [name.isascii() for name in names] == [True] * 8
    assert [name[:14] for name in names[::2]] == [
        "01-to-trinh-de",
        "02-danh-sach-d",
        "03-bien-ban-ho",
        "04-tai-lieu-kh",
    ]
    sent(dossier)
    assert DossierPaper.objects.filter(dossier=dossier, part="minutes").get().document == conference.minutes
    assert dossier_parcels.request(dossier, by=None) == parcel


# outcomes


def outcome(dossier, rows, result, **facts):
    defaults = {"level": "state", "authority": "Thủ tướng Chính phủ", "decided_on": sent_up.DAY}
    return outcomes.record(dossier, nominations=rows, outcome=result, **defaults | facts, by=None)


def test_each_level_says_its_word_and_the_last_one_ends_it(season):
    rows = [sent_up.endorsed(season, place, code="pm-merit") for place in (1, 2, 3)]
    dossier = sent_up.dossier(season, "pm-merit")
    assert refusal(outcome, dossier, rows, "refused", reason="Thiếu") == (
        "Hồ sơ này chưa trình nên chưa có kết quả. Hãy trình hồ sơ trước."
    )
    dossier = sent(dossier)
    lower, flag = scene.form("ministry-merit", season), scene.form("government-flag", season)

    outcome(dossier, rows, "passed", level="ministry", authority="Hội đồng TĐKT")
    outcome(dossier, rows[:1], "granted", number="12/QĐ-TTg")
    why = {"reason": "Chưa đủ 5 năm"}
    assert refusal(outcome, dossier, rows[1:2], "lower", lower_form=flag, **why) == (
        "Cờ thi đua của Chính phủ không thấp hơn Bằng khen của Thủ tướng Chính phủ. Hãy chọn lại hình thức."
    )
    outcome(dossier, rows[1:2], "lower", lower_form=lower, **why)
    assert refusal(outcome, dossier, rows[2:], "refused", decided_on=date(2026, 1, 2), **why) == (
        "Ngày văn bản 02/01/2026 trước ngày tờ trình 15/01/2026. Hãy xem lại ngày."
    )
    outcome(dossier, rows[2:], "refused", **why)

    assert [sent_up.again(row).state for row in rows] == ["granted", "lowered", "refused"]
    assert Decision.objects.get().number == "12/QĐ-TTg"
    assert [str(row) for row in outcomes.of(rows[1])] == [
        "Hội đồng TĐKT: Nhất trí, trình cấp trên tiếp",
        "Thủ tướng Chính phủ: Khen hình thức thấp hơn",
    ]
    assert refusal(outcome, dossier, rows[2:], "refused", **why).endswith(
        "nay là “Không được khen thưởng”. Hãy tải lại trang."
    )


def test_an_outcome_of_something_else_is_refused(season):
    sent_up.endorsed(season)
    dossier = sent(sent_up.dossier(season))
    foreign = scene.nomination(season, code="pm-merit")

    assert refusal(outcome, dossier, [foreign], "refused", reason="Thiếu").endswith(
        "không nằm trong hồ sơ này."
    )
    assert world.members(season.bloc)[0] != foreign.agency
