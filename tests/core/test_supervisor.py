"""What dies comes back; when the supervisor ends, nothing it started lives on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.supervisor import GaveUpError, Part, Repeated, Supervisor, only_one

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


def runs(pid):
    """Tell whether a process runs; one that ended and only waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=10):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "đợi quá lâu"
        time.sleep(0.05)


def script(*steps):
    """Return something the supervisor does at every glance: the next of `steps`."""
    left = list(steps)
    return Repeated(lambda: left and left.pop(0)(), seconds=0)


def test_a_killed_process_is_started_again():
    part, pids, said = Part("Việc thử", SLEEPER), [], []
    supervisor = Supervisor([part], say=said.append, grace=5)

    def kill():
        pids.append(part.process.pid)
        os.kill(part.process.pid, signal.SIGKILL)

    def look_for_the_next():
        if part.alive and part.process.pid != pids[0]:
            pids.append(part.process.pid)
            supervisor.stopping.set()

    supervisor.repeated = [script(kill), Repeated(look_for_the_next, seconds=0)]
    supervisor.run()

    assert said == [
        "Việc thử đã dừng (mã -9); khởi động lại sau 0 giây.",
        "Đang dừng; việc đang làm có 5 giây để xong.",
    ]
    assert [runs(pid) for pid in pids] == [False, False]


def test_a_restart_that_fails_for_want_of_memory_is_tried_again(monkeypatch):
    monkeypatch.setattr("core.supervisor.LONGEST_PAUSE", 0)
    part, said, refusals = Part("Việc thử", SLEEPER), [], [OSError("Cannot allocate memory")]
    supervisor = Supervisor([part], say=said.append)

    def refuse_once():
        if refusals:
            raise refusals.pop()

    def kill():
        part.prepare = refuse_once
        os.kill(part.process.pid, signal.SIGKILL)

    def stop_once_it_is_back():
        if not refusals and part.alive:
            supervisor.stopping.set()

    supervisor.repeated = [script(kill), Repeated(stop_once_it_is_back, seconds=0)]
    supervisor.run()

    assert said == [
        "Việc thử đã dừng (mã -9); khởi động lại sau 0 giây.",
        "Việc thử chưa khởi động lại được (Cannot allocate memory); thử lại sau 0 giây.",
        "Đang dừng; việc đang làm có 5 giây để xong.",
    ]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_being_told_to_stop_ends_every_process(told):
    parts = [Part("Một", SLEEPER), Part("Hai", SLEEPER)]

    Supervisor(parts, say=list, repeated=[script(lambda: os.kill(os.getpid(), told))]).run()

    assert [part.process.returncode for part in parts] == [-signal.SIGTERM, -signal.SIGTERM]


def test_a_process_that_does_not_listen_is_killed_after_the_grace():
    part = Part("Bướng", STUBBORN, {"stdout": subprocess.PIPE})

    def stop():
        part.process.stdout.readline()  # by now it ignores SIGTERM
        os.kill(os.getpid(), signal.SIGTERM)

    Supervisor([part], say=list, repeated=[script(stop)], grace=0.3).run()
    part.process.stdout.close()

    assert part.process.returncode == -signal.SIGKILL


def test_children_of_a_killed_process_do_not_live_on():
    with_child = (
        "import subprocess, sys; c = subprocess.Popen(['sleep', '60']); print(c.pid, flush=True); c.wait()"
    )
    part = Part("Cha", [sys.executable, "-c", with_child], {"stdout": subprocess.PIPE, "text": True})
    pids = []
    supervisor = Supervisor([part], say=list)

    def kill_the_parent():
        pids.append(int(part.process.stdout.readline()))
        os.kill(part.process.pid, signal.SIGKILL)

    supervisor.repeated = [script(kill_the_parent, list, supervisor.stopping.set)]
    supervisor.run()
    part.process.stdout.close()

    wait_until(lambda: not runs(pids[0]))


def test_a_part_that_never_comes_up_is_given_up_in_words():
    broken = Part("Máy chủ web", [sys.executable, "-c", "raise SystemExit(3)"], ready=lambda: False)

    with pytest.raises(GaveUpError) as refusal:
        Supervisor([broken], say=list).run()

    assert str(refusal.value) == "Máy chủ web không khởi động được; nguyên nhân ở các dòng phía trên."


def test_processes_end_when_their_supervisor_is_killed_outright(tmp_path):
    program = (
        "from core.supervisor import Part, Supervisor\n"
        "part = Part('Một', ['sleep', '60'])\n"
        f"part.on_ready = lambda: open('{tmp_path}/pid', 'w').write(str(part.process.pid)) and None\n"
        "Supervisor([part], say=print).run()\n"
    )
    with subprocess.Popen([sys.executable, "-c", program]) as supervisor:
        wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
        supervisor.kill()

    wait_until(lambda: not runs((tmp_path / "pid").read_text()))


def test_one_lock_is_held_by_one_process_at_a_time(tmp_path):
    path = tmp_path / "start.lock"

    with only_one(path), pytest.raises(BlockingIOError), only_one(path):
        pass

    with only_one(path):
        pass
