"""A year whose reports are written, built through the rules."""

from datetime import date

from blocs import seasons
from blocs.models import Season
from conferences.models import Report
from conferences.reporting import reports
from core import clock
from results import appraisal, cells, pledges
from tests import kept, world
from tests.results import appraised

TODAY = date(2023, 12, 27)
WORDS = "Các đơn vị hoàn thành nhiệm vụ."


@kept.once
def running(names=("Ban Một", "Ban Hai", "Ban Ba")):
    """A year at work: pledged, no half-year report yet."""
    with clock.at(date(2023, 3, 10)):
        season = world.pledging(world.planned(world.season(world.bloc(names))))
        for agency in world.members(season.bloc):
            world.pledged(season, agency)
        pledges.conclude(season, signed_on=date(2023, 3, 10), by=None)
    return Season.objects.get(pk=season.pk)


@kept.once
def midyear(names=("Ban Một", "Ban Hai", "Ban Ba")):
    """A year after its half."""
    season = running(names)
    seasons.go_on(season, by=None)
    return Season.objects.get(pk=season.pk)


@kept.once
def concluded(names=("Ban Một", "Ban Hai", "Ban Ba"), *, lowered=()):
    """A year at its conference; `lowered`: the points of I.1 of each member in protocol order."""
    with clock.at(TODAY):
        season = appraised.year(names)
        for place in range(1, len(names) + 1):
            points = lowered[place - 1] if lowered else str(51 - place)
            appraised.finished(season, place, lowered=points)
        appraisal.conclude(season, by=None)
    return Season.objects.get(pk=season.pk)


@kept.once
def draft(season, kind=Report.Kind.YEAREND, *, on=TODAY):
    """A begun report, read as the pages read it."""
    with clock.at(on):
        report = reports.start(season, kind=kind, by=None)
    return now(report)


def now(report):
    """The report as the database has it."""
    return Report.objects.select_related("season__bloc", "season__criteria", "paper").get(pk=report.pk)


def section(report, key="strengths"):
    """One part as the database has it."""
    return report.sections.get(key=key)


def write(report, key="strengths", text=WORDS):
    """Write a part on the version the server holds."""
    found = section(report, key)
    return reports.write(found, text=text, version=found.version, by=None)


@kept.once
def complete(season, kind=Report.Kind.YEAREND, *, form="party", on=TODAY, number="12"):
    """A report that can be issued."""
    report = draft(season, kind, on=on)
    for found in report.sections.filter(text=""):
        reports.write(found, text=WORDS, version=found.version, by=None)
    reports.set_particulars(
        report, number=number, dated=on, form=form, signer_name="Lê Vinh", signer_post="Khối trưởng", by=None
    )
    return now(report)


def refusal(report, key, text, version):
    """The StaleCell of writing a part on an old version, or None."""
    try:
        reports.write(section(report, key), text=text, version=version, by=None)
    except cells.StaleCell as stale:
        return stale
    return None
