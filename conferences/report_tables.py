"""The tables that the figures fill in a report; the page shows the same ones while it is written."""

from awards.models.catalogue import Recipient
from core.numbers import points
from documents.blocks import Column, Row, Table

NOUNS = dict(Recipient.choices)
MOST_GROUPS = 6  # more columns of points do not fit across a page
TITLES = {
    "targets": "Chỉ tiêu giao ước",
    "awards": "Khen thưởng theo hình thức",
    "standing": "Kết quả chấm điểm, xếp thứ",
    "endorsed": "Danh sách đề nghị khen thưởng",
}


def of(figures):
    """Return {key: Table} of the tables that have rows; the keys are those of `outlines` and `TITLES`."""
    made = {
        "targets": _targets(figures),
        "awards": _awards(figures),
        "standing": _standing(figures),
        "endorsed": _endorsed(figures),
    }
    return {key: table for key, table in made.items() if table is not None}


def _table(columns, rows):
    return Table(tuple(columns), tuple(rows)) if rows else None


def _targets(figures):
    if not figures.targets:
        return None
    columns = [Column("TT", 8, "center"), Column("Đơn vị", 68), Column("Số chỉ tiêu", 24, "center")]
    rows = [
        Row((str(number), promise.agency, str(promise.targets)))
        for number, promise in enumerate(figures.promises, 1)
    ]
    return _table(columns, [*rows, Row(("", "Cộng", str(figures.targets)), kind="total")])


def _awards(figures):
    columns = [
        Column("Hình thức khen thưởng", 40),
        Column("Đơn vị", 13, "center"),
        Column("Tập thể", 13, "center"),
        Column("Cá nhân", 13, "center"),
        Column("Đã có quyết định", 21, "center"),
    ]
    rows = [
        Row((tally.form, *map(str, (tally.agencies, tally.collectives, tally.people, tally.granted))))
        for tally in figures.tallies
    ]
    return _table(columns, rows)


def _standing(figures):
    groups = figures.groups if len(figures.groups) <= MOST_GROUPS else []
    columns = [
        Column("Xếp thứ", 10, "center"),
        Column("Đơn vị", 40),
        *(Column(_group(group), 11, "right") for group in groups),
        Column("Tổng điểm", 12, "right"),
    ]
    rows = []
    for place in figures.places:
        if place.totals is None:
            continue
        brought = [points(group.signed) for group in place.totals.groups] if groups else []
        rows.append(Row((str(place.rank), place.name, *brought, points(place.totals.total))))
    return _table(columns, rows)


def _group(group):
    return {"bonus": "Thưởng", "penalty": "Trừ"}.get(group.kind, f"Nhóm {group.code}")


def _endorsed(figures):
    columns = [
        Column("TT", 8, "center"),
        Column("Đề nghị khen thưởng", 36),
        Column("Đơn vị", 30),
        Column("Hình thức", 26),
        Column("Đồng ý", 12, "center"),
    ]
    rows = [
        Row((str(number), honour.subject, _unit(honour), honour.form, honour.votes))
        for number, honour in enumerate(figures.honours, 1)
    ]
    return _table(columns, rows)


def _unit(honour):
    return "" if honour.recipient == Recipient.AGENCY else honour.agency
