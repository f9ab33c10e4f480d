"""The tables that the figures fill in a report; the page shows the same ones while it is written."""

from awards.models.catalogue import Recipient
from conferences.standing import ranking
from core.dates import day_month, short
from core.numbers import NOTHING, change, grouped, points
from documents.blocks import Column, Row, Table

NOUNS = dict(Recipient.choices)
MOST_GROUPS = 4  # more columns of points do not fit across a page
WIDTH = 160  # mm of text; the columns of points are as wide as their heads need
TITLES = {
    "targets": "Chỉ tiêu giao ước",
    "movements": "Phong trào thi đua",
    "activities": "Hoạt động chung của các đơn vị",
    "awards": "Khen thưởng theo hình thức",
    "standing": "Kết quả chấm điểm, xếp thứ",
    "endorsed": "Danh sách đề nghị khen thưởng",
}


def of(figures):
    """Return {key: Table} of the tables that have rows; the keys are those of `outlines` and `TITLES`."""
    made = {
        "targets": _targets(figures),
        "movements": _movements(figures),
        "activities": _activities(figures),
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


def _movements(figures):
    columns = [Column("TT", 8, "center"), Column("Phong trào", 56), Column("Nơi phát động", 36)]
    rows = [
        Row((str(number), movement.name, movement.launched_by))
        for number, movement in enumerate(figures.movements, 1)
    ]
    return _table(columns, rows)


def _activities(figures):
    """What was held; the gifts have columns of their own only where some were given."""
    given = any(activity.gifts.all() for activity in figures.activities)
    columns = [
        Column("TT", 7, "center"),
        Column("Hoạt động", 28),
        Column("Ngày", 20, "center"),
        Column("Đơn vị chủ trì", 20),
        *([Column("Quà tặng", 24), Column("Trị giá (đồng)", 21, "right")] if given else []),
    ]
    rows = []
    for number, activity in enumerate(figures.activities, 1):
        gifts = [_gifts(activity), _value(activity)] if given else []
        rows.append(Row((str(number), activity.name, _days(activity), activity.host_name or "", *gifts)))
    return _table(columns, rows)


def _days(activity):
    first, last = activity.starts_on, activity.last_day
    if first == last:
        return short(first)
    return f"{day_month(first) if first.year == last.year else short(first)} – {short(last)}"


def _gifts(activity):
    return "; ".join(str(gift) for gift in activity.gifts.all())


def _value(activity):
    return "" if activity.gifts_value is None else grouped(activity.gifts_value)


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
    shown = [group for group in figures.groups if group.kind == "scored"]
    shown = shown if len(shown) <= MOST_GROUPS else []
    room = WIDTH - 14 - 17 * len(shown) - 20 - 18
    columns = [
        Column("Xếp thứ", 14, "center"),
        Column("Đơn vị", room),
        *(Column(f"Nhóm {group.code}", 17, "right") for group in shown),
        Column("Thưởng, trừ", 20, "right"),
        Column("Tổng điểm", 18, "right"),
    ]
    rows = []
    for place in figures.places:
        if place.totals is None:
            continue
        scored = [group for group in place.totals.groups if shown and group.kind == "scored"]
        brought = [points(group.points) if group.applies else NOTHING for group in scored]
        extra, total = change(ranking.extra(place.totals)), points(place.totals.total)
        rows.append(Row((str(place.rank), place.name, *brought, extra, total)))
    return _table(columns, rows)


def _endorsed(figures):
    """Who is put forward; the agency has a column of its own only where it is not itself the recipient."""
    apart = any(honour.recipient != Recipient.AGENCY for honour in figures.put_forward)
    columns = [
        Column("TT", 8, "center"),
        Column("Đề nghị khen thưởng", 34),
        *([Column("Đơn vị", 30)] if apart else []),
        Column("Hình thức", 28),
        Column("Số phiếu", 14, "center"),
    ]
    rows = []
    for number, honour in enumerate(figures.put_forward, 1):
        unit = [_unit(honour)] if apart else []
        rows.append(Row((str(number), honour.subject, *unit, honour.form, honour.votes)))
    return _table(columns, rows)


def _unit(honour):
    return "" if honour.recipient == Recipient.AGENCY else honour.agency
