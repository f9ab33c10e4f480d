"""An invitation sent by e-mail, where the installation has a mail server: made and sent by a worker.

Only hashes of codes are kept, so the letter carries a code of its own, made when it is sent; the slip's code
goes on working beside it. With the account opened, both are dead.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import clock, records
from core.rules import RuleError
from documents import jobs
from members import invitations
from members.models import Invitation, InvitationLetter, Person

TASK = "members.mail_invitation"
SUBJECT = "Lời mời mở tài khoản Khối thi đua"


def is_offered():
    """Say whether letters can be sent: there is a mail server, and an address for the link."""
    return bool(settings.EMAIL_URL and settings.PUBLIC_URL)


def send(invitation, *, to, by):
    """Have the invitation sent to the address `to` and return the InvitationLetter; a second click, the same.

    Raises RuleError without a mail server and for an invitation that leads nowhere any more.
    """
    if not is_offered():
        raise RuleError("Máy chủ chưa cài đặt thư điện tử. Hãy chép đường dẫn hoặc in phiếu để gửi.")
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=invitation.person_id)
        row = _usable(invitation)
        since = clock.now() - records.SECOND_CLICK
        if same := row.letters.filter(address=to, asked_at__gte=since).first():
            return same
        job = jobs.enqueue(TASK, shards=[{"invitation": row.pk}], label="Gửi lời mời mở tài khoản", by=by)
        letter = InvitationLetter(invitation=row, address=to, asked_at=clock.now(), job=job)
        return records.keep(letter, by=by, act="invitation.mail")


def deliver(shard):
    """Do the only shard of a letter: give it a code and send it. The code counts before the letter leaves."""
    letter = InvitationLetter.objects.select_related("invitation__person").get(job=shard.job_id)
    row = _usable(letter.invitation)
    code = invitations.fresh_code()
    records.change(letter, token_hash=invitations.hash_of(code), by=None, act="invitation.mail_code")
    send_mail(SUBJECT, _words(row, code), None, [letter.address])


def _usable(invitation):
    row = Invitation.objects.usable().filter(pk=invitation.pk).first()
    if row is None:
        raise RuleError("Lời mời này đã dùng, đã thu hồi hoặc đã hết hạn. Hãy mời lại rồi gửi thư.")
    return row


def _words(invitation, code):
    person, until = invitation.person, timezone.localtime(invitation.expires_at)
    return (
        f"Kính gửi {person.get_honorific_display()} {person.full_name},\n\n"
        "Anh, chị được mời mở tài khoản trên phần mềm Khối thi đua. "
        "Hãy mở đường dẫn sau rồi tự chọn tên đăng nhập và mật khẩu:\n\n"
        f"{settings.PUBLIC_URL}{reverse('own:accept')}#{code}\n\n"
        f"Đường dẫn dùng một lần, có hạn đến {until:%H:%M, %d/%m/%Y}. "
        "Ai có đường dẫn đều mở được tài khoản này, nên xin đừng chuyển tiếp thư.\n"
    )
