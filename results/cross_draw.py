"""The draw of who scores whom: every sheet by the same number of others, evenly. Pure.

Where the names of scorers are shown, members stand in a circle: each turn begins farther on in it. Where
they are not, the lot decides: a secret seed puts the others into an order of its own for every sheet, so
that nobody finds its scorers by counting. The same members, rule, turn and seed give the same draw again.
Then single sheets are passed on from who scores many to who scores few, until no passing on makes the
burdens more even: they differ by one at most, unless pairs that may not be leave no other way.
"""

from collections import deque
from hashlib import sha256


def draw(members, *, scored, count, forbidden=frozenset(), scorers=None, turn=0, seed=""):
    """Return {scored member: its scorers in the order of the circle}.

    `members` is the circle (protocol order), `scored` those of it whose sheets are scored, by `count` others
    each, or by all that may where there are fewer; `scorers` those who score (by default all); `forbidden`
    pairs (scorer, scored) besides oneself; `seed` the lot, without which `turn` counts on in the circle.
    """
    circle, able = list(members), set(members if scorers is None else scorers)

    def may(scorer, target):
        return scorer in able and scorer != target and (scorer, target) not in forbidden

    def chosen(target):
        if seed:
            return _lots(seed, target, [each for each in circle if may(each, target)], count)
        return _first(circle, circle.index(target), count, turn, lambda each: may(each, target))

    found = {target: chosen(target) for target in scored}
    _level(found, [each for each in circle if each in able], may)
    return {
        target: tuple(sorted(found[target], key=circle.index)) for target in sorted(found, key=circle.index)
    }


def _first(circle, place, count, turn, may):
    """The next `count` in the circle that may score, from the turn's place on."""
    size = len(circle)
    start = turn * count
    steps = [(start + step) % (size - 1) + 1 for step in range(size - 1)] if size > 1 else []
    allowed = [circle[(place + step) % size] for step in steps if may(circle[(place + step) % size])]
    return set(allowed[:count])


def _lots(seed, target, allowed, count):
    """The `count` of those allowed whose lots for this sheet are the lowest."""
    lots = {each: sha256(f"{seed}:{target}:{each}".encode()).digest() for each in allowed}
    return set(sorted(allowed, key=lots.get)[:count])


def _level(found, scorers, may):
    """Pass sheets on along chains from a scorer to one who has at least two fewer, while there is a chain."""
    while chain := _chain(found, scorers, may):
        for target, before, after in chain:
            found[target].remove(before)
            found[target].add(after)


def _chain(found, scorers, may):
    """The passings (sheet, from, to) that lead from a burdened scorer to one with two fewer, or nothing."""
    burden = {each: sum(each in held for held in found.values()) for each in scorers}
    for start in sorted(scorers, key=lambda each: -burden[each]):
        if burden[start] < min(burden.values()) + 2:
            break
        reached, queue = {start: ()}, deque([start])
        while queue:
            giver = queue.popleft()
            for target, held in found.items():
                if giver not in held:
                    continue
                for taker in scorers:
                    if taker in reached or taker in held or not may(taker, target):
                        continue
                    reached[taker] = (*reached[giver], (target, giver, taker))
                    if burden[taker] <= burden[start] - 2:
                        return reached[taker]
                    queue.append(taker)
    return ()
