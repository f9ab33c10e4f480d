"""Who led when, how long each member waits, and whose turn is next. Reads only; `due` is pure."""

from dataclasses import dataclass, field

from blocs.models import Bloc, FormerTerm, Membership, Term
from core import clock

PLACES = Term.Place
SHOWN = 10  # years on the board, the latest ones
ORDER = Bloc.Rotation.ORDER


@dataclass(frozen=True)
class Turn:
    """A member on the board: its place in each shown year (a Place or ""), and how long it waits."""

    agency_id: int
    name: str
    order: int
    left: bool  # no member any more, but it led once
    cells: list
    since: int | None  # the last year it was head, None when it never was
    waits: int  # years since then, or since it joined
    is_next: bool


@dataclass(frozen=True)
class Board:
    """The whole table: which years, a row for each member, the year whose lead is next to be found."""

    years: list
    rows: list
    year: int
    by_order: bool
    letters: list = field(default_factory=list)  # (place, short sign, label) of the three places

    @property
    def next(self):
        """The row whose turn it is, or None where the rule is a vote."""
        return next((row for row in self.rows if row.is_next), None)


def board(bloc, memberships):
    """Return the Board of a bloc from all its memberships, present and past, named; in two queries."""
    today, held = clock.today(), _held(bloc)
    memberships = sorted(memberships, key=lambda row: (row.joined_on, row.pk), reverse=True)
    present = [row for row in memberships if row.is_in_force(today)]
    latest = max(held, default=today.year - 1)
    heads, year = _heads(held), latest + 1
    chosen = due(_places(memberships), [row.agency_id for row in present], heads, year)
    shown = sorted(held)[-SHOWN:]
    current = sorted(present, key=lambda row: row.order)
    led = {agency for terms in held.values() for agency in terms} - {row.agency_id for row in current}
    gone = list({row.agency_id: row for row in reversed(memberships) if row.agency_id in led}.values())
    by_order = bloc.rotation == ORDER
    rows = []
    for row in [*current, *gone]:
        last = max((one for one, agency in heads.items() if agency == row.agency_id), default=None)
        rows.append(
            Turn(
                agency_id=row.agency_id,
                name=row.name,
                order=row.order,
                left=row not in current,
                cells=[held[one].get(row.agency_id, "") for one in shown],
                since=last,
                waits=max(latest - (last or row.joined_on.year), 0),
                is_next=by_order and row.agency_id == chosen,
            )
        )
    return Board(shown, rows, year, by_order, letters(bloc))


def preset(bloc, year, day):
    """Return the membership (named on `day`) whose turn it is to head `year`, or None where a vote decides.

    Only those who are members on `day` come into question. Three queries.
    """
    if bloc.rotation != ORDER:
        return None
    memberships = list(Membership.objects.filter(bloc=bloc).named(day).order_by("-joined_on", "-pk"))
    members = {row.agency_id: row for row in memberships if row.is_in_force(day)}
    return members.get(due(_places(memberships), list(members), _heads(_held(bloc)), year))


def due(places, members, heads, year):
    """Return whose turn it is to head `year`: the next in protocol after the head before, or None.

    `places` maps agencies, present and past, to their place; `heads` maps years to heads. Who led within
    the last round (as many years as there are members) is skipped; when all did, it is who waits longest.
    """
    earlier = {one: agency for one, agency in heads.items() if one < year}
    before = earlier[max(earlier)] if earlier else None
    after = places.get(before, 0)
    ring = sorted(members, key=lambda agency: (places[agency] <= after, places[agency]))
    ring = [agency for agency in ring if agency != before]
    last = {agency: one for one, agency in sorted(earlier.items())}
    waiting = [agency for agency in ring if last.get(agency, 0) <= year - len(members)]
    return next(iter(waiting or sorted(ring, key=lambda agency: last.get(agency, 0))), None)


def letters(bloc):
    """Return (place, the initials of its label, the label) for the three places as this bloc calls them."""
    labels = [(place, getattr(bloc, f"{place}_label")) for place in PLACES.values]
    return [(place, "".join(word[0].upper() for word in label.split()), label) for place, label in labels]


def _held(bloc):
    """{year: {agency's id: place}}; of a year that has a season its terms count, not what was told."""
    held = {}
    for terms in (
        FormerTerm.objects.filter(bloc=bloc).order_by("year").values_list("year", "agency", "post"),
        Term.objects.filter(season__bloc=bloc).order_by("rank").values_list("season__year", "agency", "post"),
    ):
        found = {}
        for year, agency, post in terms:
            found.setdefault(year, {})[agency] = post
        held |= found
    return held


def _heads(held):
    return {
        year: agency for year, terms in held.items() for agency, post in terms.items() if post == PLACES.HEAD
    }


def _places(memberships):
    """Each agency's place, that of its latest membership; the latest come first."""
    return {row.agency_id: row.order for row in reversed(memberships)}
