"""By which rule a conference counts its votes, and how many there are to count them of."""

from blocs import ballots, outline
from conferences import attendance
from core.rules import RuleError


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
