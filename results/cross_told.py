"""The marks of a closed round as the scored member and everybody else who sees its sheet may read them.

Where the rules show no names, scorers are numbered in an order that follows from a keyed hash of sheet and
scorer: the same on page and paper, and telling nothing of the order of the members.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.crypto import salted_hmac

from members.models import Agency
from results import cross_holds
from results.models import CrossMark, CrossRound

SALT = "results.cross_told"


@dataclass(frozen=True)
class Given:
    """One mark of a line: whose (a name, or a number), how many points, and why."""

    who: str
    points: Decimal
    reason: str


def of(sheet):
    """Return {line's key: its Given marks} of a sheet; nothing before the round is closed.

    Nor of a line that was given back afterwards and judged anew: those marks were of what stood there before.

    One query in a year without cross-scoring, three in one with it.
    """
    if not CrossRound.objects.filter(season=sheet.season_id, state=CrossRound.State.CLOSED).exists():
        return {}
    counted = {"assignment__state": "handed_in", "points__isnull": False}
    rows = CrossMark.objects.filter(line__sheet=sheet, line__crossed=True, **counted)
    rows = list(rows.values_list("line", "assignment__scorer", "points", "reason").order_by("pk"))
    known = names(sheet, {scorer for _, scorer, _, _ in rows})
    found = defaultdict(list)
    for line, scorer, points, reason in sorted(rows, key=lambda row: list(known).index(row[1])):
        found[line].append(Given(known[scorer], points, reason))
    return {line: tuple(given) for line, given in found.items()}


def names(sheet, scorers):
    """Return {scorer's id: what it is called} for the readers of a sheet, in the order to tell them."""
    if cross_holds.named(sheet.season):
        rows = Agency.objects.named(sheet.season.standing_on).filter(pk__in=scorers).order_by("pk")
        return {row.pk: row.name for row in rows}
    ordered = sorted(scorers, key=lambda scorer: place(sheet.pk, scorer))
    return {scorer: called(number) for number, scorer in enumerate(ordered, 1)}


def place(sheet_id, scorer):
    """Return what the nameless scorers of a sheet are ordered by (both ids)."""
    return salted_hmac(SALT, f"{sheet_id}:{scorer}").hexdigest()


def called(number):
    """Return what a nameless scorer is called."""
    return f"Đơn vị chấm {number}"
