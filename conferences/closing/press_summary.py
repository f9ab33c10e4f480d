"""The press summary of a conference: drafted in plain words from what it decided, corrected, then issued."""

from itertools import groupby

from blocs.papers import abstract, letterhead, signer
from conferences.attending import attendance
from conferences.endorsing import elections, nomination_paper
from conferences.models import Conference
from conferences.standing import ranking
from core import dates
from core.numbers import points
from documents.blocks import Paragraph, Recipients, Signature, Title
from results import standings

KINDS = Conference.Kind
FIRST = 3  # places that a summary names
TYPE = "TC"


def draft(conference):
    """Return the text a summary begins with, a paragraph for each thing that is known."""
    told = [_opening(conference), _present(conference)]
    if conference.kind == KINDS.YEAREND:
        told += [_standing(conference), _endorsed(conference), _elected(conference)]
    told += [_resolved(conference), _conclusion(conference)]
    return "\n".join(sentence for sentence in told if sentence)


def blocks(conference, form, text):
    """Return the summary with this `text` as blocks in `form`."""
    season = conference.season
    sent = Recipients(("Các cơ quan báo chí", f"Các đơn vị thành viên {season.bloc.word}"))
    return [
        letterhead(season, type_code=TYPE, form=form),
        Title("Thông cáo", abstract(f"kết quả {conference.title[:1].lower()}{conference.title[1:]}", form)),
        Paragraph(text),
        Signature(signer(season), sent),
    ]


def _opening(conference):
    season, first, last = conference.season, conference.starts_on, conference.ends_on
    when = f"Ngày {dates.short(first)}"
    if last != first:
        when = f"Từ ngày {dates.short(first)} đến ngày {dates.short(last)}"
    what = f"{conference.title[:1].lower()}{conference.title[1:]}"
    named = what if season.bloc.name in what else f"{what} của {season.bloc.name}"
    return f"{when}, tại {conference.venue}, đã diễn ra {named}."


def _present(conference):
    counted = attendance.turnout(*attendance.roll(conference))
    guests = f" và {counted.guests_present} khách mời" if counted.guests_present else ""
    return (
        f"Dự hội nghị có {counted.delegates_present} đại biểu của {counted.units_present}/{counted.units} "
        f"đơn vị thành viên{guests}."
    )


def _standing(conference):
    placed = [place for place in standings.by_place(ranking.seen_by(conference)) if place.rank]
    first = groupby((place for place in placed if place.rank <= FIRST), key=lambda place: place.rank)
    named = "; ".join(_place(rank, list(places)) for rank, places in first)
    return f"Kết quả thi đua {conference.season.named}: {named}." if named else ""


def _place(rank, places):
    names, shared = ", ".join(place.name for place in places), "cùng " if len(places) > 1 else ""
    return f"{shared}thứ {rank} {names} ({points(places[0].totals.total)} điểm)"


def _endorsed(conference):
    groups = () if conference.is_rehearsal else nomination_paper.groups(conference.season)
    told = [f"{group.form.name} ({len(group.nominations)})" for group in groups]
    return f"Hội nghị thống nhất đề nghị khen thưởng: {'; '.join(told)}." if told else ""


def _elected(conference):
    if not hasattr(conference, "election"):
        return ""
    told = "; ".join(f"{line.label} {line.name}" for line in elections.lines_of(conference.election))
    return f"Hội nghị bầu lãnh đạo {conference.season.bloc.word} năm {conference.election.year}: {told}."


def _resolved(conference):
    told = [row.text.rstrip(".;").replace("\n", " ") for row in conference.resolutions.all()]
    return f"Hội nghị đã quyết nghị: {'; '.join(told)}." if told else ""


def _conclusion(conference):
    text = conference.conclusion.replace("\n", " ")
    return f"Kết luận hội nghị, chủ trì nêu: {text}" if text else ""
