"""Posts: given from a date, ended on a date. Rights begin and end with them by themselves."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from core import records
from core.dates import short
from core.models import Entry
from core.rules import RuleError
from members import lifetimes
from members.models import Post

OFFICER = Post.Kind.COUNCIL_OFFICER
DAY = timedelta(days=1)
LAST_OFFICER = (
    "Đây là cán bộ cuối cùng của cơ quan quản lý khối. Hãy giao chức trách này cho người khác trước."
)


def appoint(person, *, agency, kind, starts_on, by):
    """Give `person` the post `kind` at `agency` from `starts_on`.

    Raises RuleError when the agency is no longer there on that day.
    """
    lifetimes.refuse_ended(agency, starts_on)
    post = Post(person=person, agency=agency, kind=kind, starts_on=starts_on)
    return records.keep(post, by=by, act="post.appoint")


def end(post, *, ends_on, by):
    """End a post; `ends_on` is the last day it is held. An end still to come may be set anew.

    Raises RuleError when the post is over already, or when it is the last council officer's own:
    somebody must remain who can appoint.
    """
    with transaction.atomic():
        if post.kind == OFFICER and not _somebody_stays(post, after=ends_on):
            raise RuleError(LAST_OFFICER)
        now = Post.objects.select_for_update().get(pk=post.pk)
        if now.is_over:
            raise RuleError(f"Chức trách này đã kết thúc ngày {short(now.ends_on)}.")
        return records.change(post, ends_on=ends_on, by=by, act="post.end")


def pass_on(agency, *, to, on, by):
    """From the day `on` let the staff of `agency` hold their posts at `to`, which takes its work over.

    Who holds the same post there already keeps that one. The former post ends the day before.
    """
    for post in _held_from(agency, on):
        there = _same_at(to, post)
        if post.starts_on >= on:
            if not there:
                records.change(post, agency=to, by=by, act="post.pass")
            continue
        if not there:
            moved = Post(person=post.person, agency=to, kind=post.kind, starts_on=on, ends_on=post.ends_on)
            records.keep(moved, by=by, act="post.take_over")
        records.change(post, ends_on=on - DAY, by=by, act="post.pass")


def end_all(agency, *, on, by):
    """End every post of an agency that nobody takes over; the day before `on` is its last.

    Raises RuleError when no council officer would remain, or a post begins only later.
    """
    for post in _held_from(agency, on):
        if post.starts_on >= on:
            raise RuleError(
                f"{post.person} giữ chức trách tại {agency} từ ngày {short(post.starts_on)}, sau khi cơ quan "
                "kết thúc. Hãy kết thúc chức trách đó trước."
            )
        if post.kind == OFFICER and not _somebody_stays(post, after=on - DAY):
            raise RuleError(LAST_OFFICER)
        records.change(post, ends_on=on - DAY, by=by, act="post.pass")


def give_back(agency, *, frm, on, by):
    """Undo `pass_on` (or, with `frm` None, `end_all`) of the day `on`: the history knows what it changed."""
    for post in Post.objects.select_for_update().filter(agency__in=[agency, frm] if frm else [agency]):
        passed = Entry.objects.about(post).filter(act="post.pass").first()
        if passed is None:
            continue
        if post.agency_id == agency.pk and post.ends_on == on - DAY:
            _reopen(post, passed, frm, on, by)
        elif passed.before.get("agency_id") == agency.pk:
            records.change(post, agency=agency, by=by, act="post.give_back")


def _reopen(post, passed, frm, on, by):
    """Give a post the end it had; when it went on elsewhere, the end that it got there."""
    before = passed.before.get("ends_on")
    ends_on = date.fromisoformat(before) if before else None
    same = Post.objects.filter(agency=frm, person=post.person_id, kind=post.kind, starts_on=on)
    for moved in same if frm else ():
        if Entry.objects.about(moved).filter(act="post.take_over").exists():
            ends_on = moved.ends_on
            records.drop(moved, by=by, act="post.give_back")
    records.change(post, ends_on=ends_on, by=by, act="post.give_back")


def _held_from(agency, day):
    """The posts of an agency that are held on `day` or later, locked."""
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return Post.objects.select_for_update(of=("self",)).filter(still, agency=agency).select_related("person")


def _same_at(agency, post):
    """Whether the person holds the same post at `agency` at least as long."""
    longer = Q(ends_on__isnull=True)
    if post.ends_on is not None:
        longer |= Q(ends_on__gte=post.ends_on)
    return Post.objects.filter(longer, agency=agency, person=post.person_id, kind=post.kind).exists()


def _somebody_stays(post, *, after):
    """Whether another officer with an account holds the post after that day, without an end in sight."""
    officers = Post.objects.select_for_update().filter(kind=OFFICER).order_by("pk")
    list(officers)  # locked, so that two officers cannot end each other's post at the same moment
    others = Post.objects.on(after + DAY).filter(kind=OFFICER, ends_on__isnull=True)
    return others.exclude(pk=post.pk).filter(person__user__is_active=True).exists()
