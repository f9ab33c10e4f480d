"""Places beyond a quota: the head of the year lets a nomination pass, with a reason everybody reads."""

from django.db import transaction

from awards import rounds
from awards.limiting import quotas
from awards.models import Nomination
from core import records
from core.rules import RuleError
from core.text import clean_line


def allow(nomination, *, reason, by):
    """Let an open nomination that stands above its quota pass all the same; return it.

    Raises RuleError without a reason, in a wrong phase, or when it stands within its quota by now.
    """
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.PROPOSING)
        row = Nomination.objects.select_related("season__bloc", "form").get(pk=nomination.pk)
        if not clean_line(reason):
            raise RuleError("Hãy ghi lý do cho vượt hạn mức rồi gửi lại.")
        if not row.is_open:
            raise RuleError(f"Đề nghị này không còn chờ kết quả ({row.state_words.lower()}).")
        if row.pk not in {each.nomination.pk for each in quotas.open_excess(row.season)}:
            raise RuleError("Đề nghị này nằm trong hạn mức, hoặc đã được cho vượt; không cần ghi thêm lý do.")
        return records.change(nomination, over_quota=reason, by=by, act="nomination.allow", reason=reason)
