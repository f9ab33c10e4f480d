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


def settle(season, *, votes, basis, by):
    """Tell the members of one shared place apart by `votes` (agency's key to number); write the standing.

    Also where the ladder of the year does not ask for votes: they then come after its steps. `basis` is why,
    kept with every row. Raises RuleError outside the conference, without a basis, and unless the votes are of
    exactly the members of a shared place and differ.
    """
    with transaction.atomic():
        season = _meeting(season)
        if not basis.strip():
            raise RuleError("Hãy ghi căn cứ của việc phân định rồi gửi lại.")
        if set(votes) not in _shared(standings.of(season)):
            raise RuleError("Các đơn vị cùng thứ vừa thay đổi. Hãy tải lại trang rồi ghi lại.")
        if len(set(votes.values())) == 1:
            raise RuleError(
                "Số phiếu bằng nhau nên không phân định được. Hãy bỏ phiếu lại, hoặc giữ đồng hạng."
            )
        if season.tie_votes.filter(agency__in=votes).exists():
            raise RuleError("Các đơn vị này đã có phiếu phân định. Hãy bỏ số phiếu đã ghi trước.")
        for agency, count in votes.items():
            row = TieVote(season=season, agency_id=agency, votes=count)
            records.keep(row, by=by, act="standing.vote", reason=basis)
        standings.write(season, by=by)


def unsettle(season, agencies, *, reason, by):
    """Take the votes of `agencies` (keys) back; they share their place again. Raises RuleError as above."""
    with transaction.atomic():
        season = _meeting(season)
        for row in season.tie_votes.filter(agency__in=agencies):
            records.drop(row, by=by, act="standing.withdraw_vote", reason=reason)
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


def _shared(places):
    """The members (keys) of each shared place."""
    found = {}
    for place in places:
        if place.shared:
            found.setdefault(place.rank, set()).add(place.agency_id)
    return list(found.values())


def _meeting(season):
    """The season under its lock, refused outside the conference."""
    season = Season.objects.select_for_update().get(pk=season.pk)
    if season.phase != VOTES_IN:
        raise RuleError(
            f"Phiếu phân định ghi ở bước {phases.label(VOTES_IN)}; "
            f"năm này đang ở bước {season.get_phase_display()}."
        )
    return season
