"""A worker killed while it writes the ZIP of a dossier: the next one takes the job up; there is one ZIP."""

import signal

import pytest

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("site", ["embedded"], indirect=True)
def test_a_zip_whose_worker_is_killed_is_made_whole_and_once(workshop):
    told = workshop.act("pack_after_a_kill")

    [shard] = told["shards"]
    assert told["worker"] == -signal.SIGKILL
    assert (shard["state"], shard["attempts"], shard["error"]) == ("done", 2, "")
    assert told["names"] == ["01-danh-sach-de-nghi-minh-chung.pdf", "manifest.txt"]
    assert (shard["sha256"] is not None, told["zips"]) == (True, 1)
    assert len(workshop.half_written) == 1  # tidied a day later
