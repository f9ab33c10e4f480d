"""No answer to a voter is longer or shorter for what was chosen; no log says when or how long."""

from itertools import permutations, product

import pytest
from django.test import Client
from django.urls import reverse

from conferences.models import Urn
from conferences.reckoning import ballot_pages

from . import polled

pytestmark = [pytest.mark.django_db, pytest.mark.secrecy]
CHOICES = {
    "approve": [{"pick": [str(n) for n in range(3) if picked[n]]} for picked in product((0, 1), repeat=3)],
    "one": [{}, *({"pick": str(place)} for place in range(3))],
    "yes_no": [{f"say_{n}": sign for n, sign in enumerate(signs)} for signs in product("+-0", repeat=3)],
    "rank": [{}, *({f"place_{n}": place for n, place in enumerate(row)} for row in permutations("123"))],
}


@pytest.mark.parametrize("mode", ["login", "slip"])
@pytest.mark.parametrize("kind", CHOICES)
def test_the_pages_of_a_ballot_are_as_long_whatever_is_chosen(kind, mode):
    most = {"approve": 3, "one": 1, "yes_no": 3, "rank": 3}[kind]
    poll = polled.opened(labels=("Một", "Ban Hai", "Văn phòng Ba"), kind=kind, mode=mode, most=most)
    client, page, mine = Client(), reverse("conferences:ballot"), {"code": "".join(poll.codes[:1])}
    if mode == "login":
        client.force_login(polled.voter(poll.conference, 3))
        page, mine = reverse("conferences:poll_vote", args=[poll.pk]), {"elector": polled.elector(poll, 3)}
    lengths = {"review": set(), "choose": set(), "done": set()}
    papers = set()

    for said in CHOICES[kind]:
        review = client.post(page, {"step": "review", **said, **mine})
        sent = {"paper": review.context["paper"], **mine}
        for answer in (
            review,
            client.post(page, {"step": "choose", **sent}),
            client.post(page, {"step": "cast", **sent}),
        ):
            lengths[answer.context["step"]].add(len(answer.content))
        papers |= set(Urn.objects.get().papers)
        Urn.objects.update(voted=[], papers=[], receipts=[])

    assert [len(found) for found in lengths.values()] == [1, 1, 1]
    assert len(papers) == len(CHOICES[kind])
    assert {len(ballot_pages.sent(poll.form, paper)) for paper in papers} == {3}
