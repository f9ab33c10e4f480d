"""A design that is like another one: the same sheet larger, or the same lines on another drawing.

A file says what it is `like`, by how much that is scaled, which of its sections it goes without, and then
only what differs, in its own millimetres and points. Pure: facts as TOML holds them in, whole facts out.
"""

import math
from copy import deepcopy

LENGTHS = {"x", "y", "width", "height"}  # mm
TYPE = {"size", "shrink_to", "min_size", "warn_under"}  # points
LINES = {"ruled"}  # points
PARTS = ("words", "boxes")


def whole(facts, read):
    """Return `facts` (a dict) completed by those of the design they are `like`; others as they are.

    `read` returns the facts of a design by its name. Raises KeyError for a design or a section that is not
    there, ValueError for designs that are like each other.
    """
    return _whole(facts, read, ())


def scaled(facts, factor):
    """Return a copy of whole `facts`, all of it `factor` times as large.

    Type is rounded down to half points, so that what fits its box still does; what a reader needs at least,
    the module of a QR code, stays.
    """
    facts = deepcopy(facts)
    code, stamp = facts["code"], facts["stamp"]
    for section in (facts["sheet"], code, stamp):
        _stretch(section, LENGTHS, factor)
    code["size"] = round(code["size"] * factor, 2)
    for part in PARTS:
        for box in facts[part].values():
            _stretch(box, LENGTHS, factor)
            _stretch(box, LINES, factor)
            for name in TYPE & set(box):
                box[name] = math.floor(box[name] * factor * 2) / 2
    return facts


def _whole(facts, read, seen):
    facts = deepcopy(facts)
    name = facts.pop("like", None)
    if name is None:
        return facts
    if name in seen:
        raise ValueError(f"designs that are like each other: {', '.join(seen)}")
    base = _whole(read(name), read, (*seen, name))
    base = scaled(base, facts.pop("scale", 1))
    for section in facts.pop("without", ()):
        part, box = section.split(".")
        del base[part][box]
    return _over(base, facts)


def _over(base, facts):
    """`base` with `facts` laid over it, section by section; what is new comes last."""
    merged = dict(base)
    for name, value in facts.items():
        under = merged.get(name)
        merged[name] = _over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _stretch(section, names, factor):
    for name in names & set(section):
        section[name] = round(section[name] * factor, 2)
