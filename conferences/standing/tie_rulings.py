"""Members that share a place: the conference tells them apart by votes, or keeps them; always with a reason.

What the ladder of the year settles needs no act: it stands with its step in the standing. The points of a
ruling may be judged anew behind it; it then says no more than what was settled at the time (`holds`).
"""

from dataclasses import dataclass

from django.db import transaction

from conferences.holding import hold, refuse_other_phase, refuse_rehearsal
from conferences.models import Conference, TieRuling
from conferences.standing import ranking, tie_polls
from core import clock, records
from core.numbers import points
from core.rules import RuleError
from members import acting
from results import standings, ties

OPEN, KEPT, VOTE = Conference.State.OPEN, TieRuling.How.KEPT, TieRuling.How.VOTE
CHANGED = "Các đơn vị cùng thứ vừa thay đổi. Hãy tải lại trang rồi ghi lại."


@dataclass(frozen=True)
class Told:
    """A ruling as pages and minutes tell it; `holds`: whether the standing still is as it was settled.

    `is_last`: whether nothing was settled of the same place after it, so that it can be taken back.
    """

    ruling: TieRuling
    holds: bool
    is_last: bool = True

    @property
    def names(self):
        """Whom it is about."""
        return ", ".join(member["name"] for member in self.ruling.members)

    @property
    def result(self):
        """What was settled, with votes, in words."""
        if self.ruling.how == KEPT:
            return f"giữ đồng hạng, cùng thứ {self.ruling.rank}"
        votes = sorted(self.ruling.members, key=lambda member: -member["votes"])
        counted = "; ".join(f"{member['name']} {member['votes']} phiếu" for member in votes)
        return f"phân định bằng phiếu: {counted}"

    @property
    def who(self):
        """Who recorded it."""
        return acting.name_of(self.ruling.by)


def of(conference, places):
    """Return what a conference settled, the first place first; `places` are those of the standing now."""
    rows = conference.tie_rulings.select_related("poll", "by__person")
    last = {row.rank: row for row in rows}
    votes = dict(conference.season.tie_votes.values_list("agency", "votes"))
    return [Told(row, _holds(row, places, votes), last[row.rank] == row) for row in rows]


def unsettled(conference, shared):
    """Return the Ties among `shared` (from `ranking`) about which the conference has not settled anything."""
    kept = {frozenset(_keys(row)) for row in conference.tie_rulings.filter(how=KEPT)}
    return [tie for tie in shared if frozenset(tie.agencies) not in kept]


def settle(conference, *, rank, agencies, how, votes=None, poll=None, reason, by):
    """Settle the shared place `rank` of `agencies` (keys) and return the TieRuling.

    `how` is "kept", or "vote" with `votes` (agency's key to number): those of a counted `poll`, or counted by
    hand. Those whom votes told apart from others only are kept on top of that ruling. Raises RuleError unless
    the year-end conference is open, when they share the place no more, when the votes do not tell all apart
    from each other at all, and when it was settled already.
    """
    with transaction.atomic():
        conference = _held(conference)
        tie = tie_polls.tie_at(conference.season, rank)
        if tie is None or set(tie.agencies) != set(agencies):
            raise RuleError(CHANGED)
        if poll is not None:
            votes = dict(tie_polls.counted(conference, tie)).get(poll)
        if how == VOTE:
            if set(votes or ()) != set(tie.agencies):
                raise RuleError("Hãy ghi số phiếu của từng đơn vị cùng thứ.")
            ties.settle(conference.season, votes=votes, basis=reason, by=by)
        named = zip(tie.agencies, tie.names, strict=True)
        members = [
            {"agency": key, "name": name, "votes": votes[key] if how == VOTE else None} for key, name in named
        ]
        facts = {"members": members, "how": how, "poll": poll if how == VOTE else None, "reason": reason}
        ruling = TieRuling(conference=conference, rank=rank, total=tie.total, **facts)
        for stale in conference.tie_rulings.filter(rank=rank):
            if how == KEPT and _left_equal(conference, stale, tie):
                continue
            _refuse_valid(conference, stale)
            records.drop(stale, by=by, act="tie.outdated")
        ruling.at, ruling.by = clock.now(), by
        return records.keep(ruling, by=by, act="tie.settle", reason=reason)


def withdraw(conference, *, rank, reason, by):
    """Take a ruling back, with a reason: its members share the place again, to be settled anew.

    Raises RuleError unless the conference is open and has settled that place.
    """
    with transaction.atomic():
        conference = _held(conference)
        if not reason.strip():
            raise RuleError("Hãy ghi lý do rồi gửi lại.")
        ruling = conference.tie_rulings.filter(rank=rank).last()  # what was kept after a vote goes before it
        if ruling is None:
            raise RuleError("Kết luận này đã được bỏ. Hãy tải lại trang để xem tình hình mới nhất.")
        if ruling.how == VOTE:
            ties.unsettle(conference.season, _keys(ruling), reason=reason, by=by)
        records.drop(ruling, by=by, act="tie.withdraw", reason=reason)


def sentences(conference):
    """Return how every tie of the year was told apart or kept, for the minutes: by whom, why.

    By the ladder, by votes, kept, or shared without a word of the conference.
    """
    season = conference.season
    places = standings.by_place(standings.of(season))
    told = [row for row in of(conference, places) if row.holds]
    voted = {key for row in told if row.ruling.how == VOTE for key in _keys(row.ruling)}
    found = [
        f"{place.name} (thứ {place.rank}) xếp trên đơn vị bằng điểm liền sau vì {place.decided}."
        for place in places
        if place.decided and place.agency_id not in voted
    ]
    found += [_sentence(row) for row in told]
    ladder = [str(step) for step in season.criteria.ladder.all()]
    shared = ranking.share(places, ladder, limits=()).ties
    return found + [
        f"{', '.join(tie.names)} cùng thứ {tie.rank} ({points(tie.total)} điểm); "
        "hội nghị không phân định thêm."
        for tie in unsettled(conference, shared)
    ]


def reminders(conference):
    """Return a sentence for each shared place that the open conference has not settled."""
    return [
        f"Thứ {tie.rank} có {len(tie.names)} đơn vị ({', '.join(tie.names)}) mà hội nghị chưa kết luận: "
        "phân định bằng phiếu hay giữ đồng hạng. Bế mạc rồi thì biên bản ghi là không phân định thêm."
        for tie in unsettled(conference, tie_polls.ties(conference.season))
    ]


def _sentence(row):
    ruling = row.ruling
    poll = f" (cuộc bỏ phiếu “{ruling.poll}”)" if ruling.poll else ""
    return (
        f"Thứ {ruling.rank}, {row.names} bằng điểm ({points(ruling.total)}): {row.result}{poll}. "
        f"Căn cứ, lý do: {ruling.reason.rstrip('.')}."
    )


def _held(conference):
    conference = hold(conference, OPEN)
    refuse_rehearsal(conference)
    if conference.kind != Conference.Kind.YEAREND:
        raise RuleError("Đơn vị cùng thứ được phân định tại hội nghị tổng kết.")
    refuse_other_phase(conference)
    return conference


def _left_equal(conference, ruling, tie):
    """Whether a ruling that holds told the members of `tie` apart from others only, by their votes."""
    return ruling.how == VOTE and set(tie.agencies) < set(_keys(ruling)) and _is_valid(conference, ruling)


def _is_valid(conference, ruling):
    votes = dict(conference.season.tie_votes.values_list("agency", "votes"))
    return _holds(ruling, standings.of(conference.season), votes)


def _refuse_valid(conference, ruling):
    if _is_valid(conference, ruling):
        raise RuleError("Hội nghị đã kết luận về thứ này. Hãy bỏ kết luận đã ghi trước rồi ghi lại.")


def _keys(ruling):
    return [member["agency"] for member in ruling.members]


def _holds(ruling, places, votes):
    keys = _keys(ruling)
    if ruling.how == VOTE:
        totals = {place.totals.total for place in places if place.agency_id in keys and place.totals}
        return totals == {ruling.total} and all(
            votes.get(member["agency"]) == member["votes"] for member in ruling.members
        )
    shared = [place for place in places if place.rank == ruling.rank]
    return sorted(place.agency_id for place in shared) == sorted(keys)
