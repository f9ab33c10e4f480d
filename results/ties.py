"""Votes that tell members with the same total apart, where the year's ladder asks for them."""

from django.db import transaction

from blocs import phases
from blocs.models import Season, TieStep
from core import records
from core.rules import RuleError
from results import standings
from results.models import TieVote

VOTES_IN = "conference"  # the phase in which the members meet


def waiting(places):
    """Return the Places that share theirs because the vote is still to come."""
    vote = TieStep.Kind.VOTE.label.lower()
    return [place for place in places if place.waits == vote]


def record_votes(season, *, votes, by):
    """Record how many votes each member got (agency's key to number) and write the standing anew.

    All members of a tie are told apart at once. Raises RuleError outside the conference, and unless the
    votes are of exactly the members that wait for them.
    """
    with transaction.atomic():
        season = _meeting(season)
        expected = {place.agency_id for place in waiting(standings.of(season))}
        if not expected or set(votes) != expected:
            raise RuleError("Các đơn vị chờ phân định vừa thay đổi. Hãy tải lại trang rồi ghi lại số phiếu.")
        for agency, count in votes.items():
            row = TieVote(season=season, agency_id=agency, votes=count)
            records.keep(row, by=by, act="standing.vote")
        standings.write(season, by=by)


def take_back(season, *, by):
    """Take the recorded votes back to record them anew; the members share their place again.

    Raises RuleError outside the conference and when none are recorded.
    """
    with transaction.atomic():
        season = _meeting(season)
        if not season.tie_votes.exists():
            raise RuleError("Chưa ghi số phiếu nào.")
        withdraw(season, by=by)
        standings.write(season, by=by)


def withdraw(season, *, by):
    """Drop the recorded votes: the points behind them are judged anew, or they were recorded wrongly."""
    for row in season.tie_votes.all():
        records.drop(row, by=by, act="standing.withdraw_vote")


def _meeting(season):
    """The season under its lock, refused outside the conference."""
    season = (
        Season.objects.select_for_update(of=("self",)).select_related("criteria", "bloc").get(pk=season.pk)
    )
    if season.phase != VOTES_IN:
        raise RuleError(
            f"Phiếu phân định ghi ở bước {phases.label(VOTES_IN)}; "
            f"năm này đang ở bước {season.get_phase_display()}."
        )
    return season
