"""A worker killed in the middle of a batch: the file is the one that an undisturbed worker makes."""

import pytest

pytestmark = pytest.mark.faults

COUNT = 400  # eight parts of fifty and the last that binds them


def test_a_batch_whose_worker_is_killed_has_every_certificate_once_and_the_same_bytes(workshop):
    decision = workshop.act("issue", COUNT)
    workshop.start_worker()
    calm = workshop.act("print_batch", decision)
    shards = workshop.finish(calm)
    assert {shard["state"] for shard in shards} == {"done"}

    disturbed = workshop.act("print_batch", decision)
    drawn = workshop.drawn
    workshop.wait_until(lambda: workshop.drawn >= drawn + 2)
    workshop.kill_worker()
    workshop.start_worker()

    again = workshop.finish(disturbed)
    assert {shard["state"] for shard in again} == {"done"}
    assert max(shard["attempts"] for shard in again) == 2
    assert [shard["sha256"] for shard in again] == [shard["sha256"] for shard in shards]
    assert workshop.act("read_numbers", disturbed) == list(range(1, COUNT + 1))
    assert workshop.half_written == []
