"""The sums of a count on paper: which figures agree with each other, which sentence says what does not."""

import pytest

from conferences.reckoning import few, paper_promises, tallies
from conferences.reckoning.ballot_papers import Form
from conferences.reckoning.paper_counts import Counted, differing, faults, put_right
from conferences.reckoning.poll_rules import VALID, Figures, Rules, base_of

APPROVE, ONE, JUDGE = Form("approve", 3, 2), Form("one", 3, 1), Form("yes_no", 3, 3)


def count(*, issued=10, returned=9, not_returned=1, valid=8, invalid=1, blank=0, votes=(8, 4, 1), against=()):
    return Counted(issued, returned, not_returned, valid, invalid, blank, votes, against)


def told(form, counted, due=10, blanks=True):
    return faults(form, counted, due=due, blanks=blanks)


@pytest.mark.parametrize(
    ("form", "facts"),
    [
        (APPROVE, {}),
        (APPROVE, {"votes": (8, 8, 0)}),  # every ballot chooses as many as it may
        (APPROVE, {"votes": (8, 0, 0)}),  # every ballot chooses one
        (APPROVE, {"blank": 8, "votes": (0, 0, 0)}),
        (ONE, {"votes": (5, 2, 1)}),
        (ONE, {"votes": (5, 2, 0), "blank": 1}),
        (JUDGE, {"votes": (8, 3, 0), "against": (0, 5, 0)}),
    ],
)
def test_figures_that_agree_have_no_fault(form, facts):
    assert told(form, count(**facts)) == []


@pytest.mark.parametrize(
    ("form", "facts", "sentence"),
    [
        (
            APPROVE,
            {"issued": 11, "not_returned": 2},
            "Phát ra 11 phiếu nhưng chỉ có 10 phiếu có mặt bỏ bằng giấy. "
            "Hãy đếm lại số phát ra; phiếu hỏng đã đổi thì không tính.",
        ),
        (
            APPROVE,
            {"not_returned": 0},
            "Phát ra 10 phiếu, nhưng thu về 9 cộng không thu về 0 là 9. Hãy đếm lại ba số này.",
        ),
        (
            APPROVE,
            {"invalid": 2},
            "Thu về 9 phiếu, nhưng hợp lệ 8 cộng không hợp lệ 2 là 10. Hãy đếm lại ba số này.",
        ),
        (
            APPROVE,
            {"blank": 9},
            "Có 9 phiếu trắng nhưng chỉ 8 phiếu hợp lệ. "
            "Theo thể lệ, phiếu trắng nằm trong số phiếu hợp lệ. Hãy đếm lại.",
        ),
        (
            APPROVE,
            {"votes": (9, 0, 0)},
            "Dòng 1: 9 phiếu là nhiều hơn 8 phiếu hợp lệ có lựa chọn. Hãy đếm lại dòng này.",
        ),
        (
            APPROVE,
            {"votes": (8, 8, 1)},
            "Tổng số lượt chọn là 17, nhưng 8 phiếu hợp lệ có lựa chọn, mỗi phiếu không quá 2, "
            "thì nhiều nhất 16 lượt. Hãy đếm lại.",
        ),
        (
            APPROVE,
            {"votes": (4, 2, 1)},
            "Tổng số lượt chọn là 7, nhưng 8 phiếu hợp lệ có lựa chọn thì phải có ít nhất 8 lượt. "
            "Hãy đếm lại, hoặc xem lại số phiếu trắng.",
        ),
        (
            ONE,
            {"votes": (5, 2, 2)},
            "Tổng số lượt chọn là 9, nhưng 8 phiếu hợp lệ có lựa chọn thì phải có đúng 8 lượt, "
            "mỗi phiếu một lượt. Hãy đếm lại.",
        ),
        (
            JUDGE,
            {"votes": (8, 3, 0), "against": (0, 6, 0)},
            "Dòng 2: 3 đồng ý cộng 6 không đồng ý là nhiều hơn 8 phiếu hợp lệ có lựa chọn. "
            "Hãy đếm lại dòng này.",
        ),
    ],
)
def test_each_figure_that_does_not_agree_is_told_in_one_sentence(form, facts, sentence):
    assert told(form, count(**facts)) == [sentence]


def test_a_blank_ballot_is_among_those_the_rule_says():
    counted = count(valid=8, invalid=1, blank=2, votes=(6, 0, 0))

    assert told(APPROVE, counted, blanks=True) == []
    assert told(APPROVE, counted, blanks=False) == [
        "Có 2 phiếu trắng nhưng chỉ 1 phiếu không hợp lệ. "
        "Theo thể lệ, phiếu trắng nằm trong số phiếu không hợp lệ. Hãy đếm lại."
    ]


def test_what_differs_is_named_and_its_value_is_not():
    one = count(votes=(8, 3, 0), against=(0, 5, 0))
    other = count(valid=7, invalid=2, votes=(7, 3, 0), against=(0, 4, 0))

    found = differing(("A", "B", "C"), one, other)

    assert found == {
        **{"valid": "Số phiếu hợp lệ", "invalid": "Số phiếu không hợp lệ"},
        **{("votes", 0): "A: số phiếu đồng ý", ("against", 1): "B: số phiếu không đồng ý"},
    }
    assert differing(("A", "B", "C"), one, one) == {}
    right = {"valid": 7, "invalid": 2, ("votes", 0): 7, ("against", 1): 4}
    assert Counted(**put_right(one, right)) == other


@pytest.mark.parametrize(("blanks", "invalid", "valid"), [(True, 1, 12), (False, 0, 11)])
def test_urn_and_paper_are_one_result(blanks, invalid, valid):
    paper = count(issued=9, returned=9, not_returned=0, blank=1, votes=(7, 0, 2))
    tally = tallies.of(APPROVE, ["", "0", "0,1", "2"], paper, blanks=blanks)

    assert tally == {
        **{"cast": 13, "blank": 2, "invalid": invalid, "votes": [9, 1, 3], "against": [0, 0, 0]},
        "paper": {"issued": 9, "returned": 9, "not_returned": 0},
    }
    assert tallies.electronic(tally) == 4
    figures = Figures(20, 15, 13, 2, invalid)
    assert base_of(Rules(base=VALID, blanks=blanks), figures) == valid


@pytest.mark.parametrize(("electronic", "paper"), [(0, 4), (4, 0), (5, 5), (9, 0)])
def test_a_channel_that_is_empty_or_large_gives_nothing_away(electronic, paper):
    assert few.of_channels(electronic, paper) == ""


@pytest.mark.parametrize(("electronic", "paper"), [(9, 4), (1, 9)])
def test_few_ballots_of_one_channel_are_warned_of(electronic, paper):
    assert few.of_channels(electronic, paper) == few.CHANNEL_WORDS.format(electronic, paper)


def test_ballots_that_choose_alike_are_told_beside_spoilt_ones():
    tally = {"cast": 7, "invalid": 1, "votes": [6, 0, 0], "against": [0, 0, 0]}

    assert few.warnings(7, tally) == [few.ALIKE_WORDS]


def test_no_page_promises_what_nobody_can_keep():
    every = " ".join([*paper_promises.COUNTED, *paper_promises.ON_PAPER, paper_promises.ONE_CHANNEL]).lower()

    assert [word for word in ("tuyệt đối", "blockchain", "mã hóa đầu cuối") if word in every] == []
