"""What the conference resolves, recorded while it runs."""

from django.db import transaction
from django.db.models import Max

from conferences.holding import hold
from conferences.models import Conference, Resolution
from core import records

OPEN = Conference.State.OPEN
ADD = "resolution.add"


def add(conference, *, text, by):
    """Record a resolution after those before it and return it; the second click returns the same one."""
    with transaction.atomic():
        conference = hold(conference, OPEN)
        last = conference.resolutions.aggregate(last=Max("position"))["last"] or 0
        resolution = Resolution(conference=conference, position=last + 1, text=text)
        return records.repeated(resolution, by=by, act=ADD) or records.keep(resolution, by=by, act=ADD)


def change(resolution, *, text, by):
    """Correct the words of a resolution."""
    with transaction.atomic():
        hold(resolution.conference, OPEN)
        return records.change(resolution, text=text, by=by, act="resolution.change")


def remove(resolution, *, by):
    """Take a resolution back; the second click finds it gone and does nothing."""
    with transaction.atomic():
        rows = hold(resolution.conference, OPEN).resolutions
        if found := rows.filter(pk=resolution.pk).first():
            records.drop(found, by=by, act="resolution.remove")
