"""What a new year takes over from the one before and what differs, told before it opens. Reads only."""

from dataclasses import dataclass
from datetime import date

from blocs import rotation, states
from blocs.models import CriteriaTable, Membership, Span
from blocs.seasons import years_later


@dataclass(frozen=True)
class Moved:
    """A planned date: its phase, last year's day, the day it gets."""

    phase: str
    before: date
    after: date


@dataclass(frozen=True)
class Takeover:
    """What opening `year` will take over from `former` (a Season), and what differs."""

    former: object
    year: int
    label: str
    counted_on: date
    waits: bool  # the year before has not reached appraisal, so nothing is opened yet
    members: int
    joined: list  # names of agencies that are members now and were not counted last year
    left: list
    groups: int
    criteria: int
    published: bool
    dates: list
    head: object  # the membership whose turn it is, or None
    by_order: bool


def of(bloc, year):
    """Return the Takeover of opening `year`, or None for the first year of the bloc."""
    former = bloc.seasons.order_by("-year").select_related("bloc").prefetch_related("deadlines").first()
    if former is None or year <= former.year:
        return None
    day = Span(bloc.span).last_day(year)
    before, after = _members(bloc, former.standing_on), _members(bloc, day)
    table = CriteriaTable.objects.whole().get(season=former)
    groups = list(table.groups.all())
    return Takeover(
        former=former,
        year=year,
        label=Span(bloc.span).written(year),
        counted_on=day,
        waits=states.KEYS.index(former.phase) < states.KEYS.index("appraisal"),
        members=len(after),
        joined=[name for agency, name in after.items() if agency not in before],
        left=[name for agency, name in before.items() if agency not in after],
        groups=len(groups),
        criteria=sum(len(group.criteria.all()) for group in groups),
        published=not table.is_draft,
        dates=[
            Moved(row.get_phase_display(), row.ends_on, years_later(row.ends_on, year - former.year))
            for row in former.deadlines.all()
        ],
        head=rotation.preset(bloc, year, day),
        by_order=bloc.rotation == bloc.Rotation.ORDER,
    )


def _members(bloc, day):
    """{agency's id: its name on that day}, in protocol order."""
    rows = Membership.objects.filter(bloc=bloc).on(day).named(day)
    return {row.agency_id: row.name for row in rows}
