"""The people of an agency or collective in figures of a year: what shares of titles are counted on."""

from django.db import transaction

from awards import rounds
from awards.models import Workforce
from blocs import seasons
from core import records
from core.rules import RuleError


def set_figures(season, agency, *, collective=None, people, women, completed, advanced, fighters, source, by):
    """Keep the figures of `agency`, or of its `collective`, for the year, in numbers of persons; return them.

    Raises RuleError when the year is closed or the agency no member, ValidationError when a part is greater
    than the whole.
    """
    facts = {
        "people": people,
        "women": women,
        "completed": completed,
        "advanced": advanced,
        "fighters": fighters,
        "source": source,
    }
    with transaction.atomic():
        rounds.hold(season, rounds.NOT_CLOSED)
        _refuse_stranger(season, agency, collective)
        found = Workforce.objects.filter(season=season, agency=agency, collective=collective).first()
        if found:
            return records.change(found, **facts, by=by, act="workforce.change")
        row = Workforce(season=season, agency=agency, collective=collective, **facts)
        return records.keep(row, by=by, act="workforce.set")


def _refuse_stranger(season, agency, collective):
    if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
        raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")
    if collective is not None and collective.agency_id != agency.pk:
        raise RuleError(f"{collective} không thuộc {agency}. Hãy chọn lại tập thể.")
