"""The load of a ballot in a small size: it runs, every ballot is in the urn, and the state tells how many."""

import re
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection

from bench import _ballot, ballot
from conferences.casting import urns
from conferences.models import Poll

PHONES = 10
LINE = (
    r"ballot: ratio=[0-9.]+ aim=3 cast_p99_ms=\d+ cast_ms=\d+ bare_ms=\d+ bare_p99_ms=\d+ "
    r"state_p99_ms=\d+ states=\d+ wall_s=[0-9.]+ wall_aim=3 wall_max_ms=\d+ seen_s=[0-9.]+ "
    r"errors=0 cast=10/10 .*"
)


@pytest.mark.django_db(transaction=True)
def test_phones_that_ask_for_the_state_and_vote_at_once_meet_no_error(live_server, settings):
    if connection.vendor != "postgresql":
        pytest.skip("cần PostgreSQL thật: chạy bằng make test")
    settings.ROOT_URLCONF = "bench.grid"
    hall = ballot.Hall(urlsplit(live_server.url).port, _ballot.build(PHONES), lasts=0.6, every=0.2)

    hall.run()

    assert hall.errors == []
    assert urns.turnout(Poll.objects.get().pk) == (PHONES, PHONES)
    assert [max(shown for _, shown in seen) for seen in (hall.seen, hall.on_wall)] == [PHONES, PHONES]
    assert len(hall.lengths) == 1
    assert re.fullmatch(LINE, ballot.line(hall))


def test_a_ballot_that_no_page_showed_is_told():
    began = time.monotonic()
    seen = [(began + 1, 1), (began + 3, 2)]
    hall = ballot.Hall(0, {"phones": []}, accepted=[began, began + 0.5])

    assert (round(hall.delay(seen), 1), hall.delay(seen[:1])) == (2.5, None)
