"""Steps of a paper that is filled cell by cell, read from the one history: who changed which cell when.

Cells save themselves while somebody types, so one word may be several entries; one step is what one hand
wrote into one cell without a longer pause. What differs from paper to paper stands in its Book: that of the
score sheet in journal.py, that of the pledge in pledge_journal.py.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max

from core.models import Entry
from members import acting
from results import cells

PAUSE = timedelta(seconds=10)  # between two entries of one step; a page sends every two seconds


class Book:
    """The history of one paper: which entries are its own, what they hold, how its cells are called."""

    line = None  # the model of a row
    acts = {}  # act: in words, for all that is not simply typed
    typing = ()  # the acts of somebody who types: these join without a pause
    follows = ()  # cells that follow from what was typed; taken back with it, not told
    hidden = ()  # columns that are no cells

    def __init__(self, paper):
        self.paper = paper

    def entries(self):
        """Return every entry about the paper and its rows."""
        raise NotImplementedError

    def fresh(self, known):
        """Return the entries after the mark `known`, the oldest first."""
        rows = self.entries().filter(pk__gt=known).select_related("actor__person")
        return list(rows.order_by("pk"))

    def is_line(self, entry):
        """Whether an entry is about a row, not about the paper itself."""
        return entry.subject_type == self.line._meta.label_lower

    def moves(self, entry):
        """Whether the paper itself went on with an entry, so that its page no longer shows how it stands."""
        return not self.is_line(entry)

    def begins(self, entry):
        """Whether a row began or went with an entry; the rows of most papers are there from the start."""
        return False

    def is_typed(self, entry):
        """Whether an entry wrote cells of the member, so that it may be taken back."""
        raise NotImplementedError

    def key(self, entry):
        """Return the key of the row an entry is about."""
        return entry.subject_id

    def lines(self):
        """Return {key: row} of the paper as it is now; a row has `criterion` and a `value` in each cell."""
        raise NotImplementedError

    def facts(self, entry):
        """Return {cell: (before, after)} of an entry, as JSON holds them."""
        return {name: (entry.before.get(name), new) for name, new in entry.after.items()}

    def held(self, line, name):
        """Return what a cell of a row holds."""
        return getattr(line, name)

    def read(self, name, value):
        """Return the value of a cell from what JSON holds."""
        return self.field(name).to_python(value)

    def shown(self, name, value, line):
        """Return the value of a cell in words."""
        return cells.shown(self.read(name, value))

    def label(self, name):
        """Return what a cell is called."""
        return str(self.field(name).verbose_name)

    def field(self, name):
        """Return the column behind a cell."""
        return next(field for field in self.line._meta.concrete_fields if field.attname == name)

    def stands(self, line, facts):
        """Whether the cells of a row still hold what a step wrote."""
        return all(self.held(line, name) == self.read(name, new) for name, (_, new) in facts.items())


@dataclass(frozen=True)
class Changed:
    """What happened to a paper since a mark: the mark to ask with next, which lines, whose hand was last.

    `own` says that it was all the reader's own doing; `moved`, that the paper itself went on (was submitted,
    returned …), so that its page is outdated; `anew` are the lines that began or went.
    """

    mark: int
    lines: frozenset
    actor: object
    moved: bool
    own: bool
    anew: frozenset = frozenset()


@dataclass
class Step:
    """One step: `entry` is its last entry, `facts` what the cells held before and after, by field."""

    book: Book
    entry: Entry
    facts: dict
    began: object
    line: object = None

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
        return self.book.acts.get(self.entry.act, "")

    @property
    def changes(self):
        """(the cell, before, after) in words, for each that changed."""
        if not self.book.is_line(self.entry):
            return []
        told = {name: both for name, both in self.facts.items() if name not in self.book.follows}
        return [
            (self.book.label(name), *(self.book.shown(name, value, self.line) for value in both))
            for name, both in told.items()
        ]

    @property
    def undoable(self):
        """Whether the cells still hold what this step wrote, so that it may be taken back."""
        typed = self.line is not None and self.book.is_typed(self.entry)
        return typed and self.book.stands(self.line, self.facts)


def mark(entries):
    """Return the mark of a paper as it is now, for `since`; read it before the paper itself."""
    return entries.aggregate(last=Max("pk"))["last"] or 0


def since(book, known, *, reader=None):
    """Return what Changed since the mark `known`, told to `reader` as what others did.

    Every act on a paper holds its lock, so its entries have their numbers in the order of their commits.
    """
    rows = book.fresh(known)
    lines = frozenset(book.key(row) for row in rows if book.is_line(row))
    moved = any(book.moves(row) for row in rows)
    others = [row for row in rows if reader is None or row.actor_id != reader.pk]
    actor = others[-1].actor if others else None
    anew = frozenset(book.key(row) for row in rows if book.begins(row))
    return Changed(rows[-1].pk if rows else known, lines, actor, moved, not others, anew)


def of(book, rows):
    """Return the Steps of entries of a paper, the latest first, each with its row as it is now."""
    lines = book.lines()
    found = joined(book, rows.select_related("actor__person"))
    for step in found:
        step.line = lines.get(book.key(step.entry)) if book.is_line(step.entry) else None
    return found


def joined(book, rows):
    """Return the Steps of entries, newest first; an older one of the same hand joins the one after it."""
    found, open_ = [], {}
    for row in rows:
        facts = {name: both for name, both in book.facts(row).items() if name not in book.hidden}
        key = row.subject_type, book.key(row), tuple(facts)
        later = open_.get(key)
        if later and _continues(book, row, facts, later):
            later.facts = {name: (facts[name][0], new) for name, (_, new) in later.facts.items()}
            later.began = row.at
            continue
        found.append(Step(book, row, facts, row.at))
        open_[key] = found[-1]
    return found


def changed_since(book, line, facts):
    """Return why a step may not be taken back, in a sentence."""
    names = ", ".join(book.label(name) for name in facts)
    return (
        f"Ô {line.criterion.code} ({names}) đã được sửa sau bước này nên không hoàn tác được. "
        "Hãy hoàn tác bước mới nhất của ô đó trước."
    )


def _continues(book, row, facts, later):
    typed = {row.act, later.entry.act} <= set(book.typing)
    same = typed and row.actor_id == later.entry.actor_id
    meets = all(facts[name][1] == old for name, (old, _) in later.facts.items())
    return same and meets and later.began - row.at <= PAUSE
