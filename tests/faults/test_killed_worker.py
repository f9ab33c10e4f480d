"""A worker may be killed at any moment: nothing is lost, nothing is done twice, nothing loops for ever."""

import hashlib
import time

import pytest

from documents.jobs import KILLED_THRICE

from .installation import LEASE_SECONDS

pytestmark = pytest.mark.faults


def writing(text, seconds=0):
    return {"does": "write", "seconds": seconds, "text": text}


def done(text, attempts=1):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {"state": "done", "attempts": attempts, "error": "", "sha256": sha256}


def killed():
    return {"state": "failed", "attempts": 3, "error": KILLED_THRICE, "sha256": None}


def test_a_worker_killed_in_mid_shard_loses_nothing_and_doubles_nothing(installation):
    job, first, second, third = installation.act(
        "enqueue", writing("tờ một", seconds=2), writing("tờ hai"), writing("tờ ba")
    )
    installation.start_worker()
    installation.wait_for(f"{first} starts")
    time.sleep(0.5)
    installation.kill_worker()

    installation.start_worker()

    assert installation.finish(job) == [done("tờ một", attempts=2), done("tờ hai"), done("tờ ba")]
    assert sorted(installation.marks) == sorted(
        [f"{pk} {step}" for pk in (first, second, third) for step in ("starts", "ends")] + [f"{first} starts"]
    )
    assert installation.half_written == []


def test_a_long_shard_keeps_its_lease_while_another_worker_stands_idle(installation):
    job, shard = installation.act("enqueue", writing("tờ dài", seconds=LEASE_SECONDS * 2))
    installation.start_worker(processes=2)

    assert installation.finish(job) == [done("tờ dài")]
    assert installation.marks[-2:] == [f"{shard} starts", f"{shard} ends"]


def test_shards_that_kill_or_hang_their_worker_end_after_three_attempts_and_let_others_pass(installation):
    job, deadly, endless, _ = installation.act(
        "enqueue", {"does": "die"}, {"does": "hang"}, writing("tờ lành")
    )
    installation.start_worker(JOB_LIMIT_SECONDS="1")

    assert installation.finish(job) == [killed(), killed(), done("tờ lành")]
    assert [installation.marks.count(f"{pk} starts") for pk in (deadly, endless)] == [3, 3]


def test_a_worker_that_loses_its_database_in_mid_shard_leaves_the_shard_to_its_lease(installation):
    if installation.embedded:
        pytest.skip("a file has no connection to lose")
    job, _ = installation.act("enqueue", {"does": "lose database", "seconds": 0, "text": "tờ nối lại"})
    installation.start_worker()

    assert installation.finish(job) == [done("tờ nối lại", attempts=2)]


def test_a_process_killed_while_it_keeps_a_file_leaves_no_row(installation):
    before = installation.act("count_files")

    installation.die_in("die_while_keeping", 2)

    assert installation.act("count_files") == before
    assert len(installation.half_written) == 1
