"""Three hundred phones at a ballot: each asks for its state every two seconds and casts within one minute.

gunicorn as the Dockerfile starts it, on two cores, before a throw-away PostgreSQL and Redis (bench.clerks).
Every phone also sends one empty signed-in POST, at another moment of the same minute: the ratio is that of
the medians. Beside them the wall of the hall and a page stand open, on which ballots are seen to come in. An
answer that is not 200 (204 on the wall, where nothing has changed) or a ballot that is not in the urn is an
error.
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
YIELD = 4  # so many times as long as an answer took a phone waits, as its page does (static/js/pulse.js)
IN_URN = "Mã biên nhận"
ON_PAGE, ON_WALL = "Phiếu trong hòm</dt><dd>", 'kt-screen-figure num">'  # what stands before the figure


@dataclass
class Hall:
    """Phones in one room and its wall: what they met, and how long it took (seconds)."""

    port: int
    ballot: dict  # what bench._ballot has made
    lasts: float = MINUTE
    every: float = EVERY
    casts: list = field(default_factory=list)
    bares: list = field(default_factory=list)
    states: list = field(default_factory=list)
    accepted: list = field(default_factory=list)  # moments
    seen: list = field(default_factory=list)  # (moment, ballots that a watching page showed)
    on_wall: list = field(default_factory=list)  # the same of the wall
    lengths: set = field(default_factory=set)  # of the answers that tell the state
    errors: list = field(default_factory=list)
    walls: list = field(default_factory=list)  # answers to the wall
    version: str = ""  # of what the wall shows

    def run(self):
        """Let all phones vote, while a page and the wall stand beside."""
        self.began, self.done = time.monotonic(), threading.Event()
        looks = [(self.page, ON_PAGE, self.seen), (self.wall, ON_WALL, self.on_wall)]
        watchers = [threading.Thread(target=self.watch, args=look) for look in looks]
        hands = [threading.Thread(target=self.hold, args=[phone]) for phone in self.ballot["phones"]]
        for hand in [*watchers, *hands]:
            hand.start()
        for hand in hands:
            hand.join()
        self.done.set()
        for watcher in watchers:
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
            asked = time.monotonic()
            self.state(phone)
            heard = time.monotonic()
            turn = max(turn + self.every, heard + YIELD * (heard - asked))
            time.sleep(max(0, turn - heard))
        for _, act in due:
            act(phone)

    def watch(self, look, before, seen):
        """What stands open beside: what it shows and when, once more at the end."""
        last, shown = False, 0
        while not last:
            last = self.done.is_set()
            if figure := look().partition(before)[2].partition("<")[0].strip():
                shown = int(figure)
            seen.append((time.monotonic(), shown))
            time.sleep(self.every)

    def page(self):
        """The page of the ballot, as the operator has it open."""
        return self.state(self.ballot["phones"][0])

    def wall(self):
        """The wall of the hall, to which the turnout was sent; empty where nothing has changed."""
        headers = {"Screen-Key": self.ballot["key"]}
        began = time.monotonic()
        try:
            url = f"{self.ballot['screen_now']}?version={self.version}"
            status, body, told = clerks.ask(self.port, "GET", url, headers=headers, tells="Screen-State")
        except OSError as error:
            status, body, told = type(error).__name__, b"", ""
        self.walls.append(time.monotonic() - began)
        if status not in (200, 204):
            self.errors.append(f"{status} màn chiếu")
        self.version = told
        return body.decode()

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

    def delay(self, seen):
        """The longest time from a ballot in the urn to a look that shows it; None: one was never shown."""
        found = []
        for number, moment in enumerate(sorted(self.accepted), 1):
            later = [at for at, shown in seen if shown >= number]
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
    wall, page = (_seconds(hall.delay(seen)) for seen in (hall.on_wall, hall.seen))
    return (
        f"ballot: ratio={cast / (bare or 1):.1f} aim={AIM} cast_p99_ms={1000 * p99:.0f} "
        f"cast_ms={1000 * cast:.0f} bare_ms={1000 * bare:.0f} "
        f"bare_p99_ms={1000 * bares[int(len(bares) * 0.99)]:.0f} "
        f"state_p99_ms={1000 * states[int(len(states) * 0.99)]:.0f} states={len(states)} "
        f"wall_s={wall} wall_aim={BOARD_AIM} wall_max_ms={1000 * max(hall.walls, default=0):.0f} "
        f"seen_s={page} errors={len(hall.errors)} "
        f"cast={len(hall.accepted)}/{len(hall.ballot['phones'])} "
        f"(phones that ask every {hall.every:.0f} s, later after slow answers, and cast within "
        f"{hall.lasts:.0f} s; a cast over an empty POST; the web server on {clerks.CORES} cores)"
    )


def _seconds(delay):
    return "never" if delay is None else f"{delay:.1f}"


def _built(environment, phones):
    """The ballot, made in a process of the installation."""
    command = [sys.executable, "-m", "bench._ballot", str(phones)]
    done = subprocess.run(
        command, cwd=clerks.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])
