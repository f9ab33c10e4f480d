"""Nothing that is typed or sent breaks an address that takes a form: it answers with a page or in words.

Each is sent nonsense by somebody who may send it; the other fields hold what the page shows at first. The
short form sends one of the texts to each address and to each field that reads what is typed, in turn; `make
proof` sends all to all.
"""

import re
from collections import deque
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

from blocs import phases, publishing
from core import inputs
from members.models import Post
from tests import kept, proofs, world
from tests.awards import printed, scene
from tests.security.things import address, things_of, three_years, urls

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]

LONG = ('"><script>alert(1)</script> =1+1 {{ 7 }} %s 😀 漢 \r\n' * 105)[:5000]
UNREADABLE = ("abc", "9" * 21, "٣²")  # neither date, time, number nor one of the choices
ODD = (*UNREADABLE, "-1", "31/02/2023", "01/01/0001", LONG)
DRAWN = {  # fields that pages draw or scripts send without a form of Django
    "awards:decision_add": ("nomination",),
    "awards:design_box": ("box", "revision", "x", "size", "face", "colour", "text", "label"),
    "awards:design_picture": ("role", "upload", "remove"),
    "awards:design_versions": ("v",),
    "awards:dossier_add": ("nomination",),
    "awards:hand_over": ("certificates", "everything", "to", "receiver", "on", "note"),
    "conferences:report_section": ("value", "version"),
    "desk:project": ("next", "on"),
    "own:session_end": ("mark",),
    "results:line_agree": ("agreed", "agreed_reason", "version"),
    "results:line_enter": ("value", "version"),
    "results:line_judge": ("points", "reason", "version"),
    "results:pledge_start": ("agency",),
    "results:sheet_start": ("agency",),
    "results:target_set": ("value", "version"),
}
SIGN_IN = "/login/?next="
PASSING = {"django_session"}  # rows that come and go with a sign-in
TABLE = Path(__file__).with_name("matrix.txt")  # proven by test_matrix.py
KINDS = ("head", "officer", "printer", "leader")  # the columns of those who send here
READ = (inputs.TypedField, forms.ChoiceField, forms.ModelChoiceField)  # fields that refuse what is unreadable


@pytest.fixture
def bloc():
    return three_years()


@pytest.fixture
def people(bloc):
    """Whoever may do things here, each at a browser."""
    season, member = bloc.seasons.get(year=2021), world.members(bloc)[2]
    users = [
        world.head_of(season),
        world.officer(bloc.managing_body),
        printed.officer(season),
        world.person(member, Post.Kind.LEADER, username="lanh-dao").user,
    ]
    clients = [Client() for _ in users]
    for client, user in zip(clients, users, strict=True):
        client.force_login(user)
    return clients


def first_able():
    """{name of an address: the place of the first person who may send it}, as the table of rights tells."""
    kinds, *rows = map(str.split, TABLE.read_text().splitlines())
    columns = [kinds.index(kind) for kind in KINDS]
    able = {}
    for method, name, *answers in rows:
        if method == "POST":
            may = (at for at, column in enumerate(columns) if answers[column] not in ("403", "404", "in"))
            able[name] = next(may, 0)
    return able


def taking(bloc, people):
    """(name, address, client) of everything that takes a POST, with the first one who may send it."""
    things, able = things_of(bloc), first_able()
    for name, route in urls():
        url = address(name, route, things)
        if getattr(resolve(url).func, "kind", "edits") == "reads":
            continue
        yield name, url, people[able[name]]


def send(client, url, facts):
    """The status of one POST (or what broke) and whether it wrote anything; what it did is undone."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        with kept.written() as tables:
            try:
                answer = client.post(url, facts)
                status = (
                    "in" if answer.headers.get("Location", "").startswith(SIGN_IN) else answer.status_code
                )
            except Exception as broken:  # the client passes on what would be a server error
                status = repr(broken)
                connection.needs_rollback = False
        wrote = sorted(tables - PASSING)
        counts = rows(wrote)
        transaction.set_rollback(True)
    client.cookies = cookies
    return status, bool(wrote) and counts != rows(wrote)


def rows(tables):
    """How many rows each of these tables has."""
    with connection.cursor() as cursor:
        return [cursor.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone() for table in tables]


def form_of(name, url, client):
    """({field: what it holds at first}, names of the fields that read, form) of the form behind an address.

    An act that only takes a click shows none; one whose form Django does not know has no third part.
    """
    if getattr(resolve(url).func, "kind", "edits") == "writes":
        return dict.fromkeys(DRAWN.get(name, ()), ""), set(), None
    page = client.get(url)
    form = page.context and page.context.get("form")
    if isinstance(form, forms.BaseForm):
        first = {field.html_name: _as_sent(field) for field in form}
        read = {key for key, field in form.fields.items() if isinstance(field, READ)}
        return first, read, form
    shown = getattr(page, "text", "")  # a picture that is handed out has none
    drawn = re.findall(r'<(?:input|textarea|select)[^>]* name="([\w-]+)"', shown)
    names = {*drawn, *DRAWN.get(name, ())} - {"csrfmiddlewaretoken"}
    return dict.fromkeys(names, ""), set(), None


def _as_sent(field):
    value = field.value()
    return "" if value is None else [str(each) for each in value] if isinstance(value, list) else str(value)


def in_turn(texts, short):
    """Yield, again and again, the next `short` of `texts`; all of them in the full form."""
    turn = deque(texts)
    while True:
        yield list(turn)[: proofs.size(short, len(texts))]
        turn.rotate(-short)


def is_broken(status):
    """Whether this is no answer."""
    return not (isinstance(status, int) and status < 500)


def test_no_address_breaks_or_writes_by_what_it_is_sent(bloc, people):
    """Anything in all fields at once; in each field what nobody can read; things that are somebody else's."""
    odd, unreadable = in_turn(ODD, 1), in_turn(UNREADABLE[:2], 1)
    stranger = scene.nomination(strangers_year())
    anything, garbled, foreign = [], [], []
    for name, url, client in taking(bloc, people):
        first, read, form = form_of(name, url, client)
        for text in next(odd):
            anything.append((name, text[:30], *send(client, url, dict.fromkeys(first, text))))
        for field in first if proofs.is_full() else sorted(read & first.keys()):
            for text in next(unreadable) if field in read else ("9" * 21,):
                status, wrote = send(client, url, first | {field: text})
                garbled.append((name, f"{field}={text}", status, wrote and field in read))
        for field, text in strange(name, form, stranger):
            foreign.append((name, f"{field}={text}", *send(client, url, first | {field: text})))

    assert [row for row in (*anything, *garbled, *foreign) if is_broken(row[2])] == []
    assert [row for row in (*garbled, *foreign) if row[3]] == []
    assert len({name for name, *_ in anything}) > 100
    assert len(foreign) > 15


def strangers_year():
    """Another bloc's year, at the same step."""
    other = world.bloc(("Sở Một", "Sở Hai", "Sở Ba"), name="Khối khác")
    season = world.season(other, 2021)
    publishing.publish(world.fill(season.criteria), by=None)
    for phase in ("planning", "pledging", "running", "midyear", "scoring", "appraisal"):
        phases.advance(season, frm=phase, by=None)
    return season


def strange(name, form, nomination):
    """(field, id of a thing that exists and is not offered) for the fields of a form."""
    by_hand = {
        "awards:decision_add": ("nomination", nomination.pk),
        "awards:nomination_new": ("subject", f"collective-{nomination.collective_id}"),
        "results:pledge_start": ("agency", nomination.agency_id),
        "results:sheet_start": ("agency", nomination.agency_id),
    }
    if name in by_hand:
        yield by_hand[name]
    for key, field in form.fields.items() if form else ():
        if isinstance(field, forms.ModelChoiceField):
            offered = field.queryset.values("pk")
            for row in field.queryset.model._base_manager.exclude(pk__in=offered)[:1]:
                yield key, row.pk
