"""A year with a hundred criteria of every kind, for the benchmarks of sheets; built through the rules."""

from decimal import Decimal

from blocs import criteria, publishing, seasons
from blocs.models import Season
from core import clock
from members.models import Post
from results import pledges, scoring
from tests import world

GROUPS, EACH = 5, 20  # a hundred criteria of one point
ONE, HALF = Decimal(1), Decimal("0.5")
KINDS = (
    {},
    {"kind": "ratio", "unit": "%", "target": Decimal(100)},
    {"kind": "levels", "levels": (("Tốt", ONE), ("Khá", HALF), ("Yếu", Decimal(0)))},
    {"kind": "units", "unit": "sáng kiến", "per_unit": HALF},
)
CELLS = {"points": ("self_points", "0,{}"), "ratio": ("actual", "{}"), "units": ("actual", "{}")}
NOTE = ("note", "Đã làm {}")  # a level is chosen, not typed: there the note is


def year(members, each=EACH):
    """A season in scoring with this many members, whose sheets are all begun; `each`: criteria of a group."""
    names = [f"Đơn vị {number}" for number in range(1, members + 1)]
    season = world.planned(world.season(world.bloc(names)))
    _fill(season.criteria, each)
    publishing.publish(season.criteria, by=None)
    seasons.conclude_planning(_now(season), by=None)
    for agency in world.members(season.bloc):
        world.pledged(season, agency)
    pledges.conclude(_now(season), signed_on=clock.today(), by=None)
    for _ in range(2):
        seasons.go_on(_now(season), by=None)
    for agency in world.members(season.bloc):
        scoring.start(_now(season), agency=agency, by=None)
    return _now(season)


def clerks(agency, count):
    """This many accounts that fill the sheet of one member."""
    names = [f"{agency.pk}.{number}" for number in range(count)]
    return [world.person(agency, Post.Kind.CLERK, username=name).user for name in names]


def typed(line, number):
    """Return (cell, text) of what is typed into a line for the time `number`, from 1 to 9."""
    cell, text = CELLS.get(line.criterion.kind, NOTE)
    return cell, text.format(number)


def _fill(table, each):
    for place in range(GROUPS):
        group = criteria.add_group(table, name=f"Nhóm {place + 1}", max_points=each, by=None)
        for number in range(each):
            facts = {"name": f"Tiêu chí {number + 1}", "guidance": "", "max_points": ONE}
            kind = KINDS[number % len(KINDS)]
            criteria.add_criterion(group, **facts, **kind, evidence_required=number % 2 == 0, by=None)


def _now(season):
    return Season.objects.get(pk=season.pk)
