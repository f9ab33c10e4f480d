"""Work is asked for in rows, seen in one query, and started again where it failed."""

import time
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from core import clock
from core.models import Entry
from core.rules import RuleError
from documents import jobs
from documents.jobs import Progress, Sweep
from documents.models import Job

from .shards import later, refuse, state_of, write_pdf

pytestmark = pytest.mark.django_db


# --- Asking for work -----------------------------------------------------------------------------


def test_a_job_without_shards_is_a_mistake_of_ours(queue, clerk):
    with pytest.raises(ValueError, match="at least one shard"):
        jobs.enqueue("tests.render", shards=[], label="Tạo bằng khen", by=clerk)

    assert Job.objects.count() == 0


def test_a_job_taken_back_with_its_transaction_nudges_nobody(
    queue, clerk, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        jobs.enqueue("tests.render", shards=[{}], label="Tạo bằng khen", by=clerk)
        raise ZeroDivisionError

    assert (callbacks, queue.messages, Job.objects.count()) == ([], [], 0)


def test_each_shard_is_nudged_once_after_the_commit(ask, queue, clerk):
    with clock.at(date(2024, 1, 25)):
        job = ask(3)

    ids = list(job.shards.values_list("pk", flat=True))
    assert queue.messages == sorted(("tests.render", f"[{pk}]") for pk in ids)
    assert list(job.shards.values_list("number", "facts")) == [
        (1, {"number": 0}),
        (2, {"number": 1}),
        (3, {"number": 2}),
    ]
    assert (job.started_by, timezone.localdate(job.created_at)) == (clerk, date(2024, 1, 25))
    assert jobs.progress(job) == Progress(total=3, done=0, failed=0, state="waiting", error="")


def test_a_label_that_is_too_long_is_shortened(ask):
    assert ask(label="Ệ" * 300).label == "Ệ" * 199 + "…"


@pytest.mark.parametrize("count", [1, 3])
def test_more_shards_cost_no_more_queries(queue, clerk, count, django_assert_num_queries):
    with django_assert_num_queries(4):  # savepoint, job, shards, release
        jobs.enqueue("tests.render", shards=[{}] * count, label="Tạo bằng khen", by=clerk)


@pytest.mark.faults
def test_a_broker_that_is_down_does_not_fail_the_request_and_the_sweep_delivers(
    dead_broker, clerk, django_capture_on_commit_callbacks, request, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("tests.render", shards=[{}, {}], label="Tạo bằng khen", by=clerk)

    assert state_of(job) == [("waiting", 0)] * 2
    assert "the broker took 0 of 2 nudges; the sweep sends the rest" in caplog.text

    queue = request.getfixturevalue("queue")
    assert jobs.sweep() == Sweep(nudged=2, given_up=0)
    assert len(queue.messages) == 2


@pytest.mark.faults
def test_a_broker_that_hangs_holds_up_the_request_once_and_not_for_each_shard(
    mute_broker, clerk, django_capture_on_commit_callbacks
):
    began = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("tests.render", shards=[{}] * 8, label="Tạo bằng khen", by=clerk)

    assert time.monotonic() - began < 2
    assert set(job.shards.values_list("nudged_at", flat=True)) == {None}


@pytest.mark.faults
def test_a_sweep_without_a_broker_tries_again_the_next_time(ask, request, queue):
    job = ask(2)
    later(61)
    request.getfixturevalue("dead_broker")

    assert jobs.sweep() == Sweep(nudged=0, given_up=0)
    assert list(job.shards.values_list("nudged_at", flat=True)) == [None, None]


# --- Seeing it and starting again ----------------------------------------------------------------


def test_progress_is_one_query(ask, django_assert_num_queries):
    job = ask(3)

    with django_assert_num_queries(1):
        jobs.progress(job)


def test_a_job_with_a_failed_shard_goes_on_with_the_others_first(ask):
    job = ask(2)
    first, second = job.shards.all()

    jobs.work(first.pk, refuse)
    assert (jobs.progress(job).state, jobs.progress(job).finished) == ("running", False)

    jobs.work(second.pk, write_pdf)
    assert (jobs.progress(job).state, jobs.progress(job).finished) == ("failed", True)


def test_a_job_that_has_not_failed_cannot_be_started_again(ask, clerk):
    job = ask(1)

    with pytest.raises(RuleError, match=r"^Việc này không có phần nào phải làm lại\. "):
        jobs.retry(job, by=clerk)


def test_retry_starts_only_the_failed_shards_and_says_who_asked(
    ask, queue, clerk, django_capture_on_commit_callbacks
):
    job = ask(2)
    first, second = job.shards.all()
    jobs.work(first.pk, write_pdf)
    jobs.work(second.pk, refuse)
    queue.lose_everything()

    with django_capture_on_commit_callbacks(execute=True):
        jobs.retry(job, by=clerk)

    assert state_of(job) == [("done", 1), ("waiting", 0)]
    assert queue.messages == [("tests.render", f"[{second.pk}]")]
    entry = Entry.objects.about(job).get()
    assert (entry.act, entry.actor, entry.after) == ("job.retry", clerk, {"shards": 1})
    jobs.work(second.pk, write_pdf)
    assert jobs.progress(job).state == "done"
