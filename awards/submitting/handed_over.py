"""Papers that a room to the right holds ready for the dossiers of a year: the minutes of its conference.

A room says in its own module `effects` (core/effects.py) what it has; nothing is copied until the dossier is
sent, so what is closed tomorrow is there tomorrow:

    @handed_over.by_room
    def minutes_of(season):
        yield handed_over.Paper("Biên bản hội nghị", conference.minutes, conference.ends_on)
"""

from dataclasses import dataclass
from datetime import date

from core import effects
from documents.models import Document

_rooms = []


@dataclass(frozen=True)
class Paper:
    """A frozen paper, what it is called in the dossier, and the day on which the bloc met."""

    name: str
    document: Document
    met_on: date


def by_room(function):
    """Register a function that takes a season and yields Papers."""
    _rooms.append(function)
    return function


def of(season):
    """Return the Papers of a year, in the order in which the bloc met."""
    effects.hear_everybody()
    found = [paper for room in _rooms for paper in room(season)]
    return sorted(found, key=lambda paper: (paper.met_on, paper.document.pk))
