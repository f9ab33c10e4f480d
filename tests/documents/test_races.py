"""Several workers and several people at the same moment, on a real PostgreSQL."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from core.models import Entry
from core.rules import RuleError
from documents import files, jobs
from documents.jobs import Sweep
from documents.models import Shard, StoredFile

from .shards import later, refuse, state_of, write_pdf

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

ROUNDS = 20


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def at_once(act, times=2):
    """Call `act` from so many threads, each with its own connection, and return what they answered."""
    start = threading.Barrier(times)

    def run(_):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")  # a test that waits for itself fails
            start.wait(timeout=10)
            return act()
        except RuleError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def test_two_workers_with_the_same_message_do_the_shard_once(ask):
    job = ask(ROUNDS)
    done = []

    def slowly(shard):
        done.append(shard.pk)
        time.sleep(0.02)
        return write_pdf(shard)

    for pk in job.shards.values_list("pk", flat=True):
        at_once(lambda pk=pk: jobs.work(pk, slowly))

    assert len(done) == len(set(done)) == ROUNDS
    assert state_of(job) == [("done", 1)] * ROUNDS


def test_two_workers_taking_over_from_a_dead_one_do_the_shard_once(ask):
    job = ask(ROUNDS)
    job.shards.update(state="running", claim="dead", lease_until=job.created_at, attempts=2)
    later(61)

    for pk in job.shards.values_list("pk", flat=True):
        at_once(lambda pk=pk: jobs.work(pk, write_pdf))

    assert state_of(job) == [("done", 3)] * ROUNDS


def test_a_worker_that_lives_keeps_its_shard_longer_than_one_lease(ask, settings):
    settings.JOB_LEASE_SECONDS = 0.6
    job = ask(1)
    pk = job.shards.get().pk
    swept = []

    def long(shard):
        for _ in range(4):
            time.sleep(0.5)
            swept.append(jobs.sweep().nudged)
            jobs.work(pk, refuse)  # a doubled message, to another worker
        return write_pdf(shard)

    jobs.work(pk, long)

    assert swept == [0, 0, 0, 0]
    assert state_of(job) == [("done", 1)]
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("lease-")] == []


def test_the_same_content_kept_at_once_is_one_row_and_one_file(file_store):
    for number in range(ROUNDS):
        content = f"bản quét {number}".encode() * 1000

        first, second = at_once(lambda content=content: files.keep(content, content_type="image/png"))

        assert first == second
        assert files.verify(first)
    assert StoredFile.objects.count() == ROUNDS
    assert len([path for path in file_store.rglob("*") if path.is_file()]) == ROUNDS


def test_two_sweeps_share_what_lies_about(ask, queue):
    job = ask(4)
    later(61)
    queue.lose_everything()
    first, second, *others = job.shards.all()

    with transaction.atomic():  # another sweep is about to nudge these two
        list(Shard.objects.select_for_update().filter(pk__in=[first.pk, second.pk]))
        (swept,) = at_once(jobs.sweep, times=1)

    assert swept == Sweep(nudged=2, given_up=0)
    assert queue.messages == sorted(("tests.render", f"[{shard.pk}]") for shard in others)


def test_a_second_click_on_retry_is_refused(ask, clerk, queue):
    job = ask(1)
    jobs.work(job.shards.get().pk, refuse)
    queue.lose_everything()

    answers = at_once(lambda: jobs.retry(job, by=clerk))

    assert sorted(map(str, answers)) == ["Tạo bằng khen", "refused"]
    assert len(queue.messages) == 1
    assert Entry.objects.about(job).count() == 1
    assert Shard.objects.get().attempts == 0
