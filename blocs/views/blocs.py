"""Blocs and their members."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import flags, founding
from blocs.forms import BlocForm, JoinForm, LeaveForm
from blocs.models import Bloc, Membership
from blocs.permissions import (
    can_found_bloc,
    can_keep_flags,
    can_keep_membership,
    can_manage_bloc,
    can_open_season,
    can_see,
)
from core.guards import allowed, anyone, edits, reads, writes
from documents import excel

FORM = "blocs/form.html"


@reads
@allowed(anyone)
def bloc_list(request):
    """The blocs one may see, with the number of members and the latest year."""
    blocs = Bloc.objects.visible_to(request.user).with_figures()
    context = {"blocs": blocs, "can_found": can_found_bloc(request.user)}
    return render(request, "blocs/bloc_list.html", context)


@reads
@allowed(can_see, Bloc)
def bloc_detail(request, bloc):
    """One bloc: members in protocol order, and its years."""
    members = bloc.memberships.on().named()
    if request.GET.get("format") == "xlsx":
        rows = [(row.order, row.name, row.code, row.joined_on) for row in members]
        return excel.download(f"Thành viên {bloc.short_name}", ["TT", "Đơn vị", "Ký hiệu", "Từ ngày"], rows)
    context = {
        "bloc": bloc,
        "members": members,
        "former": bloc.memberships.filter(left_on__isnull=False).named().order_by("-left_on"),
        "seasons": bloc.seasons.order_by("-year"),
        "flags": flags.of(bloc),
        "keeps_flags": can_keep_flags(request.user, bloc),
        "can_manage": can_manage_bloc(request.user, bloc),
        "can_open": can_open_season(request.user, bloc),
    }
    return render(request, "blocs/bloc_detail.html", context)


@edits
@allowed(can_found_bloc)
def bloc_new(request):
    """Found a bloc."""
    form = BlocForm(request.POST or None, user=request.user)
    if form.attempt(founding.found, by=request.user):
        messages.success(request, f"Đã lập {form.result}. Hãy thêm các đơn vị thành viên.")
        return redirect(form.result)
    return render(request, FORM, {"form": form, "heading": "Lập khối thi đua"})


@edits
@allowed(can_manage_bloc, Bloc)
def bloc_correct(request, bloc):
    """Correct a bloc's particulars."""
    facts = {name: getattr(bloc, name) for name in BlocForm.base_fields}
    form = BlocForm(request.POST or None, user=request.user, initial=facts)
    if form.attempt(founding.correct, bloc, by=request.user):
        messages.success(request, "Đã sửa thông tin của Khối.")
        return redirect(bloc)
    return render(request, FORM, {"form": form, "heading": f"Sửa thông tin {bloc}", "back": bloc})


@edits
@allowed(can_manage_bloc, Bloc)
def member_join(request, bloc):
    """Let an agency join."""
    form = JoinForm(request.POST or None, bloc=bloc)
    if form.attempt(founding.join, bloc, by=request.user):
        messages.success(request, f"{form.result.agency} là thành viên thứ {form.result.order} của Khối.")
        return redirect(bloc)
    return render(request, FORM, {"form": form, "heading": "Thêm đơn vị thành viên", "back": bloc})


@edits
@allowed(can_keep_membership, Membership)
def member_leave(request, membership):
    """End a membership."""
    form = LeaveForm(request.POST or None)
    bloc = membership.bloc
    if form.attempt(founding.leave, membership, by=request.user):
        messages.success(request, f"Đã ghi ngày {membership.agency} rời Khối.")
        return redirect(bloc)
    return render(request, FORM, {"form": form, "heading": f"{membership.agency} rời Khối", "back": bloc})


@writes
@allowed(can_keep_membership, Membership)
def member_up(request, membership):
    """Move a member one place up in protocol."""
    founding.move_up(membership, by=request.user)
    return redirect(membership.bloc)
