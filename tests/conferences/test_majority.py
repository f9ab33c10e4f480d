"""More than half, against an oracle that counts one by one."""

from fractions import Fraction

import pytest

from conferences import majority


def fewest_above_half(base):
    """The oracle: try each number of votes."""
    return next(votes for votes in range(base + 2) if Fraction(votes) > Fraction(base, 2))


@pytest.mark.parametrize("base", range(1, 31))
def test_the_threshold_is_the_fewest_votes_above_half(base):
    assert majority.needed(base) == fewest_above_half(base)


@pytest.mark.parametrize("base", range(1, 31))
def test_exactly_the_votes_from_the_threshold_on_carry(base):
    found = [votes for votes in range(base + 1) if majority.carried(votes, base)]

    assert found == list(range(fewest_above_half(base), base + 1))


@pytest.mark.parametrize(
    ("base", "words"),
    [
        (1, "quá nửa số đơn vị có mặt: từ 1 phiếu trên 1"),
        (13, "quá nửa số đơn vị có mặt: từ 7 phiếu trên 13"),
        (14, "quá nửa số đơn vị có mặt: từ 8 phiếu trên 14"),
    ],
)
def test_the_threshold_is_told_in_words(base, words):
    assert majority.in_words(base) == words


def test_results_are_told_with_their_share():
    assert majority.result_in_words(13, 14) == "13/14 phiếu (92,9%)"
    assert majority.result_in_words(0, 14) == "0/14 phiếu (0%)"
    assert majority.result_in_words(None, None) == "biểu quyết nhất trí"
    assert majority.below_in_words(7, 14) == (
        "7/14 phiếu (50%), chưa quá nửa số đơn vị có mặt: từ 8 phiếu trên 14"
    )
