"""The numbers of a quota: shares with their rounding in words, a member's own number, who came last. Pure."""

from collections import Counter
from datetime import datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.limiting import limits
from awards.models import Nomination, Quota
from tests import proofs

State = Nomination.State


@pytest.mark.parametrize(
    ("percent", "base", "rounding", "amount", "words"),
    [
        ("20", 14, "down", 2, "20 % của 14 đơn vị = 2,8, làm tròn xuống 2"),
        ("20", 14, "half", 3, "20 % của 14 đơn vị = 2,8, làm tròn từ nửa trở lên thành 3"),
        ("20", 14, "up", 3, "20 % của 14 đơn vị = 2,8, làm tròn lên 3"),
        ("20", 15, "down", 3, "20 % của 15 đơn vị = 3"),
        ("12.5", 4, "half", 1, "12,5 % của 4 đơn vị = 0,5, làm tròn từ nửa trở lên thành 1"),
        ("20", 1085, "down", 217, "20 % của 1.085 đơn vị = 217"),
    ],
)
def test_a_share_is_told_with_its_rounding(percent, base, rounding, amount, words):
    assert limits.shared(percent, base, "đơn vị", rounding) == (amount, words)


@settings(max_examples=proofs.size(100, 10_000))
@given(hundredths=st.integers(1, 10_000), base=st.integers(0, 5_000))
def test_a_share_agrees_with_exact_fractions(hundredths, base):
    exact = Fraction(hundredths, 10_000) * base
    percent = f"{hundredths // 100}.{hundredths % 100:02}"

    found = [limits.shared(percent, base, "", way)[0] for way in ("down", "half", "up")]

    whole = exact.numerator // exact.denominator
    rest = exact - whole
    assert found == [whole, whole + (rest >= Fraction(1, 2)), whole + (rest > 0)]


def test_a_share_of_the_members_is_the_blocs_number_and_a_smaller_number_beside_it_holds():
    facts = {"percent": 20, "rounding": "up", "source": "x"}

    assert limits.of(Quota(**facts), 14).total == 3
    assert limits.of(Quota(**facts, total=2), 14).total == 2
    assert limits.of(Quota(**facts, total=9), 14).total == 3


def test_a_share_of_a_whole_province_is_no_number_of_the_bloc():
    quota = Quota(percent=20, rounding="down", base_count=85, base_name="tập thể dẫn đầu cụm, khối của tỉnh")

    found = limits.of(quota, 14)

    assert (found.total, found.whole, found.ceiling) == (None, 17, 17)
    assert found.share == "20 % của 85 tập thể dẫn đầu cụm, khối của tỉnh = 17"


def row(pk, agency=1, *, state=State.ENDORSED, over_quota="", at=None):
    proposed_at = datetime(2023, 12, 1, 8, at or pk)
    return SimpleNamespace(
        pk=pk, agency_id=agency, state=state, State=State, over_quota=over_quota, proposed_at=proposed_at
    )


def test_who_came_last_stands_above_and_what_is_granted_keeps_its_place():
    rows = [row(1, at=9), row(2), row(3, state=State.GRANTED), row(4, at=5)]

    assert limits.above(limits.Limits(total=2), rows) == {4: "total", 1: "total"}


def test_who_was_let_pass_takes_nobodys_place():
    rows = [row(1), row(2, over_quota="Có giải quốc gia"), row(3)]

    assert limits.above(limits.Limits(total=2), rows) == {}
    assert limits.above(limits.Limits(total=1), rows) == {3: "total"}


def test_a_member_has_its_own_number_and_what_is_above_it_uses_no_place_of_the_bloc():
    rows = [row(1, agency=7), row(2, agency=7), row(3, agency=8), row(4, agency=8), row(5, agency=9)]
    found = limits.Limits(total=4, per_member=1, own={8: 2})

    assert limits.above(found, rows) == {2: "member"}
    assert limits.over(found, {7: 2, 8: 2, 9: 1}) == (7,)


@settings(max_examples=proofs.size(100, 10_000))
@given(
    agencies=st.lists(st.integers(1, 3), max_size=10),
    per_member=st.one_of(st.none(), st.integers(0, 4)),
    total=st.one_of(st.none(), st.integers(0, 8)),
)
def test_without_those_above_every_number_is_kept_and_nobody_is_above_in_vain(agencies, per_member, total):
    rows = [row(number, agency) for number, agency in enumerate(agencies, 1)]
    found = limits.Limits(total=total, per_member=per_member)

    above = limits.above(found, rows)

    left = Counter(each.agency_id for each in rows if each.pk not in above)
    assert total is None or left.total() <= total
    assert per_member is None or max(left.values(), default=0) <= per_member
    for each in (each for each in rows if each.pk in above):
        full = total is not None and left.total() >= total
        assert full or left[each.agency_id] >= per_member
