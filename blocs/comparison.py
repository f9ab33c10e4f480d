"""Two criteria tables side by side: what stayed, changed, moved, came and went. Pure; takes Outlines."""

from bisect import bisect_left
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from blocs import outline, paths
from core.numbers import plain
from core.text import search_key

SAME, CHANGED, MOVED, ADDED, REMOVED = "same", "changed", "moved", "added", "removed"
ALIKE = 0.6  # of 1: two names in one group that are this alike are one criterion, reworded


@dataclass(frozen=True)
class Entry:
    """A criterion where it stands: `group` is the place of its group in the outline."""

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
    """One group in both tables (code and part, None where missing) with its Pairs in the new order."""

    before: tuple | None
    after: tuple | None
    changes: tuple = ()
    pairs: list = field(default_factory=list)

    @property
    def state(self):
        """Whether the group itself is the same, changed, added or removed."""
        if not (self.before and self.after):
            return ADDED if self.after else REMOVED
        return CHANGED if self.changes else SAME


def compare(before, after):
    """Return the Sections of the two tables: groups in their new order, those that are gone at the end."""
    old, new = _entries(before), _entries(after)
    groups = _matched_groups(before.parts, after.parts)
    partner = _matched(old, new, groups)
    moved = _moved(partner, groups)
    sections = _sections(_tops(before), _tops(after), groups)
    for entry in new:
        former = partner.get(entry)
        sections[entry.group].pairs.append(_pair(former, entry, entry in moved, groups))
    kept = set(partner.values())
    home = {was: section for section, was in _homes(sections, before, after, groups)}
    for entry in old:
        if entry not in kept:
            home[entry.group].pairs.append(Pair(entry, None, REMOVED))
    return sections


def counts(sections):
    """Return {state: how many criteria} of the sections."""
    states = [pair.state for section in sections for pair in section.pairs]
    return {state: states.count(state) for state in (ADDED, REMOVED, CHANGED, MOVED, SAME)}


def _entries(content):
    return [
        Entry(each.code, group, place, each.row)
        for group, top in enumerate(outline.top_groups(content))
        for place, each in enumerate(_below(content, top.path))
    ]


def _tops(content):
    return [(each.code, each.row) for each in outline.top_groups(content)]


def _below(content, top):
    return [
        each for each in outline.placed(content) if not each.row.is_group and paths.top_of(each.path) == top
    ]


def _matched_groups(before, after):
    """Return {place of a new group: place of the old one}: by name, else the next free one of its kind."""
    names = {search_key(part.name): place for place, part in enumerate(before)}
    found = {}
    for place, part in enumerate(after):
        was = names.get(search_key(part.name))
        if was is not None and before[was].kind == part.kind:
            found[place] = was
    for place, part in enumerate(after):
        free = set(range(len(before))) - set(found.values())
        if place not in found and place in free and before[place].kind == part.kind:
            found[place] = place
    for place, part in enumerate(after):  # one bonus and one penalty group, wherever they stand
        free = [was for was in range(len(before)) if was not in found.values()]
        like = [was for was in free if before[was].kind == part.kind != outline.KINDS.SCORED]
        if place not in found and like:
            found[place] = like[0]
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


def _pair(was, now, is_moved, groups):
    if was is None:
        return Pair(None, now, ADDED)
    changes = _changes(was.item, now.item)
    if is_moved:
        changes = (f"chuyển từ {was.code}", *changes)
    return Pair(was, now, MOVED if is_moved else CHANGED if changes else SAME, changes)


def _changes(was, now):
    found = []
    if was.name != now.name:
        found.append("sửa tên")
    if was.max_points != now.max_points:
        found.append(f"điểm {plain(was.max_points)} → {plain(now.max_points)}")
    if was.guidance != now.guidance:
        found.append("sửa cách chấm")
    if was.evidence_required != now.evidence_required:
        found.append("phải có minh chứng" if now.evidence_required else "không bắt buộc minh chứng")
    return tuple(found)


def _sections(before, after, groups):
    found = []
    for place, (code, part) in enumerate(after):
        was = groups.get(place)
        former = None if was is None else before[was]
        found.append(Section(former, (code, part), _group_changes(former, part)))
    gone = [each for place, each in enumerate(before) if place not in groups.values()]
    return found + [Section((code, part), None) for code, part in gone]


def _group_changes(former, part):
    if former is None:
        return ()
    was, found = former[1], []
    if was.name != part.name:
        found.append("sửa tên")
    if was.max_points != part.max_points:
        found.append(f"điểm {plain(was.max_points)} → {plain(part.max_points)}")
    return tuple(found)


def _homes(sections, before, after, groups):
    """Each section with the place of the old group whose lost criteria it lists."""
    for place, was in groups.items():
        yield sections[place], was
    gone = [place for place in range(len(before.parts)) if place not in groups.values()]
    yield from zip(sections[len(after.parts) :], gone, strict=True)
