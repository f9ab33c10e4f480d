"""The election of next year's lead: recorded once, and with it the terms of next year are written.

Until the conference is closed with its minutes, a slip is corrected by an act of its own; after that, only
the managing body appoints another lead.
"""

from dataclasses import dataclass

from django.db import transaction

from blocs import ballots, leadership, rotation, seasons
from blocs.models import Season, Span, Term
from conferences.attending import delegates
from conferences.endorsing import counting, majority
from conferences.holding import hold, refuse_other_phase, refuse_rehearsal
from conferences.models import Conference, Election, ElectionLine
from core import clock, records
from core.rules import RuleError
from members.models.agencies import names_on

KINDS, STATES, PLACES = Conference.Kind, Conference.State, Term.Place
CORRECT = "election.correct"


@dataclass(frozen=True)
class Effect:
    """What recording the election will do, told before it is done."""

    year: int
    opens: bool  # the year is opened by the same act
    replaces: list  # terms of that year that end


def candidates(season):
    """Return the members of the year after `season`, in protocol order, named on that year's standing day."""
    return delegates.members(season, _standing_day(season))


def in_turn(season):
    """Return the membership whose turn it is to head the year after `season`; None where a vote decides."""
    return rotation.preset(season.bloc, season.year + 1, _standing_day(season))


def effect(conference):
    """Return the Effect of recording an election now."""
    following = _following(conference.season)
    terms = list(following.terms.named(following.standing_on)) if following else []
    return Effect(year=conference.season.year + 1, opens=following is None, replaces=terms)


def refuse_impossible(conference, places, below_reason=""):
    """Raise RuleError for places that cannot be recorded: no head, twice the same, votes above their base.

    Votes below what the rules of the year ask for need a written reason: a second ballot, a plurality that
    the rules of the bloc allow.
    """
    posts, bloc = [post for post, *_ in places], conference.season.bloc
    if posts.count(PLACES.HEAD) != 1 or posts.count(PLACES.STANDING_DEPUTY) > 1:
        raise RuleError(
            f"Hãy chọn một đơn vị {bloc.head_label} và nhiều nhất một đơn vị {bloc.standing_deputy_label}."
        )
    if len({agency.pk for _, agency, *_ in places}) < len(places):
        raise RuleError(
            f"Một đơn vị chỉ giữ một vị trí lãnh đạo {bloc.word} trong năm. Hãy chọn các đơn vị khác nhau."
        )
    rule, members = counting.rule_of(conference.season), {row.pk for row in candidates(conference.season)}
    for _, agency, votes, base in places:
        if agency.pk not in members:
            raise RuleError(
                f"{agency} không phải thành viên của {bloc.word} trong năm {conference.season.year + 1}."
            )
        if votes is not None and base is None:
            raise RuleError(f"Hãy ghi số {rule.counted}: số phiếu được tính trên số đó.")
        if votes is not None and votes > base:
            raise RuleError(f"{agency}: số phiếu không thể nhiều hơn số {rule.counted}.")
    for base in {base for *_, votes, base in places if votes is not None}:
        counting.refuse_other_base(conference, rule, base)
    if (weak := below(rule, places)) and not below_reason.strip():
        agency, sentence = weak[0]
        raise RuleError(
            f"{agency}: {sentence}. Hãy kiểm tra số phiếu, hoặc ghi vì sao hội nghị vẫn công nhận."
        )


def below(rule, places):
    """Return (agency, what it got and what is needed, in words) of the places whose votes do not carry."""
    return [
        (agency, majority.below_in_words(rule, votes, base))
        for _, agency, votes, base in places
        if votes is not None and not ballots.carried(rule, votes, base)
    ]


def record(conference, *, places, below_reason="", by):
    """Record who was elected, open next year when it is not open, and write its terms; return the Election.

    `places` lists (post, agency, votes, base) in their order; votes and base are None where hands were
    shown. Raises RuleError unless the year-end conference is open and no election is recorded yet.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN)
        _refuse(conference)
        refuse_impossible(conference, places, below_reason)
        following = _open_following(conference.season, by)
        election = Election(conference=conference, year=following.year)
        election.below_reason = _needed(conference, places, below_reason)
        election.recorded_at, election.recorded_by = clock.now(), by
        records.keep(election, by=by, act="election.record")
        _write(election, places, by)
        leadership.appoint(following, **_by_post(places), by=by)
        return election


def correct(conference, *, places, reason, below_reason="", by):
    """Write a recorded election and the terms of next year anew, with a reason; return the Election.

    Raises RuleError unless the conference is open and has recorded one, and as `refuse_needless` does.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.OPEN)
        refuse_needless(conference, places, reason, below_reason)
        refuse_other_phase(conference)
        following = _open_following(conference.season, by)
        election = records.change(
            conference.election,
            recorded_at=clock.now(),
            recorded_by=by,
            below_reason=_needed(conference, places, below_reason),
            by=by,
            act=CORRECT,
            reason=reason,
        )
        for line in election.lines.all():
            records.drop(line, by=by, act="election.strike")
        _write(election, places, by)
        leadership.appoint(following, **_by_post(places), by=by)
        return election


def refuse_needless(conference, places, reason, below_reason=""):
    """Raise RuleError for a correction without reason or change, or to places that cannot be recorded."""
    if not hasattr(conference, "election"):
        raise RuleError("Hội nghị chưa ghi kết quả bầu. Hãy ghi kết quả trước.")
    if not reason.strip():
        raise RuleError("Hãy ghi lý do sửa kết quả bầu rồi gửi lại.")
    refuse_impossible(conference, places, below_reason)
    held = [
        (line.post, line.agency_id, line.votes, line.votes_base) for line in conference.election.lines.all()
    ]
    if held == [(post, agency.pk, votes, _base(votes, base)) for post, agency, votes, base in places]:
        raise RuleError("Kết quả vừa nhập giống kết quả đã ghi. Hãy sửa đơn vị hoặc số phiếu rồi gửi lại.")


def lines_of(election):
    """Return the lines of an election, each with `name` (its agency), `label` and `result` in words."""
    season = election.conference.season
    found = list(election.lines.annotate(**names_on(_standing_day(season), "agency")))
    for line in found:
        line.label = getattr(season.bloc, f"{line.post}_label")
        line.result = majority.result_in_words(line.votes, line.votes_base)
    return found


def _write(election, places, by):
    for rank, (post, agency, votes, base) in enumerate(places, 1):
        line = ElectionLine(election=election, rank=rank, post=post, agency=agency)
        line.votes, line.votes_base = votes, _base(votes, base)
        records.keep(line, by=by, act="election.line")


def _needed(conference, places, below_reason):
    """The reason where votes did not carry; nothing where they did."""
    return below_reason if below(counting.rule_of(conference.season), places) else ""


def _base(votes, base):
    """Where hands were shown, nothing was counted on any base."""
    return None if votes is None else base


def _refuse(conference):
    refuse_rehearsal(conference)
    if conference.kind != KINDS.YEAREND:
        raise RuleError(f"Lãnh đạo {conference.season.bloc.word} năm sau được bầu tại hội nghị tổng kết.")
    if Election.objects.filter(conference=conference).exists():
        raise RuleError("Kết quả bầu đã được ghi; hãy tải lại trang để xem.")
    refuse_other_phase(conference)


def _open_following(season, by):
    following = _following(season)
    if following is None:
        return seasons.open_season(season.bloc, year=season.year + 1, by=by)
    if following.is_closed:
        raise RuleError(f"Năm {following.year} đã khép lại, không ghi lãnh đạo {season.bloc.word} được nữa.")
    return following


def _following(season):
    rows = Season.objects.filter(bloc=season.bloc_id, year=season.year + 1)
    return rows.select_related("bloc").first()


def _standing_day(season):
    following = _following(season)
    return following.standing_on if following else Span(season.bloc.span).last_day(season.year + 1)


def _by_post(places):
    chosen = {post: [agency for held, agency, *_ in places if held == post] for post in PLACES}
    return {
        "head": chosen[PLACES.HEAD][0],
        "standing_deputy": next(iter(chosen[PLACES.STANDING_DEPUTY]), None),
        "deputies": chosen[PLACES.DEPUTY],
    }
