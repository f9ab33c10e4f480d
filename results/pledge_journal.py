"""The journal of a pledge: who changed which target when, and the way back (see steps.py).

A target that is emptied is no row any more; its history goes on under its criterion when it is written anew.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from blocs.models import Criterion
from core import records
from core.models import Entry
from core.rules import RuleError
from results import holds, pledges, steps, targets
from results.models import Pledge, Target

TARGET, PLEDGE = Target._meta.label_lower, Pledge._meta.label_lower
CELLS = ("text", *targets.CELLS)
EMPTY = {"text": "", "number": None, "unit": "", "due_on": None}
TYPED = ("target.set", "target.detail", "target.remove", "target.undo")
ACTS = {
    "target.undo": "Hoàn tác",
    "target.amend": "Điều chỉnh sau khi ký",
    "target.withdraw": "Rút chỉ tiêu sau khi ký",
    "target.drop": "Bỏ cùng tiêu chí",
    "pledge.start": "Mở bản chỉ tiêu",
    "hand_in": "Gửi chỉ tiêu",
    "take_back": "Lấy lại để sửa",
}


@dataclass(frozen=True)
class Line:
    """One criterion of a pledge and what is promised under it now, if anything."""

    criterion: Criterion
    target: Target | None

    @property
    def pk(self):
        """What its row on the page is called by."""
        return self.criterion.pk


class PledgeBook(steps.Book):
    """The history of a pledge. An entry of a row that is gone names its criterion itself."""

    line, acts = Target, ACTS
    typing = ("target.set", "target.detail")

    def __init__(self, pledge):
        super().__init__(pledge)
        self._criteria = dict(pledge.targets.values_list("pk", "criterion"))

    def kept(self):
        """Return the entries of the pledge and of the targets it has now."""
        rows = Q(subject_type=TARGET, subject_id__in=list(self._criteria))
        return Entry.objects.filter(rows | Q(subject_type=PLEDGE, subject_id=self.paper.pk))

    def entries(self):
        """Those and the ones of targets that were taken away."""
        gone = Q(subject_type=TARGET, subject_id__in=[row.subject_id for row in self._gone()])
        return self.kept() | Entry.objects.filter(gone)

    def fresh(self, known):
        """After the mark; a target that went meanwhile told so after it, too."""
        self._gone(known)
        rows = self.kept() | Entry.objects.filter(subject_type=TARGET, subject_id__in=list(self._criteria))
        return list(rows.filter(pk__gt=known).select_related("actor__person").order_by("pk"))

    def begins(self, entry):
        """A target is a row as long as it says something."""
        return self.is_line(entry) and "pledge_id" in entry.before | entry.after

    def is_typed(self, entry):
        """What the member wrote into its cells."""
        return self.is_line(entry) and entry.act in TYPED

    def key(self, entry):
        """The criterion."""
        return self._criteria.get(entry.subject_id)

    def lines(self):
        """Every criterion of the table."""
        held = {target.criterion_id: target for target in self.paper.targets.all()}
        rows = Criterion.objects.filter(group__table__season=self.paper.season_id).select_related("group")
        return {row.pk: Line(row, held.get(row.pk)) for row in rows}

    def facts(self, entry):
        """The cells that changed; a target that begins or ends does so in all that are not empty."""
        if "pledge_id" in entry.before:
            return {name: (entry.before[name], EMPTY[name]) for name in CELLS if entry.before.get(name)}
        changed = {name: entry.after[name] for name in CELLS if name in entry.after}
        if "pledge_id" in entry.after:
            return {name: (EMPTY[name], new) for name, new in changed.items() if new}
        return {name: (entry.before.get(name), new) for name, new in changed.items()}

    def held(self, line, name):
        """What the target says, or nothing."""
        return getattr(line.target, name) if line.target else EMPTY[name]

    def shown(self, name, value, line):
        """As the cell shows it."""
        return targets.shown(Target(**EMPTY | {name: self.read(name, value)}))[name]

    def _gone(self, known=0):
        """The entries with which targets went after a mark; their criteria are known from then on."""
        rows = Entry.objects.filter(subject_type=TARGET, before__pledge_id=self.paper.pk, pk__gt=known)
        found = list(rows)
        self._criteria |= {row.subject_id: row.before["criterion_id"] for row in found}
        return found


def mark(pledge):
    """Return the mark of the pledge as it is now, for `since`; read it before the pledge itself."""
    return steps.mark(PledgeBook(pledge).kept())


def since(pledge, known, *, reader=None):
    """Return what Changed since the mark `known`; its lines are keys of criteria. Three queries."""
    return steps.since(PledgeBook(pledge), known, reader=reader)


def steps_of(pledge):
    """Return the Steps of a pledge, the latest first. A constant number of queries."""
    book = PledgeBook(pledge)
    return steps.of(book, book.entries())


def of_pledge(pledge):
    """Return the entries of a pledge's targets, for a page that is asked to undo one of them."""
    return PledgeBook(pledge).entries().filter(subject_type=TARGET)


def undo(pledge, entry, *, by):
    """Put back what the cells of a target held before the step that `entry` ends; return the Criterion.

    Raises RuleError once the pledge is handed in, when the entry is none of a typed cell, when a cell was
    changed since, and when the words would go while a number, unit or day stays.
    """
    with transaction.atomic():
        pledge = pledges.opened(pledge)
        book = PledgeBook(pledge)
        book.entries()  # knows the targets that are gone
        line = book.lines().get(book.key(entry)) if book.is_typed(entry) else None
        if line is None:
            raise RuleError("Bước này không phải là ô chỉ tiêu còn trong bảng nên không hoàn tác được.")
        rows = book.entries().filter(pk__lte=entry.pk)
        step = steps.joined(book, [row for row in rows if book.key(row) == line.pk and book.is_line(row)])[0]
        if not book.stands(line, step.facts):
            raise RuleError(steps.changed_since(book, line, step.facts))
        try:
            _put_back(pledge, line, {name: book.read(name, old) for name, (old, _) in step.facts.items()}, by)
        except ValidationError as refusal:
            raise RuleError(" ".join(refusal.messages)) from refusal
        return line.criterion


def _put_back(pledge, line, facts, by):
    """Write the cells of a target as they were; it goes when nothing is left, or comes anew."""
    if line.pk in targets.exempt(pledge.season_id, pledge.agency_id):
        raise RuleError(f"Tiêu chí {line.criterion.code} không áp dụng với đơn vị nên không đặt chỉ tiêu.")
    holds.refuse_new(line.criterion)
    target = line.target or Target(pledge=pledge, criterion=line.criterion, version=0)
    for name, value in facts.items():
        setattr(target, name, value)
    if target.text:
        target.version += 1
        records.keep(target, by=by, act="target.undo")
        return
    if any(getattr(target, name) not in ("", None) for name in targets.CELLS):
        raise RuleError(
            f"Chỉ tiêu {line.criterion.code} còn số lượng, đơn vị tính hoặc hạn. "
            "Hãy hoàn tác các ô đó trước, rồi hoàn tác nội dung."
        )
    if line.target:
        records.drop(target, by=by, act="target.remove")
