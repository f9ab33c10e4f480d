"""What a dead worker or a lost message left lying is handed out again, and not for ever."""

import pytest

from documents import jobs
from documents.jobs import Progress, Sweep
from documents.models import Shard

from .shards import break_down, die, later, state_of, write_pdf

pytestmark = pytest.mark.django_db


def test_a_sweep_leaves_alone_what_was_just_nudged(ask, queue):
    ask(2)

    assert jobs.sweep() == Sweep(nudged=0, given_up=0)
    assert len(queue.messages) == 2


def test_a_lost_message_is_sent_again_once_per_lease(ask, queue):
    job = ask(1)
    queue.lose_everything()
    later(61)

    assert jobs.sweep() == Sweep(nudged=1, given_up=0)
    assert jobs.sweep() == Sweep(nudged=0, given_up=0)
    assert queue.messages == [("tests.render", f"[{job.shards.get().pk}]")]


def test_a_sweep_leaves_alone_a_shard_at_work(ask, queue):
    job = ask(1)
    later(61)
    counts = []

    jobs.work(job.shards.get().pk, lambda shard: counts.append(jobs.sweep()))

    assert counts == [Sweep(nudged=0, given_up=0)]


def test_a_dead_worker_is_replaced_and_the_third_death_is_told_in_words(ask, queue):
    job = ask(1)
    swept = []
    for _ in range(3):
        die(job.shards.get())
        later(61)
        swept.append(jobs.sweep())

    assert swept == [Sweep(1, 0), Sweep(1, 0), Sweep(0, 1)]
    assert jobs.progress(job) == Progress(
        total=1,
        done=0,
        failed=1,
        state="failed",
        error="Máy chủ đã ba lần dừng giữa chừng khi đang làm việc này. "
        "Hãy bấm “Làm lại”; nếu vẫn không được, hãy báo người quản trị.",
    )
    jobs.work(job.shards.get().pk, write_pdf)
    assert state_of(job) == [("failed", 3)]


def test_a_message_that_comes_after_the_third_death_and_before_the_sweep_does_nothing(ask):
    job = ask(1)
    for _ in range(3):
        die(job.shards.get())
    later(61)

    jobs.work(job.shards.get().pk, write_pdf)

    assert state_of(job) == [("running", 3)]


def test_a_broken_shard_is_handed_out_by_the_next_sweep(ask, queue):
    job = ask(1)
    queue.lose_everything()
    jobs.work(job.shards.get().pk, break_down)

    assert jobs.sweep() == Sweep(nudged=1, given_up=0)
    assert jobs.sweep() == Sweep(nudged=0, given_up=0)
    assert len(queue.messages) == 1


def test_a_shard_of_a_dead_worker_is_taken_over_without_waiting_for_the_sweep(ask):
    job = ask(1)
    die(job.shards.get())
    later(61)

    jobs.work(job.shards.get().pk, write_pdf)

    assert state_of(job) == [("done", 2)]


def test_a_sweep_takes_those_first_who_have_waited_longest_and_not_too_many(ask, queue, monkeypatch):
    old, new = ask(2), ask(1)
    later(61)
    queue.lose_everything()
    Shard.objects.filter(job=new).update(nudged_at=None)
    monkeypatch.setattr(jobs, "SWEPT_AT_ONCE", 2)

    jobs.sweep()

    taken = [old.shards.first().pk, new.shards.get().pk]
    assert queue.messages == sorted(("tests.render", f"[{pk}]") for pk in taken)


@pytest.mark.parametrize("count", [1, 3])
def test_a_sweep_costs_the_same_for_one_and_for_many(ask, count, django_assert_num_queries):
    ask(count)
    later(61)

    with django_assert_num_queries(5):  # bury, savepoint, find, mark, release
        jobs.sweep()
