"""Long proofs have a short form in `make test` and a full form in `make proof`."""

import os


def is_full():
    """Tell whether the full form was asked for."""
    return os.environ.get("PROOF") == "full"


def size(short, full):
    """Return `short`, or `full` when the full form was asked for; less where each test runs many times.

    @settings(max_examples=proofs.size(50, 5000))
    """
    asked = os.environ.get("PROOF")
    if asked == "brief":  # tests/mutant_runs.py
        return max(1, short // 10)
    return full if asked == "full" else short
