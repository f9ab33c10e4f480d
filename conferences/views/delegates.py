"""Who is invited and who came: the list of everybody, kept by the head and, each its own, by the members."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences.attending import attendance, delegates, invitations, quorum, registration
from conferences.attending.forms import AnyDelegateForm, DelegateListForm, OwnDelegateForm
from conferences.conference_papers import titled
from conferences.models import Conference, Delegate
from conferences.permissions import can_keep_delegate, can_receive_delegate, can_register, can_run, can_see
from core.dates import moment
from core.guards import allowed, edits, reads, writes
from core.rules import RuleError
from documents import excel
from members import acting

HEADS = ["Đơn vị", "Họ và tên", "Chức vụ", "Tư cách", "Ủy quyền", "Có mặt lúc"]


@reads
@allowed(can_see, Conference)
def delegate_list(request, conference):
    """Every member in protocol order with its people, guests last; who came is checked in here."""
    if request.GET.get("format") == "xlsx":
        heads = [*HEADS, "Thư điện tử"] if can_run(request.user, conference) else HEADS
        rows = [_exported(row)[: len(heads)] for row in delegates.listed(conference)]
        return excel.download(titled(conference, f"Đại biểu - {conference}")[:150], heads, rows)
    return render(request, "conferences/delegate_list.html", _roll(request, conference))


@edits
@allowed(can_register, Conference)
def delegate_new(request, conference):
    """Put somebody on the list."""
    form = _form_for(request, conference, {"agency": request.GET.get("agency")})
    if form.attempt(registration.add, conference, by=request.user):
        messages.success(request, f"Đã ghi {form.result} vào danh sách đại biểu.")
        again = "conferences:delegate_new" if "another" in request.POST else "conferences:delegates"
        return redirect(again, conference.pk)
    context = {"heading": "Mời đại biểu", "submit": "Ghi đại biểu", "another": True}
    return _form(request, form, conference, **context)


@edits
@allowed(can_register, Conference)
def delegate_paste(request, conference):
    """Put several people of one member on the list at once."""
    agencies = _agencies(request.user, conference)
    initial = {"agency": request.GET.get("agency")}
    form = DelegateListForm(request.POST or None, agencies=agencies, initial=initial)
    if form.attempt(registration.add_list, conference, by=request.user):
        messages.success(request, f"Đã ghi thêm {form.result} đại biểu.")
        return redirect("conferences:delegates", conference.pk)
    return _form(request, form, conference, heading="Dán danh sách đại biểu", submit="Ghi danh sách")


@writes
@allowed(can_run, Conference)
def delegates_lead(request, conference):
    """Invite the leaders of all member agencies."""
    count = delegates.invite_agency_leads(conference, by=request.user)
    told = f"Đã mời {count} lãnh đạo đơn vị." if count else "Lãnh đạo các đơn vị đã có trong danh sách."
    messages.success(request, told)
    return redirect("conferences:delegates", conference.pk)


@edits
@allowed(can_keep_delegate, Delegate)
def delegate_change(request, delegate):
    """Correct who it is, or in which capacity."""
    names = ("agency", "body", "title", "full_name", "position", "role", "email")
    facts = {name: getattr(delegate, name) for name in names}
    form = _form_for(request, delegate.conference, facts)
    if form.attempt(registration.correct, delegate, by=request.user):
        messages.success(request, f"Đã lưu thông tin của {form.result}.")
        return redirect("conferences:delegates", delegate.conference_id)
    return _form(request, form, delegate.conference, heading=f"Sửa {delegate}", submit="Lưu đại biểu")


@writes
@allowed(can_keep_delegate, Delegate)
def delegate_remove(request, delegate):
    """Take somebody off the list."""
    registration.remove(delegate, by=request.user)
    messages.success(request, f"Đã bỏ {delegate} khỏi danh sách.")
    return redirect("conferences:delegates", delegate.conference_id)


@writes
@allowed(can_receive_delegate, Delegate)
def delegate_check_in(request, delegate):
    """Record that somebody came."""
    attendance.check_in(delegate, by=request.user)
    return _at_the_door(request, delegate)


@writes
@allowed(can_receive_delegate, Delegate)
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
    turnout = attendance.turnout(units, guests)
    runs = can_run(request.user, conference) and not conference.is_over
    planned = conference.state == Conference.State.PLANNED
    own = set() if runs or not planned else acting.agencies_of(request.user)
    for unit in units:
        unit.kept = runs or unit.agency_id in own
        for row in unit.delegates:
            row.kept = runs or (unit.kept and registration.may_be_corrected_by_its_own(row))
    for row in guests:
        row.kept = runs
    return {
        "conference": conference,
        "season": conference.season,
        "units": units,
        "guests": guests,
        "turnout": turnout,
        "quorum": quorum.standing(conference, turnout),
        "runs": runs,
        "invitation": invitations.latest_for(conference, own) if own else None,
        "registers": runs or any(unit.kept for unit in units),
    }


def _agencies(user, conference):
    """The members whose people this user may put on the list."""
    if can_run(user, conference):
        return delegates.invited(conference)
    return registration.own_of(conference, acting.agencies_of(user))


def _form_for(request, conference, facts):
    """The form of the head, or that of a member, which says nothing of capacity."""
    if can_run(request.user, conference):
        return AnyDelegateForm(request.POST or None, conference=conference, initial=facts)
    agencies = _agencies(request.user, conference)
    return OwnDelegateForm(request.POST or None, agencies=agencies, initial=facts)


def _form(request, form, conference, **context):
    if sentence := registration.hindrance(conference, request.user):
        raise RuleError(sentence)
    context |= {"form": form, "conference": conference, "season": conference.season, "of_delegates": True}
    return render(request, "conferences/form.html", context)


def _exported(row):
    came = moment(row.came.at) if row.came else ""
    mandate = row.mandate.words if row.mandate else ""
    facts = [row.name or row.body, row.full_name, row.position, row.get_role_display()]
    return [*facts, mandate, came, row.email]
