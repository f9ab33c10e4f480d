"""An invitation sent by e-mail: only where there is a mail server, with a code of its own, by a worker."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from core.models import Entry
from core.rules import RuleError
from documents import jobs
from members import invitation_mail, invitations
from members.models import Invitation, InvitationLetter, Post
from tests import world

pytestmark = pytest.mark.django_db

TO = "thu.ha@coquan.vn"
LINK = re.compile(r"https://thidua\.example\.vn/invitation/#([a-z2-9-]+)")


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_URL, settings.PUBLIC_URL = "memorymail://", "https://thidua.example.vn"


@pytest.fixture
def officer():
    return world.officer()


@pytest.fixture
def invitation(officer):
    """An open invitation; `code` is on its slip."""
    code = invitations.invite(world.person(world.agency()), by=officer)
    row = Invitation.objects.get()
    row.code = code
    return row


def worked(letter):
    """The worker takes the job; returns the code of the letter that left."""
    jobs.work(letter.job.shards.get().pk, invitation_mail.deliver)
    return LINK.search(mail.outbox[-1].body)[1]


def test_the_letter_has_a_code_of_its_own_and_the_slip_goes_on_working(invitation, officer):
    letter = invitation_mail.send(invitation, to=TO, by=officer)
    assert (letter.state_words, mail.outbox) == ("đang gửi", [])
    code = worked(letter)

    assert mail.outbox[0].to == [TO]
    assert code != invitation.code
    assert invitations.find(code) == invitations.find(invitation.code) == invitation
    assert InvitationLetter.objects.get().state_words == "đã gửi"
    assert code not in str(list(Entry.objects.values_list("before", "after")))


def test_once_accepted_both_codes_are_dead(invitation, officer):
    code = worked(invitation_mail.send(invitation, to=TO, by=officer))
    invitations.accept(code, username="ha", password=world.PASSWORD)

    for dead in (code, invitation.code):
        with pytest.raises(RuleError):
            invitations.find(dead)


def test_a_second_click_sends_one_letter(invitation, officer):
    first = invitation_mail.send(invitation, to=TO, by=officer)

    assert invitation_mail.send(invitation, to=TO, by=officer) == first
    assert InvitationLetter.objects.count() == 1


def test_an_invitation_taken_back_meanwhile_is_not_sent(invitation, officer):
    letter = invitation_mail.send(invitation, to=TO, by=officer)
    invitations.revoke(invitation, by=officer)
    jobs.work(letter.job.shards.get().pk, invitation_mail.deliver)

    assert mail.outbox == []
    assert InvitationLetter.objects.get().state_words == "chưa gửi được"


@pytest.mark.parametrize("missing", ["EMAIL_URL", "PUBLIC_URL"])
def test_without_a_mail_server_nothing_is_offered(client, settings, invitation, officer, missing):
    setattr(settings, missing, "")
    client.force_login(officer)
    url = reverse("members:invitation_mail", args=[invitation.pk])

    assert url not in client.get(invitation.person.get_absolute_url()).text
    assert "chưa cài đặt thư điện tử" in client.get(url).text
    assert list(client.post(url, {"to": TO}).context["form"].errors) == ["__all__"]


def test_an_officer_sends_it_from_the_persons_page(client, invitation, officer):
    client.force_login(officer)
    url = reverse("members:invitation_mail", args=[invitation.pk])
    page = invitation.person.get_absolute_url()
    assert url in client.get(page).text

    assert client.post(url, {"to": "không phải thư"}).context["form"].errors == {
        "to": ["Hãy nhập địa chỉ thư có dạng ten@coquan.vn."]
    }
    assert client.post(url, {"to": TO}).url == page
    assert f"Thư gửi {TO}: đang gửi" in client.get(page).text
    client.force_login(world.person(invitation.person.agency, Post.Kind.CLERK, username="ba").user)
    assert client.post(url, {"to": TO}).status_code == 403
