"""Blocs: founded, corrected; agencies join, leave and take their places in protocol."""

from django.db import transaction
from django.db.models import Max, Q

from blocs.models import Bloc, Membership
from core import clock, history, records
from core.dates import short
from core.rules import RuleError
from members import lifetimes


def found(*, by, **facts):
    """Found a bloc (name, symbol, level, managing body, paper form, labels of its posts)."""
    return records.keep(Bloc(**facts), by=by, act="bloc.found")


def correct(bloc, *, by, **facts):
    """Correct a bloc's particulars."""
    return records.change(bloc, **facts, by=by, act="bloc.correct")


def warning(bloc):
    """Return what may be a slip in the bloc's particulars, in a sentence, or nothing; it forbids nothing."""
    if bloc.founded_on and bloc.founded_on > clock.today():
        return f"Ngày quyết định thành lập {short(bloc.founded_on)} ở sau hôm nay. Hãy xem lại nếu nhập nhầm."
    return ""


def mark_as_sample(bloc, *, by):
    """Mark everything of this bloc as sample data; its papers carry the mark for ever."""
    return records.change(bloc, sample=True, by=by, act="bloc.sample")


def join(bloc, *, agency, joined_on, by):
    """Let an agency join at the end of the protocol order.

    Raises RuleError when its earlier or a later membership would overlap, when the directory knows the agency
    only from a later day, or when it has ended.
    """
    with transaction.atomic():
        Bloc.objects.select_for_update().get(pk=bloc.pk)
        membership = joining(bloc, agency=agency, joined_on=joined_on)
        last = bloc.memberships.filter(left_on__isnull=True).aggregate(last=Max("order"))["last"] or 0
        membership.order = last + 1
        return records.keep(membership, by=by, act="membership.join")


def joining(bloc, *, agency, joined_on):
    """Return the Membership as it would begin, not yet written. Raises RuleError as `join` does."""
    lifetimes.refuse_ended(agency, joined_on)
    if bloc.memberships.filter(agency=agency, left_on__isnull=True).exists():
        raise RuleError(f"{agency} đang là thành viên của {bloc.word}.")
    membership = Membership(bloc=bloc, agency=agency, joined_on=joined_on)
    _refuse_joining(membership, joined_on)
    return membership


def correct_joining(membership, *, joined_on, reason, by):
    """Correct a wrongly entered day of joining, while no year hangs on it; the reason is kept.

    Raises RuleError when a year past its planning, or a place of the lead, would gain or lose the member by
    it, when memberships would overlap, or when the day is before the agency or not before its leaving.
    """
    with transaction.atomic():
        bloc = Bloc.objects.select_for_update().get(pk=membership.bloc_id)
        membership = bloc.memberships.get(pk=membership.pk)
        if membership.left_on and joined_on >= membership.left_on:
            left = short(membership.left_on)
            raise RuleError(
                f"Đơn vị đã rời {bloc.word} từ ngày {left}. Hãy nhập ngày tham gia trước ngày đó."
            )
        _refuse_joining(membership, joined_on)
        if years := _depending(membership, joined_on):
            raise RuleError(
                f"Ngày này làm đổi danh sách thành viên của năm {', '.join(map(str, years))}, đã qua bước "
                "Xây dựng kế hoạch hoặc đang do đơn vị này lãnh đạo. Ngày tham gia của các năm đó giữ nguyên."
            )
        facts = {"joined_on": joined_on, "by": by, "act": "membership.correct_joining", "reason": reason}
        return records.change(membership, **facts)


def leave(membership, *, left_on, reason, by):
    """End a membership; on `left_on` the agency is no member any more. The past keeps it.

    Raises RuleError when it has ended already, or would end before it began.
    """
    with transaction.atomic():
        now = Membership.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=membership.pk)
        if now.left_on:
            raise RuleError(f"Đơn vị này đã rời {now.bloc.word} từ ngày {short(now.left_on)}.")
        if left_on <= now.joined_on:
            raise RuleError(
                f"Đơn vị này tham gia từ ngày {short(now.joined_on)}. Hãy nhập ngày rời sau ngày đó; "
                "nếu ngày tham gia bị nhập nhầm, hãy sửa ngày tham gia trước."
            )
        return records.change(membership, left_on=left_on, by=by, act="membership.leave", reason=reason)


def arrange(bloc, *, order, by):
    """Put all present members into `order` (memberships, the first in protocol first) in one act.

    Raises RuleError when somebody joined or left since the list was shown.
    """
    with transaction.atomic():
        Bloc.objects.select_for_update().get(pk=bloc.pk)
        rows = {row.pk: row for row in bloc.memberships.filter(left_on__isnull=True)}
        if sorted(rows) != sorted(row.pk for row in order):
            raise RuleError("Danh sách thành viên vừa thay đổi. Hãy tải lại trang rồi xếp lại thứ tự.")
        moved = [(rows[row.pk], place) for place, row in enumerate(order, 1) if rows[row.pk].order != place]
        parked = max((row.order for row in rows.values()), default=0) + len(rows)
        places = [row.order for row, _ in moved]
        for start in (parked, 0):  # no two may stand in one place, so all step aside first
            for row, place in moved:
                row.order = start + place
                row.save(update_fields=["order"])
        for (row, place), former in zip(moved, places, strict=True):
            history.record(row, "membership.arrange", by=by, before={"order": former}, after={"order": place})
        return len(moved)


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


def _refuse_joining(membership, joined_on):
    """Refuse a day before the directory knows the agency, and one that overlaps another membership."""
    agency, bloc = membership.agency, membership.bloc
    begins = agency.names.earliest("valid_from").valid_from
    if joined_on < begins:
        raise RuleError(
            f"{agency} có trong danh mục từ ngày {short(begins)}. Hãy nhập ngày tham gia từ ngày đó, "
            "hoặc sửa ngày dùng của tên đầu tiên trong danh mục cơ quan."
        )
    others = bloc.memberships.filter(agency=agency).exclude(pk=membership.pk)
    until = Q() if membership.left_on is None else Q(joined_on__lt=membership.left_on)
    other = others.filter(until & (Q(left_on__isnull=True) | Q(left_on__gt=joined_on))).first()
    if other and other.joined_on > joined_on:
        raise RuleError(
            f"{agency} còn một lần tham gia {bloc.word} từ ngày {short(other.joined_on)}. "
            "Hai lần tham gia không được trùng thời gian; hãy chọn ngày khác."
        )
    if other:
        raise RuleError(f"{agency} còn là thành viên của {bloc.word} vào ngày {short(joined_on)}.")


def _depending(membership, joined_on):
    """The years that gain or lose the member by another day of joining, and may not any more."""
    left_on, found = membership.left_on, []
    for season in membership.bloc.seasons.order_by("year").prefetch_related("terms"):
        day = season.standing_on
        held = left_on is None or left_on > day
        changes = held and (membership.joined_on <= day) != (joined_on <= day)
        leads = any(term.agency_id == membership.agency_id for term in season.terms.all())
        if changes and (leads or season.phase != season.Phase.PLANNING):
            found.append(season.year)
    return found
