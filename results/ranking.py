"""Places from totals: shared places 1, 2, 3, 3, 5. Pure; takes numbers, knows no rows."""


def places(totals):
    """Return the place of each key of `totals` (key to Decimal): one more than how many have more points."""
    ordered = sorted(totals.values(), reverse=True)
    first_of = {}
    for place, points in enumerate(ordered, 1):
        first_of.setdefault(points, place)
    return {key: first_of[points] for key, points in totals.items()}
