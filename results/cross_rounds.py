"""The round of cross-scoring: drawn, assigned by hand, left out of with a reason; who has not handed in."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from blocs import phases, seasons
from blocs.models import Season
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from members import lifetimes
from members.models import SuccessionLink
from results import cross_complete, cross_draw, cross_holds
from results.models import CrossAssignment, CrossMark, CrossRound, ScoreSheet

PHASES = ("scoring", "appraisal")
STATES = CrossAssignment.State
BEGUN = "Đã có đơn vị chấm điểm, từ chối hoặc nộp điểm nên không bốc thăm lại được. Hãy đổi từng phân công."


@dataclass(frozen=True)
class Circle:
    """The members of a year as the draw takes them: agencies in order, and who may not score whom."""

    members: list
    scorers: list
    scored: list
    forbidden: frozenset


def draw(season, *, due_on, by, seed=None):
    """Draw who scores whom, until the end of `due_on`; again until the first mark. Returns the CrossRound.

    Where scorers stay nameless the lot decides, each time by a new secret `seed`; an empty one is the circle.
    Raises RuleError outside the phases of scoring and appraisal, where the rules of the year have no
    cross-scoring, for a day that is past, once somebody has begun, and where nobody may score a sheet.
    """
    with transaction.atomic():
        season, rule = _hold(season)
        refuse_day(due_on)
        found = _open_round(season) or CrossRound(season=season)
        circle = circle_of(season, rule)
        if seed is None:
            seed = "" if rule.named else secrets.token_hex(16)
        drawn = _drawn(circle, rule, found.draws, seed)
        if lacking := [agency for agency, scorers in drawn.items() if not scorers]:
            raise RuleError(
                f"Chưa bốc thăm được: không đơn vị nào chấm được bảng của {_named(season, lacking)}."
            )
        if found.pk:
            _clear(found, by)
        found.due_on, found.draws, found.seed = due_on, found.draws + 1, seed
        records.keep(found, by=by, act="cross.draw")
        pairs = [(scorer, scored) for scored, scorers in drawn.items() for scorer in scorers]
        for scorer, scored in pairs:
            _assign(found, scorer, scored, by)
        return found


def assign(season, *, scorer, scored, by):
    """Have the member `scorer` score the sheet of `scored`, too (ids); the second click changes nothing.

    Raises RuleError for a pair that may not be, ValidationError for oneself.
    """
    with transaction.atomic():
        season, rule = _hold(season)
        found = _open_round(season)
        if found is None:
            raise RuleError("Hãy bốc thăm trước, rồi thêm phân công.")
        circle = circle_of(season, rule)
        if scored not in circle.scored:
            raise RuleError("Bảng của đơn vị này không chấm chéo theo bảng tiêu chí của năm.")
        if scorer not in circle.scorers:
            raise RuleError("Đơn vị chấm phải là thành viên còn hoạt động của năm.")
        if (scorer, scored) in circle.forbidden:
            raise RuleError(
                "Không đơn vị nào chấm bảng của chính mình, của cơ quan trước hay cơ quan sau mình."
            )
        if known := found.assignments.filter(scorer=scorer, scored=scored).first():
            return known
        found.season = season
        cross_complete.refuse_reader(found, scorer)
        return _assign(found, scorer, scored, by)


def take_off(assignment, *, by):
    """Take an assignment back that nobody has begun to score; `leave_out`, with a reason, is for the others.

    So it is where fewer scorers would remain for the sheet than the rules of the year ask for.
    """
    with transaction.atomic():
        row = held(assignment)
        if row.state != STATES.DRAFT or row.marks.filter(points__isnull=False).exists():
            raise RuleError("Đơn vị này đã bắt đầu chấm nên không gỡ phân công được; có thể chọn Không tính.")
        rule = cross_holds.rule_of(row.round.season)
        if spare(row.round, row.scored_id) < 1:
            raise RuleError(
                f"Bảng của {row.scored} sẽ còn ít hơn {rule.scorers} đơn vị chấm. "
                "Hãy thêm đơn vị chấm trước, hoặc chọn Không tính và ghi lý do."
            )
        _drop(row, by)
        cross_complete.stamp(row.round, by=by)


def spare(round_, scored):
    """Return how many scorers of the sheet of `scored` (an id) the rule of the year could do without."""
    counting = round_.assignments.filter(scored=scored, state__in=(STATES.DRAFT, STATES.HANDED_IN))
    return counting.count() - cross_holds.rule_of(round_.season).scorers


def leave_out(assignment, *, reason, by):
    """Do not wait for this scorer, nor count what it gave; the reason enters the history."""
    with transaction.atomic():
        row = move(held(assignment), "leave_out", by=by, reason=clean_block(reason))
        cross_complete.stamp(row.round, by=by)
        return row


def resume(assignment, *, by):
    """Let a scorer that was left out, or had abstained, score after all; not the head that has read all."""
    with transaction.atomic():
        row = held(assignment)
        cross_complete.refuse_reader(row.round, row.scorer_id)
        return move(row, "resume", by=by, reason="")


def postpone(season, *, due_on, by):
    """Move the day until which marks are given."""
    with transaction.atomic():
        season, _ = _hold(season)
        refuse_day(due_on)
        found = _open_round(season)
        if found is None:
            raise RuleError("Hãy bốc thăm trước.")
        return records.change(found, due_on=due_on, by=by, act="cross.postpone")


def circle_of(season, rule):
    """Return the Circle of a year. Five queries whatever the number of members."""
    members = [member.agency_id for member in seasons.members_of(season)]
    ends = lifetimes.ends_of(members)
    gone = {agency for agency, end in ends.items() if end.is_past and end.heir_id is None}
    scorers = [agency for agency in members if agency not in gone]
    return Circle(members, scorers, cross_holds.covered(season, rule, members), kin(members))


def kin(members):
    """Return the pairs of `members` that may not score each other, in both orders, oneself too.

    Those of which one has come from the other, at once or in turn, and those whose work one agency does
    today: its staff would judge what is its own.
    """
    links = SuccessionLink.objects.in_force().filter(successor__isnull=False)
    later = {}
    for before, after in links.values_list("predecessor", "successor"):
        later.setdefault(before, set()).add(after)
    holders = lifetimes.holders_of(members)
    reach = {agency: _onwards(agency, later) for agency in members}
    return frozenset(
        (one, other)
        for one in members
        for other in members
        if one == other or other in reach[one] or one in reach[other] or holders[one] == holders[other]
    )


def held(assignment):
    """Return the assignment under its lock, refused when it is gone or the round is closed.

    Locked are the sheet, the round, the assignment, in this order, as wherever several of them are held.
    """
    of_season = {"season__cross_round": assignment.round_id, "agency": assignment.scored_id}
    list(ScoreSheet.objects.select_for_update(of=("self",)).filter(**of_season))
    rounds = CrossRound.objects.select_for_update(of=("self",))
    round_ = rounds.select_related("season__bloc", "season__criteria__cross").get(pk=assignment.round_id)
    rows = CrossAssignment.objects.select_for_update(of=("self",)).select_related("scorer", "scored")
    row = rows.filter(pk=assignment.pk).first()
    if row is None:
        raise RuleError("Phân công chấm chéo vừa được đổi. Hãy tải lại trang để xem phân công mới.")
    row.round = round_
    if not row.round.is_open:
        raise RuleError("Đã khép chấm chéo nên không chấm, nộp hay đổi được nữa.")
    return row


def _drawn(circle, rule, turn, seed):
    """{scored member: its scorers} of a Circle."""
    facts = {"scored": circle.scored, "count": rule.scorers, "forbidden": circle.forbidden}
    return cross_draw.draw(circle.members, scorers=circle.scorers, turn=turn, seed=seed, **facts)


def _hold(season):
    season = (
        Season.objects.select_for_update(of=("self",)).select_related("bloc", "criteria").get(pk=season.pk)
    )
    if season.phase not in PHASES:
        raise RuleError(
            f"Chấm chéo làm ở bước Tự chấm, Thẩm định; năm này đang ở bước {phases.label(season.phase)}."
        )
    rule = cross_holds.rule_of(season)
    if rule is None:
        raise RuleError(f"Bảng tiêu chí {season.named} không đặt chấm chéo.")
    return season, rule


def _open_round(season):
    found = CrossRound.objects.select_for_update().filter(season=season).first()
    if found and not found.is_open:
        raise RuleError("Đã khép chấm chéo nên không đổi phân công được nữa.")
    return found


def _clear(found, by):
    """Take all assignments away for a new draw; refused once somebody has begun."""
    rows = list(CrossAssignment.objects.select_for_update().filter(round=found).order_by("pk"))
    begun = CrossMark.objects.filter(assignment__round=found, points__isnull=False).exists()
    if begun or any(row.state != STATES.DRAFT for row in rows):
        raise RuleError(BEGUN)
    for row in rows:
        _drop(row, by)


def _drop(row, by):
    CrossMark.objects.filter(assignment=row).delete()  # emptied again: what stood there is in the history
    records.drop(row, by=by, act="cross.take_off")


def _assign(found, scorer, scored, by):
    row = CrossAssignment(round=found, scorer_id=scorer, scored_id=scored)
    return records.keep(row, by=by, act="cross.assign")


def refuse_day(due_on):
    """Refuse a day that is past as the last one for marks. Raises RuleError."""
    if due_on < clock.today():
        raise RuleError(f"Ngày {short(due_on)} đã qua. Hãy chọn từ hôm nay trở đi.")


def _onwards(agency, later):
    found, open_ = set(), [agency]
    while open_:
        for after in later.get(open_.pop(), ()):
            if after not in found:
                found.add(after)
                open_.append(after)
    return found


def _named(season, agencies):
    names = {member.agency_id: member.name for member in seasons.members_of(season)}
    return ", ".join(names[agency] for agency in agencies)
