"""An agency that ended between nomination and decision: what it did is honoured, who receives it is named."""

from core.dates import short
from core.rules import RuleError
from members import lifetimes

NAMED = 2  # agencies a sentence names before it only counts the others
HOW = (
    "Hãy ghi ai nhận thay ở mục Sửa dự thảo, hoặc bỏ khỏi dự thảo rồi kết thúc đề nghị kèm lý do; "
    "cơ quan tiếp nhận có thành tích riêng thì đề nghị riêng."
)


def ended(day, nominations, ends=None):
    """Return a sentence that names agencies honoured on `day` (themselves, or a collective of theirs) that
    had ended before; empty when there is none.

    A person is honoured wherever the person works by now. `ends` is what `lifetimes.ends_of` tells of the
    agencies, where that is known; asked for without it, two queries at most.
    """
    rows = [row for row in nominations if row.person_id is None]
    if ends is None:
        ends = lifetimes.ends_of({row.agency_id for row in rows})
    gone = {row.agency_id: row.agency for row in rows if _is_over(ends.get(row.agency_id), day)}
    if not gone:
        return ""
    told = [f"{agency} hoạt động {ends[key].words}" for key, agency in list(gone.items())[:NAMED]]
    more = f"; còn {len(gone) - NAMED} đơn vị khác" if len(gone) > NAMED else ""
    return f"Trước ngày ký {short(day)}, {'; '.join(told)}{more}."


def refuse_ended(decision, nominations):
    """Raise RuleError when a decision honours an agency that has ended, unless it names who receives it."""
    if decision.receivers:
        return
    if sentence := ended(decision.signed_on, nominations.select_related("agency").order_by("pk")):
        raise RuleError(f"{sentence} {HOW}")


def _is_over(end, day):
    return end is not None and end.last_day < day
