"""When agencies merge, split or end, their places in the blocs follow: memberships, and terms of open years.

Each step is an act of the managing body, one for each membership; until it is done the successor's staff act
for the predecessor (members/acting.py), so nothing stands still.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from blocs.models import Bloc, Membership, Season, Term
from core import clock, records
from core.dates import short
from core.rules import RuleError
from members import lifetimes
from members.models import Agency

CLOSED = Season.Phase.CLOSED


@dataclass(frozen=True)
class Step:
    """A membership whose agency has ended: who takes its place (None: nobody), since when, by which act."""

    membership: Membership
    taker: Agency | None
    succession: object

    @property
    def words(self):
        """What is to be done, as a button's sentence."""
        return (
            f"{self.taker} thay {self.membership.name}" if self.taker else f"{self.membership.name} rời Khối"
        )


def waiting(blocs, ended=None):
    """Return the Steps that wait in `blocs` (a queryset or list), in protocol order. Two queries at most.

    `ended` (of `lifetimes.ended`) saves the first where it has been asked already.
    """
    ended = lifetimes.ended() if ended is None else ended
    if not ended:
        return []
    open_terms = Term.objects.filter(season__bloc=OuterRef("bloc"), agency=OuterRef("agency"))
    held = Q(left_on__isnull=True) | Q(Exists(open_terms.exclude(season__phase=CLOSED)))
    rows = Membership.objects.filter(held, bloc__in=blocs, agency__in=ended).named().select_related("bloc")
    latest = {}  # an agency that came back has several; the last one counts
    for row in rows.order_by("bloc__name", "joined_on"):
        latest[row.bloc_id, row.agency_id] = row
    steps = [_step(row, ended[row.agency_id]) for row in latest.values()]
    return sorted(steps, key=lambda step: (step.membership.bloc.name, step.membership.order))


def follow(membership, *, by):
    """Let the successor of a member that has ended take its place, in protocol and in the lead of open years.

    The predecessor's membership ends on the day of the act. Who takes over joins on that day at the same
    place, unless it is a member already. Raises RuleError while the agency goes on, before that day, and
    when everything is done already.
    """
    with transaction.atomic():
        Bloc.objects.select_for_update().get(pk=membership.bloc_id)
        row = Membership.objects.select_for_update(of=("self",)).select_related("agency", "bloc")
        row = row.get(pk=membership.pk)
        link = _ending(row.agency)
        terms = _terms_of(row)
        if row.left_on and not terms:
            raise RuleError(f"Đã ghi xong: {row.agency} rời Khối từ ngày {short(row.left_on)}.")
        day, taker = link.succession.happens_on, link.successor
        if row.left_on is None:
            _leave(row, day, by=by)
            if taker:
                _take_place(row, taker, day, by=by)
        for term in terms:
            _pass_on(term, taker, by)
    return row


def _step(membership, link):
    return Step(membership, link.successor, link.succession)


def _ending(agency):
    link = agency.end
    if link is None:
        raise RuleError(f"{agency} đang hoạt động, không có đơn vị nào thay.")
    if link.succession.happens_on > clock.today():
        raise RuleError(f"Việc này ghi được từ ngày {short(link.succession.happens_on)}.")
    return link


def _terms_of(membership):
    """The terms of the member in years that are not closed, their seasons locked."""
    seasons = Season.objects.select_for_update(of=("self",)).filter(bloc=membership.bloc_id)
    open_ = [season.pk for season in seasons.exclude(phase=CLOSED).order_by("pk")]
    return list(Term.objects.filter(season__in=open_, agency=membership.agency_id).select_related("season"))


def _leave(row, day, *, by):
    if row.joined_on >= day:
        raise RuleError(
            f"{row.agency} được ghi tham gia Khối từ ngày {short(row.joined_on)}, khi đã kết thúc hoạt động. "
            "Hãy ghi đơn vị này rời Khối, rồi thêm đơn vị nhận việc."
        )
    records.change(row, left_on=day, by=by, act="membership.follow")


def _take_place(row, taker, day, *, by):
    """The taker stands where the predecessor stood; of several predecessors' places it gets the first."""
    there = row.bloc.memberships.filter(agency=taker, left_on__isnull=True).first()
    if there is None:
        if row.bloc.memberships.filter(agency=taker, left_on__gt=day).exists():
            raise RuleError(f"{taker} còn là thành viên của Khối sau ngày {short(day)} rồi mới rời Khối.")
        joined = Membership(bloc=row.bloc, agency=taker, order=row.order, joined_on=day)
        records.keep(joined, by=by, act="membership.succeed")
    elif there.joined_on == day and row.order < there.order:
        records.change(there, order=row.order, by=by, act="membership.succeed")


def _pass_on(term, taker, by):
    """The higher of two places in one lead is kept, for an agency holds one only."""
    other = term.season.terms.filter(agency=taker).first() if taker else None
    if taker is None or (other and other.rank < term.rank):
        records.drop(term, by=by, act="term.end")
        return
    if other:
        records.drop(other, by=by, act="term.end")
    records.change(term, agency=taker, by=by, act="term.pass")
