"""A second start does nothing again that is still right, and everything again that is not."""

import pytest

from scripts.stamp import Stamp


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text("Django==5.2")
    return path


def test_nothing_is_done_before_the_first_time(tmp_path, lock):
    assert not Stamp(tmp_path / "made", lock).holds()


def test_what_was_done_is_not_done_again(tmp_path, lock):
    Stamp(tmp_path / "made", lock, "3.11").leave()

    assert Stamp(tmp_path / "made", lock, "3.11").holds()


@pytest.mark.parametrize(("text", "version"), [("Django==5.2.1", "3.11"), ("Django==5.2", "3.12")])
def test_a_changed_source_counts_as_not_done(tmp_path, lock, text, version):
    Stamp(tmp_path / "made", lock, "3.11").leave()

    lock.write_text(text)

    assert not Stamp(tmp_path / "made", lock, version).holds()


def test_an_interrupted_making_counts_as_not_done(tmp_path, lock):
    stamp = Stamp(tmp_path / "made", lock)
    stamp.leave()

    stamp.lift()

    assert not stamp.holds()
