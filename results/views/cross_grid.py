"""The grid of a scorer: what its cells show, what was typed in them, what was refused."""

from dataclasses import dataclass
from decimal import Decimal

from blocs import tree
from blocs.models import CriteriaGroup
from core.numbers import change, points
from core.rules import RuleError
from core.text import clean_line
from results import cells, cross_scoring, measures, scoring, standings
from results.models import CrossMark, ScoreLine
from results.views import answers

CELLS = ("points", "reason")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Cells:
    """One line of the grid as it is drawn; `mark` is None while nothing was typed."""

    line: ScoreLine
    mark: CrossMark | None
    texts: dict
    refusal: str
    target: str
    formula: str
    source: str

    @property
    def row(self):
        """Itself: what the list of evidence asks of a line of the appraisal."""
        return self

    @property
    def code(self):
        """Its place in the table."""
        return self.line.criterion.code

    @property
    def version(self):
        """The version the page knows; 0 while there is no mark."""
        return self.mark.version if self.mark else 0

    @property
    def effect(self):
        """What the mark changes in the line, with the sign it has in the total; None while not marked."""
        return effect_of(self.line, self.mark)

    @property
    def overridden(self):
        """That the member's points are not those of the formula, and why."""
        return measures.overridden(self.line)


@dataclass(frozen=True)
class Group:
    """One group: what member and scorer give there; `effect` counts the lines that are marked."""

    group: CriteriaGroup
    own: Decimal
    given: Decimal
    effect: Decimal


@dataclass(frozen=True)
class Marked:
    """A sheet with the marks of one scorer: `groups` as they are drawn, both totals, lines not marked."""

    groups: list
    own: Decimal
    given: Decimal
    effect: Decimal
    rest: int


def marks_of(assignment):
    """Return {line's key: CrossMark} of one scorer."""
    return {mark.line_id: mark for mark in assignment.marks.all()}


def draw(sheet, assignment, told, refused):
    """Return the Marked of a sheet (from `whole()`).

    `told` is `targets.told` of its member; `refused`: {line's key: (sentence, texts)} of what was refused.
    """
    marks, table = marks_of(assignment), standings.table_of(sheet.season)
    columns = (scoring.self_points, *_columns(marks))
    totals = [standings.totals_of(sheet, column, table) for column in columns]
    own, given, so_far = (each.by_key for each in totals)
    cells_of = {
        line.criterion_id: _cells(line, marks.get(line.pk), told, refused.get(line.pk))
        for line in sheet.lines.all()
    }

    def group_of(group):
        before, key = own[group.pk].signed, group.pk
        return Group(group, before, given[key].signed, so_far[key].signed - before)

    groups = [
        (group_of(node.row), list(answers.laid_out(node, lambda row: cells_of.get(row.pk), group_of)))
        for node in tree.of(table)
    ]
    rest = sum(not line.exempt and _points(marks.get(line.pk)) is None for line in sheet.lines.all())
    before, now, mixed = (each.total for each in totals)
    return Marked(groups, before, now, mixed - before, rest)


def totals_of(marked):
    """Return the texts of all figures by the key of the element that shows each."""
    figures = {
        "given": points(marked.given),
        "effect": change(marked.effect),
        "rest": str(marked.rest),
    }
    for top, bands in marked.groups:
        groups = [top, *(band.item for band in bands if band.kind == "sum")]
        for group in groups:
            figures[f"given-{group.group.pk}"] = points(group.given)
            figures[f"effect-{group.group.pk}"] = change(group.effect)
        for band in bands:
            if band.kind == "row":
                effect = band.item.effect
                figures[f"line-{band.item.line.pk}"] = "" if effect is None else change(effect)
    return figures


def texts_of(mark):
    """Return what the cells of a mark (or None) show."""
    return {
        "points": cells.shown(_points(mark)),
        "reason": mark.reason if mark else "",
    }


def marked_as(line, mark):
    """Return how a line is drawn: which way it differs."""
    effect = effect_of(line, mark)
    return {"effect": "" if not effect else "down" if effect < 0 else "up"}


def effect_of(line, mark):
    """Return what a mark changes in its line, signed as in the total; None without one."""
    if _points(mark) is None or line.exempt:
        return None
    effect = mark.points - (line.self_points or ZERO)
    return -effect if line.criterion.group.kind == CriteriaGroup.Kind.PENALTY else effect


def write(sheet, assignment, post, *, by):
    """Write the lines of a whole page that were changed; return {key: (sentence, texts)} of the refused."""
    refused, marks = {}, marks_of(assignment)
    for line in sheet.lines.all():
        if f"version-{line.pk}" not in post:
            continue
        texts = {name: clean_line(post.get(f"{name}-{line.pk}", "")) for name in CELLS}
        if texts == texts_of(marks.get(line.pk)):
            continue
        try:
            version = answers.version_of(post[f"version-{line.pk}"])
            facts = {"text": texts["points"], "reason": texts["reason"], "version": version}
            cross_scoring.mark(assignment, line, **facts, by=by)
        except cells.StaleCell as stale:
            sentence = f"Người khác vừa sửa dòng này; trên máy chủ là “{stale.shown}”. Lưu lần nữa để ghi đè."
            refused[line.pk] = sentence, texts
        except RuleError as refusal:
            refused[line.pk] = str(refusal), texts
    return refused


def _cells(line, mark, told, refusal):
    targets, pledged = told
    measured = measures.is_measured(line.criterion)
    return Cells(
        line=line,
        mark=mark,
        texts=refusal[1] if refusal else texts_of(mark),
        refusal=refusal[0] if refusal else "",
        target=targets.get(line.criterion_id, ""),
        formula=measures.words(line) if measured else "",
        source=measures.aimed_at(line.criterion, pledged)[1],
    )


def _columns(marks):
    """What the scorer gives, and that with the self points where it has given nothing yet."""

    def given(line):
        return _points(marks.get(line.pk))

    def so_far(line):
        return line.self_points if given(line) is None else given(line)

    return given, so_far


def _points(mark):
    return mark.points if mark else None
