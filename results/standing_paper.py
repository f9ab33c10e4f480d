"""The standing as a sheet to print or to send, with its pictures as annex: a copy for reading, not issued."""

from dataclasses import replace
from statistics import median

from core import clock
from core.numbers import NOTHING, points, round_points
from documents import papers
from documents.blocks import Column, Figure, Heading, Note, Paragraph, Row, Table, Title
from documents.figures import facts
from documents.models import Document
from results import criteria_map, ladder_told, seals, standings, years

MOST_GROUPS = 5  # more columns of points leave no room for names
SERIES = ("Cao nhất", "Trung vị", "Thấp nhất")
READS_RANKS = (
    "Mỗi đường là một đơn vị; số trong vòng tròn là thứ bậc, hạng nhất ở trên cùng. "
    "Trong bảng, dưới thứ bậc là tổng điểm."
)


def file(season, *, user, follows, format):
    """Return the sheet (bytes) in `format` ("pdf" or "docx"); nothing is kept.

    `follows`: whether the reader may see the lines of all members. Raises RuleError as `papers.preview` does.
    """
    return papers.preview(
        kind=Document.Kind.SCORES,
        title=title(season),
        blocks=blocks(season, user=user, follows=follows),
        form=season.form,
        on=clock.today(),
        sample=season.bloc.sample,
        format=format,
    )


def title(season):
    """Return what the file is called."""
    return f"Xếp thứ {season.named} - {season.bloc.short_name}"


def blocks(season, *, user, follows):
    """Return the standing as blocks: its table, its seal, and the figures that are there to be drawn."""
    places = standings.by_place(standings.of(season))
    found = table(season, places)
    annex = [_groups(season.criteria, places), *_lines(season, follows), *_ranks(season, user)]
    for number, (heading, figure, note) in enumerate((part for part in annex if part), 1):
        found += [Heading(heading, number=str(number), level=2), figure]
        found += [Note(note)] if note else []
    return found


def table(season, places):
    """Return title, table and seal of the standing `places` (of `standings.by_place`) as blocks."""
    found = [
        Title("Bảng xếp thứ thi đua", f"{season.named} của {season.bloc.name}"),
        _table(season.criteria, places),
    ]
    if waiting := sum(place.totals is None for place in places):
        found.append(Paragraph(f"Còn {waiting} đơn vị chưa thẩm định xong, chưa xếp thứ."))
    found += [Paragraph(settled.sentence) for settled in ladder_told.settled(places)]
    if seal := seals.of(season):
        found.append(Note(seals.words(seal)))
    return found


def _table(table, places):
    tops = list(table.tops)
    shown = tops if len(tops) <= MOST_GROUPS else []
    graded = bool(table.grades.all())
    columns = [
        Column("Xếp thứ", 8, "center"),
        Column("Đơn vị", 79 - sum(_share(group) for group in shown) - (13 if graded else 0)),
        *(Column(_head(group), _share(group), "right") for group in shown),
        Column("Tổng điểm", 13, "right"),
        *([Column("Xếp loại", 13)] if graded else []),
    ]
    return Table(tuple(columns), tuple(_row(place, shown, graded) for place in places))


def _head(group):
    """Short enough for one line: the groups are named in full below the table."""
    return {"bonus": "Thưởng", "penalty": "Trừ"}.get(group.kind, group.code)


def _share(group):
    return 12 if group.kind == "bonus" else 9


def _row(place, shown, graded):
    brought = standings.brought(place.totals, shown)
    cells = [NOTHING if value is None else points(value) for value in brought]
    total = points(place.totals.total) if place.totals else NOTHING
    grade = [place.grade or NOTHING] if graded else []
    return Row((str(place.rank or NOTHING), place.name, *cells, total, *grade))


def _groups(table, places):
    """How far apart the members are in each top group; nothing for fewer than two members."""
    brought = [place.totals.by_key for place in places if place.totals]
    if len(brought) < 2:
        return None
    groups = []
    for group in table.tops:
        known = [totals[group.pk].points for totals in brought if totals[group.pk].applies]
        if known:
            name = group.name if group.kind != "scored" else f"{group.code}. {group.name}"
            spread = (max(known), round_points(median(known)), min(known))
            groups.append(facts.Group(name, group.max_points, spread))
    shown = Figure("Điểm cao nhất, trung vị, thấp nhất của từng nhóm", facts.Bars(SERIES, tuple(groups)))
    return "So sánh theo nhóm", shown, ""


def _lines(season, follows):
    """What the appraisal changed, member by member, for who may see the lines of all."""
    if not follows:
        return
    heat = criteria_map.of(season, criteria_map.DIFFERENCE).heat
    if any(mark.told for line in heat.lines for mark in line.marks):
        yield "Được tính khác tự chấm", Figure("Chênh lệch so với tự chấm của từng tiêu chí", heat), ""


def _ranks(season, user):
    """The places over the years, once there are two; no line stands out, whoever asks."""
    ranks = years.of(season.bloc, user).ranks
    if len(ranks.years) > 1:
        members = tuple(replace(member, own=False) for member in ranks.members)
        shown = Figure("Thứ bậc qua các năm đã chốt điểm", replace(ranks, members=members))
        yield "Thứ bậc qua các năm", shown, READS_RANKS
