"""The own account: where it is signed in, and its second factor."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core import sessions
from core.guards import allowed, anyone, edits, reads, writes
from documents import codes
from members import second_factor
from members.account_forms import FirstCodeForm, PasswordForm

KEY = "second_factor_key"  # the session's key for the app's key until a first code has come


@reads
@allowed(anyone)
def security(request):
    """Password, second factor and open sessions of who is signed in."""
    context = {
        "offered": second_factor.is_offered(),
        "required": second_factor.is_required(request.user),
        "standing": second_factor.standing(request.user),
        "sessions": sessions.of(request.user, here=request.session.session_key),
    }
    return render(request, "members/security.html", context)


@writes
@allowed(anyone)
def sessions_end_others(request):
    """Sign out everywhere but here."""
    ended = sessions.end_others(request.user, here=request.session.session_key, by=request.user)
    done = f"Đã đăng xuất khỏi {ended} máy khác." if ended else "Tài khoản này không mở ở máy nào khác."
    messages.success(request, done)
    return redirect("own:security")


@writes
@allowed(anyone)
def session_end(request):
    """Sign out on one other machine."""
    if sessions.end_one(request.user, mark=request.POST.get("mark", ""), by=request.user):
        messages.success(request, "Đã đăng xuất khỏi máy ấy.")
    return redirect("own:security")


@edits
@allowed(anyone)
def second_factor_on(request):
    """The app takes the key by QR code and proves it with a first code; then the recovery codes, once."""
    user = request.user
    if not second_factor.is_offered() or second_factor.is_on(user):
        return redirect("own:security")
    key = request.session.get(KEY) or second_factor.new_key()
    request.session[KEY] = key
    form = FirstCodeForm(request.POST or None, user=user)
    if form.attempt(second_factor.switch_on, user, key=key, here=request.session.session_key):
        del request.session[KEY]
        return _codes(request, form.result, "Đã bật xác thực hai bước")
    context = {
        "form": form,
        "key": " ".join(key[place : place + 4] for place in range(0, len(key), 4)),
        "picture": codes.svg(second_factor.address_of(user, key)),
        "required": second_factor.is_required(user),
    }
    return _kept_by_nobody(render(request, "members/second_factor_on.html", context))


@edits
@allowed(anyone)
def recovery_codes(request):
    """New recovery codes in place of those used up or lost."""
    form = PasswordForm(request.POST or None, user=request.user)
    if form.attempt(second_factor.renew_codes, request.user):
        return _codes(request, form.result, "Mã dự phòng mới")
    context = {
        "form": form,
        "heading": "Lập mã dự phòng mới",
        "effect": "Những mã dự phòng cũ hết hiệu lực ngay khi lập mã mới.",
        "submit": "Lập mã mới",
    }
    return render(request, "members/own_password.html", context)


@edits
@allowed(anyone)
def second_factor_off(request):
    """Give the second factor up."""
    form = PasswordForm(request.POST or None, user=request.user)
    if form.attempt(second_factor.switch_off, request.user):
        messages.success(request, "Đã tắt xác thực hai bước.")
        return redirect("own:security")
    context = {
        "form": form,
        "heading": "Tắt xác thực hai bước",
        "effect": "Từ lần sau, ai biết mật khẩu là đăng nhập được vào tài khoản này.",
        "submit": "Tắt xác thực hai bước",
        "danger": True,
    }
    return render(request, "members/own_password.html", context)


def _codes(request, found, heading):
    """The recovery codes, this one time."""
    shown = [f"{code[:4]} {code[4:]}" for code in found]
    context = {"codes": shown, "text": "\r\n".join(shown), "heading": heading}
    return _kept_by_nobody(render(request, "members/recovery_codes.html", context))


def _kept_by_nobody(response):
    response.headers["Cache-Control"] = "private, no-store"
    return response
