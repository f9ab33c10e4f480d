"""Where a file of a score sheet and the sheet as it is now part, cell by cell, and who else changed it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from core import dates, numbers
from core.rules import ReadingError
from core.text import clean_line
from members import acting
from results import cells, line_versions, measures, sheet_reading
from results.models import ScoreLine
from results.sheet_file import COLUMNS, PLACES, TEXTS


@dataclass(frozen=True)
class Change:
    """One cell that the file holds otherwise than the sheet.

    `typed` is what the file says, `theirs` who has changed the cell since the download, in words; empty where
    nobody has. Points of one's own and their reason stand or fall together, so they are one choice: `paired`.
    """

    line: ScoreLine
    cell: str
    row: int
    typed: str
    theirs: str = ""
    paired: bool = False

    @property
    def name(self):
        """What its choice is called in the form."""
        return f"{'own' if self.paired else self.cell}-{self.line.pk}"


@dataclass(frozen=True)
class Shown:
    """One cell as the preview shows it; without a `row` it follows from others."""

    row: int | None
    code: str
    criterion: str
    heading: str
    before: str
    after: str
    name: str = ""
    theirs: str = ""
    follows: bool = False  # the choice stands at a cell before


def between(facts, reading):
    """Return the Changes between the file and the sheet as it is now, in the order of the sheet."""
    versions = {facts.lines[pk].pk: version for pk, (version, _) in reading.mark.lines.items()}
    former = line_versions.as_of(facts.lines.values(), versions)
    found = []
    for pk, line in facts.lines.items():
        for cell, typed in reading.texts.get(pk, {}).items():
            now = content_of(line, cell)
            if _same(cell, typed, now):
                continue
            before, theirs = former.get(line.pk), ""
            if before is not None:
                then = content_of(before.line, cell)
                if _same(cell, typed, then):
                    continue  # only somebody else has changed it
                theirs = "" if _same(cell, then, now) else _whose(before.last)
            paired = cell in measures.OWN and measures.is_measured(line.criterion)
            found.append(Change(line, cell, reading.rows[pk], typed, theirs, paired))
    return _chosen_together(found)


def _chosen_together(changes):
    """Where one of a pair is for a person to choose, both are."""
    theirs = {change.line.pk: change.theirs for change in changes if change.paired and change.theirs}
    return [
        replace(change, theirs=change.theirs or theirs.get(change.line.pk, "")) if change.paired else change
        for change in changes
    ]


def _whose(entry):
    return f"{acting.name_of(entry.actor)}, {dates.moment(entry.at)}"


def content_of(line, cell):
    """Return what a cell of a line holds as the file has it; the points of a formula are no content."""
    if cell == "level":
        return next((level.label for level in line.criterion.levels.all() if level.pk == line.level_id), "")
    if cell == "self_points" and measures.is_measured(line.criterion) and not line.is_overridden:
        return ""
    value = getattr(line, cell)
    return value if isinstance(value, str) else "" if value is None else numbers.plain(value)


def _same(cell, one, other):
    one, other = clean_line(one), clean_line(other)
    if one == other or cell in TEXTS or cell == "level" or not (one and other):
        return one == other
    try:
        return numbers.parse_decimal(one) == numbers.parse_decimal(other)
    except ReadingError:
        return False


def typed(facts, changes):
    """Return the changes as `scoring.enter_all` takes them; points of one's own go with their reason."""
    found = {}
    for change in changes:
        line = change.line
        _, texts = found.setdefault(line.pk, (line.version, {}))
        level = change.cell == "level" and sheet_reading.level_of(line, change.typed)
        texts[change.cell] = str(level.pk) if level else change.typed
    for pk, (_, texts) in found.items():
        if set(measures.OWN) & set(texts):
            line = next(line for line in facts.lines.values() if line.pk == pk)
            if measures.is_measured(line.criterion):
                for cell in measures.OWN:
                    texts.setdefault(cell, content_of(line, cell))
    return found


def shown(facts, changes, after):
    """Return every cell that would change, those that follow from others below them."""
    known, names = {(change.line.pk, change.cell): change for change in changes}, set()
    touched = {change.line.pk for change in changes}
    found = []
    for line in facts.lines.values():
        if line.pk not in touched:
            continue
        for cell in facts.cells(line):
            change = known.get((line.pk, cell))
            before, then = _text(line, cell), _text(after[line.pk], cell)
            if change or before != then:
                refused = change and before == then
                follows = bool(change) and change.name in names
                names.add(change and change.name)
                after_it = change.typed if refused else then
                found.append(_cell(line, cell, change, before, after_it, follows=follows))
    return found


def _cell(line, cell, change, before, after, *, follows):
    facts = {"row": None}
    if change:
        facts = {"row": change.row, "name": change.name, "theirs": change.theirs, "follows": follows}
    return Shown(
        code=line.criterion.code,
        criterion=line.criterion.name,
        heading=COLUMNS[PLACES[cell]].heading,
        before=before,
        after=after,
        **facts,
    )


def _text(line, cell):
    if cell == "level":
        return content_of(line, cell)
    value = getattr(line, cell)
    if isinstance(value, Decimal) and cell != "self_points":
        return numbers.grouped(value)
    return cells.shown(value)
