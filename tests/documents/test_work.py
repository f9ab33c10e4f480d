"""One worker does a shard, three times at most; messages that are late or doubled do nothing."""

import pytest
from django.db import DatabaseError, transaction

from core.rules import RuleError
from documents import files, jobs
from documents.jobs import Progress
from documents.models import Shard

from .shards import break_down, later, refuse, state_of, write_pdf

pytestmark = pytest.mark.django_db


def test_a_message_about_a_shard_that_does_not_exist_does_nothing():
    jobs.work(404, break_down)


def test_a_refusal_reaches_the_person_at_once(ask):
    job = ask(1)

    jobs.work(job.shards.get().pk, refuse)

    sentence = "Bằng số 0 có tên quá dài. Hãy rút gọn tên."
    assert jobs.progress(job) == Progress(total=1, done=0, failed=1, state="failed", error=sentence)
    assert state_of(job) == [("failed", 1)]


@pytest.mark.faults
def test_a_full_disk_reaches_the_person_and_can_be_tried_again_when_there_is_room(
    ask, clerk, small_disk, file_store, settings
):
    job = ask(1)
    pk = job.shards.get().pk

    jobs.work(pk, lambda shard: files.keep(bytes(1024 * 1024), content_type="application/pdf"))
    assert jobs.progress(job).error == (
        "Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp. "
        "Hãy báo người quản trị dọn chỗ trống, rồi làm lại việc này."
    )

    settings.MEDIA_ROOT = file_store
    jobs.retry(job, by=clerk)
    jobs.work(pk, write_pdf)
    assert jobs.progress(job).state == "done"


def test_a_refusal_without_words_still_says_what_to_do(ask):
    job = ask(1)

    def mute(shard):
        raise RuleError

    jobs.work(job.shards.get().pk, mute)

    assert jobs.progress(job).error == jobs.FAILED_THRICE


def test_a_task_that_always_breaks_ends_after_three_attempts(ask, queue, caplog):
    job = ask(1)
    pk = job.shards.get().pk
    seen = []
    for _ in range(5):
        jobs.work(pk, break_down)
        seen += state_of(job)
        later(61)
        jobs.sweep()

    assert seen == [("waiting", 1), ("waiting", 2), ("failed", 3), ("failed", 3), ("failed", 3)]
    assert len(queue.messages) == 3
    assert jobs.progress(job).error == (
        "Máy chủ đã thử ba lần mà chưa làm được việc này. "
        "Hãy bấm “Làm lại”; nếu vẫn không được, hãy báo người quản trị."
    )
    assert caplog.text.count("ZeroDivisionError: technical words") == 3


@pytest.mark.django_db(transaction=True)
def test_a_task_that_returns_what_is_no_file_counts_as_broken(ask):
    job = ask(1)

    jobs.work(job.shards.get().pk, lambda shard: "a path")

    assert state_of(job) == [("waiting", 1)]


def test_a_worker_that_lost_its_lease_does_not_overwrite_the_other(ask):
    job = ask(1)
    pk = job.shards.get().pk

    def slow(shard):
        later(61)  # the lease has run out, and another worker comes by
        jobs.work(pk, write_pdf)
        return files.keep(b"too late", content_type="application/pdf")

    jobs.work(pk, slow)

    shard = job.shards.get()
    assert shard.file == write_pdf(shard)
    assert (shard.state, shard.attempts) == ("done", 2)


@pytest.mark.parametrize("end", [break_down, refuse])
def test_a_worker_that_lost_its_lease_cannot_fail_the_other(ask, end):
    job = ask(1)
    pk = job.shards.get().pk

    def slow(shard):
        later(61)
        jobs.work(pk, write_pdf)
        end(shard)

    jobs.work(pk, slow)

    assert state_of(job) == [("done", 2)]


def test_a_shard_is_done_and_keeps_its_file(ask):
    job = ask(2)
    first, second = job.shards.all()

    jobs.work(second.pk, write_pdf)

    second.refresh_from_db()
    assert second.file == write_pdf(second)
    assert (second.claim, second.lease_until, second.error) == ("", None, "")
    assert jobs.progress(job) == Progress(total=2, done=1, failed=0, state="running", error="")
    jobs.work(first.pk, lambda shard: None)
    assert jobs.progress(job) == Progress(total=2, done=2, failed=0, state="done", error="")


def test_the_work_sees_its_facts_and_its_job_without_more_queries(ask, django_assert_num_queries):
    pk = ask(1).shards.get().pk
    seen = []

    with django_assert_num_queries(4):  # claim, fetch, done, whose turn is next
        jobs.work(pk, lambda shard: seen.append((shard.facts, shard.job.label, shard.state)))

    assert seen == [({"number": 0}, "Tạo bằng khen", "running")]


def test_a_late_message_about_a_done_shard_does_nothing(ask):
    job = ask(1)
    pk = job.shards.get().pk
    jobs.work(pk, write_pdf)
    before = Shard.objects.values().get()

    jobs.work(pk, break_down)

    assert Shard.objects.values().get() == before


def test_a_second_message_while_the_first_is_at_work_does_nothing(ask):
    job = ask(1)
    pk = job.shards.get().pk
    runs = []

    def work_once(shard):
        runs.append(shard.claim)
        jobs.work(pk, work_once)

    jobs.work(pk, work_once)

    assert len(runs) == 1
    assert state_of(job) == [("done", 1)]


def test_the_database_refuses_a_fourth_attempt(ask):
    with pytest.raises(DatabaseError), transaction.atomic():
        Shard.objects.filter(job=ask(1)).update(attempts=4)


def test_the_database_refuses_a_file_on_a_shard_that_is_not_done(ask):
    shard = ask(1).shards.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        Shard.objects.filter(pk=shard.pk).update(file=write_pdf(shard))


def test_the_last_shard_of_a_job_waits_until_all_others_are_done(clerk, queue):
    job = jobs.enqueue(
        "tests.shard", shards=[{"number": 1}, {"number": 2}], then={"number": 0}, label="Tạo tệp", by=clerk
    )
    first, second, last = job.shards.all()

    jobs.work(first.pk, write_pdf)
    jobs.work(last.pk, write_pdf)
    assert state_of(job) == [("done", 1), ("waiting", 0), ("waiting", 0)]

    queue.lose_everything()
    jobs.work(second.pk, write_pdf)
    assert queue.messages == [("tests.shard", f"[{last.pk}]")]

    jobs.work(last.pk, write_pdf)
    assert jobs.progress(job) == Progress(total=3, done=3, failed=0, state="done", error="")


def test_a_job_whose_last_shard_can_never_come_is_failed_and_comes_back_by_a_retry(clerk, queue):
    job = jobs.enqueue("tests.shard", shards=[{"number": 7}], then={"number": 0}, label="Tạo tệp", by=clerk)
    first, last = job.shards.all()

    jobs.work(first.pk, refuse)
    assert jobs.progress(job).state == "failed"

    jobs.retry(job, by=clerk)
    jobs.work(first.pk, write_pdf)
    jobs.work(last.pk, write_pdf)
    assert jobs.progress(job).state == "done"


def test_the_sweep_tells_of_a_last_shard_whose_message_was_lost(clerk, queue):
    job = jobs.enqueue("tests.shard", shards=[{"number": 1}], then={"number": 0}, label="Tạo tệp", by=clerk)
    first, last = job.shards.all()
    later(1000)
    assert jobs.sweep().nudged == 1  # the first alone: the last is not free

    jobs.work(first.pk, write_pdf)
    queue.lose_everything()
    later(1000)
    jobs.sweep()

    assert queue.messages == [("tests.shard", f"[{last.pk}]")]
