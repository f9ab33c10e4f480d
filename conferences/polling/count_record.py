"""The record of a count (biên bản kiểm phiếu), as blocks from the frozen poll, issued once."""

from django.db import transaction
from django.utils import timezone

from blocs.papers import abstract, letterhead
from conferences import conference_papers
from conferences.attending import delegates
from conferences.casting import slips, urns
from conferences.holding import hold
from conferences.models import Conference, Delegate, Poll
from conferences.polling import hands_told, paper_record, poll_results, poll_words, polls, rank_told
from conferences.reckoning import poll_rules, tallies
from core import dates, records, times
from core.rules import RuleError
from documents.blocks import (
    Column,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Row,
    SignatureGrid,
    Signer,
    Table,
    Title,
)
from documents.models import Document
from members import acting

FIGURES = (Column("TT", 8, "center"), Column("Nội dung", 70), Column("Số lượng", 22, "right"))
RESULT = (
    Column("TT", 8, "center"),
    Column("Danh sách bỏ phiếu", 42),
    Column("Số phiếu", 14, "right"),
    Column("Tỷ lệ", 14, "right"),
    Column("Kết quả", 22),
)
JUDGED = (RESULT[0], Column("Danh sách bỏ phiếu", 34), Column("Đồng ý", 12, "right"))
JUDGED += (Column("Không đồng ý", 14, "right"), Column("Tỷ lệ", 12, "right"), Column("Kết quả", 20))
ROLL = (Column("TT", 8, "center"), Column("Tên", 62), Column("Bỏ phiếu", 30, "center"))
CODES = tuple(Column(f"Mã {n}", 20, "center") for n in range(1, 6))


def refuse_open(poll):
    """Refuse, before anybody types, what `issue` would refuse of a poll that is not closed."""
    if poll.state != Poll.State.CLOSED:
        raise RuleError("Biên bản kiểm phiếu lập được sau khi đóng phiếu.")


def issue(poll, *, leader, members, by):
    """Issue the record of a closed poll and return the poll; the second click returns the same paper.

    `leader` and `members` (one name a line) are the people of the count. Raises RuleError before it is
    closed.
    """
    with transaction.atomic():
        hold(poll.conference, Conference.State.PLANNED, Conference.State.OPEN)
        poll = (
            Poll.objects.select_for_update(of=("self",))
            .select_related("conference__season__bloc")
            .get(pk=poll.pk)
        )
        refuse_open(poll)
        if poll.record_id:
            return poll
        paper = conference_papers.issue(
            poll.conference,
            kind=Document.Kind.MINUTES,
            title=f"Biên bản kiểm phiếu: {poll}",
            blocks=blocks(poll, leader, members),
            by=by,
        )
        return records.change(poll, record=paper, by=by, act="poll.record")


def blocks(poll, leader, members):
    """Return the record as blocks, with every line to sign."""
    conference = poll.conference
    season = conference.season
    about = f"kiểm phiếu {poll.title[:1].lower()}{poll.title[1:]}"
    return [
        letterhead(season, type_code="BB"),
        Title("Biên bản", abstract(about, season.form)),
        *_opening(poll, leader, members),
        Heading("Thể lệ", number="I"),
        Paragraph(poll_words.rules_of(poll)),
        Note(f"Mã băm thể lệ, danh sách và danh sách người bỏ phiếu lúc mở: {poll.sha256}"),
        Heading("Số có mặt" if poll.by_hands else "Số phiếu", number="II"),
        Table(FIGURES, tuple(_figures(poll))),
        Heading("Kết quả", number="III"),
        Paragraph(poll_words.carried_when(poll)),
        *_result(poll),
        *_conclusion(poll),
        *_hash_of_ballots(poll),
        SignatureGrid(tuple(_signers(poll, leader, members)), columns=2),
        *_annex(poll),
    ]


def _opening(poll, leader, members):
    opened, closed = timezone.localtime(poll.opened_at), timezone.localtime(poll.closed_at)
    what = "biểu quyết" if poll.by_hands else "phiếu"
    yield Paragraph(f"Tại {_lower(poll.conference.title)}, ban kiểm phiếu gồm:")
    yield Paragraph(f"- Trưởng ban: {leader};")
    for name in _names(members):
        yield Paragraph(f"- Ủy viên: {name};")
    yield Paragraph(
        f"Mở {what} lúc {times.words(opened.time())}, người mở: {acting.name_of(poll.opened_by)}. "
        f"Đóng {what} lúc {times.words(closed.time())}, {dates.words(closed)}, "
        f"người đóng: {acting.name_of(poll.closed_by)}."
    )
    if poll.by_hands:
        yield Paragraph(hands_told.opening(poll, _round(poll)))
        return
    yield Paragraph(f"Bỏ phiếu kín {_lower(poll.get_mode_display())}{_round(poll)}.")
    if poll.takes_paper:
        yield from paper_record.paragraphs(poll)
    if changed := slips.changes(poll):
        yield Paragraph(f"Trong lúc bỏ phiếu đã {'; '.join(map(str, changed))}.")


def _round(poll):
    return f", lần {poll.round}" if poll.round > 1 else ""


def _evidence(poll):
    return "kết quả giơ tay" if poll.by_hands else "các phiếu trong hòm"


def _figures(poll):
    told, outcome = poll.tally, polls.outcome(poll)
    voters = "đơn vị" if poll.roll == poll_rules.UNITS else "đại biểu"
    rows = [
        (f"Số {voters} trong danh sách", told["roll"]),
        (f"Số {voters} có mặt", told["present"]),
        *_handled(poll, told),
        (f"Số {poll.rules.counted} để tính tỷ lệ", outcome.base),
    ]
    return (Row((str(place), what, str(count))) for place, (what, count) in enumerate(rows, 1))


def _hash_of_ballots(poll):
    if tallies.electronic(poll.tally) or not poll.takes_paper:
        yield Note(f"Mã băm {_evidence(poll)}: {poll.tally['papers_sha256']}")


def _handled(poll, told):
    if poll.by_hands:
        return []
    return paper_record.figures(poll) if poll.takes_paper else _in_urn(told)


def _in_urn(told):
    return [
        ("Số phiếu trong hòm", told["cast"]),
        ("Số phiếu không bỏ vào hòm", told["present"] - told["cast"]),
        ("Số phiếu trắng", told["blank"]),
        ("Số phiếu không hợp lệ (trang bỏ phiếu không nhận phiếu chọn sai)", 0),
    ]


def _result(poll):
    if poll.kind == Poll.Kind.RANK:
        return rank_told.tables(poll)
    if poll.by_hands:
        return [hands_told.table(poll_results.lines_of(poll))]
    judged = poll.kind == Poll.Kind.YES_NO
    rows = []
    for place, line in enumerate(poll_results.lines_of(poll), 1):
        against = [str(line.against)] if judged else []
        rows.append(Row((str(place), line.label, str(line.votes), *against, line.share, line.words)))
    return [Table(JUDGED if judged else RESULT, tuple(rows))]


def _conclusion(poll):
    carried = [line.label for line in poll_results.lines_of(poll) if line.is_in]
    if poll.kind == Poll.Kind.RANK:
        yield Paragraph(rank_told.conclusion(poll))
    elif carried:
        yield Paragraph(f"Được thông qua: {'; '.join(carried)}.")
    else:
        yield Paragraph("Không có trường hợp nào được thông qua.")
    places, seats = poll_rules.second_round(polls.outcome(poll))
    if places:
        names = "; ".join(poll.labels[place] for place in places)
        yield Paragraph(f"Còn {seats} chỗ chưa phân định; bỏ phiếu lần sau giữa: {names}.")


def _signers(poll, leader, members):
    conference, note = poll.conference, "(Ký, ghi rõ họ tên)"
    yield Signer(post="Trưởng ban kiểm phiếu", name=leader, note=note)
    for name in _names(members):
        yield Signer(post="Ủy viên ban kiểm phiếu", name=name, note=note)
    yield from paper_record.signers(poll, note)
    yield Signer(
        post="Thư ký hội nghị", name=delegates.signing(conference, Delegate.Role.SECRETARY), note=note
    )
    yield Signer(post="Chủ trì hội nghị", name=delegates.signing(conference, Delegate.Role.CHAIR), note=note)


def _annex(poll):
    """Who voted, where accounts tell it, and the codes of receipt; no ballot and no choice."""
    yield PageBreak()
    if poll.by_hands:
        yield from hands_told.annex(poll)
        return
    _, codes = urns.counted(poll.pk)
    yield Heading("Phụ lục: danh sách bỏ phiếu và mã biên nhận")
    rows = [Row((str(row.place), row.name, _came(row))) for row in poll.electors.all()]
    yield Table(ROLL, tuple(rows))
    if codes:
        yield Paragraph(
            "Mã biên nhận của các phiếu trong hòm, xếp theo chữ; mã không cho biết phiếu chọn gì:"
        )
        filled = [*codes, *[""] * (-len(codes) % len(CODES))]
        lines = (filled[at : at + len(CODES)] for at in range(0, len(filled), len(CODES)))
        yield Table(CODES, tuple(Row(tuple(line)) for line in lines))


def _came(elector):
    if not elector.present:
        return "Vắng mặt"
    if told := paper_record.came(elector):
        return told
    return {True: "Đã bỏ phiếu", False: "Không bỏ phiếu", None: "Có mặt"}[elector.voted]


def _names(lines):
    return [name.strip() for name in lines.split("\n") if name.strip()]


def _lower(text):
    return text[:1].lower() + text[1:]
