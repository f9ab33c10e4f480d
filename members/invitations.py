"""Invitations: a code that its person turns into an own account, once and in time.

Most offices have no e-mail: the code travels as a link or on a printed slip (by e-mail: `invitation_mail`).
In the link it stands behind `#`, where browsers keep it to themselves, so that it is in no log and in no
referrer.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core import accounts, clock, records
from core.models import User
from core.rules import RuleError
from core.transitions import move
from members import joined, people, posts
from members.models import Invitation

GROUPS, LETTERS = 5, 4  # 20 of 31 letters: 99 bits
DEAD = (
    "Mã mời này không dùng được: có thể gõ nhầm, đã dùng, đã thu hồi hoặc đã hết hạn. "
    "Hãy so lại từng chữ với phiếu mời; nếu vẫn không được, hãy xin người mời một mã mới."
)


def invite(person, *, by, kind="", agency=None, starts_on=None, username=""):
    """Invite the person to open an account and return the code, to be shown once.

    With `kind` the person is given that post, too, in the same act; `username` is only proposed. Raises
    RuleError when the person has an account or an invitation in time.
    """
    with transaction.atomic():
        row = _locked(person)
        open_one = row.invitations.filter(state=Invitation.State.OPEN).first()
        if open_one and not open_one.is_expired:
            raise RuleError(
                f"{person} đang có một lời mời còn hạn. "
                "Hãy mời lại (mã cũ hết hiệu lực) hoặc thu hồi lời mời ấy."
            )
        if open_one:
            move(open_one, "revoke", by=by)
        if kind:
            posts.appoint(row, agency=agency or row.agency, kind=kind, starts_on=starts_on, by=by)
        return _make(row, username=username, by=by)


def renew(invitation, *, by):
    """Replace an open invitation, expired or not, by a new one and return its code; the old code is dead."""
    with transaction.atomic():
        row = _locked(invitation.person)
        move(invitation, "revoke", by=by)
        return _make(row, username=invitation.username, by=by)


def revoke(invitation, *, by):
    """Take an open invitation back; its code is dead."""
    return move(invitation, "revoke", by=by)


def find(code):
    """Return the invitation that `code` opens. Raises RuleError, the same whatever is wrong with the code."""
    told = hash_of(code)
    found = Invitation.objects.usable().filter(Q(token_hash=told) | Q(letters__token_hash=told)).first()
    if found is None:
        raise RuleError(DEAD)
    return found


def accept(code, *, username, password):
    """Open the invited person's account with the name and password of the own choice; return the user.

    Raises RuleError when the code is dead or the name is taken.
    """
    with transaction.atomic():
        person = _locked(find(code).person)
        invitation = find(code)  # now that no other can use or revoke it
        if User.objects.filter(username__iexact=username).exists():
            raise RuleError(f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
        user = accounts.open_own(username, password=password)
        people.link_account(person, user=user, by=user)
        move(invitation, "accept", by=user)
    return user


def _locked(person):
    row = joined.hold(person)
    if row.user_id:
        raise RuleError(f"{person} đã có tài khoản. Nếu quên mật khẩu, hãy cấp lại mật khẩu.")
    return row


def _make(person, *, username, by):
    code, now = fresh_code(), clock.now()
    invitation = Invitation(
        person=person,
        token_hash=hash_of(code),
        username=username,
        made_at=now,
        made_by=by,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    records.keep(invitation, by=by, act="invitation.make")
    return code


def fresh_code():
    """Return a new code, to be told once."""
    return "-".join("".join(secrets.choice(accounts.READABLE) for _ in range(LETTERS)) for _ in range(GROUPS))


def hash_of(code):
    """Return the hash of a code as people type it: with or without dashes, in capitals, with blanks."""
    letters = "".join(letter for letter in code.lower() if letter in accounts.READABLE)
    return sha256(letters.encode()).hexdigest()
