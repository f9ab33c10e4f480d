"""Quotas and nominations of a concluded year, built through the rules."""

from datetime import date

from awards.limiting import quotas
from awards.models import AwardForm
from awards.nominating import nominations
from conferences.standing import ranking
from core import clock
from tests import kept, world

from . import reported

FLAG, MERIT = "government-flag", "pm-merit"


def form(season, code):
    """A form of the catalogue as it holds for the season."""
    return AwardForm.objects.on(season.standing_on).get(code=code)


@kept.once
def limit(season, code=FLAG, total=1, *, recipient="agency", per_member=None):
    """Set a quota for member agencies."""
    facts = {"total": total, "per_member": per_member, "source": "Công văn 12, ngày 02/10/2023"}
    return quotas.set_quota(season, form(season, code), recipient, **facts, by=None)


def of(season, honours=()):
    """The ranking with all quotas of the year."""
    return ranking.of(season, limits=quotas.meters(season), honours=honours)


@kept.once
def propose(season, place=1, code=FLAG, **facts):
    """Put the member at this place in protocol order forward."""
    agency = world.members(season.bloc)[place - 1]
    with clock.at(reported.TODAY):
        return nominations.propose(
            season,
            form=form(season, code),
            agency=agency,
            ground="merit",
            achievement="Hoàn thành 4 đề án.",
            achieved_from=date(2023, 1, 1),
            achieved_to=date(2023, 12, 31),
            by=None,
            **facts,
        )
