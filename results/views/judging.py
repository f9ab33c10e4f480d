"""The grid of the appraisal as texts: what the cells show, what was typed in them, what was refused."""

from dataclasses import dataclass, replace

from core.numbers import change, points
from core.rules import RuleError
from core.text import clean_line
from results import appraisal, assignments, cells, columns, measures, standings, targets
from results.permissions import can_settle
from results.views import answers

CELLS = ("points", "reason", "agreed", "agreed_reason")


@dataclass(frozen=True)
class Typed:
    """One line as a page without script sends it: the text of each cell, and the version it was shown in."""

    texts: dict
    version: str


class Hand:
    """Who reads one sheet: which of its lines that hand writes, whose the others are, what was promised.

    `promised`: {criterion's key: text}; `pledged`: {criterion's key: number}.
    """

    def __init__(self, user, sheet):
        self.user, self.agency_id = user, sheet.agency_id
        self.promised, self.pledged = targets.told(sheet.season_id, sheet.agency_id)
        self.shares = assignments.of(sheet.season)
        self.settles = can_settle(user, sheet)

    def opens(self, criterion):
        """Whether it writes the appraised points of a criterion."""
        return self.shares.lets(self.user, self.agency_id, criterion)

    def whose(self, group):
        """Return who appraises a top group, in words; empty where it was given to nobody."""
        if group.parent_id or not self.shares.rows:
            return ""
        return ", ".join(each.words for each in self.shares.appraisers(self.agency_id, group.pk))


@dataclass(frozen=True)
class Refusal:
    """A line that was not written: why, and what was typed."""

    sentence: str
    texts: dict


@dataclass(frozen=True)
class Cells:
    """One line of the grid as it is drawn."""

    row: columns.Row
    texts: dict
    refusal: str
    ticked: bool
    target: str  # what the member promised
    formula: str  # how the computed points came about, in words; empty where nothing is measured
    source: str  # where the target of a ratio comes from, in words
    opens: bool  # whether the reader appraises the line, as far as the sheet is open

    @property
    def judges(self):
        """Whether the reader writes its appraised points: not those that cross-scoring gave."""
        return self.opens and not self.row.line.crossed

    @property
    def overridden(self):
        """That the member's points are not those of the formula, and why."""
        return measures.overridden(self.row.line)

    @property
    def because(self):
        """The label of the second reason."""
        return because(self.row)


def grid(compared, hand, refused, ticked):
    """Return [(top Group, [answers.Band])] of a Comparison as `hand` sees it; a row's item is its Cells.

    `refused`: {line's key: Refusal}; `ticked`: keys of the lines chosen to be returned, as texts.
    """
    groups = {group.group.pk: replace(group, whose=hand.whose(group.group)) for group in compared.groups}
    drawn = {row.line.criterion_id: _drawn(row, hand, refused, ticked) for row in compared.rows}

    def group_of(group):
        return groups[group.pk]

    def cells_of(criterion):
        return drawn.get(criterion.pk)

    return [(group_of(node.row), list(answers.laid_out(node, cells_of, group_of))) for node in compared.nodes]


def texts_of(line):
    """Return what the cells of a line show, by name."""
    return {
        "points": cells.shown(line.appraised_points),
        "reason": line.appraisal_reason,
        "agreed": cells.shown(standings.final_points(line)),
        "agreed_reason": line.agreed_reason,
    }


def totals_of(compared):
    """Return the texts of all figures of a Comparison, by the key of the element that shows each."""
    figures = {
        "appraised": points(compared.appraised.total),
        "agreed": points(compared.agreed.total),
        "effect": change(compared.effect),
        "changed": str(compared.changed),
        "rest": str(compared.rest),
    }
    for group in compared.groups:
        key = group.group.pk
        figures[f"appraised-{key}"] = points(group.appraised.signed)
        figures[f"agreed-{key}"] = points(group.agreed.signed)
        figures[f"effect-{key}"] = change(group.effect)
    return figures | {
        f"line-{row.line.pk}": "" if row.effect is None else change(row.effect) for row in compared.rows
    }


def marks_of(row):
    """Return how a line is drawn: which way it differs, and whether its agreed points stand apart."""
    direction = "" if not row.effect else "down" if row.effect < 0 else "up"
    return {"effect": direction, "set": row.is_set, "because": because(row)}


def because(row):
    """Return the label of the second reason: what it has to explain."""
    if not row.is_set:
        return "Lý do thống nhất khác điểm thẩm định"
    return f"Lý do thống nhất {points(row.agreed)} thay cho {points(row.line.appraised_points)}"


def write(sheet, post, *, by):
    """Write the lines of `sheet` (from `whole()`) that were changed; return {line's key: Refusal}."""
    refused = {}
    for line in sheet.lines.all():
        typed = _typed(line, post)
        if typed is None or typed.texts == texts_of(line):
            continue
        try:
            _write(line, typed, by)
        except cells.StaleCell as stale:
            sentence = f"Người khác vừa sửa dòng này; trên máy chủ là “{stale.shown}”. Lưu lần nữa để ghi đè."
            refused[line.pk] = Refusal(sentence, typed.texts)
        except RuleError as refusal:
            refused[line.pk] = Refusal(str(refusal), typed.texts)
    return refused


def _drawn(row, hand, refused, ticked):
    refusal = refused.get(row.line.pk)
    return Cells(
        row,
        refusal.texts if refusal else texts_of(row.line),
        refusal.sentence if refusal else "",
        str(row.line.pk) in ticked,
        hand.promised.get(row.line.criterion_id, ""),
        measures.words(row.line) if measures.is_measured(row.line.criterion) else "",
        measures.aimed_at(row.line.criterion, hand.pledged)[1],
        hand.opens(row.line.criterion),
    )


def _typed(line, post):
    """What was sent for a line; None when the page had no cells for it. A cell it lacks is as it was."""
    if f"version-{line.pk}" not in post:
        return None
    held = texts_of(line)
    texts = {name: clean_line(post.get(f"{name}-{line.pk}", held[name])) for name in CELLS}
    return Typed(texts, post[f"version-{line.pk}"])


def _write(line, typed, by):
    held, texts, version = texts_of(line), typed.texts, answers.version_of(typed.version)
    if (texts["points"], texts["reason"]) != (held["points"], held["reason"]):
        facts = {"text": texts["points"], "reason": texts["reason"]}
        line = appraisal.judge(line, **facts, version=version, by=by)
        version = line.version
    if (texts["agreed"], texts["agreed_reason"]) != (held["agreed"], held["agreed_reason"]):
        facts = {"text": texts["agreed"], "reason": texts["agreed_reason"]}
        appraisal.agree(line, **facts, version=version, by=by)
