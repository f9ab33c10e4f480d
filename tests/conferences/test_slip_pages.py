"""Drawn slips on their pages: printed, changed by a second person, voted with, counted."""

import pytest
from django.test import Client
from django.urls import reverse

from conferences.casting import slips, urns
from conferences.polling import polls
from conferences.views import voting as pages

from . import polled

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return polled.hall()


@pytest.fixture
def head(client, conference):
    """The head's clerk is signed in."""
    client.force_login(polled.opener())
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def printed(head, poll):
    answer = head.post(url("slips_issue", poll))
    assert answer.headers["Cache-Control"] == "private, no-store"
    return [code for _, code, _ in answer.context["slips"]]


def test_a_slip_is_voted_with_by_whoever_holds_it_and_no_account_is_asked(head, conference, monkeypatch):
    poll = polled.prepared(conference, mode="slip")
    codes = printed(head, poll)
    head.post(url("poll_open", poll))
    page = reverse("conferences:ballot")
    seen = []
    monkeypatch.setattr(pages, "told", lambda poll: seen.append(1) or "")

    first = head.post(page, {"code": codes[0]})  # the browser of somebody who is signed in
    assert first.wsgi_request.user.is_authenticated is False
    assert "sessionid" not in first.wsgi_request.COOKIES
    done = head.post(page, {"code": codes[0], "step": "cast", "paper": "sys"})

    assert (done.context["step"], urns.turnout(poll.pk), bool(seen)) == ("done", (1, 6), True)
    assert "sessionid" not in done.cookies
    again = Client().post(page, {"code": codes[0], "step": "cast", "paper": "sys"})
    assert again.context["sentence"] == urns.TWICE


def test_a_wrong_code_is_told_and_trying_many_is_stopped(conference, monkeypatch):
    monkeypatch.setattr(pages, "TRIES", 3)
    client, page = Client(), reverse("conferences:ballot")

    answers = [client.post(page, {"code": f"sai-{number}"}) for number in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].context["form"].non_field_errors() == [slips.DEAD]


def test_the_address_on_a_slip_keeps_its_code_behind_the_hash(head, conference):
    poll = polled.prepared(conference, mode="slip")
    answer = head.post(url("slips_issue", poll))

    number, code, picture = answer.context["slips"][0]

    assert (number, "<svg" in picture, answer.context["page"]) == (1, True, "http://testserver/ballot/")
    assert code in answer.text


def test_a_lost_slip_is_replaced_on_its_page(head, conference):
    poll = polled.opened(conference, mode="slip")

    lost = {"number": "1", "reason": "Rơi mất", "again": "on"}
    second = signed_in(polled.closer())

    refusal = head.post(url("slip_replace", poll), lost)
    answer = second.post(url("slip_replace", poll), lost)
    wrong = second.post(url("slip_replace", poll), lost | {"number": "99"})

    assert refusal.context["form"].non_field_errors() == [slips.SECOND_PERSON]
    shown = {who: "Hủy, đổi phiếu" in who.get(url("poll", poll)).text for who in (head, second)}
    assert shown == {head: False, second: True}

    assert [number for number, _, _ in answer.context["slips"]] == [7]
    assert wrong.context["form"].non_field_errors()[0].startswith("Không có phiếu mã số 99")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_slips_are_not_printed_with_an_address_that_leads_to_the_voters_own_phone(head, conference, host):
    poll = polled.prepared(conference, mode="slip")

    for name, facts in (("slips_issue", {}), ("slip_add", {}), ("slip_replace", {"number": 1})):
        answer = head.post(url(name, poll), facts, headers={"host": host})
        assert (answer.status_code, "chỉ mở được trên chính máy này" in answer.text) == (409, True)

    assert poll.slips.count() == 0


def test_a_slip_shows_the_result_and_the_codes_once_it_is_counted(conference):
    poll = polled.opened(conference, mode="slip")
    client, page = Client(), reverse("conferences:ballot")
    sent = [{"code": code, "step": "cast", "paper": "yss"} for code in poll.codes]
    receipts = [client.post(page, each).context["receipt"] for each in sent[:5]]
    polls.close(poll, by=polled.closer())

    used = client.post(page, {"code": poll.codes[0]})
    unused = client.post(page, sent[5])

    for answer in (used, unused):
        told = [(line.label, line.votes) for line in answer.context["lines"]]
        assert told == [("Ban Một", 5), ("Ban Hai", 0), ("Ban Ba", 0)]
        assert answer.context["codes"] == sorted(receipts)
        assert receipts[0] in answer.text
    assert client.post(page, {"code": "sai"}).context["form"].non_field_errors() == [slips.DEAD]
