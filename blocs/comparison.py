"""Two criteria tables side by side: what stayed, changed, moved, came and went. Pure; takes Outlines."""

from bisect import bisect_left
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from blocs import differences, outline, paths
from core.text import search_key

SAME, CHANGED, MOVED, ADDED, REMOVED = "same", "changed", "moved", "added", "removed"
ALIKE = 0.6  # of 1: two names in one group that are this alike are one criterion, reworded


@dataclass(frozen=True)
class Entry:
    """A criterion where it stands: `group` is the number of its group among all groups of the outline."""

    code: str
    group: int
    place: int
    item: outline.Item


@dataclass(frozen=True)
class Pair:
    """One criterion in both tables; a side is None where it is missing. `changes` are short words."""

    before: Entry | None
    after: Entry | None
    state: str
    changes: tuple = ()


@dataclass
class Section:
    """One group in both tables (code and part, None where missing) with its Pairs in the new order.

    Where a group stands among criteria, those after it are a Section that `continues` the one before.
    """

    before: tuple | None
    after: tuple | None
    changes: tuple = ()
    pairs: list = field(default_factory=list)
    level: int = 1
    continues: bool = False

    @property
    def state(self):
        """Whether the group itself is the same, changed, added or removed."""
        if not (self.before and self.after):
            return ADDED if self.after else REMOVED
        return CHANGED if self.changes else SAME


def compare(before, after):
    """Return the Sections of the two tables: groups in their new order, those that are gone at the end."""
    old, new = _entries(before), _entries(after)
    were, are = _groups(before), _groups(after)
    groups = _matched_groups(were, are)
    partner = _matched(old, new, groups)
    moved = _moved(partner, groups)
    pairs = {entry.code: _pair(partner.get(entry), entry, entry in moved) for entry in new}
    sections, first = _sections(after, were, groups, pairs)
    kept, gone = set(partner.values()), {}
    home = {was: first[now] for now, was in groups.items()}
    for number, group in enumerate(were):
        if number not in home:
            home[number] = gone[number] = Section((group.code, group.row), None, level=group.level)
    for entry in old:
        if entry not in kept:
            home[entry.group].pairs.append(Pair(entry, None, REMOVED))
    return [*sections, *gone.values()]


def counts(sections):
    """Return {state: how many criteria} of the sections."""
    states = [pair.state for section in sections for pair in section.pairs]
    return {state: states.count(state) for state in (ADDED, REMOVED, CHANGED, MOVED, SAME)}


def _groups(content):
    return [each for each in outline.placed(content) if each.row.is_group]


def _entries(content):
    found, number = [], {each.path: place for place, each in enumerate(_groups(content))}
    for each in outline.placed(content):
        if not each.row.is_group:
            place = int(each.path.rpartition(".")[2])
            found.append(Entry(each.code, number[paths.above(each.path)], place, each.row))
    return found


def _matched_groups(before, after):
    """Return {number of a new group: number of the old one}: by name, else the one in the same place.

    Among those of a name the one whose own group is the same is meant; the one bonus and the one penalty
    group are the same wherever they stand.
    """
    found = {}
    inner = {group.path: number for number, group in enumerate(after)}
    outer = {group.path: number for number, group in enumerate(before)}

    def together(was, now):
        """Whether both stand at the top, or in groups that are matched."""
        above, formerly = paths.above(after[now].path), paths.above(before[was].path)
        if not above or not formerly:
            return above == formerly
        return found.get(inner[above]) == outer[formerly]

    def match(fits):
        for now, group in enumerate(after):
            if now in found:
                continue
            taken = set(found.values())
            like = [
                was for was, each in enumerate(before) if was not in taken and fits(each, group, was, now)
            ]
            like = [was for was in like if before[was].row.kind == group.row.kind]
            if like:
                found[now] = max(like, key=lambda was, now=now: (together(was, now), -was))

    match(lambda was, now, *_: search_key(was.row.name) == search_key(now.row.name))
    match(lambda was, now, first, second: was.path == now.path and together(first, second))
    match(lambda was, now, *_: now.level == was.level == 1 and now.row.kind != outline.KINDS.SCORED)
    return found


def _matched(old, new, groups):
    """Return {new entry: old one}: by name in the same group, by name anywhere, by likeness in the group."""
    found, taken = {}, set()

    def match(fits):
        for entry in new:
            if entry in found:
                continue
            left = [each for each in old if each not in taken and fits(each, entry)]
            if left:
                found[entry] = max(left, key=lambda each, entry=entry: _likeness(each, entry))
                taken.add(found[entry])

    match(lambda was, now: groups.get(now.group) == was.group and _name(was) == _name(now))
    match(lambda was, now: _name(was) == _name(now))
    match(lambda was, now: groups.get(now.group) == was.group and _likeness(was, now)[0] >= ALIKE)
    return found


def _name(entry):
    return search_key(entry.item.name)


def _likeness(was, now):
    """How alike two names are, then how near the places."""
    return SequenceMatcher(None, _name(was), _name(now)).ratio(), -abs(was.place - now.place)


def _moved(partner, groups):
    """Return the new entries that stand in another group or out of their former order."""
    moved, kept = set(), {}
    for now, was in partner.items():
        if groups.get(now.group) == was.group:
            kept.setdefault(now.group, []).append(now)
        else:
            moved.add(now)
    for entries in kept.values():
        ordered = sorted(entries, key=lambda entry: entry.place)
        staying = _longest_rising([partner[entry].place for entry in ordered])
        moved |= {entry for number, entry in enumerate(ordered) if number not in staying}
    return moved


def _longest_rising(values):
    """Return the indexes of a longest rising run among different `values`."""
    tails, ends, before = [], [], {}
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        tails[place : place + 1], ends[place : place + 1] = [value], [index]
        before[index] = ends[place - 1] if place else None
    found, index = set(), ends[-1] if ends else None
    while index is not None:
        found.add(index)
        index = before[index]
    return found


def _pair(was, now, is_moved):
    if was is None:
        return Pair(None, now, ADDED)
    changes = differences.of_items(was.item, now.item)
    if is_moved:
        changes = (f"chuyển từ {was.code}", *changes)
    return Pair(was, now, MOVED if is_moved else CHANGED if changes else SAME, changes)


def _group_changes(was, now, were, groups, numbers):
    """The words for what differs between two groups, first where the old one stood when it was elsewhere."""
    formerly, above = paths.above(was.path), paths.above(now.path)
    kept = were[groups[numbers[above]]].path if above and numbers[above] in groups else ""
    moved = () if formerly == kept else (f"chuyển từ {was.code}",)
    return (*moved, *differences.of_parts(was.row, now.row))


def _sections(after, were, groups, pairs):
    """Return the Sections of the new table and, for each number of a group, the one that names it."""
    found, first, numbers = [], [], {}
    for each in outline.placed(after):
        if each.row.is_group:
            numbers[each.path] = len(first)
            was = groups.get(len(first))
            former = None if was is None else (were[was].code, were[was].row)
            changes = () if was is None else _group_changes(were[was], each, were, groups, numbers)
            found.append(Section(former, (each.code, each.row), changes, level=each.level))
            first.append(found[-1])
            continue
        section = first[numbers[paths.above(each.path)]]
        if found[-1].after[0] != section.after[0]:
            found.append(Section(section.before, section.after, level=section.level, continues=True))
        found[-1].pairs.append(pairs[each.code])
    return found, first
