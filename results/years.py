"""Places and points of a bloc through the years, and each member's change against the year before.

Read from the written standings of concluded years. Where agencies merged or were renamed, the place of a
predecessor is set against that of its heir, and said in words.
"""

from dataclasses import dataclass
from decimal import Decimal

from core import clock
from core.numbers import change
from documents.figures import facts
from members import acting
from members.models import SuccessionLink
from members.models.successions import heir
from members.naming import Names
from results.models import Standing
from results.permissions import CONCLUDED


@dataclass(frozen=True)
class Change:
    """A member against the year before: `rank` up is positive; both None where several merged into it.

    `words` name the predecessors whose place it is compared with; empty where it was there itself.
    """

    year: int
    former_rank: int | None
    rank: int | None
    points: Decimal | None
    words: str = ""

    @property
    def told(self):
        """The change of place in words."""
        if self.rank is None:
            return ""
        if not self.rank:
            return "giữ nguyên thứ bậc"
        return f"{'lên' if self.rank > 0 else 'xuống'} {self.steps} bậc"

    @property
    def steps(self):
        """By how many places, without direction."""
        return abs(self.rank or 0)

    @property
    def points_told(self):
        """The change of points with its sign."""
        return "" if self.points is None else change(self.points)


@dataclass(frozen=True)
class Row:
    """One agency through the years: `cells` (its Standing or None) stand under `Years.years`."""

    agency_id: int
    name: str
    code: str
    cells: tuple
    heir: str  # who holds its work today, in words; empty while it goes on


@dataclass(frozen=True)
class Years:
    """The table under the chart: every agency that ever had a place, the latest order first."""

    years: tuple
    rows: tuple
    ranks: facts.Ranks


def changes(season, places, user):
    """Return {agency's key: Change} for those of `places` that have a place now and had one the year before.

    The year before is the latest concluded one of the bloc that `user` may see. At most three queries.
    """
    former = list(
        _written(season.bloc_id, user).filter(season__year__lt=season.year).order_by("-season__year")
    )
    former = [row for row in former if row.season.year == former[0].season.year]
    if not former:
        return {}
    takers = SuccessionLink.objects.takers(season.standing_on)
    names = Names(row.agency_id for row in former)
    held = {}
    for row in former:
        held.setdefault(heir(row.agency_id, takers), []).append(row)
    return {
        place.agency_id: _change(place, held[place.agency_id], names)
        for place in places
        if place.rank and place.agency_id in held
    }


def _change(place, rows, names):
    """A place against the rows of the year before that it stems from."""
    year, day = rows[0].season.year, rows[0].season.standing_on
    own = next((row for row in rows if row.agency_id == place.agency_id), None)
    others = [row for row in rows if row is not own]
    told = ", ".join(f"{names.on(row.agency_id, day)} (thứ {row.rank})" for row in others)
    if own is None and len(others) > 1:
        return Change(year, None, None, None, f"Năm {year} là {told}")
    base = own or others[0]
    received = f"Đã nhận {told}" if others else ""
    words = f"Năm {year} là {told}" if own is None else received
    return Change(year, base.rank, base.rank - place.rank, place.totals.total - base.total, words)


def of(bloc, user):
    """Return the Years of a bloc as `user` may see them, with the line of the own agency marked."""
    own = acting.agencies_of(user)
    rows = list(_written(bloc.pk, user).order_by("season__year", "rank", "pk"))
    years = tuple(dict.fromkeys(row.season.year for row in rows))
    names, takers = Names(row.agency_id for row in rows), SuccessionLink.objects.takers()
    slots, found = {}, {}
    for row in rows:
        year = row.season.year
        slots[year] = slots.get(year, -1) + 1
        found.setdefault(row.agency_id, {})[year] = (slots[year], row)
    ordered = sorted(found, key=lambda key: (-max(found[key]), found[key][max(found[key])][0]))
    named = {key: _named(found[key], names, key) for key in ordered}
    heirs = {key: heir(key, takers) for key in ordered}
    members = tuple(_member(key, found[key], named[key], heirs[key], own) for key in ordered)
    heir_names = Names(each for key, each in heirs.items() if key != each)
    return Years(
        years=years,
        rows=tuple(
            _row(
                key,
                found[key],
                years,
                named[key],
                _holder(heir_names, heirs[key]) if heirs[key] != key else "",
            )
            for key in ordered
        ),
        ranks=facts.Ranks(years, members),
    )


def _member(key, places, named, heir_key, own):
    held = (facts.Place(year, slot, row.rank, row.total) for year, (slot, row) in places.items())
    follows = heir_key if heir_key != key else None
    return facts.Member(key, named.code, named.name, tuple(held), follows, key in own)


def exported(years):
    """Return (columns, rows) of the Years as Excel takes them: place and points of each year."""
    columns = ["Đơn vị", "Ký hiệu"]
    for year in years.years:
        columns += [f"Xếp thứ {year}", f"Tổng điểm {year}"]
    rows = []
    for row in years.rows:
        cells = [(cell.rank, cell.total) if cell else (None, None) for cell in row.cells]
        rows.append([row.name, row.code, *(value for pair in cells for value in pair)])
    return columns, rows


def _written(bloc, user):
    rows = Standing.objects.visible_to(user).filter(season__bloc=bloc, season__phase__in=CONCLUDED)
    return rows.select_related("season")


def _named(places, names, key):
    """The AgencyName of the last year in which the agency had a place."""
    row = places[max(places)][1]
    return names.row(key, row.season.standing_on)


def _holder(names, key):
    """Who holds the work of an agency today, in words; empty for one that is not among `names`."""
    row = names.row(key, clock.today())
    return f"nay thuộc {row.name}" if row else ""


def _row(key, places, years, named, holder):
    cells = tuple(places[year][1] if year in places else None for year in years)
    return Row(key, named.name, named.code, cells, holder)
