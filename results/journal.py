"""The journal of a score sheet: who changed which cell when, read from the one history and undone from it.

Cells save themselves while somebody types, so one word may be several entries; the journal shows as one
step what one hand wrote into one cell without a longer pause.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from core import history, records
from core.models import Entry
from core.rules import RuleError
from members import acting
from results import cells, locks
from results.models import ScoreLine, ScoreSheet

PAUSE = timedelta(seconds=10)  # between two entries of one step; a page sends every two seconds
LINE, SHEET = ScoreLine._meta.label_lower, ScoreSheet._meta.label_lower
APPRAISED = ("line.judge", "line.agree", "line.accept")  # shown to those who follow the appraisal
RETURNED = "line.return"
IMPORTED = "sheet.import"  # the lines tell what came of it; the sheet itself does not go on
HIDDEN = ("version", "returned")
FOLLOWS = ("computed_points",)  # from what was typed; taken back with it, not told
ACTS = {
    "line.undo": "Hoàn tác",
    "line.accept": "Nhận theo điểm tự chấm",
    RETURNED: "Trả lại để sửa",
    "sheet.start": "Mở bảng",
    "submit": "Nộp bảng",
    "withdraw": "Rút bảng để sửa",
    "send_back": "Trả lại để bổ sung",
    IMPORTED: "Nhập từ Excel",
    "sheet.confirm": "Đơn vị xác nhận bảng nhập thay",
    "finish": "Chốt thẩm định",
    "reopen": "Mở lại để thẩm định",
}


@dataclass(frozen=True)
class Changed:
    """What happened to a sheet since a mark: the mark to ask with next, which lines, whose hand was last.

    `own` says that it was all the reader's own doing; `moved`, that the sheet itself went on (was submitted,
    returned …), so that its page is outdated.
    """

    mark: int
    lines: frozenset
    actor: object
    moved: bool
    own: bool


@dataclass
class Step:
    """One step: `entry` is its last entry, `facts` what the cells held before and after, by field."""

    entry: Entry
    facts: dict
    began: object
    line: ScoreLine | None = None

    @property
    def at(self):
        """When it was written."""
        return self.entry.at

    @property
    def who(self):
        """Whose hand it was."""
        return acting.name_of(self.entry.actor)

    @property
    def what(self):
        """The act in words; empty for a cell that was simply typed in."""
        return ACTS.get(self.entry.act, "")

    @property
    def changes(self):
        """(the cell, before, after) in words, for each that changed."""
        if self.entry.subject_type == SHEET:
            return []
        told = {name: both for name, both in self.facts.items() if name not in FOLLOWS}
        return [
            (_label(name), *(_text(name, value, self.line) for value in both)) for name, both in told.items()
        ]

    @property
    def undoable(self):
        """Whether the cells still hold what this step wrote, so that it may be taken back."""
        return self.line is not None and _is_typed(self.entry) and _stands(self.line, self.facts)


def mark(sheet):
    """Return the mark of the sheet as it is now, for `since`; read it before the sheet itself."""
    return _entries(sheet).aggregate(last=Max("pk"))["last"] or 0


def since(sheet, known, *, reader=None):
    """Return what Changed since the mark `known`, told to `reader` as what others did. One query.

    Every act on a sheet holds its lock, so its entries have their numbers in the order of their commits.
    """
    rows = list(_entries(sheet).filter(pk__gt=known).select_related("actor__person").order_by("pk"))
    lines = frozenset(row.subject_id for row in rows if row.subject_type == LINE)
    moved = any(row.subject_type == SHEET and row.act != IMPORTED for row in rows)
    others = [row for row in rows if reader is None or row.actor_id != reader.pk]
    actor = others[-1].actor if others else None
    return Changed(rows[-1].pk if rows else known, lines, actor, moved, own=not others)


def steps(sheet, *, everything):
    """Return the Steps of a sheet (from `whole()`), the latest first. One query.

    With `everything` also what the appraisers wrote, which the member does not see before it is closed.
    """
    lines = {line.pk: line for line in sheet.lines.all()}
    rows = _entries(sheet).select_related("actor__person")
    if not everything:
        rows = rows.exclude(act__in=APPRAISED)
    found = _joined(rows, everything=everything)
    for step in found:
        step.line = lines.get(step.entry.subject_id) if step.entry.subject_type == LINE else None
    return found


def undo(entry, *, by):
    """Put back what the cells of a line held before the step that `entry` ends; return the line.

    Raises RuleError when the sheet or the line is locked, when the entry is none of a typed cell, and when
    a cell was changed since.
    """
    if not _is_typed(entry):
        raise RuleError("Bước này không phải là ô do đơn vị nhập nên không hoàn tác được.")
    with transaction.atomic():
        found = ScoreLine.objects.get(pk=entry.subject_id)
        line = locks.open_line(found)
        step = _joined(Entry.objects.about(line).filter(pk__lte=entry.pk), everything=False)[0]
        if not _stands(line, step.facts):
            raise RuleError(_changed_since(line, step))
        for name, (before, _) in step.facts.items():
            setattr(line, name, _field(name).to_python(before))
        line.version += 1
        try:
            return records.keep(line, by=by, act="line.undo")
        except ValidationError as refusal:
            raise RuleError(" ".join(refusal.messages)) from refusal


def of_sheet(sheet):
    """Return the entries of a sheet's lines, for a page that is asked to undo one of them."""
    return Entry.objects.filter(subject_type=LINE, subject_id__in=sheet.lines.values("pk"))


def _entries(sheet):
    lines = Q(subject_type=LINE, subject_id__in=sheet.lines.values("pk"))
    return Entry.objects.filter(lines | Q(subject_type=SHEET, subject_id=sheet.pk))


def _joined(rows, *, everything):
    """The Steps of entries that come newest first; an older one of the same hand joins the step after it."""
    found, open_ = [], {}
    for row in rows:
        facts = _facts(row, everything=everything)
        key = row.subject_type, row.subject_id, tuple(facts)
        later = open_.get(key)
        if later and _continues(row, facts, later):
            later.facts = {name: (facts[name][0], new) for name, (_, new) in later.facts.items()}
            later.began = row.at
            continue
        found.append(Step(row, facts, row.at))
        open_[key] = found[-1]
    return found


def _continues(row, facts, later):
    same = row.act == later.entry.act == "line.enter" and row.actor_id == later.entry.actor_id
    meets = all(facts[name][1] == old for name, (old, _) in later.facts.items())
    return same and meets and later.began - row.at <= PAUSE


def _facts(row, *, everything):
    """{field: (before, after)}; what only the appraisers may see is left out of a returned line."""
    shown = {} if row.act == RETURNED and not everything else row.after
    return {name: (row.before.get(name), new) for name, new in shown.items() if name not in HIDDEN}


def _is_typed(entry):
    return entry.subject_type == LINE and entry.act not in (*APPRAISED, RETURNED)


def _stands(line, facts):
    now = history.plain({name: getattr(line, name) for name in facts})
    return all(now[name] == after for name, (_, after) in facts.items())


def _changed_since(line, step):
    names = ", ".join(_label(name) for name in step.facts)
    return (
        f"Ô {line.criterion.code} ({names}) đã được sửa sau bước này nên không hoàn tác được. "
        "Hãy hoàn tác bước mới nhất của ô đó trước."
    )


def _field(name):
    return next(field for field in ScoreLine._meta.concrete_fields if field.attname == name)


def _label(name):
    return str(_field(name).verbose_name)


def _text(name, value, line):
    if name == "level_id":
        labels = {level.pk: level.label for level in line.criterion.levels.all()} if line else {}
        return labels.get(value, "")
    return cells.shown(_field(name).to_python(value))
