"""What the conference resolves, recorded while it runs."""

from django.db import transaction

from conferences import places
from conferences.holding import hold
from conferences.models import Conference, Resolution
from core import records

OPEN = Conference.State.OPEN
ADD = "resolution.add"


def add(conference, *, text, by):
    """Record a resolution after those before it and return it; the second click returns the same one."""
    with transaction.atomic():
        conference = hold(conference, OPEN)
        place = places.last(conference.resolutions) + 1
        resolution = Resolution(conference=conference, position=place, text=text)
        return records.repeated(resolution, by=by, act=ADD) or records.keep(resolution, by=by, act=ADD)


def change(resolution, *, text, by):
    """Correct the words of a resolution."""
    with transaction.atomic():
        hold(resolution.conference, OPEN)
        return records.change(resolution, text=text, by=by, act="resolution.change")


def move_up(resolution, *, by):
    """Exchange places with the resolution before; the first stays."""
    with transaction.atomic():
        rows = hold(resolution.conference, OPEN).resolutions
        if found := rows.filter(pk=resolution.pk).first():
            places.move_up(found, rows, by=by, act="resolution.move_up")


def remove(resolution, *, by):
    """Take a resolution back; the second click finds it gone and does nothing."""
    with transaction.atomic():
        rows = hold(resolution.conference, OPEN).resolutions
        if found := rows.filter(pk=resolution.pk).first():
            records.drop(found, by=by, act="resolution.remove")
