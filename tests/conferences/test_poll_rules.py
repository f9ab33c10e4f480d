"""Threshold × base × seats × blanks × second round, against a count that knows no formula."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from blocs import ballots
from conferences.reckoning import poll_rules
from conferences.reckoning.poll_rules import BELOW, BEYOND, IN, TIED, Figures, Rules
from tests import proofs

SHARES = [(Decimal(50), True), (Decimal(50), False), (Decimal("66.67"), False), (Decimal(75), False)]
SHARES += [(Decimal(100), False), (Decimal("33.33"), True)]


def carries(votes, base, share, above):
    """Whether votes carry, by comparing two exact fractions."""
    if votes == 0:
        return False
    part = {"33.33": Fraction(1, 3), "66.67": Fraction(2, 3)}.get(str(share), Fraction(share) / 100)
    reached, asked = Fraction(votes), part * base
    return reached > asked if above else reached >= asked


def figures_up_to(most):
    """Every (roll, present, cast, blank) with at most `most` on the roll.

    The short form thins out beyond 8.
    """
    for roll in range(1, most + 1):
        step = 1 if roll <= 8 or proofs.is_full() else max(1, roll // 4)
        for present in range(roll, -1, -step):
            for cast in range(present, -1, -step):
                for blank in range(0, cast + 1, step):
                    yield Figures(roll, present, cast, blank)


def test_every_threshold_up_to_thirty_is_what_counting_one_by_one_finds():
    for (share, above), base in product(SHARES, range(31)):
        rules = Rules(percent=share, above=above)
        least = next((votes for votes in range(1, 200) if carries(votes, base, share, above)), None)
        assert (share, base, poll_rules.needed(rules, base)) == (share, base, least)


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize(("share", "parts"), [(Decimal("33.33"), 1), (Decimal("66.67"), 2)])
def test_thirds_are_exact_in_a_poll_and_in_the_rule_of_the_year(share, parts, above):
    for base in range(1, 31):
        asked = next(v for v in range(base + 2) if (3 * v > parts * base if above else 3 * v >= parts * base))
        found = [poll_rules.needed(Rules(percent=share, above=above), base)]
        found.append(ballots.needed(ballots.Ballot(percent=share, above=above), base))
        assert (base, found) == (base, [asked, asked])


def test_two_thirds_are_told_as_people_say_them():
    assert poll_rules.threshold(Rules(percent=Decimal("66.67"), above=False), 12) == (
        "từ 2/3 trở lên của 12 đơn vị có mặt: từ 8 phiếu"
    )


def test_every_base_up_to_thirty_is_the_number_its_name_says():
    for figures in figures_up_to(30):
        told = {
            ("all", True): figures.roll,
            ("present", True): figures.present,
            ("cast", True): figures.cast,
            ("valid", True): figures.cast,
            ("valid", False): figures.cast - figures.blank,
        }
        found = {key: poll_rules.base_of(Rules(base=key[0], blanks=key[1]), figures) for key in told}
        assert found == told


def verdicts_by_hand(votes, least, seats):
    """Give the seats one by one to whoever has most; equals for which the seats do not do get none."""
    found, left = [BELOW if count < least else None for count in votes], seats
    while None in found:
        best = max(count for count, verdict in zip(votes, found, strict=True) if verdict is None)
        level = [n for n, count in enumerate(votes) if count == best and found[n] is None]
        fits = left is None or len(level) <= left
        for place in level:
            found[place] = IN if fits else TIED if left else BEYOND
        if left is not None:
            left = left - len(level) if fits else 0
    return tuple(found)


@pytest.mark.parametrize("seats", [None, 1, 2, 3, 4])
def test_the_seats_go_as_if_they_were_given_one_by_one(seats):
    for votes in product(range(6), repeat=4):
        rules = Rules(base="present", seats=seats)
        found = poll_rules.outcome(rules, Figures(5, 5, 5, 0), votes)
        assert (votes, found.verdicts) == (votes, verdicts_by_hand(votes, 3, seats))
        won = found.verdicts.count(IN)
        assert found.free == (
            0 if BEYOND in found.verdicts and TIED not in found.verdicts else max(0, (seats or 0) - won)
        )


@pytest.mark.parametrize(("present", "least"), [(5, 3), (6, 4), (7, 4), (14, 8), (30, 16)])
def test_more_than_half_is_what_people_say(present, least):
    assert poll_rules.needed(Rules(), present) == least


@pytest.mark.parametrize(
    ("votes", "seats", "again"),
    [
        ((13, 10, 1, 1, 0), 2, ((), 0)),
        ((13, 9, 9, 1, 0), 2, ((1, 2), 1)),
        ((9, 9, 9, 1, 0), 2, ((0, 1, 2), 2)),
        ((13, 5, 4, 1, 0), 2, ((1, 2, 3, 4), 1)),
        ((13, 5, 4, 1, 0), None, ((), 0)),
        ((0, 0, 0, 0, 0), 1, ((0, 1, 2, 3, 4), 1)),
    ],
)
def test_the_second_round_has_only_the_tied_or_those_not_elected(votes, seats, again):
    found = poll_rules.outcome(Rules(seats=seats), Figures(14, 14, 14, 0), votes)

    assert poll_rules.second_round(found) == again


def test_nobody_is_elected_without_a_vote():
    found = poll_rules.outcome(Rules(base="cast", above=False), Figures(14, 0, 0, 0), (0, 0))

    assert (found.base, found.needed, found.verdicts) == (0, 1, (BELOW, BELOW))


def test_the_rule_is_told_in_sentences():
    assert poll_rules.words(Rules(seats=2)) == (
        "Mỗi đơn vị một phiếu. Đạt khi được trên 50% số đơn vị có mặt. "
        "Lấy 2 theo thứ tự số phiếu từ cao xuống; "
        "bằng phiếu ở chỗ cuối thì bỏ phiếu lần sau giữa những trường hợp ấy."
    )
    assert poll_rules.words(Rules("delegates", "valid", Decimal(75), above=False, blanks=False)) == (
        "Mỗi đại biểu một phiếu. Đạt khi được từ 75% trở lên số phiếu hợp lệ. "
        "Phiếu trắng không phải phiếu hợp lệ."
    )
    assert poll_rules.threshold(Rules(), 14) == "trên 50% của 14 đơn vị có mặt: từ 8 phiếu"
    assert (poll_rules.share(13, 14), poll_rules.share(0, 0)) == ("92,9%", "–")
