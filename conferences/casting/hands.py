"""A show of hands: counted in the room by one person, looked at again and closed by another. Open, no urn.

Either the hands are counted, or each elector's vote is named. What was entered may be entered anew until the
poll is closed; from then on the database keeps it.
"""

import hashlib
import json

from django.conf import settings
from django.db import transaction

from conferences.casting import rolls, slips
from conferences.holding import hold
from conferences.models import Conference, Poll, ShowOfHands
from conferences.reckoning import ballot_papers
from core import clock, records
from core.rules import RuleError

STATES, MODES = Poll.State, Poll.Mode
SIGNS = (ballot_papers.YES, ballot_papers.NO, ballot_papers.SILENT)
CELLS = 900  # of the form in which every vote is named; more nobody fills in while a hall waits
FIELDS = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 100  # cells that one request takes, beside what goes along
OTHER_WAY = "Cuộc này không ghi kết quả giơ tay như vậy. Hãy mở lại trang của cuộc biểu quyết."
NOT_OPEN = "Kết quả giơ tay ghi được khi cuộc biểu quyết đang mở. Hãy tải lại trang để xem tình hình."
NOT_RECORDED = "Chưa ghi kết quả giơ tay. Hãy ghi kết quả rồi để người thứ hai xem lại và đóng."
ONE_PERSON = "Người đóng phải khác người ghi kết quả. Hãy để người thứ hai xem lại rồi đóng biểu quyết."
SEEN_OTHER = "Kết quả giơ tay vừa được ghi lại. Hãy xem kết quả mới rồi đóng biểu quyết."
VOID_BY_TWO = (
    "Đã ghi kết quả giơ tay nên người hủy phải khác người mở. Hãy để người thứ hai của đơn vị chủ trì hoặc "
    "của đơn vị Khối phó đăng nhập và hủy cuộc biểu quyết."
)


def refuse_impossible(poll):
    """Raise RuleError for a question or a base that hands do not answer."""
    if poll.kind != Poll.Kind.YES_NO:
        raise RuleError(
            "Biểu quyết giơ tay hỏi đồng ý hay không đồng ý từng trường hợp. Hãy chọn cách bỏ phiếu ấy."
        )
    if poll.base not in (Poll.Base.ALL, Poll.Base.PRESENT):
        raise RuleError(
            "Giơ tay không có phiếu trong hòm nên tỷ lệ tính trên tất cả hoặc trên số có mặt. Hãy chọn lại."
        )


def hindrance(poll, present):
    """Return why each vote of so many present cannot be named in one form; empty when it can.

    Whoever comes late is let in and named, too: what everybody on the roll fills must fit in one request.
    """
    if poll.mode != MODES.NAMED:
        return ""
    everybody = len(rolls.of(poll.conference, poll.roll))
    for votes, among, most in ((present, "phiếu", CELLS), (everybody, "phiếu của cả danh sách", FIELDS)):
        if (cells := votes * len(poll.options)) > most:
            return (
                f"Ghi tên {votes} {among} cho {len(poll.options)} trường hợp là {cells} ô, "
                f"nhiều nhất được {most}. Hãy chia danh sách thành nhiều cuộc, hoặc chỉ đếm số."
            )
    return ""


def record(poll, *, counts, by):
    """Enter what was counted: for each option (for, against, abstained); return the ShowOfHands.

    Without the third number all others present abstained. Raises RuleError while the poll is not open, and
    for numbers that do not add up to those present.
    """
    with transaction.atomic():
        poll = _held(poll, MODES.HANDS)
        present = slips.present(poll)
        return _keep(poll, [_added_up(poll, *row, present) for row in _of_each(poll, counts)], {}, by)


def record_named(poll, *, said, by):
    """Enter what each elector said: {key of the elector: a sign for each option}; return the ShowOfHands.

    Raises RuleError while the poll is not open, and unless it is of exactly those present.
    """
    with transaction.atomic():
        poll = _held(poll, MODES.NAMED)
        present = set(poll.electors.filter(present=True).values_list("pk", flat=True))
        if set(said) != present or any(not _is_said(poll, signs) for signs in said.values()):
            raise RuleError("Danh sách có mặt vừa thay đổi. Hãy tải lại trang rồi ghi đủ từng phiếu.")
        columns = list(zip(*said.values(), strict=True))
        counts = [[column.count(sign) for sign in SIGNS] for column in columns]
        return _keep(poll, counts, {str(key): "".join(signs) for key, signs in sorted(said.items())}, by)


def of(poll):
    """Return what was entered of a poll; None where nothing was."""
    return ShowOfHands.objects.select_related("recorded_by__person").filter(poll=poll).first()


def named(poll, row):
    """Return [(elector, its sign for each option)] of a named show of hands, in the order of the roll."""
    return [
        (elector, row.said[str(elector.pk)])
        for elector in poll.electors.all()
        if row and str(elector.pk) in row.said
    ]


def not_closable(poll, row, *, by):
    """Return why `by` cannot close an open poll on what was entered, in a sentence; empty when it can be."""
    if row is None:
        return NOT_RECORDED
    if row.recorded_by == by:
        return ONE_PERSON
    present = slips.present(poll)
    if any(sum(counts) != present for counts in row.counts):
        return f"Số có mặt nay là {present}, khác lúc ghi kết quả. Hãy ghi lại kết quả giơ tay rồi đóng."
    return ""


def fingerprint(row):
    """Return the SHA-256 (hex) of what was entered."""
    text = json.dumps([row.counts, row.said], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def tally(poll, *, seen, by):
    """Return the tally of an open poll that the caller holds and closes.

    `seen` is the fingerprint of what whoever closes has looked at. Raises RuleError as `not_closable` says,
    and where something else was entered meanwhile.
    """
    row = ShowOfHands.objects.select_for_update().filter(poll=poll).first()
    if sentence := not_closable(poll, row, by=by):
        raise RuleError(sentence)
    if seen and seen != fingerprint(row):
        raise RuleError(SEEN_OTHER)
    votes, against, abstained = (list(column) for column in zip(*row.counts, strict=True))
    present = slips.present(poll)
    facts = {"roll": poll.electors.count(), "present": present, "cast": present, "blank": 0}
    facts |= {"votes": votes, "against": against, "abstained": abstained}
    return facts | {"papers_sha256": fingerprint(row)}


def _held(poll, mode):
    hold(poll.conference, Conference.State.OPEN)
    found = Poll.objects.select_for_update(of=("self",)).select_related("conference__season").get(pk=poll.pk)
    if found.mode != mode:
        raise RuleError(OTHER_WAY)
    if found.state != STATES.OPEN:
        raise RuleError(NOT_OPEN)
    return found


def _keep(poll, counts, said, by):
    facts = {"counts": counts, "said": said, "recorded_at": clock.now(), "recorded_by": by}
    if row := of(poll):
        return records.change(row, **facts, by=by, act="hands.record")
    return records.keep(ShowOfHands(poll=poll, **facts), by=by, act="hands.record")


def _of_each(poll, counts):
    if len(counts) != len(poll.options):
        raise RuleError(OTHER_WAY)
    return zip(poll.labels, counts, strict=True)


def _added_up(poll, label, counted, present):
    yes, no, silent = counted
    rest = present - yes - no if silent is None else silent
    if min(yes, no, rest) >= 0 and yes + no + rest == present:
        return [yes, no, rest]
    told = f"{yes} đồng ý, {no} không đồng ý" + ("" if silent is None else f", {silent} không ý kiến")
    raise RuleError(
        f"“{label}”: {told} là {yes + no + (silent or 0)}, mà có mặt {present}. "
        "Hãy đếm lại, hoặc cho người đến muộn vào danh sách trước."
    )


def _is_said(poll, signs):
    return len(signs) == len(poll.options) and set(signs) <= set(SIGNS)
