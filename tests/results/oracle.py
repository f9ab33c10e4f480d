"""The same arithmetic once more, from the regulation's words, in exact fractions; knows nothing of our code.

And random blocs to try it on: groups within groups, criteria of all kinds, exemptions, caps.
"""

from decimal import Decimal
from fractions import Fraction
from math import floor

KINDS = ("points", "ratio", "steps", "levels", "units")
DEEPEST = 4


def half_up(value):
    """Hundredths, halves up; nothing here is below zero."""
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


# --- what a line brings -------------------------------------------------------------------------------------


def points(fact):
    """What one criterion brings by its kind; None while something is not known."""
    kind = fact["kind"]
    if kind == "crossed":
        return crossed_mean(fact["marks"], fact["trimmed"]) if fact["marks"] else None
    if kind == "points":
        return fact["typed"]
    if kind == "levels":
        return None if fact["level"] is None else fact["levels"][fact["level"] - 1][1]
    measurable = fact["actual"] is not None and (kind == "units" or fact["target"])
    return _counted(kind, fact) if measurable else None


def _counted(kind, fact):
    limit = Fraction(fact["max"] if fact["ceiling"] is None else fact["ceiling"])
    if kind == "units":
        return half_up(min(Fraction(fact["actual"]) * Fraction(fact["per_unit"]), limit))
    share = Fraction(fact["actual"]) / Fraction(fact["target"])
    if kind == "steps":
        return next((given for least, given in fact["steps"] if share * 100 >= Fraction(least)), Fraction(0))
    return half_up(min(share * Fraction(fact["max"]), limit))


def crossed_mean(marks, trimmed):
    """What several scorers make of a line: of three marks or more one highest and one lowest go."""
    left = sorted(map(Fraction, marks))
    if trimmed and len(left) > 2:
        left = left[1:-1]
    return half_up(sum(left) / len(left))


# --- what a tree brings -------------------------------------------------------------------------------------


def applies(part):
    """Whether anything of a criterion or group concerns the member."""
    return any(map(applies, part["parts"])) if "parts" in part else not part["exempt"]


def group(part, found):
    """The points of a group; those of every group go into `found` by code."""
    total = Fraction(0)
    for child in part["parts"]:
        brought = group(child, found) if "parts" in child else points(child)
        if applies(child) and brought is not None:
            total += Fraction(brought)
    if part["group"] == "scored":
        total = rescaled(total, part["parts"])
    found[part["code"]] = min(half_up(total), Fraction(part["max"]))
    return found[part["code"]]


def rescaled(total, parts):
    """`total` as if all `parts` had applied in the same proportion."""
    reachable = sum(Fraction(part["max"]) for part in parts if applies(part))
    whole = sum(Fraction(part["max"]) for part in parts)
    return half_up(total * whole / reachable) if reachable else total


def totals(parts, cap):
    """({code: points of each group}, the total)."""
    found = {}
    for part in parts:
        group(part, found)
    scored = [part for part in parts if part["group"] == "scored"]
    total = rescaled(sum((found[part["code"]] for part in scored), Fraction(0)), scored)
    for part in parts:
        if part["group"] != "scored":
            total += found[part["code"]] if part["group"] == "bonus" else -found[part["code"]]
    total = max(total, Fraction(0))
    return found, total if cap is None else min(total, Fraction(cap))


# --- random blocs -------------------------------------------------------------------------------------------


def bloc(random):
    """The tops of a random table, the cap of the total, and how many members fill it."""
    count = random.randint(1, 4)
    tops = [_group(random, "scored", str(place), 1) for place in range(1, count + 1)]
    tops += [_group(random, kind, kind, DEEPEST) for kind in ("bonus", "penalty") if random.random() < 0.7]
    cap = _number(random, 1, 500) if random.random() < 0.3 else None
    return tops, cap, random.randint(2, 5)


def member(random, parts):
    """The same table as one member fills it: what was measured or typed, and what does not apply to it."""
    return [_filled(random, part) for part in parts]


def scored_across(random, parts):
    """The same sheet as up to seven other members score it, each criterion by those who did not abstain."""
    trimmed, scorers = random.random() < 0.5, random.randint(1, 7)
    return [_scored_across(random, part, trimmed, scorers) for part in parts]


def _scored_across(random, part, trimmed, scorers):
    if "parts" in part:
        inner = [_scored_across(random, each, trimmed, scorers) for each in part["parts"]]
        return part | {"parts": inner}
    most = part["max"] if part["ceiling"] is None else part["ceiling"]
    count = random.choice([0, scorers, scorers])
    marks = [min(_number(random, 0, 60), most) for _ in range(count)]
    return part | {"kind": "crossed", "marks": marks, "trimmed": trimmed}


def _group(random, kind, code, depth):
    parts = []
    for place in range(1, random.randint(1, 5) + 1):
        nested = depth < DEEPEST and random.random() < 0.3
        inner = f"{code}.{place}"
        parts.append(_group(random, kind, inner, depth + 1) if nested else _criterion(random, inner))
    most = sum(part["max"] for part in parts)
    if kind != "scored":
        most = max(most - _number(random, 0, 3), Decimal("0.01"))
    return {"group": kind, "code": code, "max": most, "parts": parts}


def _criterion(random, code):
    most = _number(random, 1, 60) if random.random() < 0.5 else Decimal(random.randint(1, 30))
    kind = random.choice(KINDS)
    made = {"kind": kind, "code": code, "max": most, "ceiling": None}
    if kind in ("ratio", "units") and random.random() < 0.4:
        made["ceiling"] = most + _number(random, 0, 20) if kind == "ratio" else None
    if kind == "units":
        made["per_unit"] = _number(random, 0, 5) + Decimal("0.01")
    falling = sorted({_number(random, 0, 100) * most / 100 for _ in range(4)}, reverse=True)
    falling = [most, *{each.quantize(Decimal("0.01")): 0 for each in falling if each < most - 1}]
    if kind == "steps":
        least = sorted(random.sample(range(10, 130), len(falling)), reverse=True)
        made["steps"] = tuple(zip(map(Decimal, least), falling, strict=True))
    if kind == "levels":
        made["levels"] = tuple((f"mức {place}", given) for place, given in enumerate(falling, 1))
    return made


def _filled(random, part):
    if "parts" in part:
        return part | {"parts": member(random, part["parts"])} | _left_out(random, part)
    empty, most = random.random() < 0.1, part["max"]
    target = random.choice([Decimal(100), Decimal(3), Decimal(7), _number(random, 1, 10**6), Decimal(0)])
    actual = random.choice([target, target * 2, _number(random, 0, 10**6), Decimal(random.randint(0, 12))])
    return part | {
        "exempt": random.random() < 0.15,
        "typed": None if empty else min(_number(random, 0, 60), most),
        "target": target,
        "actual": None if empty else actual,
        "level": None if empty or "levels" not in part else random.randint(1, len(part["levels"])),
    }


def _left_out(random, part):
    """Now and then nothing of a whole group applies."""
    if random.random() > 0.1:
        return {}
    return {"parts": [_exempt(child) for child in member(random, part["parts"])]}


def _exempt(part):
    if "parts" in part:
        return part | {"parts": [_exempt(child) for child in part["parts"]]}
    return part | {"exempt": True}


def _number(random, least, most):
    """A number with up to two decimals."""
    return Decimal(random.randint(least * 100, most * 100)) / 100
