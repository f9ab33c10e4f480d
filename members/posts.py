"""Posts: given from a date, ended on a date. Rights begin and end with them by themselves."""

from core import records
from core.rules import RuleError
from members.models import Post


def appoint(person, *, agency, kind, starts_on, by):
    """Give `person` the post `kind` at `agency` from `starts_on`."""
    post = Post(person=person, agency=agency, kind=kind, starts_on=starts_on)
    return records.keep(post, by=by, act="post.appoint")


def end(post, *, ends_on, by):
    """End a post; `ends_on` is the last day it is held.

    Raises RuleError when it has ended already, or when it is the last council officer's own post:
    somebody must remain who can appoint.
    """
    if post.ends_on:
        raise RuleError(f"Chức trách này đã kết thúc ngày {post.ends_on:%d/%m/%Y}.")
    if post.kind == Post.Kind.COUNCIL_OFFICER and not _other_officer(post):
        raise RuleError(
            "Đây là cán bộ cuối cùng của cơ quan quản lý khối. Hãy giao chức trách này cho người khác trước."
        )
    post.ends_on = ends_on
    return records.keep(post, by=by, act="post.end")


def _other_officer(post):
    others = Post.objects.on().filter(kind=Post.Kind.COUNCIL_OFFICER, person__user__is_active=True)
    return others.exclude(pk=post.pk).exists()
