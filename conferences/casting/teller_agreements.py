"""Two tellers who differed find out where, and agree on those figures only: each confirms by the own account.

It is another way on from a round that differed than counting every ballot anew. They agree at the table, over
the ballots; neither is shown what the other entered, before or now. The record tells that they did, and why.
"""

from conferences.casting import tellers
from conferences.models import TellerCount
from conferences.reckoning import paper_counts
from core.models import Entry
from core.rules import RuleError

AGREE = "count.agree"
NOT_THESE = (
    "Chỉ hai người vừa ghi khác nhau thống nhất được số liệu, và chỉ ở những mục đã khác. "
    "Hãy mở lại trang ghi số liệu kiểm phiếu."
)


def asked(poll, round, user):
    """Return {key: name} of what `user` may put right in a round: what differed in the one before.

    Empty for who counted nothing in that one.
    """
    return tellers.differing(poll, round - 1) if _before(poll, round, user) else {}


def agree(poll, *, round, values, reason, by):
    """Confirm `values` ({key: figure}) for what differed, the rest as one counted it; return the Progress.

    Where the other confirms other values the round differs as any other. Raises as `tellers.enter` does, and
    RuleError for somebody who did not count in the round before, or for other figures than `asked` tells.
    """
    if not values or set(values) != set(asked(poll, round, by)):
        raise RuleError(NOT_THESE)
    figures = paper_counts.put_right(_before(poll, round, by).figures, values)
    return tellers.enter(poll, round=round, by=by, reason=reason, act=AGREE, **figures)


def words(poll, round):
    """Return how the tellers went on to a round from one that differed, for the record; empty for a count."""
    rows = poll.teller_counts.filter(round=round).values("pk")
    kind = TellerCount._meta.label_lower
    agreed = Entry.objects.filter(subject_type=kind, subject_id__in=rows, act=AGREE).count()
    return {
        1: " Một người kiểm lại từ đầu, một người sửa riêng các mục ấy.",
        2: " Hai người thống nhất số liệu đúng của các mục ấy, mỗi người xác nhận bằng tài khoản của mình.",
    }.get(agreed, "")


def _before(poll, round, user):
    return poll.teller_counts.filter(round=round - 1, teller=user).first()
