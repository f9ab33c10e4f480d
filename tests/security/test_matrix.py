"""Who gets where: every URL × GET and POST × every kind of person, against the table in matrix.txt.

In the table `in` is led to the sign-in, `go` is led on (an act was done, or there is nothing to see here),
numbers are statuses. A POST carries no data, so a form that one may fill in answers 200 and what only takes
a click is done. Everything belongs to one bloc with three years (things.py). In the short form a third of the
persons try each address, in turn; `make proof NAME=matrix` sends all. Where rights change on purpose,
`MATRIX=write` writes the table anew; read every line of the difference.

On the same walk every page says that nobody may keep it, and every address refuses another method.
"""

import os
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from members.models import Post
from tests import proofs, world
from tests.security import drawn
from tests.security.things import address, things_of, three_years, urls

pytestmark = [pytest.mark.django_db, pytest.mark.secrecy]

OF_THE_LIBRARY = ("account_login", "account_logout", "account_change_password", "mfa_authenticate")
TABLE = Path(__file__).with_name("matrix.txt")
SIGN_IN = "/login/?next="
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture
def bloc():
    """A bloc of three with a year at its conference, a closed one and one in planning."""
    return three_years()


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch):
    """To draw the same page for nine persons would take most of the time."""
    drawn.once(monkeypatch, ("GET", "POST"))


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
        "printer": world.person(head, Post.Kind.CERTIFICATE_OFFICER, username="in-bang-khen").user,
        "other": world.officer(world.agency("Nơi quản lý khác", code="K"), username="noi-khac"),
    }


def answer(client, method, url):
    """What one request gets; whatever it did is undone, in the database and in the cookies."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = getattr(client, method.lower())(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def told_by(response):
    """A cell of the table."""
    if response.status_code != 302:
        return str(response.status_code)
    return "in" if response.url.startswith(SIGN_IN) else "go"


def row(*cells):
    """A line of the table."""
    method, name, *answers = cells
    return f"{method:<5} {name:<36} {''.join(f'{cell:<9}' for cell in answers)}".rstrip()


def asked(number, names):
    """Those who try an address: in the short form every third, others in each row; in the full form all."""
    every = proofs.is_full() or os.environ.get("MATRIX") == "write"
    return names if every else names[number % 3 :: 3]


def test_everybody_gets_exactly_where_the_table_says_and_no_page_may_be_kept(bloc):
    persons, things = kinds_of_people(bloc), things_of(bloc)
    clients = {name: Client() for name in persons}
    for name, user in persons.items():
        if user:
            clients[name].force_login(user)
    table = TABLE.read_text().splitlines()
    told = {(method, name): cells for method, name, *cells in map(str.split, table[1:])}

    found, taken, keeping = [row("", "", *persons)], [], {}
    for number, (name, route) in enumerate(urls()):
        url = address(name, route, things)
        for turn, method in enumerate(("GET", "POST")):
            asking = asked(number + turn, [*persons])
            answers = {who: answer(clients[who], method, url) for who in asking}
            cells = dict(zip(persons, told.get((method, name), ["?"] * len(persons)), strict=True))
            cells |= {who: told_by(response) for who, response in answers.items()}
            found.append(row(method, name, *cells.values()))
            if method == "GET":
                keeping[name] = [shown for shown in answers.values() if shown.status_code == 200]
        if name not in OF_THE_LIBRARY:
            tried = METHODS if proofs.is_full() else METHODS[number % 4 :][:1]
            answers = {method: answer(clients["officer"], method, url) for method in tried}
            taken += [(method, name) for method, each in answers.items() if each.status_code != 405]

    if os.environ.get("MATRIX") == "write":
        TABLE.write_text("\n".join(found) + "\n")
    assert found == TABLE.read_text().splitlines()
    assert taken == []
    refuse_keepers(keeping)


def refuse_keepers(pages):
    """No page may be kept: by a proxy, or by the browser for the next person."""
    open_to_all = {page.headers["Cache-Control"] for page in pages.pop("awards:verify")}
    shown = [page for name, found in pages.items() if name not in OF_THE_LIBRARY for page in found]
    assert len(shown) > 250
    assert {page.headers.get("Cache-Control") for page in shown} == {
        "private, no-store",
        "private, no-cache",
        "private, no-store, no-transform",  # the pages of a ballot, whose length must not change either
    }
    assert open_to_all == {"public, max-age=60"}
