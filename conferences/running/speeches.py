"""Speeches at a conference, recorded in brief while they happen; the minutes carry them."""

from django.db import transaction

from conferences import places
from conferences.attending import delegates
from conferences.holding import hold
from conferences.models import Conference, Speech
from core import records
from core.rules import RuleError

OPEN = Conference.State.OPEN
ADD = "speech.add"


def add(conference, *, text, delegate=None, speaker="", body="", item=None, by):
    """Record what somebody said after those before and return it; the second click returns the same one.

    The speaker is a `delegate`, or is named by `speaker` and `body`. Raises RuleError without a speaker,
    and for a delegate or a point of another conference.
    """
    with transaction.atomic():
        conference = hold(conference, OPEN)
        speech = Speech(conference=conference, position=places.last(conference.speeches) + 1, text=text)
        for name, value in _said(conference, delegate, speaker, body, item).items():
            setattr(speech, name, value)
        return records.repeated(speech, by=by, act=ADD) or records.keep(speech, by=by, act=ADD)


def change(speech, *, text, delegate=None, speaker="", body="", item=None, by):
    """Correct a speech. Raises RuleError as `add` does."""
    with transaction.atomic():
        conference = hold(speech.conference, OPEN)
        facts = _said(conference, delegate, speaker, body, item)
        return records.change(speech, text=text, **facts, by=by, act="speech.change")


def move_up(speech, *, by):
    """Exchange places with the speech before; the first stays."""
    with transaction.atomic():
        rows = hold(speech.conference, OPEN).speeches
        if found := rows.filter(pk=speech.pk).first():
            places.move_up(found, rows, by=by, act="speech.move_up")


def remove(speech, *, by):
    """Take a speech back; the second click finds it gone and does nothing."""
    with transaction.atomic():
        rows = hold(speech.conference, OPEN).speeches
        if found := rows.filter(pk=speech.pk).first():
            records.drop(found, by=by, act="speech.remove")


def _said(conference, delegate, speaker, body, item):
    """The facts of a speech; a delegate is written down by name, post and body as they stand now."""
    if item and item.conference_id != conference.pk:
        raise RuleError("Mục này không thuộc chương trình của hội nghị. Hãy chọn lại.")
    if delegate is None:
        if not speaker:
            raise RuleError("Hãy chọn đại biểu, hoặc ghi tên người phát biểu.")
        return {"delegate": None, "speaker": speaker, "body": body, "item": item}
    named = next((row for row in delegates.listed(conference) if row.pk == delegate.pk), None)
    if named is None:
        raise RuleError("Đại biểu này không có trong danh sách của hội nghị. Hãy chọn lại.")
    who = f"{named.title} {named.full_name}".strip()
    who = f"{who}, {named.position}" if named.position else who
    return {"delegate": delegate, "speaker": who, "body": named.name or named.body, "item": item}
