"""`python -m tests.conferences.embedded_urn POLLS`, inside an installation on SQLite.

Ballots are cast and counted; prints as JSON how many the former states in its files gave away before the
closing and after it, and whether each poll is told as cleaned.
"""

import json
import random
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from conferences.casting import urns  # noqa: E402
from conferences.polling import polls  # noqa: E402
from tests.conferences import linking, polled  # noqa: E402

VOTERS, SIGNS = 8, 14


def given_away(keys, truth):
    """How many ballots somebody with all files of the installation would tie to their voters."""
    found = {}
    for file in sorted(Path(settings.DATA_DIR).glob("data.sqlite3*")):
        found |= linking.by_former_states(file.read_bytes(), keys, list(truth.values()))
    return sum(truth.get(key) == paper for key, paper in found.items())


def one(hall, number, rng):
    """A poll by slips, so that nobody says afterwards who has voted: (before, after, cleaned)."""
    labels = [f"Trường hợp {sign}" for sign in range(SIGNS)]
    poll = polled.opened(hall, labels=labels, kind="yes_no", mode="slip", title=f"Cuộc {number}")
    keys, papers = polled.keys(poll), set()
    while len(papers) < len(keys):
        papers.add("".join(rng.choices("+-0", k=SIGNS)))
    truth = dict(zip(rng.sample(keys, len(keys)), rng.sample(sorted(papers), len(keys)), strict=True))
    for key, paper in truth.items():
        urns.cast(poll.pk, key, paper)
    before = given_away(keys, truth)
    polls.close(poll, by=polled.closer())
    return before, given_away(keys, truth), polled.now(poll).cleaned_at is not None


if __name__ == "__main__":
    assert connection.vendor == "sqlite"
    hall, rng = polled.hall(VOTERS), random.Random(7)
    before, after, cleaned = zip(*(one(hall, number, rng) for number in range(int(sys.argv[1]))), strict=True)
    print(json.dumps({"before": sum(before), "after": sum(after), "cleaned": all(cleaned)}))
