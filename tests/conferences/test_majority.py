"""Results of votes in words; from how many on they carry is told in tests/blocs/test_ballots.py."""

from blocs import ballots
from conferences.endorsing import majority


def test_results_are_told_with_their_share():
    assert majority.result_in_words(13, 14) == "13/14 phiếu (92,9%)"
    assert majority.result_in_words(0, 14) == "0/14 phiếu (0%)"
    assert majority.result_in_words(None, None) == "biểu quyết nhất trí"


def test_what_was_missed_is_told_with_what_was_needed():
    assert majority.below_in_words(ballots.USUAL, 7, 14) == (
        "7/14 phiếu (50%), cần trên 50% của 14 đơn vị có mặt: ít nhất 8 phiếu"
    )
