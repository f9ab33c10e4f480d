"""A year whose table has groups within groups and criteria of every kind, built through the rules.

I (60): I.1 points 20; I.2 ratio 20, to the pledged number of "đề án";
I.3 (20): I.3.1 levels 8, I.3.2 units 12.
II (40): II.1 ratio 10 to 100 %, rewarded up to 15; II.2 points 30. T (5): T.1 units. Tr (5): Tr.1 points.
"""

from decimal import Decimal

from blocs import criteria, exemptions, publishing, seasons
from blocs.models import Criterion, Season
from core import clock
from results import pledges, scoring
from tests import kept, world
from tests.results import scene

D = Decimal
LEVELS = (("Tốt", D(8)), ("Khá", D("5.5")), ("Yếu", D(0)))
COMPLETE = (
    ("I.1", "self_points", "18"),
    ("I.2", "actual", "3"),  # of 4 pledged: 15
    ("I.3.1", "level", "Khá"),  # 5,5
    ("I.3.2", "actual", "2"),  # 2 × 4 = 8
    ("II.1", "actual", "120"),  # of 100: 12
    ("II.2", "self_points", "25"),
)


@kept.once
def fill(table):
    """Give a draft the groups and criteria named above."""
    first = criteria.add_group(table, name="Nhiệm vụ chính trị", max_points=60, by=None)
    _criterion(first, "Lãnh đạo, chỉ đạo", 20)
    _criterion(first, "Đề án hoàn thành", 20, kind="ratio", unit="đề án")
    inner = criteria.add_group(table, name="Đổi mới", max_points=20, parent=first, by=None)
    _criterion(inner, "Xếp loại đảng bộ", 8, kind="levels", levels=LEVELS)
    _criterion(inner, "Sáng kiến", 12, kind="units", unit="sáng kiến", per_unit=D(4))
    second = criteria.add_group(table, name="Xây dựng Đảng", max_points=40, by=None)
    _criterion(second, "Giải ngân", 10, kind="ratio", unit="%", target=D(100), ceiling=D(15))
    _criterion(second, "Phong trào", 30)
    bonus = criteria.add_group(table, kind="bonus", name="Điểm thưởng", max_points=5, by=None)
    _criterion(bonus, "Mô hình mới", 5, kind="units", unit="mô hình", per_unit=D(1))
    penalty = criteria.add_group(table, kind="penalty", name="Điểm trừ", max_points=5, by=None)
    _criterion(penalty, "Báo cáo chậm", 5)
    return table


@kept.once
def season(exempt=(), names=("Ban Một", "Ban Hai", "Ban Ba")):
    """A year in scoring; to the third member the criteria with the codes `exempt` do not apply."""
    made = pledging(exempt, names)
    for agency in world.members(made.bloc):
        pledges.hand_in(pledge(made, agency, exempt), by=None)
    pledges.conclude(made, signed_on=clock.today(), by=None)
    for _ in range(2):
        seasons.go_on(now(made), by=None)
    return now(made)


@kept.once
def pledging(exempt=(), names=("Ban Một", "Ban Hai", "Ban Ba")):
    """The same year while its members pledge."""
    made = world.planned(world.season(world.bloc(names)))
    fill(made.criteria)
    third = world.members(made.bloc)[2]
    for code in exempt:
        exemptions.add(criterion(made, code), agency=third, reason="Không có nhiệm vụ này", by=None)
    publishing.publish(made.criteria, by=None)
    return seasons.conclude_planning(now(made), by=None)


@kept.once
def pledge(made, agency, exempt=()):
    """The pledge of a member: four projects where the criterion applies to it."""
    found = pledges.start(made, agency=agency, by=None)
    code = "I.1" if "I.2" in exempt else "I.2"
    aim = criterion(made, code)
    version = pledges.set_target(found, aim, text="Hoàn thành đề án", version=0, by=None)
    pledges.set_detail(found, aim, cell="number", text="4", version=version, by=None)
    return found


def criterion(made, code):
    """The criterion with this code."""
    rows = Criterion.objects.filter(group__table__season=made).select_related("group__table__season")
    return next(row for row in rows if row.code == code)


@kept.once
def complete(sheet, but=()):
    """Fill the sheet of a member to whom all but the codes `but` applies."""
    for code, cell, text in COMPLETE:
        if code not in but:
            scene.enter(sheet, code, text, cell=cell)
    return sheet


@kept.once
def appraising(exempt=()):
    """The year in appraisal, every sheet submitted; see `season`."""
    made = season(exempt)
    for place in (1, 2, 3):
        sheet = complete(scene.sheet_of(made, place), but=exempt if place == 3 else ())
        scoring.submit(sheet, by=None)
    scoring.conclude(made, by=None)
    return now(made)


def now(made):
    """The year as the database has it."""
    return Season.objects.get(pk=made.pk)


def _criterion(group, name, points, **rule):
    facts = {"name": name, "guidance": "", "max_points": D(points), "evidence_required": False}
    criteria.add_criterion(group, **facts, **rule, by=None)
