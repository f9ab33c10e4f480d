"""What probes read at /healthz: each part, "ok" or a sentence; 200 only when all is well."""

import socket
import threading
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.celery import app
from core import health as ground
from core.health import PATIENCE, Question
from documents import health, jobs, leases, tasks
from documents.models import LastSweep
from tests import world

pytestmark = pytest.mark.django_db(transaction=True)

NEVER = "Chưa có tiến trình làm việc nền nào chạy, hoặc chưa có gì nhắc nó."


def swept(seconds_ago):
    health.note_sweep()
    LastSweep.objects.update(ended_at=timezone.now() - timedelta(seconds=seconds_ago))


@pytest.fixture
def told(client):
    """The answer of /healthz as (status, what it says)."""

    def ask():
        answer = client.get("/healthz")
        return answer.status_code, answer.json()

    return ask


def test_all_is_well_after_a_sweep(told):
    tasks.sweep()

    status, facts = told()

    assert facts.pop("last_sweep_seconds") < 15  # a busy machine may take some
    assert (status, facts) == (200, {"database": "ok", "queue": "ok", "worker": "ok"})


def test_nobody_has_swept_yet(told):
    assert told() == (503, {"database": "ok", "queue": "ok", "worker": NEVER, "last_sweep_seconds": None})


def test_a_silent_worker_is_told_with_its_silence(told):
    swept(59)
    assert told()[0] == 200

    swept(62)
    status, facts = told()

    assert (status, facts["worker"]) == (503, "Tiến trình làm việc nền im lặng đã 62 giây.")
    assert facts["last_sweep_seconds"] == 62


def test_a_worker_busy_with_a_long_piece_is_alive(told):
    swept(300)
    job = jobs.enqueue("tests.render", shards=[{}], label="Báo cáo dài", by=None)
    leases.take(job.shards.get().pk)

    status, facts = told()

    assert facts.pop("last_sweep_seconds") >= 300
    assert (status, facts) == (200, {"database": "ok", "queue": "ok", "worker": "ok"})


def test_a_worker_that_died_at_work_is_no_sign_of_life(told):
    swept(300)
    job = jobs.enqueue("tests.render", shards=[{}], label="Báo cáo dài", by=None)
    leases.take(job.shards.get().pk)
    job.shards.update(lease_until=timezone.now() + leases.length() - timedelta(seconds=90))

    assert told()[1]["worker"] == "Tiến trình làm việc nền im lặng đã 90 giây."


def test_it_is_kept_by_nobody_and_needs_no_account(client):
    answer = client.get("/healthz")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.cookies == {}


def test_a_database_that_is_down_is_told(told, monkeypatch):
    def broken():
        raise OSError("connection to server at 10.0.0.7 refused")

    monkeypatch.setitem(ground.QUESTIONS, "database", Question(broken, ground.NO_DATABASE))
    monkeypatch.setattr(health, "_ask_worker", lambda found: broken())

    assert told() == (
        503,
        {
            "database": "Cơ sở dữ liệu không trả lời.",
            "queue": "ok",
            "worker": "Chưa rõ, vì cơ sở dữ liệu không trả lời.",
            "last_sweep_seconds": None,
        },
    )


def test_who_is_signed_in_is_not_looked_up(client, told, django_assert_num_queries):
    client.force_login(world.officer())

    with django_assert_num_queries(0):  # on this connection; the questions have their own
        assert told()[0] == 503
    assert client.get(reverse("desk:desk")).status_code == 200  # and the session goes on


@pytest.fixture
def mute_server():
    """The port of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("mute", [True, False], ids=["hangs", "is down"])
def test_a_redis_that_does_not_answer_is_told_in_seconds(told, settings, monkeypatch, mute_server, mute):
    port = mute_server if mute else 1
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
    broker = app.connection_for_write(settings.REDIS_URL)
    broker.transport_options.update(settings.REDIS_PATIENCE)
    monkeypatch.setattr(ground.current_app, "connection_for_write", lambda: broker)
    swept(0)
    began = time.monotonic()

    status, facts = told()

    assert (status, facts["queue"], facts["worker"]) == (503, "Hàng đợi việc không trả lời.", "ok")
    assert time.monotonic() - began < PATIENCE + 1


def test_a_question_that_hangs_holds_one_thread_however_often_it_is_asked():
    over = threading.Event()
    hanging = {"hanging": Question(lambda: over.wait(30) and "ok", "Không trả lời.")}
    before = threading.active_count()
    began = time.monotonic()

    told = [ground.answers(hanging) for _ in range(5)]
    took, threads = time.monotonic() - began, threading.active_count() - before
    over.set()

    assert told == [{"hanging": "Không trả lời."}] * 5
    assert threads == 1
    assert took < PATIENCE + 1
