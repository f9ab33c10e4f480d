"""Many certificates in one go, by a real worker: every one once, in ceremony order."""

import time

import pytest

from awards.printing import batches
from documents import jobs
from documents.models import Shard
from tests import proofs

from . import many, printed

COUNT = proofs.size(120, 500)  # two parts of each kind, or five
PATIENCE = 120  # seconds on a busy machine


@pytest.mark.django_db(transaction=True)
def test_a_worker_prints_every_certificate_and_none_twice(worker, settings):
    decision = many.decision(COUNT)
    batch = batches.start(decision, mode="full", by=None)
    end = time.monotonic() + PATIENCE
    while not jobs.progress(batch.job).finished and time.monotonic() < end:
        time.sleep(0.2)

    assert jobs.progress(batch.job).state == Shard.State.DONE, jobs.progress(batch.job).error
    expected = [f"{number:02d}/{many.SIGNED.year}" for number in range(1, COUNT + 1)]
    assert printed.numbers(printed.content(batch)) == expected
