"""The print ledger of a decision: how the paper of each certificate is, to whom it was handed over."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.models import Certificate, Decision
from awards.permissions import can_keep_certificate, can_see_certificates_of
from awards.printing import handing_over, ledger
from awards.printing.certificate_forms import WhyForm
from awards.printing.ledger_forms import HandOverForm
from awards.printing.permissions import can_hand_over
from awards.views.certificates import about
from core.guards import allowed, edits, reads, writes
from core.inputs import is_key
from documents import excel
from members import acting
from members.models import Agency
from members.views.paging import page_of

COLUMNS = ["Số vào sổ vàng", "Xưng hô", "Tặng cho", "Chức vụ, đơn vị", "Tình trạng của bằng", "Tờ giấy"]
COLUMNS += ["Đợt in, trang", "Số tờ hỏng", "Lý do hỏng", "Số lần in lại"]
COLUMNS += ["Giao cho", "Người nhận", "Ngày giao", "Ghi chú", "Người ghi", "Số bản sao"]


@reads
@allowed(can_see_certificates_of, Decision)
def print_ledger(request, decision):
    """Certificate by certificate, filtered by how the paper is and by agency; as Excel on demand."""
    if request.GET.get("format") == "xlsx":
        rows = ledger.told(_filtered(request, decision))
        title = f"Sổ in và giao Bằng khen theo {decision} - {decision.season.bloc.short_name}"
        return excel.download(title.replace("/", "-"), COLUMNS, map(_exported, rows))
    return _page(request, decision)


@writes
@allowed(can_hand_over, Decision)
def hand_over(request, decision):
    """Record that the ticked certificates, or all of the filtered ones, were handed over."""
    form = _form(request, decision, request.POST)
    if form.attempt(handing_over.hand, decision, by=request.user):
        count = form.result
        told = f"Đã ghi giao {count} Bằng khen." if count else "Các Bằng khen này đã được ghi giao từ trước."
        messages.success(request, told)
        return redirect(f"{request.path.removesuffix('hand-over/')}?{request.GET.urlencode()}")
    return _page(request, decision, form)


@edits
@allowed(can_keep_certificate, Certificate)
def hand_over_take_back(request, certificate):
    """Take a hand-over back that was a slip, or when the paper came back."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.attempt(handing_over.take_back, certificate, by=request.user):
        messages.success(request, f"Đã hủy lượt giao {certificate}.")
        return redirect(certificate)
    context = {
        "form": form,
        "heading": f"Hủy lượt giao {certificate}",
        "meta": "Bằng khen lại ở trạng thái chờ giao. Lượt giao đã hủy và lý do còn trong lịch sử.",
        "submit": "Hủy lượt giao",
        "danger": True,
    }
    return render(request, "awards/certificate_act.html", about(certificate) | context)


def _page(request, decision, form=None):
    """The ledger as a page; `form` is one that was refused."""
    every = _of_agency(request, decision)
    counts = ledger.paper_counts(every)
    page = page_of(request, ledger.told(_filtered(request, decision)))
    form = form or _form(request, decision)
    ticked = set(form["certificates"].value() or ())  # as they were sent: a refusal takes none away
    context = {
        "decision": decision,
        "season": decision.season,
        "page": page,
        "rows": [(row, ledger.paper_of(row), str(row.pk) in ticked) for row in page],
        "counts": counts,
        "shown": _shown(request),
        "filters": [(key, word, counts[key]) for key, word in ledger.PAPER_WORDS.items()],
        "waiting": counts["filed"] + counts["kept"],
        "agencies": _agencies(decision),
        "agency": _agency(request),
        "hands": can_hand_over(request.user, decision),
        "form": form,
    }
    return render(request, "awards/print_ledger.html", context)


def _form(request, decision, data=None):
    rows, every = _filtered(request, decision), ledger.certificates_of(decision)
    return HandOverForm(data, rows=rows, every=every)


def _shown(request):
    asked = request.GET.get("show")
    return asked if asked in ledger.PAPER else "all"


def _agency(request):
    asked = request.GET.get("agency", "")
    return int(asked) if asked.isascii() and is_key(asked) else None


def _of_agency(request, decision):
    """The certificates of the decision, or those that the asked agency put forward."""
    rows, agency = ledger.certificates_of(decision), _agency(request)
    return rows.filter(line__nomination__agency=agency) if agency else rows


def _filtered(request, decision):
    rows, shown = _of_agency(request, decision), _shown(request)
    return rows if shown == "all" else rows.filter(ledger.PAPER[shown])


def _agencies(decision):
    put_forward = decision.lines.values("nomination__agency")
    return Agency.objects.named(decision.signed_on).filter(pk__in=put_forward)


def _exported(row):
    sheets = row.counted_sheets
    spoilt = [event for sheet in sheets for event in sheet.events.all() if event.kind == event.Kind.SPOILT]
    done = getattr(row, "hand_over", None)
    handed = (
        [done.get_to_display(), done.receiver, done.on, done.note, acting.name_of(done.by)] if done else []
    )
    return [
        row.facts["register"],
        row.facts["prefix"],
        row.facts["recipient"],
        row.facts["unit"],
        row.get_state_display(),
        ledger.PAPER_WORDS[ledger.paper_of(row)],
        "; ".join(f"{sheet.batch}, trang {sheet.page}" for sheet in sheets),
        len(spoilt),
        "; ".join(event.reason for event in spoilt),
        sum(len(sheet.reprints.all()) for sheet in sheets),
        *(handed or [None] * 5),
        len(row.copies.all()),
    ]
