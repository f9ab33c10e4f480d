"""What ties a voter to a ballot: on PostgreSQL six attacks find no more than chance; nothing else is written.

Short here, in full by `make proof NAME=secrecy`.
"""

import logging
import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from math import sqrt

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.casting import slips, tellers, urns
from conferences.models import Urn
from conferences.polling import poll_cleaning, polls
from conferences.reckoning import ballot_pages
from core.rules import RuleError
from tests import proofs

from . import linking, papered, polled

pytestmark = [pytest.mark.secrecy, pytest.mark.django_db(transaction=True)]
VOTERS, SIGNS = 8, 14
PAPER, MIXED = 2, 8  # votes on paper in a mixed poll; of so many polls one is mixed
POLLS = proofs.size(8, 200)
KILLS = proofs.size(12, 500)


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


@pytest.fixture
def own_server(postgresql):
    """A server whose files this machine holds and may read; old parts of its log are not used again."""
    if not linking.asked("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")[0]:
        pytest.skip("needs a server of our own")
    if not os.access(linking.folder(), os.R_OK | os.X_OK):
        pytest.skip("needs the files of the server")
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET wal_recycle = off")
        cursor.execute("SELECT pg_reload_conf()")
    time.sleep(0.3)  # every process of the server reads it for itself
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM RESET wal_recycle")
        cursor.execute("SELECT pg_reload_conf()")


def voted_in(hall, rng, **facts):
    """An open poll, each voter with a ballot of its own, cast in random order: (poll, who chose what).

    In a mixed one two of them vote on paper, and are in no urn.
    """
    labels = [f"Trường hợp {number}" for number in range(SIGNS)]
    poll, keys = opened_in(hall, labels=labels, kind="yes_no", **facts)
    papers = set()
    while len(papers) < len(keys):
        papers.add("".join(rng.choices("+-0", k=SIGNS)))
    order = rng.sample(sorted(papers), len(keys))
    truth = dict(zip(rng.sample(keys, len(keys)), order, strict=True))
    for key, paper in truth.items():
        urns.cast(poll.pk, key, paper)
    return poll, truth


def opened_in(hall, **facts):
    """A poll that takes ballots, and what its urn knows the voters by."""
    if facts.get("mode") not in ("mixed", "mslip"):
        poll = polled.opened(hall, **facts)
        return poll, polled.keys(poll)
    poll = polled.prepared(hall, **facts)
    papered.chosen(poll, PAPER)
    if poll.takes_slips:
        slips.issue(poll, by=None)
    poll = polled.now(polls.open(poll, by=polled.opener()))
    return poll, Urn.objects.get(pk=poll.pk).admitted


def close(poll):
    """Count it: of a mixed poll the paper first, by two who say that both chose differently everywhere."""
    if poll.is_mixed:
        tellers.close_box(poll, by=polled.opener())
        told = {"issued": PAPER, "returned": PAPER, "valid": PAPER}
        for teller in (polled.opener(), polled.closer()):
            papered.enter(poll, teller, votes=[1] * SIGNS, against=[1] * SIGNS, **told)
    polls.close(poll, by=polled.closer())


def hits(guess, truth):
    return sum(truth[key] == paper for key, paper in guess.items() if key in truth)


def test_four_attacks_with_all_rights_on_the_database_find_no_more_than_chance(postgresql):
    rng = random.Random(20231206)
    attacks = (
        linking.by_transaction,
        linking.by_place_on_disk,
        linking.by_order_of_a_dump,
        linking.by_age_of_rows,
    )
    found = dict.fromkeys(attacks, 0)
    hall = polled.hall(VOTERS)
    for number in range(POLLS):
        mode = "login" if number % MIXED else "mixed"
        poll, truth = voted_in(hall, rng, title=f"Cuộc {number}", mode=mode)
        close(poll)
        for attack in attacks:
            found[attack] += hits(attack(poll), truth)

    # Of so many random orders one place in each is right by chance, give or take.
    bound = POLLS + 3 * sqrt(POLLS)
    assert {attack.__name__: count for attack, count in found.items() if count > bound} == {}


def test_files_and_log_tell_all_before_the_storage_is_written_anew_and_nothing_after(own_server):
    rng, hall = random.Random(7), polled.hall(VOTERS)
    before = after = 0
    for number in range(proofs.size(2, 200)):
        poll, truth = voted_in(hall, rng, title=f"Cuộc {number}", mode=("slip", "mslip")[number % 2])
        keys, papers = list(truth), list(truth.values())
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_switch_wal()")
            cursor.execute("CHECKPOINT" if number else "SELECT 1")  # now the pages are in the file
        before += hits(
            linking.by_the_raw_file(keys, papers) | linking.by_the_log_of_changes(keys, papers), truth
        )

        close(poll)
        cleaned_in_the_end(poll)

        after += hits(linking.by_the_raw_file(keys, papers), truth)
        after += hits(linking.by_the_log_of_changes(keys, papers), truth)

    assert before > 0  # the attack works where there is something to find
    assert after == 0


def cleaned_in_the_end(poll):
    """Try again, as the workers do: the server's own statistics may have read an older state."""
    deadline = time.monotonic() + 60
    while polled.now(poll).cleaned_at is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
        poll_cleaning.clean(polled.now(poll), by=None)


def test_what_somebody_still_reads_of_an_older_state_is_told_as_left_until_it_is_gone(own_server):
    hall = polled.hall(VOTERS)
    with reader():
        poll, truth = voted_in(hall, random.Random(7), mode="slip")
        facts = list(truth), list(truth.values())
        polls.close(poll, by=polled.closer())
        assert hits(linking.by_the_raw_file(*facts), truth) == VOTERS
        assert poll_cleaning.lacking(polled.now(poll)) == poll_cleaning.LEFT

    cleaned_in_the_end(poll)
    assert hits(linking.by_the_raw_file(*facts), truth) == 0


@contextmanager
def reader():
    """Somebody who reads the database as it was now, a backup for example."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(
                "SELECT COUNT(*) FROM documents_job"
            )  # any table: the urn itself would be waited for
        yield
    finally:
        other.close()


def test_a_ballot_is_one_locked_read_and_one_update():
    poll = polled.opened()
    key = polled.keys(poll)[0]

    with CaptureQueriesContext(connection) as captured:
        urns.cast(poll.pk, key, "0")

    said = [row["sql"] for row in captured]
    read, update = (sql for sql in said if not sql.startswith(("BEGIN", "COMMIT")))
    locks = connection.vendor == "postgresql"  # SQLite locks the whole file before it reads
    assert (read.startswith("SELECT"), read.endswith('FOR UPDATE OF "conferences_urn"')) == (True, locks)
    assert update.startswith('UPDATE "conferences_urn" SET')


def test_a_planted_ballot_is_found_in_the_urn_and_nowhere_else(caplog):
    caplog.set_level(logging.DEBUG)
    labels = [f"Trường hợp {number}" for number in range(24)]
    poll = polled.opened(labels=labels, kind="yes_no")
    marker = "+-0++--00+-+-0-+0+--+0-+"
    client = Client()
    client.force_login(polled.voter(poll.conference, 3))
    page = reverse("conferences:poll_vote", args=[poll.pk])
    mine, sent = {"elector": polled.elector(poll, 3)}, ballot_pages.sent(poll.form, marker)
    said = {f"say_{place}": sign for place, sign in enumerate(marker)} | mine

    assert client.post(page, {"step": "review", **said}).context["paper"] == sent
    assert client.post(page, {"step": "cast", "paper": sent, **mine}).context["step"] == "done"
    client.post(page, {"step": "cast", "paper": sent, **mine})

    held = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
        if marker in str(row) or sent in str(row)
    }
    session = client.session
    elsewhere = [caplog.text, str(mail.outbox), str(getattr(cache, "_cache", "")), str(dict(session.items()))]
    assert held == {"conferences.Urn"}
    assert [text for text in elsewhere if marker in text or sent in text] == []


# at the same moment


def tried(acts, threads=24):
    """Run `acts` on several connections at once; return how many were done and how many refused."""

    def run(act):
        try:
            act()
        except RuleError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(run, acts))
    return done.count(True), done.count(False)


def admitted(poll, count):
    """Let as many keys vote as a large hall has."""
    keys = sorted(f"k{number:04}" for number in range(count))
    Urn.objects.filter(pk=poll.pk).update(admitted=keys, voted=[], papers=[], receipts=[])
    return keys


def test_a_hundred_who_try_five_times_each_put_in_a_hundred(postgresql):
    poll = polled.opened()
    keys = admitted(poll, 100) * 5
    random.Random(3).shuffle(keys)

    answers = tried([lambda key=key: urns.cast(poll.pk, key, "0") for key in keys])

    assert answers == (100, 400)
    assert {len(getattr(Urn.objects.get(), name)) for name in ("voted", "papers", "receipts")} == {100}


def test_fifty_closings_against_fifty_ballots_count_what_was_accepted(postgresql):
    rng, hall = random.Random(5), polled.hall()
    for number in range(proofs.size(2, 25)):
        poll = polled.opened(hall, title=f"Cuộc {number}", mode="slip")
        accepted, keys, closer = [], admitted(poll, 50), polled.closer()

        def cast(key, poll=poll, accepted=accepted):
            urns.cast(poll.pk, key, "0")
            accepted.append(key)

        acts = [lambda key=key: cast(key) for key in keys]
        acts += [lambda poll=poll: polls.close(poll, by=closer)] * 50  # noqa: B023
        rng.shuffle(acts)
        tried(acts)

        tally = polled.now(poll).tally
        assert (tally["cast"], tally["votes"][0]) == (len(accepted), len(accepted))


@contextmanager
def voting_process(poll, keys):
    """A process that puts in one ballot after the other and says so after each; killed at the end."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            for each in connections.all(initialized_only=True):
                each.connection = None  # a child of a process beside a browser finds an older one
            for key in keys:
                urns.cast(poll.pk, key, "0")
                os.write(writing, f"{key}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        yield child, told


def test_a_process_killed_while_it_casts_loses_no_accepted_ballot_and_halves_none(postgresql):
    poll, rng = polled.opened(), random.Random(11)
    for _ in range(KILLS):
        keys = admitted(poll, 200)
        with voting_process(poll, keys) as (child, told):
            accepted = [told.readline().strip()]
            time.sleep(rng.random() * 0.06)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            accepted += [line.strip() for line in told]

        urn = Urn.objects.get()
        assert len(urn.voted) == len(urn.papers) == len(urn.receipts)
        assert set(accepted) <= set(urn.voted)
        assert len(urn.voted) <= len(accepted) + 1
