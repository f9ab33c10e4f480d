"""`make test`, `coverage`, `lint`, `bench`, `proof`: the set-up of `make run` and the developers' tools."""

import os
import shlex
import sys
import tempfile
from contextlib import contextmanager

from scripts import console, frontend, native, packages
from scripts.console import ROOT, say

MOST = 5  # processes; more would only wait for the one PostgreSQL
AMONG_SERVERS = [packages.PYTHON, "-m", "scripts.services", packages.PYTHON]


def test():
    """Run pytest with the words of ARGS, on a real PostgreSQL and a real Redis-protocol server."""
    console.hand_over([*AMONG_SERVERS, "-m", "pytest", *chosen()], set_up_for_tests())


def coverage():
    """Run the tests and tell how much of the rules they cover; below the bound of pyproject.toml it fails."""
    words = ["--cov", "--cov-report=term:skip-covered", *chosen()]
    console.hand_over([*AMONG_SERVERS, "-m", "pytest", *words], set_up_for_tests())


def chosen():
    """Return the words of ARGS; without any the whole suite is shared among the cores of the machine.

    Three processes more than there are cores, for tests also wait: for a browser, a worker, a lock.
    """
    processes = min(len(os.sched_getaffinity(0)) + 3, MOST)
    shared = ["-n", str(processes), "--no-loadscope-reorder", "--durations=20"]
    return shlex.split(os.environ.get("ARGS", "")) or shared


def proof():
    """Run the tests NAME stands for (all without it) in their full form."""
    chosen = ["-k", os.environ["NAME"]] if os.environ.get("NAME") else []
    environment = set_up_for_tests() | {"PROOF": "full"}
    console.hand_over([*AMONG_SERVERS, "-m", "pytest", "-rs", "--durations=5", *chosen], environment)


def bench():
    """Run the benchmarks, or only the one called ONLY."""
    environment = set_up()
    with no_installation() as data:
        console.hand_over([packages.PYTHON, "-m", "bench"], environment | data)


def screenshots():
    """Take the pictures of docs/ anew."""
    console.hand_over([packages.PYTHON, "-m", "scripts.screenshots"], set_up())


def lint():
    """Check style, templates, forgotten migrations and Django's own checks, and say which of them failed."""
    environment = set_up()
    with no_installation() as data:
        failed = [words for words in checks() if not _passes(words, environment | data)]
    if failed:
        return "Chưa đạt: " + ", ".join(failed) + "."
    say("Tất cả đều đạt.")
    return 0


def checks():
    """Return the commands of `make lint`, as words after `python -m`."""
    templates = ["djlint templates --lint --quiet"]
    return [
        "ruff check",
        "ruff format --check",
        *(templates if (ROOT / "templates").exists() else []),
        "django makemigrations --check --dry-run",
        "django check",
    ]


@contextmanager
def no_installation():
    """Give the variables that keep a command away from the data of the installation beside it."""
    with tempfile.TemporaryDirectory(prefix="throw-away-data-") as folder:
        yield {"DATA_DIR": folder}


def set_up():
    """Bring everything the developers' commands need up to date and return the variables to run them with."""
    packages.ensure("requirements-dev.txt")
    found = native.ensure()
    frontend.ensure()
    return os.environ | found | {"DJANGO_SETTINGS_MODULE": "config.settings"}


def set_up_for_tests():
    """As set_up(), with the front-end files joined: tests in several processes only read them.

    What Python compiles is kept, whatever the machine says: the suite starts some hundred processes, and each
    would spend a second and a half on our modules.
    """
    environment = set_up() | {"PYTHONDONTWRITEBYTECODE": ""}
    with no_installation() as data:
        console.run(
            [packages.PYTHON, "manage.py", "bundle"], doing="Ghép tệp giao diện", env=environment | data
        )
    return environment


def _passes(words, environment):
    say(f"• {words}")
    command = [packages.PYTHON, "-m", *words.split()]
    return not console.code_of(command, environment)


if __name__ == "__main__":
    commands = (test, coverage, lint, bench, proof, screenshots)
    console.carry_out({command.__name__: command for command in commands}[sys.argv[1]])
