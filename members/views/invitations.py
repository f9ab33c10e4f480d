"""Invitations: made, renewed and taken back by an officer; accepted by the person, who has no account yet."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from core import limits, sessions
from core.guards import allowed, edits, public, writes
from documents import codes
from members import invitation_mail, invitations
from members.account_forms import CodeForm, InvitationForm, LetterForm, OwnAccountForm
from members.models import Invitation, Person
from members.permissions import can_appoint, can_invite


@edits
@allowed(can_appoint, Person)
def invitation_new(request, person):
    """Invite a person; the link is on the answer to this POST and nowhere else."""
    form = InvitationForm(request.POST or None)
    if form.attempt(invitations.invite, person, by=request.user):
        return _slip(request, person, form.result)
    context = {"form": form, "person": person, "days": settings.INVITATION_DAYS}
    return render(request, "members/invitation_form.html", context)


@writes
@allowed(can_invite, Invitation)
def invitation_renew(request, invitation):
    """A new link in place of the old one."""
    code = invitations.renew(invitation, by=request.user)
    return _slip(request, invitation.person, code)


@edits
@allowed(can_invite, Invitation)
def invitation_mail_send(request, invitation):
    """Have the invitation sent by e-mail, where the installation can."""
    person = invitation.person
    form = LetterForm(request.POST or None, initial={"to": person.agency.email})
    if form.attempt(invitation_mail.send, invitation, by=request.user):
        messages.success(request, f"Đã giao thư mời gửi tới {form.result.address}.")
        return redirect(person)
    context = {"form": form, "person": person, "offered": invitation_mail.is_offered()}
    return render(request, "members/invitation_mail.html", context)


@writes
@allowed(can_invite, Invitation)
def invitation_revoke(request, invitation):
    """The link leads nowhere any more."""
    invitations.revoke(invitation, by=request.user)
    messages.success(request, f"Đã thu hồi lời mời của {invitation.person}.")
    return redirect(invitation.person)


def _slip(request, person, code):
    """The slip, to copy from or to print; no browser keeps it."""
    page = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    page += reverse("own:accept")
    link = f"{page}#{code}"
    context = {
        "person": person,
        "code": code,
        "page": page,
        "link": link,
        "picture": codes.svg(link),
        "invitation": person.invitations.first(),
        "mails": invitation_mail.is_offered(),
    }
    return _kept_by_nobody(render(request, "members/invitation_slip.html", context))


@edits
@public
def accept(request):
    """The invited person enters the code, then chooses user name and password, and is signed in."""
    if request.method == "POST" and limits.exceeded(request, "invitation", most=20, seconds=5 * 60):
        return render(request, "429.html", status=429)
    asked = CodeForm(request.POST or None)
    if not asked.attempt(invitations.find):
        return _kept_by_nobody(render(request, "members/accept_code.html", {"form": asked}))
    person = asked.result.person
    chosen = request.POST if "username" in request.POST else None
    proposed = {"code": asked.cleaned_data["code"], "username": asked.result.username}
    form = OwnAccountForm(chosen, person=person, initial=proposed)
    if form.attempt(invitations.accept):
        sessions.begin(request, form.result)
        messages.success(request, "Đã mở tài khoản. Từ lần sau, hãy đăng nhập bằng tên và mật khẩu vừa đặt.")
        return redirect("/")
    return _kept_by_nobody(render(request, "members/accept.html", _invited(person, form)))


def _invited(person, form):
    posts = [post for post in person.posts.named().order_by("starts_on") if not post.is_over]
    return {"form": form, "person": person, "agency": person.agency, "posts": posts}


def _kept_by_nobody(response):
    response.headers["Cache-Control"] = "private, no-store"
    return response
