"""What is open at somebody whose work goes to somebody else."""

from blocs.models import Season
from desk import todo

YEARS = 6  # open years looked at; nobody works in more


def open_work(user):
    """Return what waits for `user` in all open years, as (title, detail) pairs in the order of their days."""
    if user is None:
        return []
    years = Season.objects.visible_to(user).exclude(phase=Season.Phase.CLOSED).order_by("year", "pk")[:YEARS]
    found = {}
    for season in [*years.prefetch_related("terms", "deadlines")] or [None]:
        for line in todo.of(user, season):
            found.setdefault(line.title, line.detail)
    return list(found.items())
