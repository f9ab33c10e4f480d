"""Accounts as officers keep them: given, with a new password, closed, opened again, without second factor."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.guards import allowed, edits, writes
from members import people, second_factor
from members.account_forms import ReasonForm
from members.forms import AccountForm
from members.models import Person
from members.permissions import can_appoint, can_close_account

FORM = "members/account_reason.html"


@edits
@allowed(can_appoint, Person)
def account_new(request, person):
    """Open an account; its temporary password is on the answer to this POST and nowhere else."""
    form = AccountForm(request.POST or None)
    if form.attempt(people.give_account, person, by=request.user):
        return _password(request, person, form.result)
    context = {"form": form, "heading": f"Cấp tài khoản cho {person}", "back": person}
    return render(request, "members/person_form.html", context)


@writes
@allowed(can_appoint, Person)
def account_reset(request, person):
    """Set a new temporary password and show it once."""
    return _password(request, person, people.reset_password(person, by=request.user))


@edits
@allowed(can_close_account, Person)
def account_close(request, person):
    """Shut an account; whoever is signed in with it is out at once."""
    form = ReasonForm(request.POST or None)
    if form.attempt(people.close_account, person, by=request.user):
        messages.success(request, f"Đã khóa tài khoản của {person}; mọi phiên đang mở đã kết thúc.")
        return redirect(person)
    context = {
        "form": form,
        "person": person,
        "heading": f"Khóa tài khoản của {person}",
        "effect": "Người này bị đăng xuất khỏi mọi máy ngay lập tức và không đăng nhập được nữa. "
        "Chức trách và những gì đã làm vẫn giữ nguyên; tài khoản mở lại được.",
        "submit": "Khóa tài khoản",
    }
    return render(request, FORM, context)


@edits
@allowed(can_close_account, Person)
def account_reopen(request, person):
    """Open a closed account again; its new temporary password is shown once."""
    form = ReasonForm(request.POST or None)
    if form.attempt(people.reopen_account, person, by=request.user):
        return _password(request, person, form.result)
    context = {
        "form": form,
        "person": person,
        "heading": f"Mở lại tài khoản của {person}",
        "effect": "Tài khoản nhận mật khẩu tạm thời mới, hiện một lần sau khi mở.",
        "submit": "Mở lại tài khoản",
    }
    return render(request, FORM, context)


@edits
@allowed(can_close_account, Person)
def second_factor_reset(request, person):
    """Take the second factor off somebody who has lost phone and recovery codes."""
    form = ReasonForm(request.POST or None)
    if form.attempt(second_factor.reset, person.user, by=request.user):
        messages.success(request, f"Đã đặt lại xác thực hai bước của {person}.")
        return redirect(person)
    context = {
        "form": form,
        "person": person,
        "heading": f"Đặt lại xác thực hai bước của {person}",
        "effect": "Chỉ làm khi biết chắc chính người này nhờ. Mọi phiên đang mở kết thúc; lần sau người này "
        "đăng nhập chỉ bằng mật khẩu rồi cài lại ứng dụng xác thực.",
        "submit": "Đặt lại",
    }
    return render(request, FORM, context)


def _password(request, person, password):
    context = {"person": Person.objects.get(pk=person.pk), "password": password}
    answer = render(request, "members/account_password.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
