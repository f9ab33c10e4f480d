"""Where a row stands in a criteria table, as one text: "02.003.001", of which code and level follow. Pure.

The first number is that of a top group (two digits), each further one that of a row among its siblings
(three digits): groups and criteria of one parent are counted together. Texts of this form sort as the table
is read, whatever the language of the database.
"""

from functools import lru_cache

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
BONUS_POSITION, PENALTY_POSITION = 98, 99  # always after the scored groups, one of each
LETTERS = {BONUS_POSITION: "T", PENALTY_POSITION: "Tr"}
MOST_LEVELS = 6  # of numbers in one path, that of the criterion included
MOST_SIBLINGS = 999


def top(position):
    """Return the path of a top group."""
    return f"{position:02d}"


def under(parent, position):
    """Return the path of the row that stands as number `position` under the path `parent`."""
    return f"{parent}.{position:03d}"


def level(path):
    """Return 1 for a top group, 2 for what stands in it, and so on."""
    return path.count(".") + 1


def above(path):
    """Return the path of the group in which `path` stands; empty for a top group."""
    return path.rpartition(".")[0]


@lru_cache(maxsize=4096)
def code(path):
    """Return how people name the place: II.3.1 (scored), T.1 (bonus), Tr.2 (penalty)."""
    first, *rest = (int(number) for number in path.split("."))
    return ".".join([LETTERS.get(first) or ROMAN[first - 1], *map(str, rest)])
