"""The urn: one row that is read under its lock and written by one UPDATE, and by nothing else beside it.

No history, no moment, no message, no task is written with a ballot, for each would tell whose it is
(docs/decisions, 0023). Whoever else wants to know something asks here; what is in an open urn, nobody is
told.
"""

import secrets

from django.db import transaction

from conferences.models import Conference, Urn
from core import accounts, records
from core.prepared import Given, Prepared
from core.rules import RuleError

LETTERS = 8  # of a code of receipt
NOT_OPEN = "Cuộc bỏ phiếu chưa mở. Hãy chờ ban kiểm phiếu mở rồi tải lại trang."
NOT_MEETING = "Hội nghị không còn họp nên phiếu này không được nhận. Hãy hỏi ban kiểm phiếu."
SHUT = "Cuộc bỏ phiếu đã đóng nên phiếu này không được nhận."
TWICE = (
    "Phiếu này đã có trong hòm nên lần gửi này không được nhận; mỗi phiếu chỉ bỏ một lần. "
    "Nếu chính anh, chị vừa gửi thì lá phiếu ấy đã vào hòm."
)
NO_SAMPLES = "Phiếu mẫu chỉ bỏ được trong buổi diễn tập."
IN_ALREADY = (
    "Phiếu điện tử của anh, chị đã vào hòm nên không đổi sang phiếu giấy được; mỗi phiếu chỉ bỏ một lần."
)
SEALED = "Hòm phiếu đã đóng, đang kiểm phiếu nên phiếu này không được nhận. Hãy báo ban kiểm phiếu."
STRANGER = "Phiếu này không có trong danh sách được bỏ phiếu. Hãy báo ban kiểm phiếu."

LISTS = ("admitted", "voted", "papers", "receipts")
HELD = Prepared(
    lambda: (
        Urn.objects.select_for_update(of=("self",))
        .select_related("poll__conference")
        .only("is_open", *LISTS, "poll__conference__state", "poll__conference__rehearses")
        .filter(pk=Given("poll"))
    )
)
IN_IT = Prepared(lambda: Urn.objects.filter(pk=Given("poll")).values_list("voted", "admitted"))


def make(poll, admitted, *, by):
    """Set up the empty urn of a poll that is being opened, for the keys in `admitted`."""
    return records.keep(Urn(poll=poll, admitted=sorted(admitted)), by=by, act="urn.make")


def cast(poll_id, key, paper):
    """Put one ballot in for `key` and return its code of receipt: one locked read, one update.

    Raises RuleError when the urn is shut or the conference does not meet, or `key` may not vote or has voted:
    a second ballot is an error.
    """
    receipt = _fresh_receipt()
    with transaction.atomic():
        urn = _held(poll_id)
        if urn.poll.conference.state != Conference.State.OPEN:
            raise RuleError(NOT_MEETING)
        if key in urn.voted:
            raise RuleError(TWICE)
        if key not in urn.admitted:
            raise RuleError(STRANGER)
        Urn.objects.filter(pk=poll_id).update(
            voted=sorted([*urn.voted, key]),
            papers=sorted([*urn.papers, paper]),
            receipts=sorted([*urn.receipts, receipt]),
        )
    return receipt


def cast_samples(poll_id, papers_for):
    """Put ballots in for all who have not voted, in a rehearsal only; return how many.

    `papers_for` takes their number and returns as many ballots. Raises RuleError, before anything is written,
    for the urn of a real conference.
    """
    with transaction.atomic():
        urn = _held(poll_id)
        if not urn.poll.conference.is_rehearsal:
            raise RuleError(NO_SAMPLES)
        waiting = sorted(set(urn.admitted) - set(urn.voted))
        Urn.objects.filter(pk=poll_id).update(
            voted=sorted([*urn.voted, *waiting]),
            papers=sorted([*urn.papers, *papers_for(len(waiting))]),
            receipts=sorted([*urn.receipts, *(_fresh_receipt() for _ in waiting)]),
        )
        return len(waiting)


def admit(poll_id, key, instead_of=None):
    """Let one more `key` vote, where wanted in place of another. Raises RuleError when that one has voted."""
    with transaction.atomic():
        urn = _held(poll_id)
        if instead_of in urn.voted:
            raise RuleError("Phiếu này đã vào hòm nên không thay được. Hãy kiểm tra lại số phiếu.")
        kept = set(urn.admitted) - {instead_of} | ({key} if key else set())
        Urn.objects.filter(pk=poll_id).update(admitted=sorted(kept))


def withdraw(poll_id, key):
    """Let `key` vote here no more, for it votes on paper from now on. Raises RuleError when it has voted.

    That sentence is told to nobody but who casts this vote: who has voted is told of an open urn to nobody.
    """
    with transaction.atomic():
        urn = _held(poll_id)
        if key in urn.voted:
            raise RuleError(IN_ALREADY)
        Urn.objects.filter(pk=poll_id).update(admitted=sorted(set(urn.admitted) - {key}))


def seal(poll_id):
    """Take no ballot any more, under the same lock as a ballot; what is in waits to be counted."""
    with transaction.atomic():
        urn = _held(poll_id)
        Urn.objects.filter(pk=poll_id).update(admitted=urn.voted)


def shut(poll_id):
    """Close the urn for good, under the same lock as a ballot; return (keys that voted, ballots)."""
    with transaction.atomic():
        urn = _held(poll_id)
        Urn.objects.filter(pk=poll_id).update(is_open=False)
        return urn.voted, urn.papers


def destroy(poll_id):
    """Close the urn of a poll that does not count, take out its ballots unread; return their number."""
    with transaction.atomic():
        count = len(_held(poll_id).papers)
        Urn.objects.filter(pk=poll_id).update(is_open=False, voted=[], papers=[], receipts=[])
        return count


def turnout(poll_id):
    """Return (ballots in the urn, ballots there can be): all that an open urn tells."""
    found = IN_IT.one(poll=poll_id)
    return tuple(map(len, found)) if found else (0, 0)


def has_voted(poll_id, keys):
    """Return those of `keys` that have voted: who stands before the page is told so of the own vote only."""
    found = IN_IT.one(poll=poll_id)
    return set(keys) & set(found[0]) if found else set()


def counted(poll_id):
    """Return (ballots, codes of receipt) of a closed urn, both sorted; nothing of one that is open."""
    rows = Urn.objects.filter(pk=poll_id, is_open=False)
    return rows.values_list("papers", "receipts").first() or ([], [])


def _held(poll_id):
    urn = HELD.one(poll=poll_id)
    if urn is None:
        raise RuleError(NOT_OPEN)
    if not urn.is_open:
        raise RuleError(SHUT)
    return urn


def _fresh_receipt():
    code = "".join(secrets.choice(accounts.READABLE) for _ in range(LETTERS)).upper()
    return f"{code[:4]}-{code[4:]}"
