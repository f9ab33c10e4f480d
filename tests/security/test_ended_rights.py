"""Ending a post ends its rights at once, also in a browser that is signed in with a page open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from members import posts
from members.models import Post
from tests import world
from tests.awards import printed

pytestmark = [pytest.mark.django_db, pytest.mark.secrecy]
YESTERDAY = clock.today() - timedelta(days=1)


@pytest.fixture
def officer():
    return world.officer()


@pytest.fixture
def clerk():
    return world.person(world.agency(), Post.Kind.CLERK, username="ha")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_form_that_is_open_is_refused_once_the_post_has_ended(officer, clerk):
    browser = signed_in(clerk.user)
    url = reverse("members:person_new", args=[clerk.agency_id])
    facts = {"honorific": "ms", "family_name": "Lê", "given_name": "An"}
    assert browser.get(url).status_code == 200

    posts.end(clerk.posts.get(), ends_on=YESTERDAY, by=officer)

    assert browser.post(url, facts).status_code == 403
    assert clerk.agency.people.count() == 1
    assert browser.get(clerk.get_absolute_url()).status_code == 404


def test_an_officer_whose_post_has_ended_appoints_nobody_in_the_open_form(officer, clerk):
    mai = world.officer(officer.person.agency, username="mai")
    browser = signed_in(mai)
    url = reverse("members:post_new", args=[clerk.pk])
    assert browser.get(url).status_code == 200

    posts.end(Post.objects.get(person__user=mai), ends_on=YESTERDAY, by=officer)

    facts = {"kind": "leader", "agency": clerk.agency_id, "starts_on": "01/01/2023"}
    assert browser.post(url, facts).status_code == 404  # the person is not theirs to see any more
    assert clerk.posts.count() == 1


def test_the_progress_of_a_batch_and_its_file_are_closed_once_the_post_has_ended():
    decision = printed.decision()
    batch = printed.batches.start(decision, mode="full", by=None)
    printed.draw(batch.job)
    printer = printed.officer(decision.season)
    browser = signed_in(printer)
    pages = [reverse(f"awards:{name}", args=[batch.pk]) for name in ("batch", "batch_file")]

    def answers():
        asked = [browser.get(page, headers=poll) for page in pages for poll in ({}, {"HX-Request": "true"})]
        return {answer.status_code for answer in asked}

    assert answers() == {200}
    posts.end(printer.person.posts.get(), ends_on=YESTERDAY, by=None)

    assert answers() == {404}
