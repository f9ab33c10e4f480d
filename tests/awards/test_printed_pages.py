"""What the pages of a batch tell its reader: who printed, and which sheets are not to be handed out."""

import pytest
from django.urls import reverse

from awards.certifying import certificates
from awards.printing import batches

from . import printed

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return printed.decision(collectives=2, persons=1)


@pytest.fixture
def officer(decision):
    return printed.officer(decision.season)


@pytest.fixture
def batch(decision, officer):
    made = batches.start(decision, mode="full", by=officer)
    printed.draw(made.job)
    return made


def page(client, name, obj):
    return client.get(reverse(f"awards:{name}", args=[obj.pk]))


def test_people_are_called_by_their_names(client, decision, officer, batch):
    sheet = batch.sheets.first()
    batches.reprint(sheet, reason="Kẹt giấy", by=officer)
    client.force_login(officer)
    shown = [("batch", batch), ("certificate", sheet.certificate), ("decision_certificates", decision)]

    for name, obj in shown:
        told = page(client, name, obj).text.split("<main")[1 if name != "batch" else 0]
        told = told.replace(f'data-username="{officer.get_username()}"', "")  # for the sign-in box alone
        assert (str(officer.person) in told, officer.get_username() in told) == (True, False)


def test_a_batch_says_which_of_its_sheets_count_no_more(client, officer, batch):
    client.force_login(officer)
    assert page(client, "batch", batch).context["ended"] == []
    second, third = batch.sheets.all()[1:]
    certificates.revoke(second.certificate, reason="Sai người", by=None)
    certificates.replace(third.certificate, corrections={"unit": "Ban Ba"}, reason="Sai", by=None)

    answer = page(client, "batch", batch)

    assert [sheet.page for sheet in answer.context["ended"]] == [2, 3]
    assert "đừng trao" in answer.text


def test_a_page_that_waits_for_the_file_is_renewed_when_it_is_there(client, officer, decision, batch):
    client.force_login(officer)
    waiting = batches.start(decision, mode="overlay", by=officer)
    asked = [
        client.get(row.get_absolute_url(), headers={"HX-Request": "true"}).headers.get("HX-Refresh")
        for row in (waiting, batch)
    ]

    assert asked == [None, "true"]
