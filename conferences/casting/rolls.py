"""Who may vote: every unit with one vote, or every delegate, by the list of the conference."""

from dataclasses import dataclass

from conferences.attending import attendance
from conferences.models import Delegate
from conferences.reckoning import poll_rules


@dataclass(frozen=True)
class Seat:
    """One vote: of which unit, under which name, and whether somebody came for it."""

    unit_id: int
    name: str
    present: bool


def of(conference, roll):
    """Return the Seats of a conference in the order of its list, by units or by delegates.

    Guests have no vote, whoever sends them.
    """
    units, _ = attendance.roll(conference)
    if roll == poll_rules.UNITS:
        return [Seat(unit.agency_id, unit.name, unit.is_present) for unit in units]
    return [
        Seat(unit.agency_id, row.full_name, bool(row.came))
        for unit in units
        for row in unit.delegates
        if row.role != Delegate.Role.GUEST
    ]


def present(seats):
    """Return how many of the Seats are taken."""
    return sum(seat.present for seat in seats)
