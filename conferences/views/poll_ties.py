"""What a ballot on members with the same total says goes to the standing."""

from django.contrib import messages
from django.shortcuts import redirect

from conferences import tie_polls
from conferences.models import Poll
from conferences.permissions import can_run_poll
from core.guards import allowed, writes


@writes
@allowed(can_run_poll, Poll)
def poll_settle(request, poll):
    """Record the result as the votes that tell the tied members apart."""
    count = tie_polls.settle(poll, by=request.user)
    messages.success(request, f"Đã ghi kết quả phân định {count} đơn vị đồng hạng và xếp lại thứ.")
    return redirect("conferences:ranking", poll.conference.season_id)
