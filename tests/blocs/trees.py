"""A table with groups in groups and one criterion of every kind, built through the rules."""

from decimal import Decimal

from blocs import criteria, outline
from blocs.models import CriteriaTable, Criterion

FACTS = {"guidance": "", "evidence_required": False, "by": None}
STEPS = ((Decimal(100), Decimal(20)), (Decimal(95), Decimal(15)), (Decimal(80), Decimal(5)))
LEVELS = (("Xuất sắc", Decimal(25)), ("Tốt", Decimal(20)), ("Không xếp loại", Decimal(0)))
RATIO = {"kind": "ratio", "unit": "đề án", "target": Decimal(12), "steps": STEPS}
UNITS = {"kind": "units", "unit": "sáng kiến", "per_unit": Decimal(2)}


def fill(table):
    """Give an empty draft 100 points: I.1, I.2 (I.2.1, I.2.2 (I.2.2.1, I.2.2.2)), I.3, II.1, T.1, Tr.1."""
    work = criteria.add_group(table, name="Nhiệm vụ", max_points=Decimal(60), by=None)
    add(work, "Kế hoạch năm", 20, kind="ratio", ceiling=Decimal(22))
    advice = criteria.add_group(table, parent=work, name="Tham mưu", max_points=Decimal(30), by=None)
    add(advice, "Đề án đúng hạn", 20, **RATIO)
    ideas = criteria.add_group(table, parent=advice, name="Sáng kiến", max_points=Decimal(10), by=None)
    add(ideas, "Được công nhận", 6, **UNITS)
    add(ideas, "Áp dụng ngoài cơ quan", 4)
    add(work, "Việc đột xuất", 10)
    built = criteria.add_group(table, name="Xây dựng cơ quan", max_points=Decimal(40), by=None)
    add(built, "Xếp loại tổ chức đảng", 25, kind="levels", levels=LEVELS)
    add(built, "Cải cách hành chính", 15)
    bonus = criteria.add_group(table, kind="bonus", name="Điểm thưởng", max_points=Decimal(5), by=None)
    add(bonus, "Bằng khen", 5, kind="units", unit="bằng", per_unit=Decimal("2.5"))
    penalty = criteria.add_group(table, kind="penalty", name="Điểm trừ", max_points=Decimal(10), by=None)
    add(penalty, "Chậm báo cáo", 10, kind="units", unit="lần", per_unit=Decimal(1))
    return table


def add(group, name, points, **rule):
    """One criterion."""
    return criteria.add_criterion(group, name=name, max_points=Decimal(points), **FACTS, **rule)


def whole(table):
    """The table as the database has it, with all it says."""
    return CriteriaTable.objects.whole().get(pk=table.pk)


def content(table):
    """What the table says."""
    return outline.of(whole(table))


def said(table):
    """Code and name of every row, as it is read."""
    return [f"{each.code} {each.row.name}" for each in outline.placed(content(table))]


def criterion(table, code):
    """The criterion of this code, as the database has it."""
    rows = Criterion.objects.filter(group__table=table).select_related("group__table__season__bloc")
    return next(row for row in rows if row.code == code)


def group(table, code):
    """The group of this code."""
    return next(row for row in table.groups.all() if row.code == code)
