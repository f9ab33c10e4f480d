"""Certificates of a decision: looked through before printing, one by one, corrected, revoked."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render

from awards import visibility
from awards.certifying import certificates, pictures, wording
from awards.models import Certificate, Decision, Reprint
from awards.permissions import (
    can_keep_certificate,
    can_print,
    can_see,
    can_see_certificates,
    can_see_certificates_of,
)
from awards.printing import ledger, printers, stock
from awards.printing.certificate_forms import CorrectionForm, WhyForm
from awards.printing.permissions import can_see_stocks
from blocs.models import Season
from core.guards import allowed, edits, reads
from documents import excel, jobs

PER_PAGE = 15  # three rows of five
FILTERS = {"all": "Tất cả", "check": "Cần xem lại", "open": "Chưa in", "ended": "Hết giá trị"}
LIST = [
    "Số vào sổ vàng",
    "Xưng hô",
    "Tặng cho",
    "Chức vụ, đơn vị",
    "Mã tra cứu",
    "Trạng thái",
    "Đã đưa vào đợt in",
    "Cần xem lại",
]


@reads
@allowed(can_see_certificates, Season)
def certificate_list(request, season):
    """Go to the certificates of the decision that was chosen, else of the latest one."""
    chosen, own = request.GET.get("decision", ""), _issued(request.user, season)
    decision = own.filter(pk=chosen).first() if chosen.isascii() and chosen.isdecimal() else own.first()
    if decision is None:
        return render(request, "awards/certificates_none.html", {"season": season})
    return redirect("awards:decision_certificates", decision.pk)


@reads
@allowed(can_see_certificates_of, Decision)
def decision_certificates(request, decision):
    """Every certificate drawn small, and what to look at before printing."""
    if request.GET.get("format") == "xlsx":
        rows = map(_exported, ledger.certificates_of(decision))
        return excel.download(f"Bằng khen theo {decision} - {decision.season.bloc.short_name}", LIST, rows)
    return _overview(request, decision)


@reads
@allowed(can_see, Certificate)
def certificate_detail(request, certificate):
    """One certificate as it will be printed, and everything that happened to it."""
    decision = certificate.line.decision
    context = {
        "certificate": certificate,
        "sheet": pictures.sheet_of(certificate),
        "sheets": certificate.sheets.select_related("batch")
        .prefetch_related("events")
        .order_by("-batch__number"),
        "trail": ledger.trail_of(certificate),
        "reprints": Reprint.objects.filter(sheet__certificate=certificate).select_related(
            "by__person", "sheet__batch"
        ),
        "keeps": can_keep_certificate(request.user, certificate),
        "decision": decision,
        "season": decision.season,
    }
    return render(request, "awards/certificate.html", context)


@edits
@allowed(can_keep_certificate, Certificate)
def certificate_replace(request, certificate):
    """Correct the text: a new certificate with a new number and code takes its place."""
    before = {name: certificate.facts[name] for name in wording.FIELDS}
    form = CorrectionForm(request.POST or None, initial=before)
    if request.method == "POST" and form.attempt(certificates.replace, certificate, by=request.user):
        messages.success(request, f"Đã lập {form.result} thay cho số {certificate.entry}.")
        return redirect(form.result)
    return render(request, "awards/certificate_replace.html", about(certificate) | {"form": form})


@edits
@allowed(can_keep_certificate, Certificate)
def certificate_revoke(request, certificate):
    """Take the certificate back for good."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.attempt(certificates.revoke, certificate, by=request.user):
        messages.success(request, f"Đã thu hồi {certificate}.")
        return redirect(certificate)
    return render(request, "awards/certificate_revoke.html", about(certificate) | {"form": form})


def about(certificate):
    """What a page about one certificate shows around its form."""
    decision = certificate.line.decision
    return {"certificate": certificate, "decision": decision, "season": decision.season}


def _overview(request, decision):
    """The page of a decision's certificates."""
    latest = decision.batches.select_related("job", "calibration__profile").order_by("-number").first()
    context = _shown(request, decision) | {
        "decision": decision,
        "season": decision.season,
        "others": _issued(request.user, decision.season),
        "events": ledger.events(decision),
        "prints": can_print(request.user, decision),
        "public": bool(settings.PUBLIC_URL),
        "stocked": can_see_stocks(request.user, decision.season),
        "batch": latest,
        "progress": latest and jobs.progress(latest.job),
        "progress_url": latest and latest.get_absolute_url(),
    }
    if context["prints"]:
        context["measured"] = printers.of(decision.issuing_agency_id).exists()
        counts = context["counts"]
        context["needs"] = stock.needs(decision.issuing_agency_id, counts["open"] or counts["all"])
    return render(request, "awards/certificates.html", context)


def _shown(request, decision):
    """The page of certificates that is asked for, drawn small, with the figures of all filters."""
    asked = request.GET.get("show")
    shown = asked if asked in FILTERS else "all"
    rows = ledger.certificates_of(decision).filter(ledger.FILTERS[shown])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counts = ledger.counts(decision)
    return {
        "shown": shown,
        "counts": counts,
        "filters": [(key, name, counts[key]) for key, name in FILTERS.items() if counts[key] or key == shown],
        "page": page,
        "thumbs": list(zip(page, pictures.sheets_of(page), strict=True)),
    }


def _issued(user, season):
    """The decisions with certificates; one that only changes another has none of its own."""
    seen = Decision.objects.filter(visibility.printed(user), season=season, state="issued")
    return seen.filter(Exists(Certificate.objects.filter(line__decision=OuterRef("pk"))))


def _exported(certificate):
    facts = certificate.facts
    return [
        facts["register"],
        facts["prefix"],
        facts["recipient"],
        facts["unit"],
        facts["code"],
        certificate.get_state_display(),
        "Rồi" if certificate.printed else "Chưa",
        " ".join(certificate.warnings),
    ]
