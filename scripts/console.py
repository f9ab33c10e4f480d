"""What the operator sees while the set-up works: each step, that it moves, and what to do when it fails."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUIET = 5  # seconds between two signs of life when the output is not a terminal
WIDEST = 200  # characters of a foreign line that are shown
LONGEST_GOODBYE = 20  # seconds a command gets to end after Ctrl-C

REMEDIES = [
    (
        r"No space left on device|ENOSPC|Errno 28",
        "Ổ đĩa đã đầy. Hãy giải phóng khoảng 1 GB rồi chạy lại lệnh này.",
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY|Hash Sum mismatch",
        "Tệp tải về không khớp mã băm trong bản khóa nên không được cài. Hãy chạy lại; nếu vẫn vậy, "
        "hãy hỏi người quản trị mạng xem có máy chủ trung gian nào sửa tệp tải về không.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER",
        "Chứng chỉ của kho gói không được tin cậy. Nếu cơ quan có máy chủ trung gian kiểm tra HTTPS, hãy đặt "
        "PIP_CERT và NODE_EXTRA_CA_CERTS tới tệp chứng chỉ của cơ quan rồi chạy lại.",
    ),
    (
        r"name resolution|Name or service not known|getaddrinfo|ENOTFOUND|EAI_AGAIN|Network is unreachable"
        r"|ECONNREFUSED|ETIMEDOUT|Connection refused|NewConnectionError|ReadTimeout|timed out|ProxyError"
        r"|Failed to fetch|Could not resolve|No matching distribution",
        "Máy không tới được kho gói trên mạng. Hãy kiểm tra kết nối (và HTTPS_PROXY, nếu cơ quan dùng "
        "máy chủ trung gian) rồi chạy lại lệnh này; bước đã xong không phải làm lại.",
    ),
    (
        r"Permission denied|EACCES",
        "Tài khoản này không được ghi vào thư mục nêu ở trên. Hãy chạy bằng tài khoản sở hữu thư mục "
        "của phần mềm.",
    ),
]


class Stop(Exception):
    """The set-up cannot go on. The message is what the operator reads: what happened and what to do."""


def say(text):
    """Print one line at once."""
    print(text, flush=True)


def carry_out(main):
    """Run `main` as a program: a Stop ends it with its sentences, Ctrl-C and SIGTERM end it in order."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.stdout.reconfigure(errors="replace")
    sys.stderr.reconfigure(errors="replace")
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(f"\nDừng lại: {stop}")
    except KeyboardInterrupt:
        sys.exit("\nĐã dừng theo yêu cầu; chạy lại lệnh này để làm tiếp.")
    except OSError as error:
        sys.exit(f"\nDừng lại: {error}. {remedy(str(error))}")


def run(command, *, doing, counting=None, total=0, cwd=ROOT, env=None):
    """Run `command`, show that it moves, and return its output.

    `counting` is a pattern; output lines that match it are counted against `total`. Raises Stop with the last
    lines of the output and a remedy when the command fails.
    """
    started = time.monotonic()
    lines = []
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    reader = threading.Thread(target=lambda: lines.extend(process.stdout), daemon=True)
    reader.start()
    try:
        _show_progress(_ending(process), doing, lambda: _counted(lines, counting, total), started)
    except BaseException:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM)
        raise
    reader.join()
    output = "".join(lines)
    if process.returncode:
        raise Stop(f"{doing} không xong.\n\n{_last(lines)}\n\n{remedy(output)}")
    say(f"  {doing}: xong sau {time.monotonic() - started:.0f} giây.")
    return output


@contextmanager
def signs_of_life(doing):
    """Show on standard error that the step in this block moves; one that is over at once says nothing."""
    started, over = time.monotonic(), threading.Event()
    told = (over.wait, doing, lambda: "", started, sys.stderr)
    teller = threading.Thread(target=_show_progress, args=told, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


@contextmanager
def work_folder():
    """Give a folder below .python (ignored by git), gone afterwards unless the run is cut off."""
    parent = ROOT / ".python"
    parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def code_of(command, environment=None):
    """Let `command` have the terminal until it ends, and return its exit code."""
    child = subprocess.Popen([str(word) for word in command], cwd=ROOT, env=environment)
    patience = None
    try:
        while True:
            try:
                return child.wait(patience)
            except KeyboardInterrupt:  # the terminal told the child as well: let it end in order
                patience = LONGEST_GOODBYE
            except subprocess.TimeoutExpired:
                child.terminate()
    except SystemExit:  # told to stop by SIGTERM: pass it on
        child.terminate()
        child.wait()
        raise


def hand_over(command, environment=None):
    """Let `command` have the terminal; when it fails it has said why, and the program ends with its code."""
    if code := code_of(command, environment):
        sys.exit(code)


def remedy(output):
    """Return what to do about a failure that left `output`."""
    for pattern, sentence in REMEDIES:
        if re.search(pattern, output):
            return sentence
    return "Hãy xem các dòng trên, sửa nguyên nhân rồi chạy lại lệnh này; bước đã xong không phải làm lại."


def _counted(lines, pattern, total):
    if not pattern:
        return ""
    done = sum(bool(re.search(pattern, line)) for line in list(lines))
    return f" {min(done, total)}/{total}"


def _ending(process):
    """What waits so many seconds for `process` and says whether it has ended."""

    def wait(seconds):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        return process.returncode is not None

    return wait


def _show_progress(ended, doing, counted, started, stream=None):
    """Tell every second on a terminal, every few seconds elsewhere, how far it is, until it has `ended`."""
    stream = stream or sys.stdout
    terminal = stream.isatty()
    while not ended(1 if terminal else QUIET):
        line = f"  {doing}{counted()}, {time.monotonic() - started:.0f} giây"
        whole = f"\r\033[K{line}" if terminal else f"{line}\n"
        print(whole, end="", flush=True, file=stream)
    if terminal:
        print("\r\033[K", end="", flush=True, file=stream)


def _last(lines, count=15):
    return "\n".join(f"    {line.rstrip()[:WIDEST]}" for line in lines[-count:])
