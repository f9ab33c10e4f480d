"""No part of a count by any address while an urn is open."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from conferences.models import Urn
from tests import proofs, world
from tests.documents import reading
from tests.security.things import urls

from . import polled

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return polled.hall()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


WHO = ("head", "closer", "voter", "officer", "holder")
FILLED = {"format": "pdf", "kind": "yearend", "nomination": 1, "key": "mo-dau", "rank": 1}  # beside pk
LATER_PART = {  # rows that know no poll, and what was sent to the screen before
    *("agenda/", "agenda-papers/", "badge/", "badges/", "closing-papers/", "conference-invitations/"),
    *("delegates/", "follow-ups/", "handovers/", "invitation-rounds/", "pictures/", "reports/"),
    *("resolutions/", "screen/", "screen/now/", "speeches/"),
}


def addresses_of(poll, turn):
    """Every address of this room that a poll, its conference or its year has, as page and as Excel file.

    In the short form two of the four persons ask for each, and one of them for its file.
    """
    conference = poll.conference
    rows = {"polls/": poll, "conferences/": conference, "seasons/": conference.season}
    found, left = [reverse("conferences:ballot")], set()
    for name, route in urls(get_resolver()):
        start = route.split("<")[0]
        if name.startswith("conferences:") and start in rows:
            asked = {word: FILLED.get(word) for word in re.findall(r"<\w+:(\w+)>", route)}
            found.append(reverse(name, kwargs=asked | {"pk": rows[start].pk}))
        elif name.startswith("conferences:"):
            left.add(start)
    assert left == LATER_PART | {"ballot/"}
    files = [f"{address}?format=xlsx" for address in found[turn :: proofs.size(4, 1)]]
    return [*found[turn % 2 :: proofs.size(2, 1)], *files]


@pytest.mark.secrecy
@pytest.mark.parametrize("who", WHO)
def test_nobody_by_any_address_gets_a_part_of_a_count(conference, who):
    """Every address that is about a ballot, a conference or a year, while the urn is open."""
    poll = polled.opened(conference, labels=("Aaa", "Bbb"), most=1)
    client = {
        "head": lambda: signed_in(polled.opener()),
        "closer": lambda: signed_in(polled.closer()),
        "voter": lambda: signed_in(polled.voter(conference, 3)),
        "officer": lambda: signed_in(world.officer(conference.season.bloc.managing_body)),
        "holder": Client,
    }[who]()
    addresses = addresses_of(poll, proofs.size(WHO.index(who) % 4, 0))
    polled.cast(poll, "0", "0", "0", "1")
    before = {address: visible(client.get(address)) for address in addresses}
    urn = Urn.objects.get()
    Urn.objects.update(papers=["1", "1", "1", "0"])  # the same turnout, another result

    assert {address: visible(client.get(address)) for address in addresses} == before
    assert urn.papers == ["0", "0", "0", "1"]
    assert len(addresses) > proofs.size(60, 90)
    if proofs.is_full():
        assert any(isinstance(text, dict) for _, text in before.values()) == (who != "holder")


def visible(answer):
    """The page without what differs at each call; of an Excel file all parts but the moment it was made."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        parts = ZipFile(BytesIO(content))
        named = (name for name in parts.namelist() if name != "docProps/core.xml")
        return answer.status_code, {name: parts.read(name) for name in named}
    if content[:4] == b"%PDF":
        return answer.status_code, reading.pages(content)
    changing = r'value="[A-Za-z0-9]{64}"|Cập nhật <span class="num">[\d:]{8}</span>'
    return answer.status_code, re.sub(changing, "", content.decode())
