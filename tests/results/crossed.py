"""A year in appraisal whose members score each other, built through the rules."""

from datetime import timedelta

from blocs.cross_rules import CrossScoring
from core import clock
from results import cross_closing, cross_rounds, cross_scoring
from results.models import CrossAssignment
from tests import kept, world
from tests.results import appraised

USUAL = CrossScoring("all", 2)
NAMES = ("Ban Một", "Ban Hai", "Ban Ba", "Ban Bốn")


@kept.once
def year(rule=USUAL, names=NAMES):
    """A season in appraisal with this rule; every member gave itself 50 for I.1 and 30 for II.1."""
    return appraised.year(names, cross=rule)


def due():
    """A week from today."""
    return clock.today() + timedelta(days=7)


def drawn(season):
    """The round, drawn as a circle in protocol order, whatever the lot would be."""
    return cross_rounds.draw(season, due_on=due(), seed="", by=None)


def assignment(season, scorer, scored):
    """Who scores whom, by their places in protocol order; None where nobody drew it."""
    members = world.members(season.bloc)
    pair = {"scorer": members[scorer - 1], "scored": members[scored - 1]}
    return CrossAssignment.objects.filter(round__season=season, **pair).first()


def mark(given, text="48", *, code="I.1", reason="Thiếu một đề án", version=0, by=None):
    """One mark of a scorer."""
    sheet = given.round.season.sheets.get(agency=given.scored_id)
    line = appraised.line(sheet, code)
    return cross_scoring.mark(given, line, text=text, reason=reason, version=version, by=by)


def handed_in(season, **marks):
    """Hand every assignment in with the self points; `marks`: {"s2t1": points} for I.1 of single ones."""
    for given in CrossAssignment.objects.filter(round__season=season, state="draft").order_by("pk"):
        places = {agency.pk: place for place, agency in enumerate(world.members(season.bloc), 1)}
        key = f"s{places[given.scorer_id]}t{places[given.scored_id]}"
        if key in marks:
            mark(given, text=marks[key])
        cross_scoring.accept_rest(given, by=None)
        cross_scoring.hand_in(given, by=None)


def closed(season, **marks):
    """The whole round, closed."""
    drawn(season)
    handed_in(season, **marks)
    return cross_closing.close(season, by=None)
