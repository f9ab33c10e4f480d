"""Whatever happens while somebody types: at most three seconds of typing are lost, and no saved cell.

At random moments of typing in a real browser the network is cut, the session ends or the server is killed,
and half of the times the page is gone at once, too. `make proof NAME=typing` is the full form.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import takewhile

import pytest
from django.conf import settings

from tests import browsers, proofs
from tests.browser.steps import sign_in
from tests.installations import Installation
from tests.world import PASSWORD

# The browser of the session stands on the tests' database; this test itself works on its installation's.
pytestmark = [pytest.mark.faults, pytest.mark.browser, pytest.mark.django_db]

MOMENTS = int(os.environ.get("MOMENTS", "0")) or proofs.size(10, 500)
KEY = 0.05  # seconds from key to key
LETTERS = "abcdeghiklmnoprstuvxyđêôơư "
PATIENCE = 90  # seconds; a web server that dies again and again is started again more and more slowly


class Typist:
    """Somebody who types notes into one sheet; what they see saved they rely on."""

    def __init__(self, context, installation, sheet, dice):
        self.context, self.installation, self.sheet, self.dice = context, installation, sheet, dice
        self.saved = {}
        self.page = None
        self.open()

    def open(self):
        """Open the sheet, in a new window, signing in where that is asked for."""
        self.page = self.context.new_page()
        self.page.goto(f"/sheets/{self.sheet['pk']}/")
        if "/login/" in self.page.url:
            sign_in(self.page, "ha", PASSWORD)
            self.page.goto(f"/sheets/{self.sheet['pk']}/")
        self.page.wait_for_selector("[data-cell]")

    def note(self, line):
        """What the server holds."""
        with sqlite3.connect(self.installation.folder / "data.sqlite3", timeout=20) as database:
            return database.execute("SELECT note FROM results_scoreline WHERE id = ?", [line]).fetchone()[0]

    def type(self, text):
        """Type on, key by key."""
        self.page.keyboard.type(text, delay=KEY * 1000)

    def moment(self, fault):
        """Type, let the fault happen, type on, perhaps lose the page; return the seconds of typing lost."""
        line = self.dice.choice(self.sheet["lines"])
        before = self._text(self.dice.randint(1, 70))
        after = self._text(self.dice.randint(1, 30))
        self.page.locator(f'[name="note-{line}"]').focus()
        self.type(before)
        end = fault(self)
        self.type(after)
        if self.dice.random() < 0.5:
            self.page.close()  # as a crash: nothing is asked or sent
            end()
            self.open()
        else:
            self.page.keyboard.press("Enter")
            end()
            if fault is session_ended:
                self._sign_in_again()
        return self._lost(line, " ".join((before + after).split()))

    def _text(self, length):
        return "".join(self.dice.choice(LETTERS) for _ in range(length))

    def _sign_in_again(self):
        box = self.page.locator("dialog.kt-dialog")
        box.get_by_label("Mật khẩu").fill(PASSWORD)
        box.get_by_role("button", name="Đăng nhập lại").click()

    def _lost(self, line, typed):
        until = time.monotonic() + PATIENCE
        while self.note(line) != typed and time.monotonic() < until:
            time.sleep(0.1)
        self.saved[line] = self.note(line)
        same = takewhile(lambda pair: pair[0] == pair[1], zip(self.saved[line], typed, strict=False))
        return (len(typed) - len(list(same))) * KEY

    @property
    def gone(self):
        """Cells that were saved and do not hold that text any more."""
        return {line: text for line, text in self.saved.items() if self.note(line) != text}


def network_cut(typist):
    typist.context.set_offline(True)
    return lambda: typist.context.set_offline(False)


def session_ended(typist):
    typist.context.clear_cookies()
    return lambda: None


def server_killed(typist):
    for pid in typist.installation.pids("gunicorn"):
        os.kill(pid, signal.SIGKILL)
    return lambda: typist.installation.wait_until(lambda: answers(typist.installation), seconds=PATIENCE)


def answers(installation):
    """Whether the web server stands again."""
    try:
        return installation.get("/login/khong-co") == 404
    except OSError:
        return False


def built(installation):
    """The sheet, made in a process of the installation."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.acts", "a_sheet", "[]"],
        cwd=settings.BASE_DIR,
        env=installation.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


FAULTS = [network_cut, session_ended, server_killed]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("typing"))
    for command in ("migrate", "bundle"):
        assert installation.manage(command, "--verbosity=0").returncode == 0
    installation.manage("collectstatic", "--noinput", "--verbosity=0")
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture
def context(chromium, installation):
    context = chromium.new_context(base_url=f"http://127.0.0.1:{installation.port}", locale="vi-VN")
    context.set_default_timeout(PATIENCE * 1000)
    with browsers.patience(seconds=MOMENTS * (PATIENCE + 30)):
        yield context
    context.close()


def test_no_fault_loses_a_saved_cell_or_three_seconds_of_typing(context, installation, capsys):
    seed = int(os.environ.get("SEED", "0")) or random.randrange(1, 10**6)
    typist = Typist(context, installation, built(installation), random.Random(seed))

    lost = [typist.moment(FAULTS[number % len(FAULTS)]) for number in range(MOMENTS)]

    with capsys.disabled():
        print(
            f"\n{MOMENTS} moments (SEED={seed}): at most {max(lost):.2f} s of typing lost, "
            f"{sum(each > 0 for each in lost)} times anything; {len(typist.gone)} saved cells lost"
        )
    assert (max(lost) <= 3, typist.gone) == (True, {})
