"""A worker may be killed at any moment: nothing is lost, nothing is done twice, nothing loops for ever."""

import hashlib
import time

import pytest

from documents.jobs import KILLED_THRICE

from .workshop import LEASE_SECONDS

pytestmark = pytest.mark.faults
here_alone = pytest.mark.parametrize("site", ["embedded"], indirect=True)  # servers do nothing else


def writing(text, seconds=0):
    return {"does": "write", "seconds": seconds, "text": text}


def done(text, attempts=1):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {"state": "done", "attempts": attempts, "error": "", "sha256": sha256}


def killed():
    return {"state": "failed", "attempts": 3, "error": KILLED_THRICE, "sha256": None}


def test_a_worker_killed_in_mid_shard_loses_nothing_and_doubles_nothing(workshop):
    job, first, second, third = workshop.act(
        "enqueue", writing("tờ một", seconds=2), writing("tờ hai"), writing("tờ ba")
    )
    workshop.start_worker()
    workshop.wait_for(f"{first} starts")
    time.sleep(0.5)
    workshop.kill_worker()

    workshop.start_worker()

    assert workshop.finish(job) == [done("tờ một", attempts=2), done("tờ hai"), done("tờ ba")]
    assert workshop.marks_of(first, second, third) == [
        *(f"{first} ends", f"{first} starts", f"{first} starts"),
        *(f"{second} ends", f"{second} starts"),
        *(f"{third} ends", f"{third} starts"),
    ]
    assert workshop.half_written == []


def test_a_long_shard_keeps_its_lease_while_another_worker_stands_idle(workshop):
    job, shard = workshop.act("enqueue", writing("tờ dài", seconds=LEASE_SECONDS * 2))
    workshop.start_worker(concurrency=2)

    assert workshop.finish(job) == [done("tờ dài")]
    assert workshop.marks_of(shard) == [f"{shard} ends", f"{shard} starts"]


@here_alone
def test_shards_that_kill_or_hang_their_worker_end_after_three_attempts_and_let_others_pass(workshop):
    job, deadly, endless, _ = workshop.act("enqueue", {"does": "die"}, {"does": "hang"}, writing("tờ lành"))
    workshop.start_worker(JOB_LIMIT_SECONDS="1")

    assert workshop.finish(job) == [killed(), killed(), done("tờ lành")]
    assert workshop.marks_of(deadly, endless) == [f"{deadly} starts"] * 3 + [f"{endless} starts"] * 3
    assert workshop.log.read_text().count("exited with 'signal 14 (SIGALRM)'") == 3


def test_a_worker_that_loses_its_database_in_mid_shard_leaves_the_shard_to_its_lease(workshop):
    if not workshop.servers:
        pytest.skip("a file has no connection to lose")
    job, _ = workshop.act("enqueue", {"does": "lose database", "seconds": 0, "text": "tờ nối lại"})
    workshop.start_worker()

    assert workshop.finish(job) == [done("tờ nối lại", attempts=2)]


@here_alone
def test_a_process_killed_while_it_keeps_a_file_leaves_no_row(workshop):
    before = workshop.act("count_files")

    workshop.die_in("die_while_keeping", 2)

    assert workshop.act("count_files") == before
    assert len(workshop.half_written) == 1
