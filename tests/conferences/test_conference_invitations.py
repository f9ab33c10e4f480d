"""Invitations: a paper for each recipient, one file to print, letters by e-mail, inviting again meant."""

import io

import pikepdf
import pytest
from django.core import mail
from django.urls import reverse

from conferences import agenda
from conferences.attending import delegates, invitation_blocks, invitation_mail, invitations, substitutions
from conferences.models import ConferenceInvitation, ConferenceLetter, InvitationRound
from core.models import User
from core.rules import RuleError
from documents import files, jobs
from tests import kept, world

from . import polled, scene

pytestmark = pytest.mark.django_db


@kept.once
def gathering():
    """A planned conference with agenda, a chair, a delegate with an address, a guest."""
    conference = scene.planned(world.season(), "thematic")
    agenda.use_template(conference, by=None)
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair", came=False)
    row = scene.person(conference, scene.MEMBER, "Trần Thị Mai", came=False)
    facts = {"full_name": row.full_name, "agency": row.agency, "position": row.position, "role": row.role}
    delegates.correct(row, **facts, email="mai@coquan.vn", by=None)
    scene.guest(conference, came=False)
    for place in (scene.HEAD, scene.MEMBER):
        scene.user_of(conference.season, place)
    return conference


@pytest.fixture
def conference():
    return gathering()


def keys(conference):
    return [row.key for row in invitations.recipients_of(conference)]


def issued(conference, **facts):
    chosen = facts.pop("recipients", None) or keys(conference)
    return invitations.issue(conference, recipients=chosen, by=None, **facts)


def aged():
    """Nothing is a second click any more."""
    InvitationRound.objects.update(made_at="2020-01-01T00:00Z")
    ConferenceLetter.objects.update(asked_at="2020-01-01T00:00Z")


def test_every_member_and_guest_has_a_paper_and_all_are_one_file(conference):
    round = issued(conference)
    assert [row.addressee for row in round.invitations.all()] == [
        "Ban Một",
        "Ban Hai",
        "Ban Ba",
        "Ngô Thị Lan, Ban Thi đua - Khen thưởng Trung ương",
    ]

    jobs.work(round.job.shards.get().pk, invitations.bind)
    with files.open(invitations.file_of(round)) as stream, pikepdf.open(io.BytesIO(stream.read())) as book:
        assert len(book.pages) == 4


@pytest.mark.parametrize("form", ["party", "state"])
def test_what_an_invitation_says(conference, form):
    recipient = invitations.recipients_of(conference)[2]
    told = str(invitation_blocks.of(conference, recipient, form=form, contact="đ/c Vinh, 0900 000 000."))
    for words in (
        "type_code='GM'",
        "trân trọng kính mời:",
        "text='Ban Ba', bold=True",
        "Đại biểu: Trần Thị Mai, Phó Trưởng ban.",
        "Thời gian: 08 giờ, ngày 31 tháng 01 năm 2024.",
        "Địa điểm: Hội trường số 1.",
        "Chủ trì: Vũ Trọng Lâm, Phó Trưởng ban.",
        "ủy quyền người khác dự thay",
        "Liên hệ: đ/c Vinh, 0900 000 000.",
    ):
        assert words in told, words


def test_inviting_again_has_to_be_meant(conference):
    first = issued(conference, recipients=["a0", *keys(conference)[:2]])
    assert issued(conference, recipients=keys(conference)[:2]) == first
    aged()
    with pytest.raises(RuleError, match=r"Đã có giấy mời: Ban Một \(đã mời .*Ban Hai \(đã mời"):
        issued(conference)
    with pytest.raises(RuleError, match="ít nhất một nơi nhận"):
        issued(conference, recipients=["a0"])

    assert issued(conference, again=True) != first
    assert ConferenceInvitation.objects.count() == 6
    assert all(row.invited_at for row in invitations.recipients_of(conference))


def test_letters_go_to_the_addresses_known_once(conference, settings):
    settings.EMAIL_URL = "memorymail://"
    round = issued(conference, recipients=keys(conference)[2:3])
    assert invitation_mail.send(round, by=None) == 1
    assert invitation_mail.send(round, by=None) == 0  # the second click
    letter = ConferenceLetter.objects.get()
    assert letter.state_words == "đang gửi"
    jobs.work(letter.job.shards.get().pk, invitation_mail.deliver)

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["mai@coquan.vn"], f"Giấy mời: {conference.title}")
    assert "Địa điểm: Hội trường số 1." in sent.body
    assert sent.attachments[0][1].startswith(b"%PDF")
    assert ConferenceLetter.objects.get().state_words == "đã gửi"
    aged()
    with pytest.raises(RuleError, match="Mọi địa chỉ trong đợt này đã được gửi"):
        invitation_mail.send(round, by=None)
    assert invitation_mail.send(round, again=True, by=None) == 1


def test_who_stands_in_for_a_guest_gets_the_letter_of_that_guest(conference):
    round = issued(conference)
    facts = {"full_name": "Lý An", "email": "an@coquan.vn", "reason": "bận", "by": None}
    substitutions.name(conference.delegates.get(full_name="Ngô Thị Lan"), **facts)

    told = [(row.addressee[:12], address) for row, address in invitation_mail.addresses(round)]
    assert told == [("Ban Ba", "mai@coquan.vn"), ("Ngô Thị Lan,", "an@coquan.vn")]


def test_without_a_server_or_an_address_nothing_is_sent(conference, settings):
    round = issued(conference, recipients=keys(conference)[:1])
    settings.EMAIL_URL = ""
    with pytest.raises(RuleError, match="chưa cài đặt thư điện tử"):
        invitation_mail.send(round, by=None)
    settings.EMAIL_URL = "memorymail://"
    with pytest.raises(RuleError, match="Chưa đại biểu nào trong đợt này có địa chỉ"):
        invitation_mail.send(round, by=None)


def test_the_pages(client, conference):
    client.force_login(polled.opener())
    new = reverse("conferences:invitation_new", args=[conference.pk])
    assert list(client.post(new, {"form": ""}).context["form"].errors) == ["recipients"]
    progress = client.post(new, {"recipients": keys(conference), "form": "party", "contact": "đ/c Vinh"}).url
    round = InvitationRound.objects.get()
    assert client.get(progress).status_code == 200
    assert client.get(reverse("conferences:round_file", args=[round.pk])).url == progress
    page = client.get(reverse("conferences:invitations", args=[conference.pk])).text
    assert "Chưa gửi thư" in page
    assert "Máy chủ chưa cài đặt thư điện tử" in page

    own, other = round.invitations.all()[2], round.invitations.all()[0]
    client.force_login(User.objects.get(username="clerk-3"))
    assert "Giấy mời của đơn vị" in client.get(reverse("conferences:delegates", args=[conference.pk])).text
    asked = "conferences:invitation_paper_request"
    assert client.post(reverse(asked, args=[own.pk, "pdf"])).status_code == 302
    assert client.post(reverse(asked, args=[other.pk, "pdf"])).status_code == 403
