"""Whether enough have come for a conference to begin: a share of its members or delegates.

No law counts heads at the meeting of a bloc: the share comes from the bloc's own working rules (quy chế của
Khối), so it is data of the conference, by default two thirds of the member agencies. Below it the head may
still open, with a reason that the minutes repeat.
"""

from dataclasses import dataclass

from django.db import transaction

from conferences.attending import attendance
from conferences.holding import hold
from conferences.models import Conference, Quorum
from core import records
from core.rules import RuleError

STATES = Conference.State


@dataclass(frozen=True)
class Standing:
    """How many of how many came, and how many must."""

    counted: str  # "units" or "delegates"
    present: int
    total: int
    needed: int

    @property
    def is_reached(self):
        """Whether the conference may begin; nobody on the list is never enough."""
        return self.total > 0 and self.present >= self.needed

    @property
    def missing(self):
        """How many more must come."""
        return max(self.needed - self.present, 0)

    @property
    def noun(self):
        """What is counted, in a word."""
        return "đơn vị" if self.counted == Quorum.Counted.UNITS else "đại biểu"

    @property
    def words(self):
        """The state in one sentence without its full stop."""
        came = f"Có mặt {self.present}/{self.total} {self.noun}"
        if self.is_reached:
            return f"{came}, đủ điều kiện tiến hành (cần {self.needed})"
        return f"{came}, chưa đủ điều kiện tiến hành (cần {self.needed}, còn thiếu {self.missing})"


def needed(total, part, whole):
    """Return how many of `total` must come where `part` of `whole` must: rounded up, at least one."""
    return max(-(-total * part // whole), 1)


def rule_of(conference):
    """Return the Quorum of a conference; the usual one, not kept, where none was set."""
    return getattr(conference, "quorum", None) or Quorum(conference=conference)


def standing(conference, turnout):
    """Return the Standing by the Turnout of `attendance.turnout`."""
    rule = rule_of(conference)
    by_units = rule.counted == Quorum.Counted.UNITS
    present = turnout.units_present if by_units else turnout.delegates_present
    total = turnout.units if by_units else turnout.delegates
    return Standing(rule.counted, present, total, needed(total, rule.part, rule.whole))


def set_rule(conference, *, counted, part, whole, source, by):
    """Set the share that must come and where it is written, until the opening; return the Quorum."""
    with transaction.atomic():
        conference = hold(conference, STATES.PLANNED)
        rule = _locked(conference)
        rule.counted, rule.part, rule.whole, rule.source = counted, part, whole, source
        return records.keep(rule, by=by, act="quorum.set")


def note_opening(conference, *, reason, by):
    """Write down how many are there as the conference opens; called by that act, which holds the conference.

    Raises RuleError below the share without a `reason`.
    """
    found = standing(conference, attendance.turnout(*attendance.roll(conference)))
    if not found.is_reached and not reason.strip():
        raise RuleError(f"{found.words}. Hãy chờ thêm đại biểu, hoặc khai mạc và ghi lý do vào biên bản.")
    rule = _locked(conference)
    rule.present, rule.total = found.present, found.total
    rule.below_reason = "" if found.is_reached else reason
    return records.keep(rule, by=by, act="quorum.opening", reason=rule.below_reason)


def at_opening(conference):
    """Return the sentence of the minutes: what was there at the opening, what was needed, by which rule."""
    rule = Quorum.objects.filter(conference=conference).first()
    if rule is None or rule.present is None:  # opened before this was counted
        rule = rule_of(conference)
        found = standing(conference, attendance.turnout(*attendance.roll(conference)))
    else:
        found = Standing(rule.counted, rule.present, rule.total, needed(rule.total, rule.part, rule.whole))
    share = f"{rule.part}/{rule.whole} {rule.get_counted_display()}, theo {rule.source}"
    why = f" Hội nghị vẫn khai mạc vì: {rule.below_reason.rstrip('.')}." if rule.below_reason else ""
    return f"Khi khai mạc: {found.words[:1].lower()}{found.words[1:]} ({share}).{why}"


def _locked(conference):
    return Quorum.objects.select_for_update().filter(conference=conference).first() or Quorum(
        conference=conference
    )
