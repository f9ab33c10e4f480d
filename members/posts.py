"""Posts: given from a date, ended on a date, handed over. Rights begin and end with them by themselves."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from core import clock, records
from core.dates import short
from core.models import Entry
from core.rules import RuleError
from members import joined, lifetimes
from members.models import Person, Post

OFFICER = Post.Kind.COUNCIL_OFFICER
DAY = timedelta(days=1)
LAST_OFFICER = (
    "Đây là cán bộ cuối cùng của cơ quan quản lý khối. Hãy giao chức trách này cho người khác trước."
)


def appoint(person, *, agency, kind, starts_on, by):
    """Give `person` the post `kind` at `agency` from `starts_on`, which may lie ahead.

    Raises RuleError when the agency is no longer there on that day, or when the person holds or will hold
    the same post there on a day from then on.
    """
    lifetimes.refuse_ended(agency, starts_on)
    with transaction.atomic():
        joined.hold(person)  # two officers at once take turns
        post = Post(person=person, agency=agency, kind=kind, starts_on=starts_on)
        _refuse_overlap(post)
        return records.keep(post, by=by, act="post.appoint")


def end(post, *, ends_on, by):
    """End a post; `ends_on` is the last day it is held. An end still to come may be set anew.

    Raises RuleError when the post is over already, when it would overlap a later one of the same person,
    or when it is the last council officer's own: somebody must remain who can appoint.
    """
    with transaction.atomic():
        joined.hold(post.person)
        if post.kind == OFFICER and not _somebody_stays(after=ends_on, but={"pk": post.pk}):
            raise RuleError(LAST_OFFICER)
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
    next_day = last_day + DAY
    with transaction.atomic():
        both = Person.objects.select_for_update().filter(pk__in=[post.person_id, successor.pk])
        list(both.order_by("pk"))  # locked in one order, so that two hand-overs cannot wait for each other
        made = appoint(successor, agency=post.agency, kind=post.kind, starts_on=next_day, by=by)
        end(post, ends_on=last_day, by=by)
    return made


def last_who_appoints(person):
    """Say whether nobody could appoint any more if this person could not sign in from today."""
    held = Post.objects.on().filter(person=person, kind=OFFICER)
    yesterday = clock.today() - DAY
    return held.exists() and not _somebody_stays(after=yesterday, but={"person": person})


def pass_on(agency, *, to, on, by):
    """From the day `on` let the staff of `agency` hold their posts at `to`, which takes its work over.

    Who holds the same post there already keeps that one. The former post ends the day before.
    """
    for post in _held_from(agency, on):
        there = _same_at(to, post)
        if post.starts_on >= on:
            if not there:
                _refuse_overlap(_moved(post, to, post.starts_on))
                records.change(post, agency=to, by=by, act="post.pass")
            continue
        if not there:
            moved = _moved(post, to, on)
            _refuse_overlap(moved)
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
        if post.kind == OFFICER and not _somebody_stays(after=on - DAY, but={"pk": post.pk}):
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


def _moved(post, to, on):
    return Post(person=post.person, agency=to, kind=post.kind, starts_on=on, ends_on=post.ends_on)


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


def _somebody_stays(*, after, but):
    """Whether an officer with an account holds the post after that day, without an end in sight."""
    officers = Post.objects.select_for_update().filter(kind=OFFICER).order_by("pk")
    list(officers)  # locked, so that two officers cannot end each other's post at the same moment
    others = Post.objects.on(after + DAY).filter(kind=OFFICER, ends_on__isnull=True)
    return others.exclude(**but).filter(person__user__is_active=True).exists()


def _refuse_overlap(post):
    """The same person holds one post once at a time; the database refuses it too (migration 0004)."""
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
