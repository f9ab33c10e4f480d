"""One ballot has one text; what is none is refused; an urn is summed."""

import pytest

from conferences.reckoning import ballot_papers
from conferences.reckoning.ballot_papers import Form
from core.rules import RuleError

APPROVE, JUDGE = Form("approve", 5, 2), Form("yes_no", 3, 3)


def test_a_choice_is_written_in_one_way_only():
    assert [ballot_papers.chosen(APPROVE, picks) for picks in ([3, 0], [0, 3], [3, 3, 0], [])] == [
        *["0,3"] * 3,
        "",
    ]


def test_too_many_choices_are_refused_with_the_number():
    with pytest.raises(RuleError) as refusal:
        ballot_papers.chosen(APPROVE, [0, 1, 2])
    assert str(refusal.value) == "Đã chọn 3, chỉ được chọn không quá 2. Hãy bỏ bớt rồi xem lại phiếu."


@pytest.mark.parametrize("paper", ["3,0", "0,0", "5", "-1", "a", "00", "0,", ",", "٣", "1" * 50, "0,1,2"])
def test_a_text_that_is_no_ballot_is_refused(paper):
    with pytest.raises(RuleError):
        ballot_papers.checked(APPROVE, paper)


@pytest.mark.parametrize("paper", ["", "++", "++++", "+x0"])
def test_a_judgement_has_one_sign_for_each_option(paper):
    with pytest.raises(RuleError):
        ballot_papers.checked(JUDGE, paper)


def test_an_urn_is_summed_for_and_against():
    chosen = ballot_papers.sums(APPROVE, ["", "0", "0,3", "0,3"])
    judged = ballot_papers.sums(JUDGE, ["+-0", "++0", "000"])

    assert (chosen.votes, chosen.against, chosen.cast, chosen.blank) == ((3, 0, 0, 2, 0), (0,) * 5, 4, 1)
    assert (judged.votes, judged.against, judged.cast, judged.blank) == ((2, 1, 0), (0, 1, 0), 3, 1)
    assert ballot_papers.sums(APPROVE, []).votes == (0,) * 5
