"""What pages, workbooks and papers show of replies: those of a year, those of lines, one with all of it."""

from django.db.models import Prefetch

from blocs import seasons
from core.numbers import points
from members.models import Agency
from results import assignments
from results.models import Evidence, Reply, ReplyLine

STATES = Reply.State


def listed(season):
    """Return [(member's name, its Reply)] of a year in protocol order, the latest of a member first.

    Those that were withdrawn are left out. Three queries whatever their number.
    """
    lines = ReplyLine.objects.select_related("line__criterion__group")
    replies = Reply.objects.filter(sheet__season=season).exclude(state=STATES.WITHDRAWN)
    found = {}
    ordered = Prefetch("lines", lines.order_by("line__criterion__path", "pk"))
    for reply in replies.select_related("sheet").prefetch_related(ordered):
        found.setdefault(reply.sheet.agency_id, []).append(reply)
    members = seasons.members_of(season)
    return [(row.name, reply) for row in members for reply in found.get(row.agency_id, ())]


def name_of(reply):
    """Return the name of the member that asks, as the year has it."""
    day = reply.sheet.season.standing_on
    return Agency.objects.named(day).get(pk=reply.sheet.agency_id).name


def rows_of(reply):
    """Return its lines as the table is read, each with its criterion, evidence and who answered."""
    rows = reply.lines.select_related("line__criterion__group", "line__sheet", "answered_by__person")
    evidence = Prefetch("line__evidence", Evidence.objects.with_previews())
    return rows.prefetch_related(evidence).order_by("line__criterion__path", "pk")


def to_answer(season, user):
    """Return the ReplyLines being read that `user` was given and nobody has answered."""
    shares = assignments.of(season)
    if not shares.rows:
        return []
    rows = ReplyLine.objects.filter(reply__sheet__season=season, reply__state=STATES.READING, outcome="")
    return [
        row
        for row in rows.select_related("reply__sheet", "line__criterion").order_by(
            "line__criterion__path", "pk"
        )
        if any(
            each.person.user_id == user.pk
            for each in shares.named(row.reply.sheet.agency_id, row.line.criterion)
        )
    ]


def told(lines):
    """Return {line's key: its ReplyLines, the oldest first}; one query. What was withdrawn is left out."""
    rows = ReplyLine.objects.filter(line__in=[line.pk for line in lines]).select_related("reply")
    found = {line.pk: [] for line in lines}
    for row in rows.exclude(reply__state=STATES.WITHDRAWN).order_by("reply__filed_at", "pk"):
        found[row.line_id].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def sentences(rows):
    """Return what ReplyLines say as a paper tells it: what was asked and why, what was answered and why."""
    found = []
    for row in rows:
        found.append(f"Đề nghị phúc tra {points(row.asked)}: {row.grounds}")
        found.append(_answer(row))
    return tuple(found)


def _answer(row):
    reply = row.reply
    if not reply.is_answered:
        lapsed = reply.lapse_reason and f": {reply.lapse_reason}"
        return f"{reply.get_state_display()}{lapsed}."
    said = "giữ nguyên điểm" if row.points is None else f"sửa thành {points(row.points)}"
    return f"Trả lời: {said}. {row.reason}"
