"""A year in appraisal, built through the rules: every member has handed in its sheet."""

from django.core.files.uploadedfile import SimpleUploadedFile

from blocs import seasons, standards
from blocs.models import Season
from core import clock
from members.models import Post
from results import appraisal, evidence, pledges, scoring
from results.models import ScoreLine, ScoreSheet
from tests import kept, sent, world

HEAD, DEPUTY, MEMBER = 1, 2, 3  # places in protocol order


@kept.once
def year(names=("Ban Một", "Ban Hai", "Ban Ba"), *, points=("50", "30"), cross=None):
    """A season in appraisal; every member gave itself `points` for I.1 and II.1. `cross`: a CrossScoring."""
    season = world.planned(world.season(world.bloc(names)))
    if cross:
        standards.set_cross(season.criteria, cross=cross, by=None)
    season = world.pledging(season)
    for agency in world.members(season.bloc):
        world.pledged(season, agency)
    pledges.conclude(season, signed_on=clock.today(), by=None)
    for _ in range(2):
        seasons.go_on(Season.objects.get(pk=season.pk), by=None)
    season = Season.objects.get(pk=season.pk)
    for agency in world.members(season.bloc):
        submit(scoring.start(season, agency=agency, by=None), points)
    scoring.conclude(season, by=None)
    return Season.objects.get(pk=season.pk)


def submit(sheet, points=("50", "30")):
    """Fill I.1 and II.1 with points and evidence, and hand the sheet in."""
    for code, text in zip(("I.1", "II.1"), points, strict=True):
        row = line(sheet, code)
        scoring.enter(row, cell="self_points", text=text, version=row.version, by=None)
        proof = SimpleUploadedFile(f"{code}.pdf", sent.pdf(words=code))
        evidence.add(row, upload=proof, by=None)
    return scoring.submit(sheet, by=None)


def sheet(season, place=MEMBER):
    """The sheet of the member at this place, as the database has it now."""
    agency = world.members(season.bloc)[place - 1]
    return ScoreSheet.objects.whole().select_related("season__bloc").get(season=season, agency=agency)


def line(sheet, code="I.1"):
    """The line of a criterion, as the database has it now."""
    rows = ScoreLine.objects.filter(sheet=sheet).select_related("criterion__group", "sheet__season")
    return next(row for row in rows if row.criterion.code == code)


def judge(sheet, code="I.1", text="49", reason="Thiếu một đề án", *, by=None):
    """Judge a line on the version the server holds."""
    row = line(sheet, code)
    return appraisal.judge(row, text=text, reason=reason, version=row.version, by=by)


def agree(sheet, code="I.1", text="49,5", reason="Đã bổ sung", *, by=None):
    """Set the agreed points of a line on the version the server holds."""
    row = line(sheet, code)
    return appraisal.agree(row, text=text, reason=reason, version=row.version, by=by)


def finished(season, place=MEMBER, *, lowered=None):
    """A sheet whose appraisal is closed; `lowered`: points of I.1 in place of the own ones."""
    found = sheet(season, place)
    if lowered is not None:
        judge(found, text=lowered)
    appraisal.accept_rest(found, by=None)
    return appraisal.finish(found, by=None)


def user_of(season, place, kind=Post.Kind.CLERK):
    """An account of the member at this place."""
    agency = world.members(season.bloc)[place - 1]
    return world.person(agency, kind, username=f"{kind}-{place}").user
