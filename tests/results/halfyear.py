"""A year in its first half, with a signed pledge, and the half-year reports of its members."""

from blocs.models import Criterion, Season
from core import clock
from results import midyear, pledges, sections
from results.models import Target
from tests import kept, world


@kept.once
def running():
    """A year whose three members signed a pledge of one target: 4 đề án."""
    season = world.pledging()
    criterion = Criterion.objects.filter(group__table__season=season).first()
    for agency in world.members(season.bloc):
        pledge = world.pledged(season, agency)
        pledges.take_back(pledge, by=None)
        facts = {"version": 1, "by": None}
        version = pledges.set_detail(pledge, criterion, cell="number", text="4", **facts)
        pledges.set_detail(pledge, criterion, cell="unit", text="đề án", **facts | {"version": version})
        pledges.hand_in(pledge, by=None)
    pledges.conclude(season, signed_on=clock.today(), by=None)
    return Season.objects.get(pk=season.pk)


def begun(season, place=3):
    """The report of the member at this place in protocol order."""
    return midyear.start(season, agency=world.members(season.bloc)[place - 1], by=None)


def target_of(report):
    """The only target of the member."""
    return Target.objects.select_related("criterion__group").get(pledge__agency=report.agency_id)


def enter(report, cell="done", text="2", version=0):
    """Type into one cell of the target's progress."""
    return midyear.enter(report, target_of(report), cell=cell, text=text, version=version, by=None)


def write(report, key="strengths", words="Đã xong 2 đề án.", version=1):
    """Write one part."""
    text = report.texts.select_related("report").get(key=key)
    return midyear.write(text, words=words, version=version, by=None)


def whole(report):
    """Fill everything that must be filled."""
    enter(report)
    for part in sections.PARTS:
        if not part.optional:
            write(report, part.key, f"{part.label}: đã làm.")
    return report
