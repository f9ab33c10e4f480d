"""Photos of a conference: drawn anew as those of activities are (see `documents.pictures`)."""

from django.db import transaction

from conferences.holding import hold
from conferences.models import Conference, Picture
from core import clock, records
from core.rules import RuleError
from core.text import file_name
from documents import files, pictures

MOST = 60  # of one conference


def add(conference, *, upload, caption="", by):
    """Keep a photo and return it; photos come in before, while and after a conference meets.

    Raises RuleError when the file is no picture we take, there are too many, or the year is closed;
    ValidationError when the conference has this photo already.
    """
    content, kind = pictures.redraw(upload)
    stored = files.keep(content, content_type=kind)  # before the lock: it takes time
    with transaction.atomic():
        conference = _held(conference)
        if conference.pictures.count() >= MOST:
            raise RuleError(f"Mỗi hội nghị giữ nhiều nhất {MOST} ảnh. Hãy bỏ bớt ảnh cũ trước.")
        facts = {"name": file_name(upload.name), "caption": caption, "added_at": clock.now()}
        picture = Picture(conference=conference, file=stored, **facts)
        return records.keep(picture, by=by, act="picture.add")


def caption(picture, *, caption, by):
    """Say anew what a photo shows."""
    with transaction.atomic():
        _held(picture.conference)
        return records.change(picture, caption=caption, by=by, act="picture.caption")


def remove(picture, *, by):
    """Take a photo away; its content stays stored. The second click finds it gone and does nothing."""
    with transaction.atomic():
        _held(picture.conference)
        for found in Picture.objects.filter(pk=picture.pk):
            records.drop(found, by=by, act="picture.remove")


def _held(conference):
    return hold(conference, *Conference.State)
