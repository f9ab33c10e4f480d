"""Mistakes made on purpose in what scores and ranks: each makes a test fail, or says why it changes nothing.

A handful here, all in `make proof NAME=mutation`, which lists what survived. The mutator is our own: those in
the package indexes rewrite a copy of the whole project and start a test run for every mutant, which takes
hours where this takes minutes (docs/developers.md).
"""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests import proofs
from tests.installations import SERVERS

RESULTS, CONFERENCES = "tests/results/test_", "tests/conferences/test_"
PURE = {  # what needs no database
    "results.arithmetic": [f"{RESULTS}arithmetic.py"],
    "results.formulas": [f"{RESULTS}formulas.py", f"{RESULTS}arithmetic.py"],
    "results.ranking": [f"{RESULTS}arithmetic.py", f"{RESULTS}places.py"],
}
STORED = {
    "blocs.kinds": ["tests/blocs/test_kinds.py"],
    "core.numbers": ["tests/core/test_numbers.py"],
    "results.measures": [f"{RESULTS}measures.py", f"{RESULTS}measured_facts.py"],
    "results.standings": [
        f"{RESULTS}standing_facts.py",
        f"{RESULTS}standing.py",
        f"{RESULTS}ladder.py",
        f"{CONFERENCES}trials.py",
    ],
    "results.ties": [f"{RESULTS}ladder.py", f"{CONFERENCES}ties.py"],
}
HANDFUL = 4  # of each module
EQUIVALENT = {  # mutants nobody can tell from the rule, and why
    "core.numbers: prec=60 → prec=61": "more digits than enough are enough, too",
    "core.numbers.round_points: Decimal(1) → Decimal(2)": "only the exponent of the step is used",
    "results.arithmetic: EXACT = 80 → EXACT = 81": "more digits than enough are enough, too",
    "results.formulas: EXACT = 80 → EXACT = 81": "more digits than enough are enough, too",
    "results.arithmetic.GroupTotal: applies: bool = True → applies: bool = False": "nobody leaves it out",
}


def test_mutants_of_scoring_and_ranking_are_killed(tmp_path, capsys):
    modules, take = proofs.size((PURE, HANDFUL), (PURE | STORED, None))
    plan, answer = tmp_path / "plan.json", tmp_path / "answer.json"
    plan.write_text(json.dumps({"modules": modules, "take": take, "answer": str(answer)}))

    with capsys.disabled():
        print(flush=True)
        ran = subprocess.run(
            [sys.executable, "-m", "tests.mutant_runs", plan],
            cwd=settings.BASE_DIR,
            env={name: value for name, value in os.environ.items() if name not in SERVERS},
            stdout=proofs.size(subprocess.DEVNULL, None),
            check=False,
        )
        assert ran.returncode == 0
        found = json.loads(answer.read_text())
        survived = [name for name in found["survived"] if name not in EQUIVALENT]
        count = found["killed"] + len(found["survived"])
        print(f"mutation: killed {found['killed']} of {count}, {len(found['survived'])} survive", flush=True)

    assert survived == []
    assert take or set(EQUIVALENT) == set(found["survived"])
