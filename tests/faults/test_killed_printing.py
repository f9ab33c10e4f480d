"""A worker killed in the middle of a batch: the file is the one that an undisturbed worker makes."""

import time

import pytest

from tests import proofs

pytestmark = pytest.mark.faults

COUNT = proofs.size(120, 200)
PARTS = 2 * -(-COUNT // 2 // 250)  # of collectives, then as many of persons; and the last that binds them
SITES = proofs.size(["embedded"], ["embedded", "servers"])


@pytest.mark.parametrize("site", SITES, indirect=True)
def test_a_batch_whose_worker_is_killed_has_every_certificate_once_and_the_same_bytes(workshop):
    decision = workshop.act("issue", COUNT)
    workshop.start_worker()
    calm = workshop.finish(workshop.act("print_batch", decision))
    workshop.kill_worker()

    batch = workshop.act("print_batch", decision)
    workshop.start_worker(SLOW_PARTS="1")
    workshop.wait_until(lambda: workshop.marks.count("0 draws") == 2)
    time.sleep(0.3)
    workshop.kill_worker()
    workshop.start_worker()
    disturbed = workshop.finish(batch)

    assert [(shard["state"], shard["attempts"]) for shard in calm] == [("done", 1)] * (PARTS + 1)
    assert sorted((shard["state"], shard["attempts"]) for shard in disturbed) == [
        *[("done", 1)] * PARTS,
        ("done", 2),
    ]
    assert [shard["sha256"] for shard in disturbed] == [shard["sha256"] for shard in calm]
    assert workshop.act("read_numbers", batch) == list(range(1, COUNT + 1))
    assert workshop.half_written == []
