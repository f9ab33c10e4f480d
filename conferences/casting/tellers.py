"""Paper ballots counted by two: the box is declared closed, each enters blind, equal counts may be closed.

Neither sees what the other entered. Where the two differ that round is over: both are told which figures
differ (never the other's value), both count again and enter anew, or agree on these (`teller_agreements`),
and what was wrong stays in the record. What is counted is nobody's to read before the poll is closed. Lock
order as in `polls`.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from conferences.casting import channels, urns
from conferences.holding import hold
from conferences.models import Box, Conference, Poll, TellerCount
from conferences.reckoning import few, paper_counts
from core import clock, records
from core.models import Entry
from core.rules import RuleError

STATES = Poll.State
ENTER, CORRECT, AGAIN = "count.enter", "count.correct", "count.again"
NOT_PAPER = "Cuộc bỏ phiếu này không dùng phiếu giấy."
NOT_YET = (
    "Hòm phiếu giấy chưa đóng. Người điều hành bỏ phiếu đóng hòm trước, rồi hai người kiểm phiếu ghi số liệu."
)
BOX_CLOSED = "Hòm phiếu giấy đã đóng, đang kiểm phiếu nên danh sách và cách bỏ phiếu không đổi được nữa."
VOID_BY_TWO = (
    "Có phiếu giấy nên người hủy phải khác người mở. Hãy để người thứ hai của đơn vị chủ trì hoặc của đơn vị "
    "Khối phó đăng nhập và hủy cuộc bỏ phiếu."
)
TOO_LATE = "Cuộc bỏ phiếu đã đóng và kiểm phiếu nên số liệu gửi lúc này không được nhận."
VOID = "Cuộc bỏ phiếu đã hủy nên số liệu kiểm phiếu không được nhận."
NOT_OPEN = "Cuộc bỏ phiếu chưa mở nên chưa có phiếu để kiểm."
AGREED = "Hai người kiểm phiếu đã ghi giống nhau. Số liệu chỉ đổi được bằng cách kiểm lại từ đầu."
ROUND_OVER = (
    "Lần kiểm này đã xong vì hai người ghi khác nhau. Hãy tải lại trang, kiểm lại rồi ghi số liệu mới."
)
TWICE = (
    "Anh, chị đã ghi số liệu của lần kiểm này. Người kiểm thứ hai phải là một người khác: hãy để người ấy "
    "đăng nhập bằng tài khoản của mình."
)
SAY_WHY = "Lần trước hai người ghi khác nhau. Hãy ghi vì sao khác, hoặc đã kiểm lại thế nào."


@dataclass(frozen=True)
class Progress:
    """How far the count of an open poll is; no figure is among it."""

    box: Box | None
    rows: tuple = ()  # of the round under way
    differing: tuple = ()  # names of the figures that differed in the round before

    @property
    def is_agreed(self):
        """Whether two people entered the same; a round that differs is over, so two rows are equal."""
        return len(self.rows) == 2

    def own(self, user):
        """Return what `user` entered in this round, or None."""
        return next((row for row in self.rows if row.teller_id == user.pk), None)


def close_box(poll, *, by):
    """Declare the box of paper ballots closed and return it; the second click returns the same one.

    Electronic ballots beside it are taken no more either, for the paper is counted from here. Raises
    RuleError while so few of them are in that the result would tell whose they are (`few.hindrance`).
    """
    with transaction.atomic():
        poll = _held(poll)
        if found := Box.objects.filter(pk=poll.pk).first():
            return found
        if sentence := hindrance(poll):
            raise RuleError(sentence)
        urns.seal(poll.pk)
        box = Box(poll=poll, closed_at=clock.now(), closed_by=by)
        return records.keep(box, by=by, act="box.close")


def refuse_other_state(poll):
    """Raise RuleError unless paper ballots of this poll are handed out or counted now."""
    if not poll.takes_paper:
        raise RuleError(NOT_PAPER)
    if poll.state != STATES.OPEN:
        raise RuleError({STATES.DRAFT: NOT_OPEN, STATES.VOID: VOID}.get(poll.state, TOO_LATE))


def is_box_closed(poll):
    """Say whether the box of a poll is declared closed; where no paper is used there is none."""
    return poll.takes_paper and Box.objects.filter(pk=poll.pk).exists()


def refuse_closed_box(poll):
    """Raise RuleError once the box of a poll is declared closed."""
    if is_box_closed(poll):
        raise RuleError(BOX_CLOSED)


def hindrance(poll):
    """Return why the box of an open poll is not closed now, in a sentence; empty when it may be."""
    cast, admitted = urns.turnout(poll.pk)
    return few.hindrance(cast, max(admitted, channels.present(poll)[0])) if poll.is_mixed else ""


def enter(poll, *, round, by, reason="", corrects=False, act=ENTER, **figures):
    """Take what one teller counted in this `round`, without a look at the other's; return the Progress.

    `figures` are those of `paper_counts.Counted`, `act` is what the history calls it. Sending the same again
    changes nothing; while the other has entered nothing the own count may be put right (`corrects`). Raises
    ValidationError with every sentence about figures that do not agree; RuleError before the box is closed,
    after the poll is, for a second count by the same person, for a third person, for a round that is over.
    """
    with transaction.atomic():
        poll = _held(poll)
        box = _box(poll)
        counted = paper_counts.Counted(**figures)
        if _is_sent_again(poll, round, counted, reason, by):
            return progress(poll)
        told = progress(poll)
        _refuse_other_round(box, round, told, reason)
        if told.own(by) and not corrects:
            raise RuleError(TWICE)
        _refuse_faults(poll, counted)
        facts = _columns(counted) | {"reason": reason}
        if own := told.own(by):
            for name, value in facts.items():  # `records.change` would take the reason for the history's
                setattr(own, name, value)
            records.keep(own, by=by, act=CORRECT)
        else:
            _keep(TellerCount(poll=poll, round=box.round, teller=by, **facts), box, told.rows, act)
        return progress(poll)


def again(poll, *, reason, by):
    """Have an agreed count done anew from the beginning and return the box; the `reason` stays in the record.

    Raises RuleError while two equal counts are not in: a single one may be corrected by who entered it.
    """
    with transaction.atomic():
        poll = _held(poll)
        box = _box(poll)
        if not progress(poll).is_agreed:
            raise RuleError("Lần kiểm này chưa đủ hai người ghi nên chưa có gì để kiểm lại. Hãy ghi tiếp.")
        return records.change(box, round=box.round + 1, by=by, act=AGAIN, reason=reason)


def progress(poll):
    """Return the Progress of the count of a poll."""
    box = Box.objects.filter(pk=poll.pk).select_related("closed_by__person").first()
    if box is None:
        return Progress(None)
    rows = tuple(poll.teller_counts.filter(round=box.round).select_related("teller__person"))
    return Progress(box, rows, tuple(differing(poll, box.round - 1).values()))


def differing(poll, round):
    """Return {key: name} of the figures in which the two counts of a round differ; none where they agree."""
    rows = list(poll.teller_counts.filter(round=round))
    return paper_counts.differing(poll.labels, *(row.figures for row in rows)) if len(rows) == 2 else {}


def agreed(poll):
    """Return the Counted that two tellers agree on. Raises RuleError while they do not, or nobody counted."""
    told = progress(poll)
    if told.box is None:
        raise RuleError(NOT_YET)
    if not told.is_agreed:
        raise RuleError(
            f"Phiếu giấy chưa kiểm xong: cần hai người ghi số liệu giống nhau, mới có {len(told.rows)} người "
            f"ghi ở lần kiểm {told.box.round}. Hãy chờ rồi đóng phiếu."
        )
    return told.rows[0].figures


def recounts(poll):
    """Return (round, names of what differed, reasons) of each round before the last, for the record."""
    box = Box.objects.filter(pk=poll.pk).first()
    ordered = Entry.objects.filter(subject_type=Box._meta.label_lower, subject_id=poll.pk, act=AGAIN)
    asked = {entry.before["round"]: entry.reason for entry in ordered}
    for number in range(1, box.round if box else 1):
        said = poll.teller_counts.filter(round=number + 1).exclude(reason="").values_list("reason", flat=True)
        yield (
            number,
            list(differing(poll, number).values()),
            [reason for reason in (asked.get(number), *said) if reason],
        )


def _is_sent_again(poll, round, counted, reason, by):
    """A second click, though the first one may have ended the round."""
    own = poll.teller_counts.filter(round=round, teller=by).first()
    return own is not None and own.figures == counted and reason in (own.reason, "")


def _refuse_other_round(box, round, told, reason):
    if round != box.round:
        raise RuleError(ROUND_OVER)
    if told.is_agreed:
        raise RuleError(AGREED)
    if told.differing and not reason:
        raise RuleError(SAY_WHY)


def _refuse_faults(poll, counted):
    due = channels.present(poll)[1]
    if found := paper_counts.faults(poll.form, counted, due=due, blanks=poll.blanks):
        raise ValidationError(found)


def _columns(counted):
    facts = {name: getattr(counted, name) for name in paper_counts.FIGURES}
    return facts | {"votes": list(counted.votes), "against": list(counted.against)}


def _keep(row, box, others, act):
    row.seat = len(others) + 1
    records.keep(row, by=row.teller, act=act)
    if others and others[0].figures != row.figures:
        records.change(box, round=box.round + 1, by=row.teller, act="count.differ")


def _box(poll):
    found = Box.objects.filter(pk=poll.pk).first()
    if found is None:
        raise RuleError(NOT_YET)
    return found


def _held(poll):
    hold(poll.conference, Conference.State.OPEN)
    rows = Poll.objects.select_for_update(of=("self",)).select_related("conference__season__bloc")
    found = rows.get(pk=poll.pk)
    refuse_other_state(found)
    return found
