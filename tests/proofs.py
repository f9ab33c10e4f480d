"""Long proofs have a short form in `make test` and a full form in `make proof`."""

import os


def size(short, full):
    """Return `short`, or `full` when the full form was asked for.

    @settings(max_examples=proofs.size(50, 5000))
    """
    return full if os.environ.get("PROOF") == "full" else short
