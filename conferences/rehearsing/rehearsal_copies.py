"""What a rehearsal takes over from its conference, and what it is given where the conference has none yet.

Each function takes (the conference, its rehearsal) and who does it. What hangs on a conference is either
copied here or comes into being while it is held; a test asks of every kind which.
"""

from blocs import seasons
from conferences import agenda as points
from conferences.attending import delegates
from conferences.casting import rolls
from conferences.endorsing import counting
from conferences.models import AgendaItem, Delegate, Poll, Quorum, Substitution
from conferences.polling import polls
from conferences.reckoning import poll_rules
from core import records

ACT = "rehearsal.copy"
ROLES, KINDS, MODES = Delegate.Role, Poll.Kind, Poll.Mode
LISTED = 5  # lines of a sample ballot


def keep_copy(row, by, *, act=ACT, **changed):
    """Keep and return a copy of `row` with some facts `changed`; what is unique begins anew."""
    fields = [field for field in row._meta.concrete_fields if not field.unique]
    facts = {field.name: getattr(row, field.name) for field in fields}
    return records.keep(type(row)(**facts | changed), by=by, act=act)


def agenda(conference, copy, *, by):
    """The points of the agenda with their days and papers; the usual ones where none are written."""
    anew = {"state": AgendaItem.State.WAITING, "started_at": None, "ended_at": None}
    for item in conference.agenda.prefetch_related("papers"):
        copied = keep_copy(item, by, conference=copy, **anew)
        for paper in item.papers.all():
            keep_copy(paper, by, item=copied)
    if not copy.agenda.exists():
        points.use_template(copy, by=by)


def people(conference, copy, *, by):
    """Who is invited, each in the same capacity, and who stands in for whom.

    Where nobody is invited yet, the leaders, and somebody for each member.

    A rehearsal needs a chair and a secretary: the first two take it on where nobody has it.
    """
    copies = {row.pk: keep_copy(row, by, conference=copy) for row in conference.delegates.all()}
    for row in Substitution.objects.of(conference):
        both = {"absent": copies[row.absent_id], "substitute": copies[row.substitute_id]}
        keep_copy(row, by, **both)
    if not copy.delegates.exists():
        delegates.invite_agency_leads(copy, by=by)
        _fill_seats(copy, by)
    seated = [row for row in delegates.listed(copy) if row.place is not None]
    for role in (ROLES.CHAIR, ROLES.SECRETARY):
        free = next((row for row in seated if row.role == ROLES.DELEGATE), None)
        if free and all(row.role != role for row in seated):
            free.role = role
            records.change(free, role=role, by=by, act=ACT)


def quorum(conference, copy, *, by):
    """The share that must come, where one was set; what was counted at an opening is not taken over."""
    for row in Quorum.objects.filter(conference=conference):
        keep_copy(row, by, conference=copy, present=None, total=None, below_reason="")


def ballots(conference, copy, *, by):
    """The ballots that are prepared, with the channels chosen; a sample of each kind where none is.

    A second round begins anew.
    """
    for poll in conference.polls.filter(state=Poll.State.DRAFT):
        copied = keep_copy(poll, by, conference=copy, parent=None, round=1)
        for choice in poll.paper_choices.all():
            keep_copy(choice, by, poll=copied)
    if not copy.polls.exists():
        for facts in _usual(copy):
            polls.prepare(copy, **facts, by=by)


def _fill_seats(copy, by):
    seated = set(copy.delegates.values_list("agency", flat=True))
    for member in seasons.members_of(copy.season):
        if member.agency_id not in seated:
            delegate = Delegate(conference=copy, agency_id=member.agency_id)
            delegate.full_name = f"Đại biểu mẫu, {member.name}"[:120]
            records.keep(delegate, by=by, act=ACT)


def _usual(copy):
    """The facts of a sample ballot of each kind on the first members, by the year's rule of votes.

    One of them is by drawn slips, so that printing and drawing are tried, too.
    """
    rule = counting.rule_of(copy.season)
    names = [seat.name for seat in rolls.of(copy, poll_rules.UNITS)][:LISTED]
    if len(names) < 2:
        return
    shared = {"options": [{"label": name, "about": None} for name in names], "roll": rule.roll}
    shared |= {"base": rule.base, "percent": rule.percent, "above": rule.above, "blanks": True}
    usual = MODES.SLIP if rule.roll == poll_rules.DELEGATES else MODES.LOGIN
    for kind, most, seats, mode in (
        (KINDS.APPROVE, 2, 2, usual),
        (KINDS.YES_NO, len(names), None, usual),
        (KINDS.ONE, 1, 1, MODES.SLIP),
    ):
        title = f"Bỏ phiếu thử: {kind.label[:1].lower()}{kind.label[1:]}"
        yield shared | {"title": title, "kind": kind, "most": most, "seats": seats, "mode": mode}
