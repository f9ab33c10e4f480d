"""Blocs and their members."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render

from blocs import bloc_forms, custody, departures, flags, founding, reorganisation, rotation, set_up
from blocs.bloc_forms import BlocForm, CorrectJoiningForm, JoinForm, LeaveForm, OrderForm
from blocs.models import Bloc, Membership
from blocs.permissions import (
    can_found_bloc,
    can_keep_flags,
    can_keep_membership,
    can_manage_bloc,
    can_open_season,
    can_see,
)
from core.dates import short
from core.guards import allowed, anyone, edits, reads, writes
from documents import excel
from members import lifetimes

FORM, BLOC_FORM = "blocs/form.html", "blocs/bloc_form.html"


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
    every = list(bloc.memberships.named())
    prefetch_related_objects([bloc], "seasons")
    members = [row for row in every if row.is_in_force()]
    if request.GET.get("format") == "xlsx":
        rows = [(row.order, row.name, row.code, row.joined_on) for row in members]
        return excel.download(f"Thành viên {bloc.short_name}", ["TT", "Đơn vị", "Ký hiệu", "Từ ngày"], rows)
    ended = lifetimes.ended()
    context = {
        "bloc": bloc,
        "members": members,
        "former": sorted((row for row in every if row.left_on), key=lambda row: row.left_on, reverse=True),
        "seasons": bloc.seasons.all(),
        "waiting": reorganisation.waiting([bloc], ended),
        "passings": [(passing, custody.effect(passing)) for passing in custody.waiting([bloc], ended)],
        "board": rotation.board(bloc, every),
        "flags": flags.of(bloc),
        "keeps_flags": can_keep_flags(request.user, bloc),
        "can_manage": can_manage_bloc(request.user, bloc),
        "can_open": can_open_season(request.user, bloc),
        "set_up": set_up.of(bloc, request.user),
    }
    return render(request, "blocs/bloc_detail.html", context)


@edits
@allowed(can_found_bloc)
def bloc_new(request):
    """Found a bloc."""
    form = _bloc_form(request)
    if form.attempt(founding.found, by=request.user):
        messages.success(request, f"Đã lập {form.result}. Hãy thêm các đơn vị thành viên.")
        _warn(request, form.result)
        return redirect("blocs:members_upload", form.result.pk)
    return render(request, BLOC_FORM, {"form": form, "heading": "Lập khối thi đua"})


@edits
@allowed(can_manage_bloc, Bloc)
def bloc_correct(request, bloc):
    """Correct a bloc's particulars."""
    form = _bloc_form(request, {name: getattr(bloc, name) for name in BlocForm.base_fields})
    if form.attempt(founding.correct, bloc, by=request.user):
        messages.success(request, f"Đã sửa thông tin của {bloc.word}.")
        _warn(request, bloc)
        return redirect(bloc)
    return render(request, BLOC_FORM, {"form": form, "heading": f"Sửa thông tin {bloc}", "back": bloc})


def _bloc_form(request, facts=None):
    """The form of a bloc; asked for a ready set of labels, it comes back with that unsent."""
    if "labels" in request.POST:
        return BlocForm(user=request.user, initial=bloc_forms.with_labels(request.POST))
    return BlocForm(request.POST or None, user=request.user, initial=facts)


def _warn(request, bloc):
    if warning := founding.warning(bloc):
        messages.warning(request, warning)


@edits
@allowed(can_manage_bloc, Bloc)
def member_join(request, bloc):
    """Let an agency join."""
    form = JoinForm(request.POST or None, bloc=bloc)
    if form.attempt(founding.join, bloc, by=request.user):
        messages.success(
            request, f"{form.result.agency} là thành viên thứ {form.result.order} của {bloc.word}."
        )
        return redirect(bloc)
    return render(request, FORM, {"form": form, "heading": "Thêm đơn vị thành viên", "back": bloc})


@edits
@allowed(can_keep_membership, Membership)
def member_leave(request, membership):
    """End a membership; what it does to the years under way is shown first."""
    form, bloc = LeaveForm(request.POST or None), membership.bloc
    effects = form.is_valid() and departures.effects(membership, form.cleaned_data["left_on"])
    if effects and "confirmed" not in request.POST:
        hidden = [(field.html_name, field.data) for field in form]
        context = {"membership": membership, "bloc": bloc, "effects": effects, "hidden": hidden}
        return render(request, "blocs/leave_confirm.html", context)
    if form.attempt(founding.leave, membership, by=request.user):
        messages.success(request, f"Đã ghi ngày {membership.agency} rời {bloc.word}.")
        return redirect(bloc)
    heading = f"{membership.agency} rời {bloc.word}"
    return render(request, FORM, {"form": form, "heading": heading, "back": bloc})


@edits
@allowed(can_keep_membership, Membership)
def member_correct(request, membership):
    """Correct a wrongly entered day of joining."""
    form = CorrectJoiningForm(request.POST or None, initial={"joined_on": membership.joined_on})
    if form.attempt(founding.correct_joining, membership, by=request.user):
        messages.success(request, f"Đã sửa ngày tham gia của {membership.agency}.")
        return redirect(membership.bloc)
    heading = f"Sửa ngày tham gia của {membership.agency}"
    return render(request, FORM, {"form": form, "heading": heading, "back": membership.bloc})


@edits
@allowed(can_manage_bloc, Bloc)
def members_order(request, bloc):
    """Number the places of all members in one form."""
    form = OrderForm(request.POST or None, members=bloc.memberships.filter(left_on__isnull=True).named())
    if form.attempt(founding.arrange, bloc, by=request.user):
        moved = form.result
        said = f"Đã xếp lại thứ tự; {moved} đơn vị đổi chỗ." if moved else "Thứ tự giữ nguyên như cũ."
        messages.success(request, said)
        return redirect(bloc)
    return render(request, "blocs/members_order.html", {"form": form, "bloc": bloc})


@writes
@allowed(can_keep_membership, Membership)
def member_follow(request, membership):
    """The successor of a member that has ended takes its place."""
    done = reorganisation.follow(membership, by=request.user)
    said = f"Đã ghi: {done.agency} rời {done.bloc.word} từ ngày {short(done.left_on)}; lịch sử giữ nguyên."
    messages.success(request, said)
    return redirect(membership.bloc)


@writes
@allowed(can_manage_bloc, Bloc)
def bloc_follow(request, bloc):
    """The successor of a managing body that has ended manages the bloc."""
    done = custody.follow(bloc, by=request.user)
    said = f"Đã ghi: {done.managing_body} quản lý {done.word}; văn bản đã ban hành giữ nguyên."
    messages.success(request, said)
    return redirect(bloc)


@writes
@allowed(can_keep_membership, Membership)
def member_up(request, membership):
    """Move a member one place up in protocol."""
    founding.move_up(membership, by=request.user)
    return redirect(membership.bloc)
