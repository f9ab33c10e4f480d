"""A form that ends and no version follows: from when, by which text, what goes on; a slip is undone."""

from django.db import transaction
from django.db.models import Q

from awards.cataloguing import versions
from awards.models import EligibilityRule
from core import records
from core.dates import short
from core.rules import RuleError


def end(form, *, last_day, ended_by, by):
    """Let the last version of a form hold until the end of `last_day` by the text `ended_by`.

    Raises RuleError unless it is the last version and has no end yet, ValidationError for a day before its
    first one.
    """
    with transaction.atomic():
        row = versions.locked_last(form)
        if row.valid_to:
            raise RuleError(f"{row.name} đã ghi áp dụng đến hết {short(row.valid_to)}. Hãy tải lại trang.")
        facts = {"valid_to": last_day, "ended_by": ended_by}
        return records.change(form, **facts, by=by, act="award_form.cease", reason=ended_by)


def lift(form, *, by):
    """Take back an end that was entered in error: the form holds on. Raises RuleError when there is none."""
    with transaction.atomic():
        row = versions.locked_last(form)
        if not row.ended_by:
            raise RuleError(f"{row.name} không có ngày hết áp dụng để bỏ. Hãy tải lại trang.")
        return records.change(form, valid_to=None, ended_by="", by=by, act="award_form.hold_on_again")


def told(form):
    """Return, in sentences, what goes on and what no longer does the day after the form ends."""
    found = [
        "Năm thi đua chốt danh sách sau ngày ấy không nhận đề nghị mới, hạn mức mới của hình thức này.",
        "Đề nghị đã ghi vẫn được xét, trình, ra quyết định theo bản này; hạn mức đã ghi vẫn tính.",
    ]
    if used := versions.uses(form):
        found[1] += f" Hiện có {', '.join(used)}."
    if count := _rules_on(form.code):
        found.append(f"{count} điều kiện khác hỏi hình thức này: lần đã được tặng vẫn tính như trước.")
    return found


def sentence(form):
    """Return that the form ended (or will) and by which text; empty while it goes on or a version follows."""
    if form.valid_to is None or versions.next_of(form):
        return ""
    by = f" theo {form.ended_by}" if form.ended_by else ""
    return f"Áp dụng đến hết {short(form.valid_to)}{by}; không có bản thay thế."


def _rules_on(code):
    """How many rules of any time ask for an earlier award of this form."""
    asked = Q(title=code) | Q(earlier=code)
    return EligibilityRule.objects.filter(asked).count()
