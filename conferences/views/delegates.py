"""Who is invited and who came: the list at the door, usable on a phone, with or without a script."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences import attendance, delegates
from conferences.conference_papers import titled
from conferences.forms import DelegateForm
from conferences.models import Conference, Delegate
from conferences.permissions import can_run, can_run_item, can_see
from core.dates import moment
from core.guards import allowed, edits, reads, writes
from documents import excel

HEADS = ["Đơn vị", "Họ và tên", "Chức vụ", "Tư cách", "Có mặt lúc"]


@reads
@allowed(can_see, Conference)
def delegate_list(request, conference):
    """Every member in protocol order with its people, guests last; who came is checked in here."""
    if request.GET.get("format") == "xlsx":
        rows = [_exported(row) for row in delegates.listed(conference)]
        return excel.download(titled(conference, f"Đại biểu - {conference}")[:150], HEADS, rows)
    return render(request, "conferences/delegate_list.html", _roll(request, conference))


@edits
@allowed(can_run, Conference)
def delegate_new(request, conference):
    """Invite somebody."""
    chosen = {"agency": request.GET.get("agency")}
    form = DelegateForm(request.POST or None, conference=conference, initial=chosen)
    if form.attempt(delegates.invite, conference, by=request.user):
        messages.success(request, f"Đã mời {form.result}.")
        again = "conferences:delegate_new" if "another" in request.POST else "conferences:delegates"
        return redirect(again, conference.pk)
    context = {"heading": "Mời đại biểu", "submit": "Mời đại biểu", "another": True}
    return _form(request, form, conference, **context)


@writes
@allowed(can_run, Conference)
def delegates_lead(request, conference):
    """Invite the leaders of all member agencies."""
    count = delegates.invite_agency_leads(conference, by=request.user)
    told = f"Đã mời {count} lãnh đạo đơn vị." if count else "Lãnh đạo các đơn vị đã có trong danh sách."
    messages.success(request, told)
    return redirect("conferences:delegates", conference.pk)


@edits
@allowed(can_run_item, Delegate)
def delegate_change(request, delegate):
    """Correct who it is, or in which capacity."""
    facts = {name: getattr(delegate, name) for name in DelegateForm.base_fields}
    form = DelegateForm(request.POST or None, conference=delegate.conference, initial=facts)
    if form.attempt(delegates.correct, delegate, by=request.user):
        messages.success(request, f"Đã lưu thông tin của {form.result}.")
        return redirect("conferences:delegates", delegate.conference_id)
    return _form(request, form, delegate.conference, heading=f"Sửa {delegate}", submit="Lưu đại biểu")


@writes
@allowed(can_run_item, Delegate)
def delegate_remove(request, delegate):
    """Take somebody off the list."""
    delegates.remove(delegate, by=request.user)
    messages.success(request, f"Đã bỏ {delegate} khỏi danh sách.")
    return redirect("conferences:delegates", delegate.conference_id)


@writes
@allowed(can_run_item, Delegate)
def delegate_check_in(request, delegate):
    """Record that somebody came."""
    attendance.check_in(delegate, by=request.user)
    return _at_the_door(request, delegate)


@writes
@allowed(can_run_item, Delegate)
def delegate_undo(request, delegate):
    """Take a check-in back."""
    attendance.undo(delegate, by=request.user)
    return _at_the_door(request, delegate)


def _at_the_door(request, delegate):
    """The list anew: only its part of the page for htmx, else the page at the row."""
    conference = delegate.conference
    if request.htmx:
        return render(request, "conferences/_roll.html", _roll(request, conference))
    url = reverse("conferences:delegates", args=[conference.pk])
    return redirect(f"{url}#dai-bieu-{delegate.pk}")


def _roll(request, conference):
    units, guests = attendance.roll(conference)
    return {
        "conference": conference,
        "season": conference.season,
        "units": units,
        "guests": guests,
        "turnout": attendance.turnout(units, guests),
        "runs": can_run(request.user, conference) and not conference.is_over,
    }


def _form(request, form, conference, **context):
    context |= {"form": form, "conference": conference, "season": conference.season, "of_delegates": True}
    return render(request, "conferences/form.html", context)


def _exported(row):
    came = moment(row.came.at) if row.came else ""
    return [row.name or row.body, row.full_name, row.position, row.get_role_display(), came]
