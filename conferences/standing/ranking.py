"""The ranking as a conference needs it: places, who shares one and why, where the quotas of the bloc end.

Points and places come from `results.standings`, quotas and honours from `awards`; here they only meet.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from awards import states
from awards.models.catalogue import Recipient
from conferences.standing import sample_points
from results import standings

DECIDED = states.SUPPORTED


@dataclass(frozen=True)
class Line:
    """One member: its Place, its honours in view, the quota (from 1 on) into which its place falls."""

    place: standings.Place
    honours: list
    band: int  # 0: none, or to be agreed on because a shared place crosses the quota's end
    is_cut: bool  # something ends under this line
    suggested: object = None  # the AwardForm its place earns and for which nobody put it forward yet


@dataclass(frozen=True)
class Tie:
    """A place that several members share: no step of the comparison tells them apart."""

    rank: int
    names: list
    total: object  # points, Decimal
    skipped: list  # the places that nobody has because of it
    steps: list = field(default_factory=list)  # of the ladder, in words: they do not tell them apart
    waits: str = ""  # the step, in words, that may yet
    agencies: tuple = ()  # keys, in the order of `names`


@dataclass(frozen=True)
class Crossing:
    """A shared place for which a quota has fewer left than there are members."""

    form: object  # AwardForm
    rank: int
    members: int
    left: int

    @property
    def sentence(self):
        """What it means, in words."""
        return f"Thứ {self.rank} có {self.members} đơn vị, hạn mức {self.form.name} còn {self.left}."


@dataclass(frozen=True)
class Band:
    """A quota for member agencies and the places it covers without doubt."""

    number: int
    form: object  # AwardForm
    total: int
    ranks: list = field(default_factory=list)

    @property
    def places(self):
        """The covered places in words; empty when none is sure."""
        if not self.ranks:
            return ""
        first, last = self.ranks[0], self.ranks[-1]
        return f"Thứ {first}" if first == last else f"Thứ {first} đến thứ {last}"


@dataclass(frozen=True)
class Ranking:
    """Everything the page and the board of a year show."""

    lines: list
    ties: list
    bands: list
    crossings: list

    @property
    def waiting(self):
        """How many members have no place yet."""
        return sum(line.place.rank is None for line in self.lines)


def of(season, *, limits, honours=()):
    """Return the Ranking of the year, the first place first.

    `limits` are its quotas or their meters, in ceremony order; `honours` are nominations to be shown in it.
    """
    return from_places(season, standings.of(season), limits=limits, honours=honours)


def seen_by(conference):
    """Return the Places a conference sees: those of its year; a rehearsal goes by its sample points."""
    season = conference.season
    return sample_points.places(conference) if conference.is_rehearsal else standings.of(season)


def from_places(season, places, *, limits, honours=()):
    """Return the Ranking that `places` (asked first: they bring the ladder along) make, as `of` does."""
    ladder = [str(step) for step in season.criteria.ladder.all()]
    return share(places, ladder, limits=limits, honours=honours)


def share(places, ladder, *, limits, honours=()):
    """Return the Ranking of `places` (from `standings`); `ladder`: its steps in words. Asks no database."""
    places = standings.by_place(places)
    limited = [limit for limit in limits if limit.recipient == Recipient.AGENCY and limit.total is not None]
    ranks = [place.rank for place in places if place.rank is not None]
    shared_out, crossed = share_out(ranks, [limit.total for limit in limited])
    bands = [
        Band(number, limit.form, limit.total, [rank for rank, band in shared_out if band == number])
        for number, limit in enumerate(limited, 1)
    ]
    crossings = [Crossing(limited[number - 1].form, *facts) for number, *facts in crossed]
    earned = {rank: crossing.form for crossing in reversed(crossings) for rank in [crossing.rank]}
    earned |= {rank: band.form for band in bands for rank in band.ranks}
    return Ranking(
        lines=_lines(places, [band for _, band in shared_out], _by_agency(honours), earned),
        ties=_ties(places, ladder),
        bands=bands,
        crossings=crossings,
    )


def share_out(ranks, sizes):
    """Give the places `ranks` (in order) to quotas of `sizes`, the highest honour first. Pure.

    Returns ([(rank, number of its quota from 1 on, 0 for none)], [(number, rank, members, left)]): the
    second names each shared place that the end of a quota would part; its members belong to none.
    """
    crossed, bands, start = [], [0] * len(ranks), 0
    for number, size in enumerate(sizes, 1):
        end = min(start + size, len(ranks))
        bands[start:end] = [number] * (end - start)
        if start < end < len(ranks) and ranks[end - 1] == ranks[end]:
            rank = ranks[end]
            crossed.append((number, rank, ranks.count(rank), end - max(ranks.index(rank), start)))
        start = end
    parted = {rank for _, rank, _, _ in crossed}
    return [(rank, 0 if rank in parted else band) for rank, band in zip(ranks, bands, strict=True)], crossed


def honours_of(season, *, everything, agencies):
    """Return the live nominations of agencies themselves: all, or endorsed ones and those of `agencies`."""
    live = season.nominations.live().filter(collective__isnull=True, person__isnull=True)
    found = live.select_related("form").order_by("form__ceremony_order", "pk")
    return [row for row in found if everything or row.state in DECIDED or row.agency_id in agencies]


def extra(totals):
    """Return what bonus and penalty change together (points with their sign)."""
    return totals.of("bonus") - totals.of("penalty")


def _by_agency(honours):
    found = {}
    for honour in honours:
        found.setdefault(honour.agency_id, []).append(honour)
    return found


def _lines(places, bands, honours, earned):
    bands = bands + [0] * (len(places) - len(bands))
    cuts = [one != other for one, other in pairwise(bands)] + [False]
    found = []
    for place, band, cut in zip(places, bands, cuts, strict=True):
        own = honours.get(place.agency_id, [])
        form = earned.get(place.rank)
        open_ = form if form and form.pk not in {honour.form_id for honour in own} else None
        found.append(Line(place, own, band, cut, open_))
    return found


def _ties(places, ladder):
    held = Counter(place.rank for place in places if place.shared)
    found = []
    for rank, members in held.items():
        level = [place for place in places if place.rank == rank]
        names = [place.name for place in level]
        waits = level[0].waits
        steps = ladder[: ladder.index(waits)] if waits else ladder
        skipped = list(range(rank + 1, rank + members))
        agencies = tuple(place.agency_id for place in level)
        found.append(Tie(rank, names, level[0].totals.total, skipped, steps, waits, agencies))
    return found
