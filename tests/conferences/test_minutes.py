"""The minutes: what they say, the same in PDF and Word, in the forms of Party and State."""

from datetime import date, time

import pytest

from blocs import founding, leadership, seasons
from conferences import agenda
from conferences.endorsing import endorsement
from conferences.running import meetings, minutes, resolutions
from core import clock
from documents import layouts, papers
from documents.blocks import SignatureGrid, Table, thaw
from documents.composition import compose
from documents.pieces import texts
from tests import world
from tests.awards import scene as honours
from tests.documents import reading
from tests.security.test_hostile_text import HARMFUL

from . import scene

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize(
    ("form", "day", "layout"),
    [
        ("party", date(2024, 1, 31), "party-36-2018"),
        ("party", date(2027, 1, 31), "party-05-2026"),
        ("state", date(2024, 1, 31), "state-30-2020"),
    ],
)


def written(season, form="party"):
    """The year with its papers in this form."""
    facts = {"theme": season.theme, "standing_on": season.standing_on, "clerk_submits": False}
    seasons.describe(season, form=form, **facts, by=None)
    return scene.reread(season)


def closed(season, day=scene.DAY):
    """A year-end conference with all it can hold, opened at nine and closed at half past eleven."""
    honours.nomination(season, code="government-flag")
    dropped = honours.nomination(season, 2, code="pm-merit")
    with clock.at(day, time(9, 0)):
        conference = scene.opened(season)
        scene.guest(conference)
        scene.person(conference, 2, "Người vắng", came=False)
        endorsement.drop(conference, dropped, reason="Chưa đủ số phiếu.", by=None)
        scene.endorsed(conference, votes=2)
        scene.elected(conference)
        agenda.use_template(conference, by=None)
        resolutions.add(conference, text="Thông qua báo cáo tổng kết.", by=None)
        meetings.conclude(conference, conclusion="Chủ trì kết luận.", by=None)
    with clock.at(day, time(11, 30)):
        return scene.now(meetings.close(conference, by=None))


def words(document):
    """The words of the frozen blocks, as they are laid out."""
    layout = layouts.named(document.layout)
    return " ".join(texts(compose(thaw(document.blocks), layout))).split()


@FORMS
def test_pdf_and_word_say_the_same_in_every_form(form, day, layout):
    document = closed(written(scene.season(), form), day).minutes

    assert (document.kind, document.layout, document.sample) == ("minutes", layout, False)
    blocks, laid = thaw(document.blocks), layouts.named(layout)
    assert reading.pdf_words(papers.render_bytes(document, "pdf"), blocks, laid) == words(document)
    assert reading.word_words(papers.render_bytes(document, "docx")) == words(document)


def test_the_minutes_tell_time_place_people_votes_election_and_end():
    document = closed(scene.season()).minutes
    said = " ".join(words(document))

    for sentence in (
        "Thời gian: khai mạc lúc 09 giờ, ngày 31 tháng 01 năm 2024.",
        "Địa điểm: Hội trường số 1.",
        "Chủ trì: Vũ Trọng Lâm, Phó Trưởng ban, Ban Một.",
        "Thư ký: Lê Quang Vinh, Phó Trưởng ban, Ban Một.",
        "Có mặt 3/3 đơn vị thành viên, 4/5 đại biểu.",
        "Khách mời có mặt: Ngô Thị Lan, Ban Thi đua - Khen thưởng Trung ương.",
        "08:15 Báo cáo tổng kết công tác thi đua, khen thưởng trong năm Khối trưởng",
        "1 Ban Ba 2/3 phiếu (66,7%): thông qua",
        "1 Ban Hai Không đưa vào danh sách. Lý do: Chưa đủ số phiếu.",
        "Hội nghị bầu lãnh đạo Khối năm 2024:",
        "Khối trưởng Ban Hai biểu quyết nhất trí",
        "1. Thông qua báo cáo tổng kết.",
        "Chủ trì kết luận.",
        "Hội nghị kết thúc lúc 11 giờ 30 phút, ngày 31 tháng 01 năm 2024.",
    ):
        assert sentence in said
    assert "Người vắng" not in said


def test_the_secretary_signs_on_the_left_and_the_chair_on_the_right():
    document = closed(scene.season()).minutes

    grid = thaw(document.blocks)[-1]
    assert isinstance(grid, SignatureGrid)
    assert [(signer.post, signer.name) for signer in grid.signers] == [
        ("Người ghi biên bản", "Lê Quang Vinh"),
        ("Chủ trì hội nghị", "Vũ Trọng Lâm"),
    ]


def test_shared_places_stand_in_the_minutes_as_shared():
    season = honours.appraised.year(("Ban Một", "Ban Hai", "Ban Ba"))
    for place, total in ((1, "50"), (2, "48"), (3, "48")):
        honours.appraised.finished(season, place, lowered=total)
    honours.appraisal.conclude(season, by=None)

    document = closed(scene.reread(season)).minutes

    table = next(
        block
        for block in thaw(document.blocks)
        if isinstance(block, Table) and block.columns[0].title == "Xếp thứ"
    )
    assert [row.cells for row in table.rows] == [
        ("1", "Ban Một", "80,00", ""),
        ("2", "Ban Hai", "78,00", "Cùng thứ 2"),
        ("2", "Ban Ba", "78,00", "Cùng thứ 2"),
    ]


@pytest.mark.parametrize(
    ("form", "subject"), [("party", "hội nghị tổng kết"), ("state", "Hội nghị tổng kết")]
)
def test_the_subject_begins_small_in_party_papers_and_as_a_sentence_in_state_papers(form, subject):
    document = closed(written(scene.season(), form)).minutes

    assert document.blocks[1]["abstract"][: len(subject)] == subject


def tables(document):
    """The heads of each table of the minutes."""
    found = [block for block in thaw(document.blocks) if isinstance(block, Table)]
    return [[column.title for column in table.columns] for table in found]


def test_no_table_has_a_column_that_would_stay_empty():
    season = scene.season()
    honours.nomination(season, code="government-flag")
    with clock.at(scene.DAY, time(9, 0)):
        conference = scene.opened(season)
        agenda.add(conference, title="Thảo luận", presenter="", by=None)
        scene.endorsed(conference, votes=2)
        scene.elected(conference)
        meetings.conclude(conference, conclusion="Chủ trì kết luận.", by=None)
        document = scene.now(meetings.close(conference, by=None)).minutes

    assert tables(document) == [
        ["TT", "Đơn vị", "Đại biểu có mặt"],
        ["TT", "Nội dung"],
        ["Xếp thứ", "Đơn vị", "Tổng điểm"],
        ["TT", "Đơn vị", "Kết quả biểu quyết"],
        ["Vị trí", "Đơn vị trúng cử", "Kết quả bầu"],
    ]


def test_a_thematic_conference_has_no_sections_it_did_not_hold():
    document = scene.closed(world.season(), "thematic").minutes

    headings = [block["text"] for block in document.blocks if block["kind"] == "heading"]
    assert headings == ["Thành phần", "Nghị quyết của hội nghị", "Kết luận của chủ trì"]


def test_the_minutes_of_a_sample_bloc_are_marked():
    season = world.season()
    world.founding.mark_as_sample(season.bloc, by=None)

    assert scene.closed(season, "thematic").minutes.sample is True


@pytest.mark.hostile
@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_is_printed_as_text_in_both_files(text):
    conference = scene.opened(world.season(), "thematic", title=text, venue=text)
    scene.person(conference, name=text)
    scene.guest(conference, text)
    agenda.add(conference, title=text, presenter=text, by=None)
    resolutions.add(conference, text=text, by=None)
    meetings.conclude(conference, conclusion=text, by=None)

    document = scene.now(meetings.close(conference, by=None)).minutes

    said = "".join(words(document))
    layout = layouts.named(document.layout)
    pdf = reading.pdf_words(papers.render_bytes(document, "pdf"), thaw(document.blocks), layout)
    assert "".join(pdf) == said
    assert "".join(reading.word_words(papers.render_bytes(document, "docx"))) == said
    assert "".join(text.split()) in said


def test_a_very_long_title_still_makes_a_paper():
    conference = scene.ready(world.season(), "thematic", title="Hội nghị " + "rất dài " * 36)

    document = scene.now(meetings.close(conference, by=None)).minutes

    assert len(document.title) == 300


def test_with_several_in_the_chair_the_one_of_the_head_agency_signs():
    conference = scene.opened(world.season(), "thematic")
    leadership.appoint(conference.season, head=honours.member(conference.season, scene.MEMBER), by=None)
    scene.person(conference, scene.MEMBER, "Bùi Văn Khanh", role="chair")

    grid = minutes.blocks(scene.now(conference), "party")[-1]

    assert [signer.name for signer in grid.signers] == ["Lê Quang Vinh", "Bùi Văn Khanh"]


@pytest.mark.parametrize(
    ("left_on", "turnout"),
    [(date(2023, 10, 1), "3/3 đơn vị thành viên, 4/4"), (date(2023, 7, 1), "2/2 đơn vị thành viên, 2/2")],
)
def test_chair_and_secretary_stay_who_they_were_when_their_agency_leaves_the_bloc(left_on, turnout):
    season = world.season()
    conference = scene.opened(season, "thematic", starts_on=date(2023, 7, 14))
    founding.leave(season.bloc.memberships.get(order=1), left_on=left_on, reason="Sáp nhập", by=None)

    blocks = minutes.blocks(scene.now(conference), "party")
    said = " ".join(texts(compose(blocks, layouts.named("party-36-2018"))))

    assert "Chủ trì: Vũ Trọng Lâm, Phó Trưởng ban, Ban Một." in said
    assert "Thư ký: Lê Quang Vinh, Phó Trưởng ban, Ban Một." in said
    assert f"Có mặt {turnout} đại biểu." in said
    assert "Khách mời có mặt" not in said
    assert [signer.name for signer in blocks[-1].signers] == ["Lê Quang Vinh", "Vũ Trọng Lâm"]
