"""Who gets where: every URL × GET and POST × every kind of person, against the table in matrix.txt.

In the table `in` is led to the sign-in, `go` is led on (an act was done, or there is nothing to see here),
numbers are statuses. A POST carries no data, so a form that one may fill in answers 200 and what only takes
a click is done. Everything belongs to one bloc: its year is in planning, with a draft of criteria; the year
before is closed, with a published table.
"""

from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from blocs import activities, phases, publishing, states
from documents import files, papers
from members import people
from members.models import Post
from results.models import Evidence, Pledge, PledgeSigning, ScoreLine, ScoreSheet
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.secrecy]

OF_THE_LIBRARY = ("account_login", "account_logout", "account_change_password")
TABLE = Path(__file__).with_name("matrix.txt")
SIGN_IN = "/login/?next="


@pytest.fixture
def bloc():
    """A bloc of three with a closed year and one in planning."""
    bloc = world.bloc(body=world.agency("Cơ quan quản lý", code="QL"))
    closed = world.season(bloc, 2022)
    publishing.publish(world.fill(closed.criteria), by=None)
    for phase in states.KEYS[:-1]:
        phases.advance(closed, frm=phase, by=None)
    world.season(bloc, 2023)
    return bloc


def kinds_of_people(bloc):
    """One account for each column of the table, in its order."""
    head, deputy, member = world.members(bloc)
    return {
        "visitor": None,
        "stranger": world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user,
        "clerk": world.person(member, Post.Kind.CLERK, username="can-bo-don-vi").user,
        "leader": world.person(member, Post.Kind.LEADER, username="lanh-dao").user,
        "deputy": world.person(deputy, Post.Kind.CLERK, username="khoi-pho").user,
        "head": world.person(head, Post.Kind.CLERK, username="khoi-truong").user,
        "officer": world.officer(bloc.managing_body),
        "other": world.officer(world.agency("Nơi quản lý khác", code="K"), username="noi-khac"),
    }


def things_of(bloc):
    """What the first words of a route stand for; the longest that fits is taken."""
    closed, season = bloc.seasons.order_by("year")
    papers.request(closed.criteria.paper, "pdf", by=None)
    member = world.members(bloc)[2]
    person = world.person(member, Post.Kind.CLERK, username="nguoi-cua-don-vi")
    group = season.criteria.groups.first()
    pledge, sheet, line, evidence = works_of(closed, member)
    activity = activities.plan(season, name="Về nguồn", starts_on=world.LONG_AGO, by=None)
    return {
        "agencies/": member,
        "agencies/names/": member.names.get(),
        "agencies/people/": person,
        "agencies/posts/": person.posts.get(),
        "agencies/collectives/": people.form_collective(member, name="Vụ Một", by=None),
        "blocs/": bloc,
        "members/": bloc.memberships.get(agency=member),
        "seasons/": season,
        "look-at/": season,
        "criteria/": season.criteria,
        "criteria/<int:pk>/papers/": closed.criteria,
        "groups/": group,
        "criterion/": group.criteria.get(),
        "seasons/<int:pk>/pledges/<str:format>/": closed,
        "pledges/": pledge,
        "sheets/": sheet,
        "lines/": line,
        "evidence/": evidence,
        "activities/": activity,
        "gifts/": activities.add_gift(activity, item="Sách", quantity=1, by=None),
        "movements/": activities.add_movement(season, name="Thi đua", launched_by="", note="", by=None),
    }


def works_of(closed, member):
    """What the member left in the closed year: pledge, sheet, one line, its evidence."""
    criterion = closed.criteria.groups.first().criteria.get()
    PledgeSigning.objects.create(season=closed, signed_on=date(2022, 3, 1), paper=closed.criteria.paper)
    pledge = Pledge.objects.create(season=closed, agency=member)
    sheet = ScoreSheet.objects.create(season=closed, agency=member)
    line = ScoreLine.objects.create(sheet=sheet, criterion=criterion)
    file = files.keep(b"%PDF-1.4 evidence", content_type="application/pdf")
    evidence = Evidence.objects.create(line=line, file=file, name="a.pdf", added_at=timezone.now())
    return pledge, sheet, line, evidence


def urls(resolver=None, route="", space=""):
    """(name, route) of every URL, in the order of the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", f"{route}{entry.pattern}"
        else:
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from urls(entry, f"{route}{entry.pattern}", inner)


def address(name, route, things):
    """The address of a URL for the thing it is about."""
    if "<int:pk>" not in route:
        return reverse(name)
    longest = max((start for start in things if route.startswith(start)), key=len)
    line = things["lines/"]
    known = {"format": "pdf", "cell": "self_points", "criterion": line.criterion_id, "line": line.pk}
    further = {word: value for word, value in known.items() if f":{word}>" in route}
    return reverse(name, kwargs={"pk": things[longest].pk, **further})


def answer(client, method, url):
    """What one request gets; whatever it did is undone, in the database and in the cookies."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = getattr(client, method.lower())(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code != 302:
        return str(response.status_code)
    return "in" if response.url.startswith(SIGN_IN) else "go"


def row(*cells):
    """A line of the table."""
    method, name, *answers = cells
    return f"{method:<5} {name:<31} {''.join(f'{cell:<9}' for cell in answers)}".rstrip()


def test_everybody_gets_exactly_where_the_table_says(bloc):
    persons, things = kinds_of_people(bloc), things_of(bloc)
    clients = [Client() for _ in persons]
    for client, user in zip(clients, persons.values(), strict=True):
        if user:
            client.force_login(user)

    found = [row("", "", *persons)]
    for name, route in urls():
        url = address(name, route, things)
        for method in ("GET", "POST"):
            found.append(row(method, name, *(answer(client, method, url) for client in clients)))

    assert found == TABLE.read_text().splitlines()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_no_address_takes_another_method(bloc, client, method):
    client.force_login(world.officer(bloc.managing_body))
    things = things_of(bloc)

    answers = {name: answer(client, method, address(name, route, things)) for name, route in urls()}

    assert {
        name: said for name, said in answers.items() if name not in OF_THE_LIBRARY and said != "405"
    } == {}


def test_no_page_may_be_kept_by_a_proxy_or_for_the_next_person(bloc, client):
    client.force_login(world.officer(bloc.managing_body))
    things = things_of(bloc)
    pages = {name: client.get(address(name, route, things)) for name, route in urls()}

    shown = [page for name, page in pages.items() if page.status_code == 200 and name not in OF_THE_LIBRARY]

    assert {page.headers.get("Cache-Control") for page in shown} == {"private, no-store", "private, no-cache"}
