"""The levels of a criterion written anew: a level that a member may have chosen stays the same row."""

from blocs.models import Level
from core import effects, records
from core.rules import RuleError


def keep_chosen(criterion, wanted, *, by):
    """Give the levels that stay their new place and points, and drop the others; new ones are not added.

    `wanted`: (label, points), the best first; levels are told by their labels. Raises RuleError for a level
    that goes while a member has chosen it, and where two change places.
    """
    places = {label: (position, points) for position, (label, points) in enumerate(wanted, 1)}
    for row in criterion.levels.all():
        if row.label not in places:
            if found := effects.hindrances(row):
                raise RuleError(found[0])
            records.drop(row, by=by, act="criteria.drop_step")
    waiting = [row for row in Level.objects.filter(criterion=criterion) if _stands(row) != places[row.label]]
    while waiting:
        taken = [_stands(row) for row in Level.objects.filter(criterion=criterion)]
        row = next((each for each in waiting if _is_free(places[each.label], each, taken)), None)
        if row is None:
            raise RuleError(
                "Có hai mức đổi chỗ cho nhau. Hãy bỏ một mức, lưu lại, rồi thêm mức đó vào chỗ mới."
            )
        position, points = places[row.label]
        records.change(row, position=position, points=points, by=by, act="criteria.step")
        waiting.remove(row)


def _stands(row):
    return row.position, row.points


def _is_free(place, row, taken):
    """Whether neither place nor points belong to another level now."""
    others = [each for each in taken if each != _stands(row)]
    return all(place[0] != position and place[1] != points for position, points in others)
