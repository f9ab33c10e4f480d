"""The closed round of cross-scoring opened again, and single scorers asked to mark anew."""

from django.contrib import messages
from django.shortcuts import redirect

from blocs.models import Season
from core.dates import short
from core.guards import allowed, edits
from results import cross_reopening
from results.cross_forms import CrossReasonForm, CrossReopenForm
from results.models import CrossAssignment
from results.permissions import can_direct, can_leave_out
from results.views import cross_asking

REOPENED = (
    "Điểm thẩm định và điểm thống nhất của các dòng chấm chéo được bỏ đến khi khép lại; lịch sử vẫn giữ. "
    "Điểm các đơn vị đã nộp giữ nguyên; mở lại rồi thì chọn đơn vị cho chấm lại."
)
ASKED = "Đơn vị thấy lại điểm đã nộp, sửa rồi nộp lại. Lý do được ghi vào lịch sử."


@edits
@allowed(can_direct, Season)
def cross_reopen(request, season):
    """Open the closed round again, and say why and until when."""
    form = CrossReopenForm(request.POST or None)
    if form.attempt(cross_reopening.reopen, season, by=request.user):
        day = short(form.result.due_on)
        messages.success(request, f"Đã mở lại chấm chéo đến hết ngày {day}. Hãy chọn đơn vị cho chấm lại.")
        return redirect("results:cross", season.pk)
    facts = {"heading": "Mở lại chấm chéo", "submit": "Mở lại chấm chéo", "said": REOPENED}
    return cross_asking.page(request, form, season, **facts)


@edits
@allowed(can_leave_out, CrossAssignment)
def cross_ask_again(request, assignment):
    """Have one scorer look at its marks again, and say why."""
    season, form = assignment.round.season, CrossReasonForm(request.POST or None)
    if form.attempt(cross_reopening.ask_again, assignment, by=request.user):
        messages.success(request, f"{assignment.scorer} chấm lại bảng của {assignment.scored}.")
        return redirect("results:cross", season.pk)
    heading = f"Cho {assignment.scorer} chấm lại bảng của {assignment.scored}"
    return cross_asking.page(request, form, season, heading=heading, submit="Cho chấm lại", said=ASKED)
