"""Years that follow each other without a gap: how long a run is, and what a wanted one lacks."""


def gap(held, number, year):
    """Return the years (a list) that keep `held` from holding `number` years running; empty when none do.

    `held` is a set of years. The run ends in `year` or the year before it, whose titles may still be under
    way in the first months. Of the two, the one that lacks less is meant; of equal ones the later.
    """
    windows = [range(last - number + 1, last + 1) for last in (year, year - 1)]
    lacking = [[each for each in window if each not in held] for window in windows]
    return min(lacking, key=len)


def whole(held, year):
    """Return the longest run (a list of years) that ends in `year` or the year before it; empty for none."""
    last = year if year in held else year - 1
    found = []
    while last in held:
        found.insert(0, last)
        last -= 1
    return found
