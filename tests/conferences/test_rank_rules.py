"""Names put in order: sums of places against a count that walks every ballot, shared places, seats, words."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conferences.reckoning import ballot_pages, ballot_papers, rank_ballots, rank_rules
from conferences.reckoning.ballot_papers import Form
from conferences.reckoning.poll_rules import BELOW, BEYOND, IN, TIED, Figures, Rules
from core.rules import RuleError


@st.composite
def urns(draw):
    """(options, places on a ballot, ballots): some orders, some blank."""
    options = draw(st.integers(2, 5))
    most = draw(st.integers(2, options))
    known = ["", *(",".join(map(str, row)) for row in permutations(range(options), most))]
    return options, most, draw(st.lists(st.sampled_from(known), max_size=12))


def walked(options, most, papers):
    """For each option the mean place over all orders, left out as one place behind, as an exact fraction."""
    orders = [paper.split(",") for paper in papers if paper]
    found = []
    for option in range(options):
        places = [row.index(str(option)) + 1 if str(option) in row else most + 1 for row in orders]
        found.append(Fraction(sum(places), len(orders)) if orders else None)
    return found


def duels(mean):
    """Places by asking of every two who stands before: 1, 2, 2, 4."""
    return tuple(1 + sum(other < mine for other in mean) for mine in mean)


@settings(max_examples=60, deadline=None)
@given(urns(), st.integers(0, 7), st.booleans())
def test_places_and_seats_are_what_walking_every_ballot_finds(urn, seats, blanks):
    options, most, papers = urn
    sums = ballot_papers.sums(Form("rank", options, most), papers)
    figures = Figures(len(papers), len(papers), sums.cast, sums.blank)
    rules = Rules(base="cast", seats=min(seats, options) or None, blanks=blanks)
    found, mean = rank_rules.outcome(rules, figures, sums.places), walked(options, most, papers)
    orders = sums.cast - sums.blank

    assert (sums.cast, sums.blank) == (len(papers), papers.count(""))
    if 2 * orders <= len(papers):  # half of the ballots or fewer give an order
        assert (found.ranks, found.free) == ((None,) * options, rules.seats or 0)
        assert set(found.verdicts) == {BELOW}
        return
    assert [Fraction(total, orders) for total in sums.votes] == mean
    assert found.ranks == duels(mean)
    for option, (verdict, rank) in enumerate(zip(found.verdicts, found.ranks, strict=True)):
        named = any(str(option) in paper.split(",") for paper in papers)
        level = sum(other == rank for other in found.ranks)
        seated = rank + level - 1 <= (rules.seats or 0)
        expected = IN if seated else TIED if rank <= (rules.seats or 0) else BEYOND
        assert verdict == (BELOW if not named else expected if rules.seats else rank_rules.ORDERED)
    taken = found.verdicts.count(IN)
    assert found.free == (
        (rules.seats - taken) if {TIED, BELOW} & set(found.verdicts) and rules.seats else 0
    ) or (BEYOND in found.verdicts and found.free == 0)
    points = rank_rules.points(sums.places)
    assert sorted(range(options), key=lambda at: (-points[at], at)) == sorted(
        range(options), key=lambda at: (mean[at], at)
    )


@pytest.mark.parametrize(
    ("sums", "seats", "expected"),
    [
        ((1, 2, 2, 4), 1, (IN, BEYOND, BEYOND, BEYOND)),
        ((1, 2, 2, 4), 2, (IN, TIED, TIED, BEYOND)),
        ((1, 2, 2, 4), 3, (IN, IN, IN, BEYOND)),
        ((1, 1, 1, 4), 2, (TIED, TIED, TIED, BEYOND)),
    ],
)
def test_a_tie_across_the_last_seat_seats_nobody_of_it(sums, seats, expected):
    verdicts, _ = rank_rules._seated(sums, [True] * 4, seats)

    assert verdicts == expected


# one ballot


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ([1, 1, 0], "Thứ 1 được ghi cho hơn một trường hợp. Mỗi thứ chỉ ghi một lần; hãy sửa rồi xem lại."),
        ([1, 1, 2], "Thứ 1 được ghi cho hơn một trường hợp. Mỗi thứ chỉ ghi một lần; hãy sửa rồi xem lại."),
        (
            [2, 0, 0],
            "Thứ 1 chưa ghi cho ai. Hãy xếp đủ từ thứ 1 đến thứ 2, hoặc để trống cả phiếu.",
        ),
        ([3, 1, 2], rank_ballots.STRANGE),
        ([-1, 1, 2], rank_ballots.STRANGE),
    ],
)
def test_an_order_with_a_place_twice_a_gap_or_a_strange_one_is_refused(places, sentence):
    with pytest.raises(RuleError) as refusal:
        rank_ballots.ordered(2, places)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "paper", ["0", "0,0", "0,1,2", "3,0", "0,3", "-1,0", "a", "00,1", "0,", "٠,1", "9" * 9, "0, 1", "99999,0"]
)
def test_a_text_that_is_no_order_is_refused(paper):
    with pytest.raises(RuleError):
        ballot_papers.checked(Form("rank", 3, 2), paper)


def test_every_order_has_one_text_that_travels_as_one_digit_for_each_option():
    form = Form("rank", 4, 3)
    papers = ["", *(",".join(map(str, row)) for row in permutations(range(4), 3))]

    sent = [ballot_pages.sent(form, paper) for paper in papers]

    assert [ballot_pages.received(form, text) for text in sent] == papers
    assert ({len(text) for text in sent}, len(set(sent)), sent[0]) == ({4}, 25, "0000")
    for strange in ("123", "12300", "1234", "12a0", "120-", "", "٣210"):
        with pytest.raises(RuleError):
            ballot_pages.received(form, strange)


@pytest.mark.parametrize(
    ("options", "most", "fits"), [(2, 2, True), (9, 5, True), (1, 1, False), (9, 6, False)]
)
def test_an_order_has_from_two_to_five_places(options, most, fits):
    if fits:
        rank_ballots.refuse_impossible(options, most)
        return
    with pytest.raises(RuleError):
        rank_ballots.refuse_impossible(options, most)


def test_the_rule_is_told_in_sentences():
    assert rank_rules.words(Rules(seats=2), 4, 3) == (
        "Mỗi đơn vị một phiếu. Ghi thứ 1 đến thứ 3 cho 3 trong 4 trường hợp, mỗi thứ một lần. "
        "Cộng số thứ tự trên mọi phiếu có xếp thứ; trường hợp không được xếp tính là thứ 4; tổng thấp hơn "
        "đứng trước, bằng nhau thì cùng thứ (1, 2, 2, 4). Kết quả có giá trị khi số phiếu có xếp thứ đạt "
        "trên 50% số đơn vị có mặt. Lấy 2 từ thứ 1 trở xuống; bằng nhau ở chỗ cuối thì bỏ phiếu lần sau "
        "giữa những trường hợp ấy."
    )
    assert rank_rules.words(Rules(), 3, 3).startswith(
        "Mỗi đơn vị một phiếu. Ghi thứ cho cả 3 trường hợp, từ thứ 1 đến thứ 3, mỗi thứ một lần. "
        "Cộng số thứ tự trên mọi phiếu có xếp thứ; tổng thấp hơn đứng trước"
    )
    assert rank_rules.valid_when(Rules(), 14) == (
        "Kết quả có giá trị khi số phiếu có xếp thứ đạt trên 50% của 14 đơn vị có mặt: từ 8 phiếu."
    )
    assert (
        rank_rules.in_words(IN, 2),
        rank_rules.in_words("ordered", 2),
        rank_rules.in_words(BELOW, None),
    ) == (*("Thứ 2, được lấy", "Thứ 2", "Không đạt"),)
