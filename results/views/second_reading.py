"""The second reading: begun, answered line by line, closed."""

from django.contrib import messages
from django.shortcuts import redirect

from core.guards import allowed, writes
from core.rules import RuleError
from results import second_reading
from results.models import Reply
from results.permissions import can_reread, can_settle_reply
from results.views import answering, replies


@writes
@allowed(can_settle_reply, Reply)
def reading_begin(request, reply):
    """Begin to read; the member can no longer withdraw."""
    second_reading.begin(reply, by=request.user)
    messages.success(request, "Đã bắt đầu phúc tra. Hãy trả lời từng dòng rồi kết thúc.")
    return redirect(reply)


@writes
@allowed(can_reread, Reply)
def reading_save(request, reply):
    """Keep the answers so far; the member sees them once all are given and the reading is closed."""
    return _after_saving(request, reply, lambda: "Đã lưu trả lời.")


@writes
@allowed(can_settle_reply, Reply)
def reading_close(request, reply):
    """Keep the answers and close: they hold from now on."""

    def close():
        second_reading.close(reply, by=request.user)
        return f"Đã trả lời đề nghị phúc tra của {reply.sheet.agency}."

    return _after_saving(request, reply, close)


def _after_saving(request, reply, act):
    """Save what was typed, then act. After a refusal the page comes back with all that was typed in it."""
    typed = answering.typed_in(reply, request.POST)
    if refused := answering.write(reply, typed, by=request.user):
        messages.error(request, f"Chưa lưu được {len(refused)} dòng; lý do ghi ở từng dòng.")
        kept = {key: typed[key] for key in refused}
        return replies.page(request, reply, kept, refused, status=422)
    try:
        messages.success(request, act())
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return replies.page(request, reply, status=422)
    return redirect(reply)
