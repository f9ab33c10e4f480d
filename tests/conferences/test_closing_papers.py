"""The papers of a closed conference: frozen at its closing, in both forms, taken away at once."""

import zipfile
from datetime import time
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.closing import closing_papers, closing_state, press_summary
from conferences.models import ClosingPaper
from conferences.running import meetings, resolutions
from core import clock
from core.rules import RuleError
from documents import jobs, papers
from documents.blocks import Paragraph, thaw
from documents.composition import compose
from documents.layouts import named
from documents.models import Rendition, Shard
from documents.pieces import texts
from tests.awards import scene as honours
from tests.documents import reading
from tests.security.test_hostile_text import HARMFUL

from . import scene, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    """A closed year-end conference that endorsed one nomination by votes and elected next year's lead."""
    season = scene.season()
    honours.nomination(season, code="government-flag")
    with clock.at(scene.DAY, time(9, 0)):
        return scene.closed(season)


def test_the_summary_names_those_who_share_a_place_together():
    draft = press_summary.draft(shown.hall()).splitlines()

    assert draft[2] == (
        "Kết quả thi đua năm 2023: thứ 1 Ban Một (80,00 điểm); cùng thứ 2 Ban Hai, Ban Ba (78,00 điểm)."
    )


def kinds(conference):
    return {row.kind: row for row in conference.closing_papers.select_related("paper")}


def words(document):
    return " ".join(texts(compose(thaw(document.blocks), named(document.layout)))).split()


def made(conference):
    """All files of the conference are asked for and made, as the workers would."""
    closing_papers.request_all(conference, by=None, issues=True)
    for shard in Shard.objects.filter(state="waiting"):
        jobs.work(shard.pk, papers.render)


def test_standing_and_nominations_are_frozen_with_the_minutes(conference):
    found = kinds(conference)

    assert {kind: bool(row.paper) for kind, row in found.items()} == {
        "standing": True,
        "nominations": True,
        "pledge": True,
        "press": False,
    }
    listed = " ".join(words(found["nominations"].paper))
    for said in ("1. Cờ thi đua của Chính phủ", "1 Ban Ba 3/3 100%", "gồm 01 đề nghị của 1 hình thức"):
        assert said in listed
    assert "1 Ban Một" in " ".join(words(found["standing"].paper))
    assert closing_papers.draw_up(conference, by=None) is None  # a second time draws up nothing
    assert kinds(conference) == found


def test_next_years_pledge_is_ready_to_be_signed_in_the_hall(conference):
    paper = kinds(conference)["pledge"].paper
    assert (paper.kind, paper.title) == ("pledge", "Giao ước thi đua năm 2024 - Khối thử")

    listed = " ".join(words(paper))
    for told in ("cùng ký giao ước thi đua năm 2024, cam kết", "Khối trưởng: Ban Hai", "XÁC NHẬN GIAO ƯỚC"):
        assert told in listed


def test_the_summary_is_drafted_corrected_issued_once_and_then_kept(conference):
    drafted = kinds(conference)["press"].text.split("\n")
    assert drafted[0][:60] == "Ngày 31/01/2024, tại Hội trường số 1, đã diễn ra hội nghị tổ"
    assert drafted[1] == "Dự hội nghị có 4 đại biểu của 3/3 đơn vị thành viên."
    assert "Hội nghị thống nhất đề nghị khen thưởng: Cờ thi đua của Chính phủ (1)." in drafted

    closing_papers.write(conference, text="Lời của Khối.", by=None)
    issued = closing_papers.issue(conference, by=None)
    again = closing_papers.issue(conference, by=None)
    assert again.paper == issued.paper
    assert "Lời của Khối." in " ".join(words(issued.paper))
    with pytest.raises(RuleError) as late:
        closing_papers.write(conference, text="Lời khác.", by=None)
    assert str(late.value) == closing_papers.ISSUED


@pytest.mark.parametrize("form", ["party", "state"])
def test_pdf_and_word_say_the_same_in_both_forms(form):
    season = scene.season()
    honours.nomination(season, code="government-flag")
    with clock.at(scene.DAY, time(9, 0)):
        conference = meetings.close(scene.ready(season), form=form, by=None)
        closing_papers.issue(conference, by=None)

    for row in kinds(conference).values():
        blocks, layout = thaw(row.paper.blocks), named(row.paper.layout)
        assert row.paper.layout.startswith(form)
        assert reading.pdf_words(papers.render_bytes(row.paper, "pdf"), blocks, layout) == words(row.paper)
        assert reading.word_words(papers.render_bytes(row.paper, "docx")) == words(row.paper)


def test_hostile_words_reach_the_summary_as_they_were_typed():
    conference = scene.opened(scene.running_season(), "thematic")
    for text in HARMFUL.values():
        resolutions.add(conference, text=text, by=None)
    meetings.conclude(conference, conclusion=" ".join(HARMFUL.values()), by=None)
    conference = meetings.close(conference, by=None)
    paper = closing_papers.issue(conference, by=None).paper

    said = " ".join(words(paper))
    assert [text for text in HARMFUL.values() if " ".join(text.rstrip(".;").split()) not in said] == []
    assert [papers.render_bytes(paper, format)[:2] for format in ("pdf", "docx")] == [b"%P", b"PK"]


def test_all_papers_are_asked_for_once_and_handed_out_in_one_zip(conference):
    assert closing_state.parcel(conference) is None
    made(conference)
    closing_papers.request_all(conference, by=None, issues=True)  # the second click

    assert Rendition.objects.count() == 10
    with zipfile.ZipFile(BytesIO(closing_state.parcel(conference))) as parcel:
        assert parcel.testzip() is None
        assert [(name[:2], name.rpartition(".")[2]) for name in parcel.namelist()] == [
            (f"{number:02}", format) for number in range(1, 6) for format in ("pdf", "docx")
        ]


def test_a_conference_that_still_meets_has_no_papers_yet():
    conference = scene.opened(scene.running_season(), "thematic")

    with pytest.raises(RuleError) as early:
        closing_papers.request_all(conference, by=None, issues=True)
    assert str(early.value) == "Tài liệu của hội nghị có sau khi bế mạc. Hãy bế mạc hội nghị trước."


def test_what_there_is_no_paper_of_is_told_with_its_reason():
    conference = scene.closed(scene.running_season(), "thematic")

    assert [(line.name, line.why) for line in closing_papers.lines(conference)] == [
        ("Biên bản hội nghị", ""),
        ("Thông cáo tóm tắt", "Chưa ban hành."),
    ]


def url(name, *args):
    return reverse(f"conferences:{name}", args=args)


def test_the_page_shows_each_file_and_its_queries_do_not_grow(client, conference):
    client.force_login(scene.user_of(conference.season))
    page = url("closing", conference.pk)
    with CaptureQueriesContext(
        connection,
    ) as before:
        board = client.get(page).context["board"]
    assert [file.state for file in board.files] == [""] * 8

    assert client.post(url("closing_request", conference.pk)).url == page
    assert client.get(page).context["board"].is_waited_for
    for shard in Shard.objects.filter(state="waiting"):
        jobs.work(shard.pk, papers.render)
    with CaptureQueriesContext(connection) as after:
        board = client.get(page).context["board"]
    assert (board.is_whole, board.done) == (True, 10)
    assert len(after) <= len(before) + 3  # jobs, shards and files, read once each

    answer = client.get(url("closing_parcel", conference.pk))
    assert answer.headers["Content-Type"] == "application/zip"
    press = ClosingPaper.objects.get(kind="press")
    assert client.get(url("closing_paper_file", press.pk, "pdf")).status_code == 200
    assert client.get(url("press_write", conference.pk)).status_code == 200


def test_members_take_papers_but_do_not_issue_and_strangers_find_nothing(client, conference):
    client.force_login(scene.user_of(conference.season, scene.MEMBER))
    assert client.get(url("closing", conference.pk)).context["drafts"] is False
    assert client.post(url("closing_request", conference.pk)).status_code == 302
    assert kinds(conference)["press"].paper is None
    forbidden = (
        client.get(url("press_write", conference.pk)),
        client.post(url("press_issue", conference.pk)),
    )
    assert [answer.status_code for answer in forbidden] == [403, 403]
    assert client.get(url("closing_parcel", conference.pk)).url == url("closing", conference.pk)

    client.force_login(honours.world.person(honours.world.agency("Ngoài khối"), username="xa").user)
    found = [client.get(url(name, conference.pk)) for name in ("closing", "closing_parcel", "press_write")]
    assert [answer.status_code for answer in found] == [404] * 3


def test_no_closing_paper_ends_with_signatures_alone_on_a_page(conference):
    """Each one is filled up line by line until its end goes overleaf: something of it is read there, too."""
    closing_papers.issue(conference, by=None)
    said = {"standing": "Ban Ba", "nominations": "Ban Ba", "press": "Kết luận hội nghị"}
    said |= {"minutes": "Hội nghị kết thúc lúc"}
    found = {kind: row.paper for kind, row in kinds(conference).items()} | {"minutes": conference.minutes}

    for kind, words in said.items():
        paper = found[kind]
        blocks, layout = thaw(paper.blocks), named(paper.layout)
        one = len(reading.pages(reading.as_pdf(blocks, layout)))
        for lines in range(1, 40):
            longer = [*blocks[:2], *[Paragraph("Một dòng nữa.")] * lines, *blocks[2:]]
            pages = reading.pages(reading.as_pdf(longer, layout))
            if len(pages) > one:
                break
        assert (kind, len(pages), words in pages[-1]) == (kind, one + 1, True)
