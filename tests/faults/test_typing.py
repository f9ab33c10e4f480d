"""Whatever happens while somebody types: at most three seconds of typing are lost, and no saved cell.

At random moments of typing in a real browser the network is cut, the session ends or the server is killed,
and half of the times the page is gone at once, too. `make proof NAME=typing` is the full form. The keys are
pressed faster than anybody types and told as the time a quick typist needs, so that little time shows much.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from itertools import takewhile

import pytest
from django.conf import settings

from core import address, processes
from core.management.commands.start import WEB
from tests import browsers, proofs
from tests.browser.steps import type_password
from tests.installations import Installation
from tests.world import PASSWORD

# The browser of the session stands on the tests' database; this test itself works on its installation's.
pytestmark = [pytest.mark.faults, pytest.mark.browser, pytest.mark.django_db]

MOMENTS = int(os.environ.get("MOMENTS", "0")) or proofs.size(10, 500)
PRESSED = 0.02  # seconds from key to key here
KEY = 0.1  # seconds from key to key of a quick typist: thirty keys are three seconds of typing
PAUSE = 1.2  # seconds; within them what was typed is sent, so some moments meet it on its way
LETTERS = "abcdeghiklmnoprstuvxyđêôơư "
PATIENCE = 180  # seconds; a crowded machine starts a web server slowly
TOLD = 25  # moments from one line of progress to the next, in the full form


class Site(Installation):
    """The web server of an installation alone, as `manage.py start` runs it; nobody here needs its worker.

    Tables and collected static files come from what is `ready`.
    """

    def __init__(self, folder, ready):
        super().__init__(folder)
        ready.lay_into(folder)
        (folder / "static").symlink_to(ready.static)
        self.door = address.claim("127.0.0.1", self.port)
        self.sheet = self._built()
        (folder / "tmp").mkdir(exist_ok=True)
        self.serve()

    def serve(self):
        """Start the web server behind the door, which stays open while it restarts."""
        words = [
            *WEB.split(),
            "--bind",
            f"fd://{self.door.fileno()}",
            "--worker-tmp-dir",
            self.folder / "tmp",
        ]
        with self.log.open("a") as output:
            self.started = processes.start(
                [sys.executable, "-m", *words],
                cwd=settings.BASE_DIR,
                env=self.environment,
                pass_fds=[self.door.fileno()],
                stdout=output,
                stderr=output,
            )

    def kill(self):
        """End the web server as a power cut would; it is started again at once, as `manage.py start` does."""
        processes.kill_group(self.started)
        self.serve()

    def answers(self):
        """Whether the web server stands."""
        try:
            return self.get("/login/khong-co") == 404
        except OSError:
            return False

    def note(self, line):
        """What the server holds."""
        with sqlite3.connect(self.folder / "data.sqlite3", timeout=20) as database:
            return database.execute("SELECT note FROM results_scoreline WHERE id = ?", [line]).fetchone()[0]

    def _built(self):
        """The sheet, made with all that stands under it in a process of the installation."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.acts", "a_sheet", "[]"],
            cwd=settings.BASE_DIR,
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class Typist:
    """Somebody who types notes into one sheet; what they see saved they rely on."""

    def __init__(self, context, site, dice):
        self.context, self.site, self.dice = context, site, dice
        self.saved = {}
        self.page = None
        self.open()

    def open(self):
        """Open the sheet, in a new window, signing in where that is asked for."""
        self.page = self.context.new_page()
        self.page.goto(f"/sheets/{self.site.sheet['pk']}/")
        if "/login/" in self.page.url:
            type_password(self.page, "ha", PASSWORD)
            self.page.goto(f"/sheets/{self.site.sheet['pk']}/")
        self.page.wait_for_selector("[data-cell]")

    def type(self, text):
        """Type on, key by key."""
        self.page.keyboard.type(text, delay=PRESSED * 1000)

    def moment(self, fault):
        """Type, let the fault happen, type on, perhaps lose the page; return the seconds of typing lost."""
        line = self.dice.choice(self.site.sheet["lines"])
        before = self._text(self.dice.randint(1, 70))
        after = self._text(self.dice.randint(1, 30))
        self.page.locator(f'[name="note-{line}"]').focus()
        self.type(before)
        time.sleep(self.dice.choice([0, self.dice.uniform(0, PAUSE)]))
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
        while self.site.note(line) != typed and time.monotonic() < until:
            time.sleep(0.05)
        self.saved[line] = self.site.note(line)
        same = takewhile(lambda pair: pair[0] == pair[1], zip(self.saved[line], typed, strict=False))
        return (len(typed) - len(list(same))) * KEY

    @property
    def gone(self):
        """Cells that were saved and do not hold that text any more."""
        return {line: text for line, text in self.saved.items() if self.site.note(line) != text}


def network_cut(typist):
    typist.context.set_offline(True)
    return lambda: typist.context.set_offline(False)


def session_ended(typist):
    typist.context.clear_cookies()
    return lambda: None


def server_killed(typist):
    typist.site.kill()
    return lambda: typist.site.wait_until(typist.site.answers, seconds=PATIENCE)


FAULTS = [network_cut, session_ended, server_killed]


@pytest.fixture(scope="module")
def site(ready, tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("typing"), ready)
    yield site
    site.stop()
    site.door.close()


@pytest.fixture
def context(chromium, site):
    context = chromium.new_context(base_url=f"http://127.0.0.1:{site.port}", locale="vi-VN")
    context.set_default_timeout(PATIENCE * 1000)
    with browsers.patience(seconds=MOMENTS * (PATIENCE + 30)):
        yield context
    context.close()


def test_no_fault_loses_a_saved_cell_or_three_seconds_of_typing(context, site, capsys):
    seed = int(os.environ.get("SEED", "0")) or random.randrange(1, 10**6)
    typist = Typist(context, site, random.Random(seed))

    lost, gone = [], {}
    for number in range(MOMENTS):
        lost.append(typist.moment(FAULTS[number % len(FAULTS)]))
        gone |= typist.gone
        if len(lost) in (MOMENTS, *range(TOLD, MOMENTS, TOLD)):
            with capsys.disabled():
                print(
                    f"\n{len(lost)} of {MOMENTS} moments (SEED={seed}): at most {max(lost):.1f} s of typing "
                    f"lost, {sum(each > 0 for each in lost)} times anything; {len(gone)} saved cells lost",
                    flush=True,
                )

    assert (max(lost) <= 3, gone) == (True, {})
