"""Posts: given from a date, ended on a date, handed over. Rights begin and end with them by themselves."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from core import clock, records
from core.dates import short
from core.rules import RuleError
from members.models import Person, Post

OFFICER = Post.Kind.COUNCIL_OFFICER
LAST_ONE = "Đây là cán bộ cuối cùng của cơ quan quản lý khối. Hãy giao chức trách này cho người khác trước."


def appoint(person, *, agency, kind, starts_on, by):
    """Give `person` the post `kind` at `agency` from `starts_on`, which may lie ahead.

    Raises RuleError when the person holds or will hold the same post there on a day from then on.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two officers at once take turns
        post = Post(person=person, agency=agency, kind=kind, starts_on=starts_on)
        _refuse_overlap(post)
        return records.keep(post, by=by, act="post.appoint")


def end(post, *, ends_on, by):
    """End a post; `ends_on` is the last day it is held. An end still to come may be set anew.

    Raises RuleError when the post is over already, when it would overlap a later one of the same person,
    or when it is the last council officer's own: somebody must remain who can appoint.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=post.person_id)
        if post.kind == OFFICER and not _somebody_stays(after=ends_on, but={"pk": post.pk}):
            raise RuleError(LAST_ONE)
        now = Post.objects.select_for_update().get(pk=post.pk)
        if now.is_over:
            raise RuleError(f"Chức trách này đã kết thúc ngày {short(now.ends_on)}.")
        now.ends_on = ends_on
        _refuse_overlap(now)
        return records.change(post, ends_on=ends_on, by=by, act="post.end")


def withdraw(post, *, by):
    """Take back a post that has not begun yet. Raises RuleError once it has: then it is ended."""
    with transaction.atomic():
        now = Post.objects.select_for_update().filter(pk=post.pk).first()
        if now and not now.is_ahead:
            raise RuleError(
                f"Chức trách này đã bắt đầu từ ngày {short(now.starts_on)}. "
                "Hãy ghi ngày kết thúc thay cho việc rút."
            )
        records.drop(now or post, by=by, act="post.withdraw")


def hand_over(post, *, successor, last_day, by):
    """End the post on `last_day` and give the same one to `successor` from the day after; return the new one.

    Raises RuleError when the post is over or has not begun, when the successor is its holder or, for the
    last council officer, cannot sign in yet; and whatever `end` and `appoint` refuse.
    """
    if successor.pk == post.person_id:
        raise RuleError("Hãy chọn người khác với người đang giữ chức trách.")
    if last_day < post.starts_on:
        raise RuleError(
            f"Chức trách này bắt đầu ngày {short(post.starts_on)}. Hãy chọn ngày bàn giao từ ngày đó."
        )
    next_day = last_day + timedelta(days=1)
    with transaction.atomic():
        both = Person.objects.select_for_update().filter(pk__in=[post.person_id, successor.pk])
        list(both.order_by("pk"))  # locked in one order, so that two hand-overs cannot wait for each other
        made = appoint(successor, agency=post.agency, kind=post.kind, starts_on=next_day, by=by)
        end(post, ends_on=last_day, by=by)
    return made


def last_who_appoints(person):
    """Say whether nobody could appoint any more if this person could not sign in from today."""
    held = Post.objects.on().filter(person=person, kind=OFFICER)
    yesterday = clock.today() - timedelta(days=1)
    return held.exists() and not _somebody_stays(after=yesterday, but={"person": person})


def _somebody_stays(*, after, but):
    """Whether an officer with an account holds the post after that day, without an end in sight."""
    officers = Post.objects.select_for_update().filter(kind=OFFICER).order_by("pk")
    list(officers)  # locked, so that two officers cannot end each other's post at the same moment
    others = Post.objects.on(after + timedelta(days=1)).filter(kind=OFFICER, ends_on__isnull=True)
    return others.exclude(**but).filter(person__user__is_active=True).exists()


def _refuse_overlap(post):
    """The same person holds one post once at a time; the database refuses it too (migration 0010)."""
    same = Post.objects.filter(person=post.person, agency=post.agency, kind=post.kind).exclude(pk=post.pk)
    later = same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=post.starts_on))
    if post.ends_on:
        later = later.filter(starts_on__lte=post.ends_on)
    if clash := later.order_by("starts_on").first():
        until = f" đến hết {short(clash.ends_on)}" if clash.ends_on else ""
        raise RuleError(
            f"{post.person} đã được giao chức trách này tại cơ quan này từ {short(clash.starts_on)}{until}. "
            "Hãy chọn ngày không trùng, hoặc kết thúc chức trách ấy trước."
        )
