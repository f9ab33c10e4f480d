"""Three hundred phones at a ballot: each asks for its state every two seconds and casts within one minute.

gunicorn as the Dockerfile starts it, on two cores, before a throw-away PostgreSQL and Redis (bench.clerks).
Every phone also sends one empty signed-in POST, at another moment of the same minute: the ratio is that of
the medians. An answer that is not 200 or a ballot that is not in the urn is an error.
"""

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench import clerks

AIM, BOARD_AIM = 3, 3  # times an empty POST; seconds until a ballot is seen
PHONES, MINUTE, EVERY = 300, 60.0, 2.0  # seconds
IN_URN = "Mã biên nhận"
CAST = "Phiếu trong hòm"


@dataclass
class Hall:
    """Phones in one room: what they met, and how long it took (seconds)."""

    port: int
    ballot: dict  # what bench._ballot has made
    lasts: float = MINUTE
    every: float = EVERY
    casts: list = field(default_factory=list)
    bares: list = field(default_factory=list)
    states: list = field(default_factory=list)
    accepted: list = field(default_factory=list)  # moments
    seen: list = field(default_factory=list)  # (moment, ballots that a watching page showed)
    lengths: set = field(default_factory=set)  # of the answers that tell the state
    errors: list = field(default_factory=list)

    def run(self):
        """Let all phones vote, and one more watch."""
        self.began, self.done = time.monotonic(), threading.Event()
        watcher = threading.Thread(target=self.watch, args=[self.ballot["phones"][0]])
        hands = [threading.Thread(target=self.hold, args=[phone]) for phone in self.ballot["phones"]]
        for hand in [watcher, *hands]:
            hand.start()
        for hand in hands:
            hand.join()
        self.done.set()
        watcher.join()

    def hold(self, phone):
        """One phone: its state again and again, the ballot once, the empty POST once."""
        dice = random.Random(phone["session"])
        due = [(dice.uniform(0, self.lasts), act) for act in (self.vote, self.bare)]
        turn = self.began + dice.uniform(0, self.every)
        while turn < self.began + self.lasts:
            for moment, act in [row for row in due if self.began + row[0] <= turn]:
                due.remove((moment, act))
                act(phone)
            self.state(phone)
            turn = max(turn + self.every, time.monotonic())
            time.sleep(max(0, turn - time.monotonic()))
        for _, act in due:
            act(phone)

    def watch(self, phone):
        """A page that stands open beside, as the operator's: what it shows and when, once more at the end."""
        last = False
        while not last:
            last = self.done.is_set()
            text = self.state(phone)
            shown = text.partition(f"{CAST}</dt><dd>")[2].partition("<")[0].strip()
            self.seen.append((time.monotonic(), int(shown or 0)))
            time.sleep(self.every)

    def state(self, phone):
        """Ask for the state as the page of the ballot does."""
        text = self._ask(phone, "GET", f"{self.ballot['poll_state']}?seen=open", self.states)
        self.lengths.add(len(text))
        return text

    def vote(self, phone):
        """Open the ballot, look again, hand it in."""
        url, facts = self.ballot["poll_vote"], {"elector": phone["elector"]}
        self._ask(phone, "GET", url, [])
        self._ask(phone, "POST", url, [], facts | {"step": "review", "pick": "0"})
        text = self._ask(phone, "POST", url, self.casts, facts | {"step": "cast", "paper": "yss"})
        if IN_URN in text:
            self.accepted.append(time.monotonic())
        else:
            self.errors.append(f"phiếu không vào hòm: {text[-300:]}")

    def bare(self, phone):
        """Send an empty signed-in POST."""
        self._ask(phone, "POST", "/bare/", self.bares, {})

    @property
    def delay(self):
        """The longest time from a ballot in the urn to a page that shows it; None: one was never shown."""
        found = []
        for number, moment in enumerate(sorted(self.accepted), 1):
            later = [at for at, shown in self.seen if shown >= number]
            if not later:
                return None
            found.append(max(0, min(later) - moment))
        return max(found, default=None)

    def _ask(self, phone, method, url, took, facts=None):
        headers = {
            "Cookie": f"sessionid={phone['session']}; csrftoken={clerks.TOKEN}",
            "X-CSRFToken": clerks.TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.monotonic()
        try:
            status, body = clerks.ask(self.port, method, url, urlencode(facts or {}), headers)
        except OSError as error:
            status, body = type(error).__name__, str(error).encode()
        if status == 200:
            took.append(time.monotonic() - began)
        else:
            self.errors.append(f"{status} {url}")
        return body.decode(errors="replace")


def run(phones=PHONES):
    """Print the figures and return the Hall; everything that was started is ended."""
    with clerks._site() as environment:
        ballot = _built(environment, phones)
        with clerks._web(environment | {"DJANGO_SETTINGS_MODULE": "bench._ballot_settings"}) as port:
            hall = Hall(port, ballot)
            hall.run()
    print(line(hall), *hall.errors[:3], sep="\n  ", flush=True)
    return hall


def line(hall):
    """Return the line that the benchmark prints."""
    casts, bares = sorted(hall.casts) or [0], sorted(hall.bares) or [0]
    cast, bare = statistics.median(casts), statistics.median(bares)
    p99, states = casts[int(len(casts) * 0.99)], sorted(hall.states) or [0]
    seen = "never" if hall.delay is None else f"{hall.delay:.1f}"
    return (
        f"ballot: ratio={cast / (bare or 1):.1f} aim={AIM} cast_p99_ms={1000 * p99:.0f} "
        f"cast_ms={1000 * cast:.0f} bare_ms={1000 * bare:.0f} "
        f"bare_p99_ms={1000 * bares[int(len(bares) * 0.99)]:.0f} "
        f"state_p99_ms={1000 * states[int(len(states) * 0.99)]:.0f} states={len(states)} "
        f"seen_s={seen} seen_aim={BOARD_AIM} errors={len(hall.errors)} "
        f"cast={len(hall.accepted)}/{len(hall.ballot['phones'])} "
        f"(phones that ask every {hall.every:.0f} s and cast within {hall.lasts:.0f} s; "
        f"a cast over an empty POST; the web server on {clerks.CORES} cores)"
    )


def _built(environment, phones):
    """The ballot, made in a process of the installation."""
    command = [sys.executable, "-m", "bench._ballot", str(phones)]
    done = subprocess.run(
        command, cwd=clerks.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])
