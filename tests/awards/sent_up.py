"""Nominations on their way up: a year that sends, a nomination the bloc stands for, its dossier.

The days of the law's texts are those of early 2026; wrap a test in `clock.at(DAY)` (the fixture `today`).
"""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.models import Nomination
from awards.nominating import checking, nominations
from awards.submitting import dossiers
from blocs.models import Season
from tests import kept, sent
from tests.awards import scene

DAY = date(2026, 1, 15)
MINISTER = "Thủ tướng Chính phủ (qua Bộ Nội vụ)"


@kept.once
def season():
    """A year that sends its nominations up."""
    made = scene.concluded_season()
    Season.objects.filter(pk=made.pk).update(phase="awarding")
    return Season.objects.get(pk=made.pk)


@kept.once
def endorsed(season, place=scene.MEMBER, *, code="government-flag", votes=3, **facts):
    """A nomination that the conference stands for."""
    row = scene.nomination(season, place, code=code, **facts)
    nominations.endorse(row, votes=votes, votes_base=votes and 3, by=None)
    return Nomination.objects.get(pk=row.pk)


@kept.once
def dossier(season, code="government-flag"):
    """The dossier of a form with all that waits for it."""
    return dossiers.begin(season, form=scene.form(code, season), addressee=MINISTER, by=None)


@kept.once
def checked(nomination):
    """The nomination, looked through."""
    return checking.check(nomination, note="Đủ giấy tờ", by=None)


def upload(name="minh chứng.pdf", words=""):
    """A small PDF as a browser sends it."""
    return SimpleUploadedFile(name, sent.pdf(words=words))


def again(row):
    """A row as the database has it now."""
    return type(row)._base_manager.get(pk=row.pk)
