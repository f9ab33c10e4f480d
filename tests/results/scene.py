"""A year in which sheets are filled, built through the rules, and files as people upload them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from blocs import publishing, seasons
from blocs.models import Season
from core import clock
from results import evidence, pledges, scoring
from results.models import ScoreLine, ScoreSheet
from tests import kept, sent, world

PDF = sent.pdf()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@kept.once
def scoring_season(of=None, **criteria):
    """A year whose members have signed the pledge and fill their sheets; `criteria` as `world.fill`."""
    season = world.planned(world.season(of))
    publishing.publish(world.fill(season.criteria, **criteria), by=None)
    season = Season.objects.get(pk=season.pk)
    seasons.conclude_planning(season, by=None)
    first = season.criteria.groups.first().criteria.first()
    for agency in world.members(season.bloc):
        pledge = pledges.start(season, agency=agency, by=None)
        pledges.set_target(pledge, first, text="4 đề án", version=0, by=None)
        pledges.hand_in(pledge, by=None)
    pledges.conclude(season, signed_on=clock.today(), by=None)
    seasons.go_on(season, by=None)
    seasons.go_on(season, by=None)
    return Season.objects.get(pk=season.pk)


@kept.once
def sheet_of(season, place=3):
    """The sheet of the member at this place in protocol order (1 is the head, 2 the standing deputy)."""
    return scoring.start(season, agency=world.members(season.bloc)[place - 1], by=None)


def line(sheet, code="I.1"):
    """The line of a criterion, as the database has it now."""
    rows = ScoreLine.objects.filter(sheet=sheet).select_related("criterion__group", "sheet__season")
    return next(row for row in rows if row.criterion.code == code)


def enter(sheet, code="I.1", text="9,5", *, cell="self_points", by=None):
    """Type into one cell, on the version the server holds."""
    row = line(sheet, code)
    return scoring.enter(row, cell=cell, text=text, version=row.version, by=by)


@kept.once
def fill(sheet, *, points="30", codes=("I.1", "II.1")):
    """Give these lines points and evidence; with the criteria of `world.fill` the sheet is complete."""
    for code in codes:
        row = enter(sheet, code, points)
        evidence.add(row, upload=upload(f"{code}.pdf", PDF + code.encode()), by=None)
    return sheet


@kept.once
def submitted(season, place=3):
    """A complete sheet, submitted."""
    return scoring.submit(fill(sheet_of(season, place)), by=None)


def now(sheet):
    """The sheet as the database has it, with all that hangs on it."""
    return ScoreSheet.objects.whole().select_related("season__bloc").get(pk=sheet.pk)


def upload(name="báo cáo.pdf", content=PDF):
    """A file as the browser sends it; the content type it claims is a lie on purpose."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def office(kind=WORD, *, parts=(), contents=None):
    """The bytes of an Office file with these further parts (name, content)."""
    listing = f'<Types><Override ContentType="{kind}.main+xml"/></Types>' if contents is None else contents
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", listing)
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()
