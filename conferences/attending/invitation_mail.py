"""Invitations sent by e-mail, where the installation has a mail server: written and sent by a worker."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from conferences.attending import invitation_blocks
from conferences.holding import hold, refuse_rehearsal
from conferences.models import Conference, ConferenceLetter, Delegate
from core import clock, records
from core.rules import RuleError
from documents import jobs, papers

TASK = "conferences.mail_invitation"
NO_SERVER = "Máy chủ chưa cài đặt thư điện tử. Hãy in giấy mời, hoặc tải tệp rồi gửi bằng thư của cơ quan."
NO_ADDRESS = "Chưa đại biểu nào trong đợt này có địa chỉ thư. Hãy ghi địa chỉ thư ở danh sách đại biểu."
REHEARSED = "Đây là buổi diễn tập nên không gửi thư cho ai. Giấy mời in thử được; thư gửi từ hội nghị thật."
SENT = "Mọi địa chỉ trong đợt này đã được gửi thư. Hãy đánh dấu “Gửi lại” nếu vẫn gửi lần nữa."


def is_offered():
    """Say whether letters can be sent: there is a mail server."""
    return bool(settings.EMAIL_URL)


def addresses(round):
    """Return [(invitation, address)] of a round: the people of each agency now on the list, each guest.

    Who stands in for a guest gets the letter of that guest.
    """
    people = Delegate.objects.sitting().filter(conference=round.conference_id).exclude(email="")
    listed = list(people.select_related("stands_for").order_by("pk"))
    found = []
    for invitation in round.invitations.all():
        its = [row for row in listed if _concerns(invitation, row)]
        found += [(invitation, address) for address in dict.fromkeys(row.email for row in its)]
    return found


def send(round, *, again=False, by):
    """Have the invitations of a round sent to every address known and return how many letters go out.

    An address that had its letter is left out unless `again` is meant; a second click sends nothing. Raises
    RuleError in a rehearsal, without a mail server, without an address, and when nobody is left.
    """
    refuse_rehearsal(round.conference, REHEARSED)
    if not is_offered():
        raise RuleError(NO_SERVER)
    with transaction.atomic():
        hold(round.conference, Conference.State.PLANNED, Conference.State.OPEN)
        wanted = addresses(round)
        if not wanted:
            raise RuleError(NO_ADDRESS)
        letters = ConferenceLetter.objects.filter(invitation__round=round)
        since = clock.now() - records.SECOND_CLICK
        had = letters.filter(asked_at__gte=since) if again else letters
        known = set(had.values_list("invitation", "address"))
        fresh = [(row, address) for row, address in wanted if (row.pk, address) not in known]
        if not fresh and not letters.filter(asked_at__gte=since).exists():
            raise RuleError(SENT)
        for invitation, address in fresh:
            _ask_for(invitation, address, by)
        return len(fresh)


def deliver(shard):
    """Do the only shard of a letter: write it, enclose the paper, send it."""
    rows = ConferenceLetter.objects.select_related(
        "invitation__paper", "invitation__round__conference__season__bloc"
    )
    letter = rows.get(job=shard.job_id)
    paper, conference = letter.invitation.paper, letter.invitation.round.conference
    message = EmailMessage(
        f"Giấy mời: {conference.title}"[:200], _words(letter, conference), to=[letter.address]
    )
    message.attach("giay-moi.pdf", papers.render_bytes(paper, "pdf"), papers.CONTENT_TYPES["pdf"])
    message.send()


def _concerns(invitation, row):
    if invitation.agency_id:
        return row.agency_id == invitation.agency_id
    mandate = getattr(row, "stands_for", None)
    its = {row.pk, mandate.absent_id} if mandate else {row.pk}
    return invitation.guest_id in its


def _ask_for(invitation, address, by):
    job = jobs.enqueue(TASK, shards=[{"invitation": invitation.pk}], label="Gửi thư mời họp", by=by)
    letter = ConferenceLetter(invitation=invitation, address=address, asked_at=clock.now(), job=job)
    records.keep(letter, by=by, act="invitation.mail")


def _words(letter, conference):
    return (
        f"Kính gửi {letter.invitation.addressee},\n\n"
        f"{conference.season.bloc.name} trân trọng kính mời tới dự: {conference.title}.\n\n"
        f"Thời gian: {invitation_blocks.when(conference)}.\n"
        f"Địa điểm: {conference.venue}.\n\n"
        "Giấy mời kèm theo thư này.\n"
    )
