"""Posts: given from a date, ended on a date. Rights begin and end with them by themselves."""

from datetime import timedelta

from django.db import transaction

from core import records
from core.dates import short
from core.rules import RuleError
from members.models import Post

OFFICER = Post.Kind.COUNCIL_OFFICER


def appoint(person, *, agency, kind, starts_on, by):
    """Give `person` the post `kind` at `agency` from `starts_on`."""
    post = Post(person=person, agency=agency, kind=kind, starts_on=starts_on)
    return records.keep(post, by=by, act="post.appoint")


def end(post, *, ends_on, by):
    """End a post; `ends_on` is the last day it is held. An end still to come may be set anew.

    Raises RuleError when the post is over already, or when it is the last council officer's own:
    somebody must remain who can appoint.
    """
    with transaction.atomic():
        if post.kind == OFFICER and not _somebody_stays(post, after=ends_on):
            raise RuleError(
                "Đây là cán bộ cuối cùng của cơ quan quản lý khối. "
                "Hãy giao chức trách này cho người khác trước."
            )
        now = Post.objects.select_for_update().get(pk=post.pk)
        if now.is_over:
            raise RuleError(f"Chức trách này đã kết thúc ngày {short(now.ends_on)}.")
        return records.change(post, ends_on=ends_on, by=by, act="post.end")


def _somebody_stays(post, *, after):
    """Whether another officer with an account holds the post after that day, without an end in sight."""
    officers = Post.objects.select_for_update().filter(kind=OFFICER).order_by("pk")
    list(officers)  # locked, so that two officers cannot end each other's post at the same moment
    others = Post.objects.on(after + timedelta(days=1)).filter(kind=OFFICER, ends_on__isnull=True)
    return others.exclude(pk=post.pk).filter(person__user__is_active=True).exists()
