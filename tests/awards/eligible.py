"""A concluded year under the Law of 2022 and Decree 152/2025, and honours of the years before it."""

from datetime import date

from awards.models import AwardForm, Nomination
from blocs.models import Season
from core import clock
from tests import kept
from tests.awards import scene

TODAY = date(2026, 9, 15)  # before the Law's amendment of 01/10/2026


@kept.once
def season():
    """The year 2026 at its conference; Ban Một is first, Ban Hai second, Ban Ba third."""
    found = scene.concluded_season()
    days = {"year": 2026, "standing_on": date(2026, 9, 1)}
    Season.objects.filter(pk=found.pk).update(**days)
    return Season.objects.get(pk=found.pk)


@kept.once
def put_forward(season, place=scene.MEMBER, *, code, of=None, **facts):
    """A nomination for what was achieved until the end of August."""
    days = {"achieved_from": date(2026, 1, 1), "achieved_to": date(2026, 8, 31)}
    return scene.nomination(season, place, code=code, of=of, **days | facts)


@kept.once
def honoured(season, code, *years, agency, person=None, **facts):
    """Let the agency, or its person, have been granted a form in each of these years; return the last."""
    row = None
    for year in years:
        days = {"standing_on": date(year, 12, 31), "phase": "closed", "phase_since": season.phase_since}
        former, _ = Season.objects.get_or_create(
            bloc=season.bloc, year=year, defaults={"form": season.form, **days}
        )
        told = {"achieved_from": date(year, 1, 1), "achieved_to": date(year, 12, 31)}
        told |= {"achievement": f"Việc của năm {year}", "state": "granted", "proposed_at": clock.now()}
        form = AwardForm.objects.on(date(year, 12, 31)).get(code=code)
        subject = {"agency": agency, "person": person}
        row = Nomination.objects.create(season=former, form=form, **subject, **told | facts)
    return row
