"""The services of docker-compose.yml run without containers: the very same commands, on this machine.

What a container would add is given as variables: the servers' addresses, the data folder, the PATH.
"""

import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml
from django.conf import settings

from core import processes
from scripts.services import free_port

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OWN = ("migrate", "web", "worker", "beat")  # the services made from our image
NAME = "thidua.example.vn"


def example():
    """The variables of .env.example, as an operator copies it."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))


class Stack:
    """Our services, started and stopped one by one; `servers` lead to PostgreSQL and Redis."""

    def __init__(self, folder, servers):
        self.folder = folder
        self.port = free_port()
        self.running = {}
        self.log = folder / "log"
        self.servers = servers
        self.secret = secrets.token_urlsafe(50)

    def environment(self, service):
        """The variables of a service: .env.example filled in, then what the compose file sets."""
        plain = {name: value for name, value in os.environ.items() if name not in ("HOST", "PUBLIC_URL")}
        told = {name: str(value) for name, value in SERVICES[service]["environment"].items()}
        return plain | example() | told | self._here()

    def _here(self):
        """What differs from a container: our servers, folders and free port; and sweeps in quick time."""
        return {
            "SECRET_KEY": self.secret,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "DATA_DIR": str(self.folder / "data"),
            "STATIC_ROOT": str(self.folder / "collected"),
            "PORT": str(self.port),
            "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "1",
            "SWEEP_SECONDS": "1",
            "SECOND_FACTOR": "offered",  # its acts sign in as officers without a phone
            **self.servers,
        }

    def run(self, service, command=None, **variables):
        """Run a service's command, or another in its place, to its end and return it."""
        return subprocess.run(
            command or SERVICES[service]["command"],
            cwd=ROOT,
            env=self.environment(service) | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *words, **variables):
        """`docker compose run --rm web python manage.py …`"""
        return self.run("web", ["python", "manage.py", *words], **variables)

    def start(self, service):
        """Start a service's command as it stands in the compose file."""
        command = SERVICES[service]["command"]
        with self.log.open("a") as output:
            self.running[service] = processes.start(
                command, cwd=ROOT, env=self.environment(service), stdout=output, stderr=output
            )

    def kill(self, service):
        """End a service as a power cut would."""
        processes.kill_group(self.running.pop(service))

    def stop(self):
        """End all services in order."""
        processes.end(*self.running.values(), seconds=20)
        self.running = {}

    def probe(self, service):
        """Carry out a service's health check and return its exit code."""
        kind, *words = SERVICES[service]["healthcheck"]["test"]
        command = ["sh", "-c", words[0].replace("$$", "$")] if kind == "CMD-SHELL" else words
        return self.run(service, command).returncode

    def get(self, path, **headers):
        """Return (status, headers, text) of a page; redirects are not followed."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Host": NAME, **headers}
        )
        opener = urllib.request.build_opener(_Stay)
        try:
            answer = opener.open(request, timeout=15)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            return answer.status, answer.headers, answer.read().decode()

    def health(self):
        """Return (status, facts) of /healthz; (0, {}) while nobody listens."""
        try:
            status, _, text = self.get("/healthz")
            return status, json.loads(text)
        except OSError:
            return 0, {}

    def wait_for(self, true, seconds=40):
        """Wait until `true()`; fail with the log when it does not come."""
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, (self.health(), self.log.read_text()[-5000:])
            time.sleep(0.2)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
