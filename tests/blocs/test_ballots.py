"""From how many votes on a vote carries, against an oracle that counts one by one in exact fractions."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from blocs import ballots, drafts, outline, publishing, standards
from blocs.ballots import Ballot
from blocs.models import BallotRule, CriteriaTable
from tests import world
from tests.blocs import workbook

SHARES = [Decimal(text) for text in ("0.01", "33.33", "50", "66.67", "75", "90", "99.99", "100")]


def oracle(rule, base):
    """Try each number of votes."""
    thirds = {Decimal("33.33"): Fraction(1, 3), Decimal("66.67"): Fraction(2, 3)}
    share = thirds.get(rule.percent, Fraction(rule.percent) / 100)

    def enough(votes):
        got = Fraction(votes, base)
        return got > share if rule.above else got >= share

    return next(votes for votes in range(base + 2) if enough(votes) or votes == base + 1)


@pytest.mark.parametrize(("percent", "above"), [*product(SHARES[:-1], (True, False)), (SHARES[-1], False)])
def test_the_threshold_is_the_fewest_votes_that_make_the_share(percent, above):
    rule = Ballot(percent=percent, above=above)

    assert [ballots.needed(rule, base) for base in range(1, 61)] == [
        oracle(rule, base) for base in range(1, 61)
    ]


@pytest.mark.parametrize("base", range(1, 31))
def test_exactly_the_votes_from_the_threshold_on_carry(base):
    for rule in (ballots.USUAL, Ballot(percent=Decimal(75), above=False)):
        found = [votes for votes in range(base + 1) if ballots.carried(rule, votes, base)]
        assert found == list(range(oracle(rule, base), base + 1))


@pytest.mark.parametrize(
    ("rule", "base", "words"),
    [
        (Ballot(base="all"), 14, "trên 50% của 14 đơn vị thành viên: ít nhất 8 phiếu"),
        (ballots.USUAL, 13, "trên 50% của 13 đơn vị có mặt: ít nhất 7 phiếu"),
        (
            Ballot("delegates", "valid", Decimal("66.67"), above=False),
            9,
            "từ 2/3 trở lên của 9 phiếu hợp lệ: ít nhất 6 phiếu",
        ),
        (
            Ballot("delegates", "present", Decimal(100), above=False),
            3,
            "từ 100% trở lên của 3 đại biểu có mặt: ít nhất 3 phiếu",
        ),
    ],
)
def test_what_is_needed_is_told_in_words(rule, base, words):
    assert ballots.in_words(rule, base) == words


def test_the_rule_is_one_sentence():
    assert Ballot("delegates", "all", Decimal(75), above=False).words == (
        "Mỗi đại biểu một phiếu; thông qua khi được từ 75% trở lên tổng số đại biểu được triệu tập."
    )


RULE = Ballot("units", "all", Decimal(75), above=False)


@pytest.fixture
def table(db):
    return world.fill(world.season().criteria)


def whole(table):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)


def test_the_rule_is_set_changed_and_taken_away(table):
    standards.set_ballot(table, ballot=RULE, by=None)
    assert outline.of(whole(table)).ballot == RULE
    standards.set_ballot(table, ballot=ballots.USUAL, by=None)
    assert outline.of(whole(table)).ballot == ballots.USUAL
    standards.set_ballot(table, ballot=None, by=None)
    assert outline.of(whole(table)).ballot is None
    assert standards.set_ballot(table, ballot=None, by=None) is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Ballot(percent=Decimal(0)), "Tỷ lệ phải lớn hơn 0 và không quá 100%."),
        (Ballot(percent=Decimal(101)), "Tỷ lệ phải lớn hơn 0 và không quá 100%."),
        (Ballot(percent=Decimal(100)), "Không thể có phiếu trên 100%. Hãy chọn “từ 100% trở lên”."),
    ],
)
def test_a_share_that_cannot_be_is_refused(table, rule, said):
    with pytest.raises(ValidationError) as refused:
        standards.set_ballot(table, ballot=rule, by=None)

    assert said in refused.value.messages


def test_the_rule_changes_the_hash_only_where_it_is_set(table):
    before = publishing.fingerprint(whole(table))
    standards.set_ballot(table, ballot=RULE, by=None)
    assert publishing.fingerprint(whole(table)) != before
    standards.set_ballot(table, ballot=None, by=None)
    assert publishing.fingerprint(whole(table)) == before


def test_the_rule_is_frozen_with_the_table(table):
    standards.set_ballot(table, ballot=RULE, by=None)
    publishing.publish(table, by=None)

    for act in (lambda rows: rows.update(percent=1), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act(BallotRule.objects.all())


@pytest.mark.parametrize("rule", [RULE, Ballot("delegates", "valid", Decimal("66.67")), ballots.USUAL])
def test_the_rule_goes_out_to_excel_and_comes_back(table, rule):
    standards.set_ballot(table, ballot=rule, by=None)
    content = outline.of(whole(table))

    assert workbook.read(workbook.exported(content)).outline == content


def test_a_rule_in_excel_that_cannot_be_is_told_by_cell(table):
    rows = [
        ["Nhóm chấm điểm", "I", "Nhóm", "", 10, ""],
        ["Tiêu chí", "I.1", "Việc", "", 10, ""],
        ["Bỏ phiếu", "", "Giơ tay", "Số có mặt", 100, "Trên"],
        ["Bỏ phiếu", "", "Mỗi đơn vị một phiếu", "Số có mặt", 100, "Trên"],
    ]
    reading = workbook.read(workbook.of(*rows))

    assert [str(fault) for fault in reading.faults] == [
        "Dòng 4, cột Nội dung: ghi một trong: Mỗi đơn vị một phiếu, Mỗi đại biểu một phiếu.",
        "Dòng 5, cột Loại: bỏ phiếu chỉ ghi một dòng.",
        "Dòng 5, cột Điểm tối đa: không thể có phiếu trên 100%; ghi “Từ … trở lên” ở cột Minh chứng.",
    ]


def test_the_next_year_takes_the_rule_over(table):
    standards.set_ballot(table, ballot=RULE, by=None)
    following = world.season(world.bloc(["C1", "C2"], name="Khối sau")).criteria
    drafts.copy(whole(table), to=following, by=None)

    assert outline.of(whole(following)).ballot == RULE
