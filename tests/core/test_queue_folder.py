"""A crash leaves half a message; it must not stop the worker for ever."""

import os
import time

import pytest

from core import queue_folder


@pytest.fixture
def queue(tmp_path):
    for name in ("messages", "control", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def written(path, text, seconds_ago=60):
    path.write_text(text)
    os.utime(path, (time.time() - seconds_ago,) * 2)
    return path


@pytest.mark.parametrize("text", ["", "{", '{"body": "W1', "\0\0\0\0"])
def test_a_torn_message_is_removed(queue, text):
    torn = written(queue / "messages" / "1_a.celery.msg", text)

    assert queue_folder.discard_torn(queue) == ["1_a.celery.msg"]
    assert not torn.exists()


def test_a_torn_list_of_queues_is_removed(queue):
    torn = written(queue / "control" / "celery.exchange", "")

    assert queue_folder.discard_torn(queue) == ["celery.exchange"]
    assert not torn.exists()


def test_a_whole_message_stays(queue):
    whole = written(queue / "messages" / "1_a.celery.msg", '{"body": ""}')

    assert queue_folder.discard_torn(queue) == []
    assert whole.exists()


def test_a_message_that_is_being_written_stays(queue):
    young = written(queue / "messages" / "1_a.celery.msg", "{", seconds_ago=0)

    assert queue_folder.discard_torn(queue) == []
    assert young.exists()


def test_what_a_dead_worker_left_in_its_scratch_folder_is_cleared(queue):
    (queue / "tmp" / "pymp-x").mkdir()
    written(queue / "tmp" / "pymp-x" / "file", "x")
    written(queue / "tmp" / "1_a.celery.msg", "{}")

    queue_folder.clear_scratch(queue)

    assert list((queue / "tmp").iterdir()) == []
