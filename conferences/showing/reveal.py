"""Freezing the places for the hall: one person freezes, another confirms, only then are they shown.

What is frozen is the board itself, word for word, with its SHA-256 (standing_board.py). When the standing of
the year has changed since, what was frozen is confirmed and shown no more.
"""

from django.db import transaction

from conferences.holding import hold
from conferences.models import Conference, HallStanding, Showing
from conferences.showing import standing_board
from core import clock, records
from core.rules import RuleError
from core.transitions import move
from results import seals
from results.permissions import CONCLUDED

CONFERENCE, STATES = Conference.State, HallStanding.State
WRITABLE = (CONFERENCE.PLANNED, CONFERENCE.OPEN)
NONE = "Bảng xếp thứ chưa khóa cho hội trường. Hãy khóa, rồi để người thứ hai xác nhận."
WAITS = "Bảng xếp thứ đã khóa nhưng chưa có người thứ hai xác nhận nên chưa chiếu được."
CHANGED = (
    "Xếp thứ hoặc hạn mức của năm đã đổi sau khi khóa nên bản đã khóa không còn đúng. "
    "Hãy bỏ khóa rồi khóa lại bản mới."
)
SAME = (
    "Người xác nhận phải khác người khóa. Hãy để người thứ hai của đơn vị chủ trì hoặc của đơn vị Khối phó "
    "đăng nhập, đối chiếu từng dòng rồi xác nhận."
)


def of(conference):
    """Return the HallStanding that holds now, or None."""
    rows = conference.hall_standings.exclude(state=STATES.WITHDRAWN)
    return rows.select_related("frozen_by__person", "confirmed_by__person").first()


def hindrance(conference):
    """Return why the places cannot be frozen now, in words; empty when they can."""
    if conference.kind != Conference.Kind.YEAREND:
        return "Chỉ hội nghị tổng kết công bố bảng xếp thứ."
    if conference.season.phase not in CONCLUDED and not conference.is_rehearsal:
        return "Thẩm định chưa kết thúc nên chưa khóa bảng xếp thứ được."
    return ""


def freeze(conference, *, by):
    """Freeze the places for the hall as they stand and return the HallStanding; a second click, the same one.

    Raises RuleError before the appraisal is concluded and while somebody has no place.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        if found := of(conference):
            return found
        if sentence := hindrance(conference):
            raise RuleError(sentence)
        says = standing_board.of(conference)
        if names := standing_board.unplaced(says):
            raise RuleError(f"Chưa khóa được: {', '.join(names)} chưa có xếp thứ.")
        frozen = HallStanding(conference=conference, says=says, sha256=seals.fingerprint(says))
        frozen.frozen_at, frozen.frozen_by = clock.now(), by
        return records.keep(frozen, by=by, act="hall_standing.freeze")


def confirm(frozen, *, sha256, by):
    """A second person confirms what was frozen, as the page showed it (`sha256`); only then it may be shown.

    Raises RuleError for who froze it, for another version than was shown, and when the standing has changed.
    """
    with transaction.atomic():
        hold(frozen.conference, *WRITABLE)
        held = HallStanding.objects.select_for_update(of=("self",)).get(pk=frozen.pk)
        if held.state == STATES.CONFIRMED:
            return held
        if by is None or held.frozen_by_id == by.pk:
            raise RuleError(SAME)
        if sha256 != held.sha256:
            raise RuleError("Bản đang mở không phải bản đã khóa. Hãy tải lại trang rồi đối chiếu lại.")
        if is_stale(held):
            raise RuleError(CHANGED)
        return move(held, "confirm_standing", by=by)


def withdraw(frozen, *, reason, by):
    """Take what was frozen back, with a reason; a board of it that is live leaves the screen at once."""
    with transaction.atomic():
        conference = hold(frozen.conference, *WRITABLE)
        move(frozen, "unfreeze_standing", by=by, reason=reason)
        screen = getattr(conference, "screen", None)
        if screen and Showing.objects.filter(pk=screen.live_id, standing=frozen).exists():
            facts = {"live": None, "version": screen.version + 1}
            records.change(screen, **facts, by=by, act="screen.clear")
        return frozen


def is_stale(frozen):
    """Whether the standing of the year says something else by now than what was frozen."""
    return seals.fingerprint(standing_board.of(frozen.conference)) != frozen.sha256


def confirmed(conference):
    """Return the HallStanding that may be shown. Raises RuleError: there is none, or it is wrong by now."""
    found = of(conference)
    if found is None:
        raise RuleError(NONE)
    if found.state != STATES.CONFIRMED:
        raise RuleError(WAITS)
    if is_stale(found):
        raise RuleError(CHANGED)
    return found
