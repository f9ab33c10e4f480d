"""The journal of a score sheet: who changed which cell when, and the way back (see steps.py)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from core import records
from core.models import Entry
from core.rules import RuleError
from results import locks, scoring, steps
from results.models import ScoreLine, ScoreSheet
from results.steps import Changed

__all__ = ["Changed", "mark", "of_sheet", "since", "steps_of", "undo"]

LINE, SHEET = ScoreLine._meta.label_lower, ScoreSheet._meta.label_lower
APPRAISED = ("line.judge", "line.agree", "line.accept", "line.reread", "line.cross")
APPRAISED += ("line.uncross",)  # for who follows it
RETURNED = "line.return"
DISPUTED = ("line.dispute", "line.undispute")
IMPORTED = "sheet.import"  # the lines tell what came of it; the sheet itself does not go on
ACTS = {
    "line.undo": "Hoàn tác",
    "line.accept": "Nhận theo điểm tự chấm",
    "line.cross": "Khép chấm chéo",
    "line.uncross": "Mở lại chấm chéo",
    RETURNED: "Trả lại để sửa",
    "line.dispute": "Đề nghị phúc tra",
    "line.undispute": "Thôi đề nghị phúc tra",
    "line.reread": "Trả lời phúc tra",
    "sheet.start": "Mở bảng",
    "submit": "Nộp bảng",
    "withdraw": "Rút bảng để sửa",
    "send_back": "Trả lại để bổ sung",
    IMPORTED: "Nhập từ Excel",
    "sheet.confirm": "Đơn vị xác nhận bảng nhập thay",
    "finish": "Chốt thẩm định",
    "reopen": "Mở lại để thẩm định",
}


class SheetBook(steps.Book):
    """The history of a sheet; with `everything` also what only the appraisers may see."""

    line, acts = ScoreLine, ACTS
    typing = ("line.enter",)
    hidden = ("version", "returned", "asked")
    follows = ("computed_points", "crossed")

    def __init__(self, sheet, *, everything=False):
        super().__init__(sheet)
        self.everything = everything
        if not everything:  # a typed cell takes what was judged of its line away
            self.follows = (*self.follows, *scoring.UNJUDGED)

    def entries(self):
        """Those of its lines and its own."""
        lines = Q(subject_type=LINE, subject_id__in=self.paper.lines.values("pk"))
        return Entry.objects.filter(lines | Q(subject_type=SHEET, subject_id=self.paper.pk))

    def moves(self, entry):
        """What came from a file is told by the lines."""
        return super().moves(entry) and entry.act != IMPORTED

    def is_typed(self, entry):
        """All that is not the appraisers' doing."""
        return self.is_line(entry) and entry.act not in (*APPRAISED, *DISPUTED, RETURNED)

    def lines(self):
        """The lines of a sheet from `whole()`."""
        return {line.pk: line for line in self.paper.lines.all()}

    def facts(self, entry):
        """What only the appraisers may see is left out of a returned line."""
        return {} if entry.act == RETURNED and not self.everything else super().facts(entry)

    def shown(self, name, value, line):
        """A level by its words."""
        if name == "level_id":
            labels = {level.pk: level.label for level in line.criterion.levels.all()} if line else {}
            return labels.get(value, "")
        return super().shown(name, value, line)


def mark(sheet):
    """Return the mark of the sheet as it is now, for `since`; read it before the sheet itself."""
    return steps.mark(SheetBook(sheet).entries())


def since(sheet, known, *, reader=None):
    """Return what Changed since the mark `known`, told to `reader` as what others did. One query."""
    return steps.since(SheetBook(sheet), known, reader=reader)


def steps_of(sheet, *, everything):
    """Return the Steps of a sheet (from `whole()`), the latest first. One query.

    With `everything` also what the appraisers wrote, which the member does not see before it is closed.
    """
    book = SheetBook(sheet, everything=everything)
    return steps.of(book, book.entries() if everything else book.entries().exclude(act__in=APPRAISED))


def undo(entry, *, by):
    """Put back what the cells of a line held before the step that `entry` ends; return the line.

    Raises RuleError when the sheet or the line is locked, when the entry is none of a typed cell, and when
    a cell was changed since.
    """
    book = SheetBook(None)
    if not book.is_typed(entry):
        raise RuleError("Bước này không phải là ô do đơn vị nhập nên không hoàn tác được.")
    with transaction.atomic():
        line = locks.open_line(ScoreLine.objects.get(pk=entry.subject_id))
        step = steps.joined(book, Entry.objects.about(line).filter(pk__lte=entry.pk))[0]
        if not book.stands(line, step.facts):
            raise RuleError(steps.changed_since(book, line, step.facts))
        for name, (before, _) in step.facts.items():
            setattr(line, name, book.read(name, before))
        line.version += 1
        try:
            return records.keep(line, by=by, act="line.undo")
        except ValidationError as refusal:
            raise RuleError(" ".join(refusal.messages)) from refusal


def of_sheet(sheet):
    """Return the entries of a sheet's lines, for a page that is asked to undo one of them."""
    return Entry.objects.filter(subject_type=LINE, subject_id__in=sheet.lines.values("pk"))
