"""What every page keeps: a strict policy, Vietnamese, and a number of queries that its rows do not change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Post
from tests import world

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.fixture
def scene(client):
    """A bloc with a year; the council officer is signed in."""
    body = world.agency("Cơ quan quản lý", code="QL")
    season = world.season(world.bloc(body=body))
    world.fill(season.criteria)
    client.force_login(world.officer(body))
    return client, season


def queries_of(client, url):
    client.get(url)  # what is read once per process does not count
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def one_and_three(client, url, add):
    """The number of queries with one row and with three."""
    add(1)
    one = queries_of(client, url)
    add(2)
    add(3)
    return one, queries_of(client, url)


def test_the_list_of_agencies_asks_the_same_for_1_and_3(scene):
    client, _ = scene
    one, three = one_and_three(client, reverse("members:agencies"), lambda n: world.agency(f"Thêm {n}"))

    assert one == three
    assert three <= 12


def test_the_list_of_blocs_asks_the_same_for_1_and_3(scene):
    client, season = scene
    body = season.bloc.managing_body
    one, three = one_and_three(
        client, reverse("blocs:blocs"), lambda n: world.bloc([f"M{n}"], body=body, name=f"Khối {n}")
    )

    assert one == three
    assert three <= 12


def test_an_agency_asks_the_same_for_1_and_3_people(scene):
    client, season = scene
    agency = world.members(season.bloc)[0]
    url = reverse("members:agency", args=[agency.pk])
    one, three = one_and_three(client, url, lambda n: world.person(agency, Post.Kind.CLERK, given=f"N{n}"))

    assert one == three
    assert three <= 15


def test_a_person_asks_the_same_for_1_and_3_posts(scene):
    client, season = scene
    person = world.person(world.members(season.bloc)[0])
    kinds = [Post.Kind.CLERK, Post.Kind.LEADER, Post.Kind.CERTIFICATE_OFFICER]
    url = reverse("members:person", args=[person.pk])

    def add(n):
        world.posts.appoint(
            person, agency=person.agency, kind=kinds[n - 1], starts_on=world.LONG_AGO, by=None
        )

    one, three = one_and_three(client, url, add)
    assert one == three
    assert three <= 15


def test_a_criteria_table_asks_the_same_for_1_and_3_groups(scene):
    client, season = scene
    url = reverse("blocs:criteria", args=[season.criteria.pk])
    one, three = one_and_three(
        client, url, lambda n: world.fill(season.criteria, scored=(n,), bonus=0, penalty=0)
    )

    assert one == three
    assert three <= 15


@pytest.mark.parametrize("page", ["blocs:bloc", "blocs:season"])
def test_bloc_and_season_ask_the_same_for_few_and_many_members(scene, page):
    client, season = scene
    pk = season.bloc.pk if page == "blocs:bloc" else season.pk

    def add(n):
        extra = world.agency(f"Đơn vị thêm {n}")
        world.founding.join(season.bloc, agency=extra, joined_on=world.LONG_AGO, by=None)

    one, three = one_and_three(client, reverse(page, args=[pk]), add)
    assert one == three
    assert three <= 20


def test_the_desk_asks_at_most_fourteen(scene):
    client, _ = scene

    assert queries_of(client, reverse("desk:desk")) <= 14


def test_every_page_carries_the_strict_policy_and_is_vietnamese(scene):
    client, season = scene
    for url in ("/", reverse("blocs:season", args=[season.pk]), reverse("members:agencies"), "/nowhere/"):
        answer = client.get(url)
        assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
        assert '<html lang="vi">' in answer.text
