"""`manage.py start` keeps the installation running whatever dies, and leaves nothing behind."""

import os
import signal
import time

import pytest

from tests.installations import Installation

pytestmark = pytest.mark.faults

WEB, WORKER = "gunicorn", "celery"


@pytest.fixture(scope="module")
def installation(ready, tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("installation"))
    (installation.folder / "static").symlink_to(ready.static)  # each page names its files
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(autouse=True)
def both_are_up(installation):
    installation.wait_until(lambda: installation.pids(WEB) and len(installation.pids(WORKER)) == 2)


def test_the_web_server_answers_on_the_port(installation):
    assert installation.get("/login/khong-co") == 404


def test_without_tables_it_runs_and_says_what_to_do(installation):
    assert "Cơ sở dữ liệu chưa có bảng." in installation.log.read_text()


def test_a_killed_web_server_is_replaced_and_no_connection_is_refused(installation):
    before = installation.pids(WEB)

    for pid in before:
        os.kill(pid, signal.SIGKILL)

    assert installation.get("/login/khong-co") == 404
    assert set(before).isdisjoint(installation.pids(WEB))


def test_a_killed_worker_is_replaced_and_works_on(installation):
    before = installation.pids(WORKER)

    os.kill(before[0], signal.SIGKILL)

    installation.wait_until(lambda: len(set(installation.pids(WORKER)) - set(before)) == 2)
    installation.wait_until(lambda: nothing_waits(installation))


def test_a_torn_message_stops_nothing_for_good(installation):
    messages = installation.folder / "queue" / "messages"
    before = installation.pids(WORKER)

    (messages / "0_torn.celery.msg").write_text('{"body": "W1')

    installation.wait_until(lambda: len(set(installation.pids(WORKER)) - set(before)) == 2)
    installation.wait_until(lambda: nothing_waits(installation))


def test_a_second_start_in_the_same_data_folder_is_refused(installation):
    second = Installation(installation.folder).manage("start")

    assert second.returncode == 1
    assert second.stderr == (
        f"CommandError: Thư mục dữ liệu {installation.folder} đang được một lần chạy khác dùng. "
        "Hãy dừng lần chạy đó, hoặc đặt DATA_DIR tới một thư mục khác.\n"
    )


def test_everything_is_kept_in_the_data_folder(installation):
    assert {path.name for path in installation.folder.iterdir()} >= {"secret-key", "queue", "start.lock"}


def test_ctrl_c_ends_every_process_within_seconds(installation):
    began = time.monotonic()

    os.kill(installation.started.pid, signal.SIGINT)
    code = installation.started.wait(15)

    assert code == 0
    assert time.monotonic() - began < 10
    assert installation.pids("python") == []


def nothing_waits(installation):
    return list((installation.folder / "queue" / "messages").iterdir()) == []
