"""A nomination goes on though it misses a binding rule: somebody with the right to do so says why."""

from django.db import transaction

from awards import rounds
from awards.models import EligibilityWaiver
from awards.qualifying import eligibility
from core import clock, records
from core.rules import RuleError
from core.text import clean_line


def waive(nomination, *, rule, reason, by):
    """Let `nomination` pass by `rule` (an EligibilityRule) for a reason that its page keeps; return it.

    Raises RuleError when the rule does not stand in its way, when no reason is given or the year is closed.
    """
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.NOT_CLOSED)
        if not clean_line(reason):
            raise RuleError("Hãy ghi lý do cho phép rồi gửi lại.")
        kept = [found.rule.pk for found in eligibility.may_be_waived(nomination)]
        if not nomination.is_open or rule.pk not in kept:
            raise RuleError("Điều kiện này không còn ngăn đề nghị. Hãy tải lại trang để xem lại.")
        row = EligibilityWaiver(nomination=nomination, rule=rule, reason=reason, at=clock.now(), by=by)
        return records.keep(row, by=by, act="waiver.grant", reason=clean_line(reason))
