"""Blocs: founded, corrected; agencies join, leave and take their places in protocol."""

from django.db import transaction
from django.db.models import Max

from blocs.models import Bloc, Membership
from core import history, records
from core.rules import RuleError
from members import lifetimes


def found(*, by, **facts):
    """Found a bloc (name, symbol, level, managing body, paper form, labels of its posts)."""
    return records.keep(Bloc(**facts), by=by, act="bloc.found")


def correct(bloc, *, by, **facts):
    """Correct a bloc's particulars."""
    return records.change(bloc, **facts, by=by, act="bloc.correct")


def mark_as_sample(bloc, *, by):
    """Mark everything of this bloc as sample data; its papers carry the mark for ever."""
    return records.change(bloc, sample=True, by=by, act="bloc.sample")


def join(bloc, *, agency, joined_on, by):
    """Let an agency join at the end of the protocol order.

    Raises RuleError when its earlier membership would overlap, or the agency has ended.
    """
    lifetimes.refuse_ended(agency, joined_on)
    with transaction.atomic():
        Bloc.objects.select_for_update().get(pk=bloc.pk)
        former = bloc.memberships.filter(agency=agency)
        if former.filter(left_on__isnull=True).exists():
            raise RuleError(f"{agency} đang là thành viên của Khối.")
        if former.filter(left_on__gt=joined_on).exists():
            raise RuleError(f"{agency} còn là thành viên của Khối vào ngày {joined_on:%d/%m/%Y}.")
        last = bloc.memberships.filter(left_on__isnull=True).aggregate(last=Max("order"))["last"] or 0
        membership = Membership(bloc=bloc, agency=agency, order=last + 1, joined_on=joined_on)
        return records.keep(membership, by=by, act="membership.join")


def leave(membership, *, left_on, reason, by):
    """End a membership; on `left_on` the agency is no member any more. The past keeps it."""
    with transaction.atomic():
        now = Membership.objects.select_for_update().get(pk=membership.pk)
        if now.left_on:
            raise RuleError(f"Đơn vị này đã rời Khối từ ngày {now.left_on:%d/%m/%Y}.")
        return records.change(membership, left_on=left_on, by=by, act="membership.leave", reason=reason)


def move_up(membership, *, by):
    """Exchange places in protocol with the member before; the first stays."""
    with transaction.atomic():
        Bloc.objects.select_for_update().get(pk=membership.bloc_id)
        current = membership.bloc.memberships.filter(left_on__isnull=True)
        membership = current.filter(pk=membership.pk).first()
        before = membership and current.filter(order__lt=membership.order).order_by("-order").first()
        if not before:
            return
        places = membership.order, before.order
        parked = current.aggregate(last=Max("order"))["last"] + 1
        for row, order in ((membership, parked), (before, places[0]), (membership, places[1])):
            row.order = order
            row.save(update_fields=["order"])
        history.record(
            membership,
            "membership.move_up",
            by=by,
            before={"order": places[0]},
            after={"order": places[1]},
        )
