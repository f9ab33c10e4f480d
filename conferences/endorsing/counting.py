"""By which rule a conference counts its votes, and how many there are to count them of."""

from blocs import ballots, outline
from conferences.attending import attendance
from conferences.reckoning import ballot_papers, poll_rules
from core.rules import RuleError

NO_SHARE = (
    "Xếp thứ tự không cho biết bao nhiêu phiếu đồng ý với từng trường hợp, nên kết quả không tự ghi vào danh "
    "sách thông qua và không điền sẵn khi ghi kết quả bầu. Hãy bỏ phiếu đồng ý cho các trường hợp được lấy."
)


def rule_of(season):
    """Return the Ballot of the year's rules, or what is usual where they say nothing."""
    return outline.ballot_of(season.criteria) or ballots.USUAL


def base_of(conference, rule):
    """Return of how many the votes are counted, by the roll as it is; None for valid ballots (typed)."""
    told = attendance.turnout(*attendance.roll(conference))
    return {
        (ballots.UNITS, ballots.ALL): told.units,
        (ballots.UNITS, ballots.PRESENT): told.units_present,
        (ballots.DELEGATES, ballots.ALL): told.delegates,
        (ballots.DELEGATES, ballots.PRESENT): told.delegates_present,
    }.get((rule.roll, rule.base))


def refuse_other_base(conference, rule, base):
    """Refuse another number than all member units where the rules count those who are absent too."""
    if (rule.roll, rule.base) != (ballots.UNITS, ballots.ALL):
        return
    if base != (every := base_of(conference, rule)):
        raise RuleError(
            f"Quy định của năm tính trên cả {every} đơn vị thành viên, kể cả vắng mặt. Hãy ghi {every}."
        )


def difference(poll):
    """Return how the rules of a poll differ from those of its year, in sentences; empty when they do not.

    Asked of polls on an award or a post only: what they carry goes on as the year's rules say.
    """
    if not (poll.award_id or poll.post):
        return ""
    if poll.kind == ballot_papers.RANK:
        return NO_SHARE
    rule = rule_of(poll.conference.season)
    if (poll.roll, poll.base, poll.percent, poll.above) == (rule.roll, rule.base, rule.percent, rule.above):
        return ""
    return (
        f"Thể lệ này khác quy định của năm. Quy định của năm: {rule.words} "
        f"Cuộc bỏ phiếu này: {poll_rules.words(poll.rules)} Vì vậy kết quả không tự ghi vào danh sách "
        "thông qua và không điền sẵn khi ghi kết quả bầu."
    )
