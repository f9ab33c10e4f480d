"""Two hundred clerks type at once: how long saving a cell takes, against the real web server on two cores.

gunicorn as the Dockerfile starts it, a process for each core, before a throw-away PostgreSQL and Redis; all
on the loopback address and gone afterwards. Ten clerks share a sheet, each types into rows of its own, a
cell every three seconds, as somebody does who types on and on. An answer that is not 200 is an error.
"""

import http.client
import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

from core import address, processes
from scripts import services

ROOT = Path(__file__).resolve().parent.parent
HERE = "127.0.0.1"
CLERKS, SHARING = 200, 10  # clerks, and how many of them share a sheet
CELLS = 15  # that each of them saves
PAUSE = (2.0, 4.0)  # seconds from one cell to the next
LONGEST = 180  # seconds; then everybody stops, and the line says how much was saved
CORES = 2
WEB = "gunicorn config.wsgi --worker-class gthread --threads 8 --log-level warning --no-control-socket"
STANDS = 300  # seconds the web server gets until it answers, also on a machine that has other work
TOKEN = "t" * 32  # of the form: the same in cookie and header


@dataclass
class Load:
    """Clerks who type: `cells` each, `pause` seconds between them; and what they met."""

    port: int
    cells: int
    pause: tuple
    end: float
    seconds: list = field(default_factory=list)  # for every saved cell
    errors: list = field(default_factory=list)  # in words

    def run(self, people):
        """Let all of them type at once, until the last one is done."""
        hands = [threading.Thread(target=self.type, args=[person]) for person in people]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()

    def type(self, person):
        """One clerk saves cell after cell."""
        dice, versions = random.Random(person["session"]), {}
        time.sleep(dice.uniform(0, self.pause[1]))
        for number in range(self.cells):
            if time.monotonic() > self.end:
                return
            again, place = divmod(number, len(person["cells"]))
            url, text = person["cells"][place]
            facts = {"value": f"{text}{again or ''}", "version": versions.get(url, 1)}
            versions[url] = self._save(person, url, facts)
            time.sleep(dice.uniform(*self.pause))

    def _save(self, person, url, facts):
        """Return the version of the row afterwards."""
        headers = {
            "Cookie": f"sessionid={person['session']}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.monotonic()
        try:
            status, body = ask(self.port, "POST", url, urlencode(facts), headers)
        except OSError as error:
            status, body = type(error).__name__, str(error).encode()
        if status == 200:
            self.seconds.append(time.monotonic() - began)
            return json.loads(body)["version"]
        self.errors.append(f"{status} {url} {body[:200].decode(errors='replace')}")
        return facts["version"]


def run(clerks=CLERKS, cells=CELLS, pause=PAUSE):
    """Print the figures and return the Load; everything that was started is ended."""
    with _site() as environment:
        people = _built(environment, clerks)
        with _web(environment) as port:
            began = time.monotonic()
            load = Load(port, cells, pause, began + LONGEST)
            load.run(people)
            lasted = time.monotonic() - began
    took = sorted(load.seconds) or [0]
    print(
        f"clerks: p95_ms={1000 * took[int(len(took) * 0.95)]:.0f} "
        f"median_ms={1000 * took[len(took) // 2]:.0f} errors={len(load.errors)} "
        f"saved={len(load.seconds)}/{clerks * cells} seconds={lasted:.0f} "
        f"({clerks} clerks typing at once, the web server on {CORES} cores)",
        *load.errors[:3],
        sep="\n  ",
        flush=True,
    )
    return load


@contextmanager
def _site():
    """The variables of an installation of its own: on servers that are started here, or in a new database."""
    with services.services() as servers, tempfile.TemporaryDirectory(prefix="throw-away-data-") as folder:
        environment = os.environ | servers | {"DATA_DIR": folder, "DATABASE_POOL": "true"}
        at, name = urlsplit(environment["DATABASE_URL"]), f"clerks_{secrets.token_hex(4)}"
        with psycopg.connect(at.geturl(), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
            try:
                yield environment | {"DATABASE_URL": at._replace(path=f"/{name}").geturl()}
            finally:
                admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _built(environment, clerks):
    """The clerks, made in a process of the installation."""
    command = [sys.executable, "-m", "bench._clerks", str(clerks), str(SHARING)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _web(environment):
    """The web server on the first cores; gives its port."""
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    with address.claim(HERE, 0) as door:
        words = [*WEB.split(), "--workers", str(len(cores)), "--timeout", str(STANDS)]
        said = Path(environment["DATA_DIR"], "web.log")
        with said.open("w") as log:
            server = processes.start(
                [sys.executable, "-m", *words, "--bind", f"fd://{door.fileno()}"],
                cwd=ROOT,
                env=environment,
                pass_fds=[door.fileno()],
                stdout=log,
                stderr=log,
            )
        os.sched_setaffinity(server.pid, cores)
        try:
            _until_it_stands(server, door.getsockname()[1], said)
            yield door.getsockname()[1]
        finally:
            processes.end(server)


def _until_it_stands(server, port, said):
    """Wait until the web server answers, before anybody types; ends with what it `said` where it does not."""
    end = time.monotonic() + STANDS
    while True:
        try:
            return ask(port, "GET", "/healthz")
        except OSError as error:
            if server.poll() is not None or time.monotonic() > end:
                sys.exit(f"{error}\n{said.read_text()}")


def ask(port, method, url, body="", headers=None, *, tells=""):
    """Return the status and the body of one request on a connection of its own, and the header `tells`."""
    connection = http.client.HTTPConnection(HERE, port, timeout=60)
    try:
        connection.request(method, url, body, headers or {})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        return (*found, answer.headers.get(tells, "")) if tells else found
    finally:
        connection.close()
