"""Runs the tests against mutants, in one process: `python -m tests.mutant_runs PLAN.json`.

The plan: {"modules": {name: [test files]}, "take": how many mutants of each module (null: all), "only": their
names where but a few are tried again, "answer": a path for what survived}. Each test first runs alone, and it
is noted which functions it calls; a mutant is then tried by the tests that call its function, the quickest
first, until one fails.
"""

import importlib
import json
import os
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests import mutants

CPU_SECONDS = 60  # for one test; who takes longer runs in circles
EVERY = 25  # mutants from one line of progress to the next


class Between:
    """Stands for a next test that shares nothing with the one before, so that all of it is taken down."""

    def __init__(self, session):
        self.session = session

    def listchain(self):
        return [self.session]


class Runs:
    """In place of pytest's own loop."""

    def __init__(self, plan):
        self.plan = plan
        self.seconds, self.called = {}, {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """Run every test alone, then the mutants."""
        files = {self._path(module): module for module in self.plan["modules"]}
        usable = [item for item in session.items if self._stands(item, files)]
        usable.sort(key=self.seconds.get)
        killed, survived = 0, []
        chosen = [each for module in self.plan["modules"] for each in self._chosen(module)]
        for number, mutant in enumerate(chosen, 1):
            items = [item for item in usable if self._tries(item, mutant)]
            if self._is_killed(mutant, items):
                killed += 1
            else:
                survived.append(mutant.name)
            if number % EVERY == 0:
                print(f"{number} of {len(chosen)} mutants, {len(survived)} survive", flush=True)
        facts = {"killed": killed, "survived": survived, "tests": len(usable)}
        Path(self.plan["answer"]).write_text(json.dumps(facts, ensure_ascii=False))
        return True

    def _chosen(self, module):
        found, take, only = mutants.of(module), self.plan["take"], self.plan.get("only")
        found = [mutant for mutant in found if only is None or mutant.name in only]
        return found if take is None else found[:: max(1, len(found) // take)][:take]

    def _stands(self, item, files):
        """Whether a test passes without any mistake; notes how long it takes and what it calls."""
        called, began = set(), time.process_time()

        def note(frame, event, arg):  # only the calls: who returns nothing is not told of lines
            if frame.f_code.co_filename in files:
                outer = frame.f_code.co_qualname.partition(".<")[0]
                called.add((files[frame.f_code.co_filename], outer))

        sys.settrace(note)
        try:
            stands = _outcome(item) == {"passed"}
        finally:
            sys.settrace(None)
        self.seconds[item], self.called[item] = time.process_time() - began, called
        return stands

    def _tries(self, item, mutant):
        if item.path.relative_to(Path.cwd()).as_posix() not in self.plan["modules"][mutant.module]:
            return False
        if not mutant.function or (mutant.function[0].isupper() and "." not in mutant.function):
            return any(module == mutant.module for module, _ in self.called[item])  # what a module defines
        return (mutant.module, mutant.function) in self.called[item]

    @staticmethod
    def _is_killed(mutant, items):
        try:
            with mutants.planted(mutant):
                return any("failed" in _outcome(item) for item in items)
        except Exception:
            return True  # the module cannot even be loaded

    @staticmethod
    def _path(module):
        return importlib.import_module(module).__file__


def _outcome(item):
    """What became of one test from set-up to teardown."""
    with _limited(CPU_SECONDS):
        return {report.outcome for report in runtestprotocol(item, log=False, nextitem=Between(item.session))}


@contextmanager
def _limited(seconds):
    def give_up(signal_number, frame):
        raise TimeoutError

    usual = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, usual)


def main(plan):
    """Run the tests of the plan; the same ones every time, and the first failure is enough."""
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate)
    )
    settings.load_profile("mutants")
    os.environ["PROOF"] = "brief"
    files = dict.fromkeys(file for files in plan["modules"].values() for file in files)
    quiet = ["-q", "-p", "no:cacheprovider", "--no-header", "--no-summary"]
    return pytest.main([*quiet, *files], plugins=[Runs(plan)])


if __name__ == "__main__":
    sys.exit(main(json.loads(Path(sys.argv[1]).read_text())))
