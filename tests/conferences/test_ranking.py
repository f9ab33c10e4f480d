"""The ranking by its rules: shared places, quotas that end, honours in view."""

from decimal import Decimal

import pytest

from awards.nominating import nominations
from blocs.models import Season
from conferences.standing import ranking, readiness
from tests import world

from . import ranked, reported

pytestmark = pytest.mark.django_db

FIVE = ("Một", "Hai", "Ba", "Bốn", "Năm")


@pytest.fixture
def tied():
    """Five members with the places 1, 2, 3, 3, 5."""
    return reported.concluded(FIVE, lowered=("50", "49", "48", "48", "47"))


# where quotas end: a table


@pytest.mark.parametrize(
    ("ranks", "sizes", "bands", "crossed"),
    [
        ([1, 2, 3], [], [0, 0, 0], []),
        ([1, 2, 3], [1, 1], [1, 2, 0], []),
        ([1, 2, 3, 3, 5], [2, 3], [1, 1, 2, 2, 2], []),
        ([1, 2, 3, 3, 5], [2, 1], [1, 1, 0, 0, 0], [(2, 3, 2, 1)]),
        ([1, 2, 3, 3, 5], [3, 2], [1, 1, 0, 0, 2], [(1, 3, 2, 1)]),
        ([1, 1, 1, 4], [2], [0, 0, 0, 0], [(1, 1, 3, 2)]),
        ([1, 1, 1, 4], [1, 1], [0, 0, 0, 0], [(1, 1, 3, 1), (2, 1, 3, 1)]),
        ([1, 2], [5], [1, 1], []),
        ([1, 2, 3], [0, 2], [2, 2, 0], []),
        ([], [2], [], []),
    ],
)
def test_places_are_given_to_quotas_and_a_shared_place_is_never_parted(ranks, sizes, bands, crossed):
    shared_out, found = ranking.share_out(ranks, sizes)

    assert [rank for rank, _ in shared_out] == ranks
    assert [band for _, band in shared_out] == bands
    assert found == crossed


# the year


def test_the_first_place_stands_first_and_a_shared_one_says_why(tied):
    found = ranked.of(tied)

    assert [(line.place.rank, line.place.name) for line in found.lines] == [
        (1, "Một"),
        (2, "Hai"),
        (3, "Ba"),
        (3, "Bốn"),
        (5, "Năm"),
    ]
    third, fourth = (member.pk for member in world.members(tied.bloc)[2:4])
    assert found.ties == [ranking.Tie(3, ["Ba", "Bốn"], Decimal("78.00"), [4], agencies=(third, fourth))]


def test_lines_are_cut_where_a_quota_ends(tied):
    ranked.limit(tied, ranked.FLAG, 2)
    ranked.limit(tied, ranked.MERIT, 2)

    found = ranked.of(tied)

    assert [(line.band, line.is_cut) for line in found.lines] == [
        (1, False),
        (1, True),
        (2, False),
        (2, True),
        (0, False),
    ]
    assert [(band.form.code, band.places) for band in found.bands] == [
        ("government-flag", "Thứ 1 đến thứ 2"),
        ("pm-merit", "Thứ 3"),
    ]
    assert found.crossings == []


def test_a_shared_place_that_crosses_a_quota_is_told_in_words(tied):
    ranked.limit(tied, ranked.FLAG, 2)
    ranked.limit(tied, ranked.MERIT, 1)

    (crossing,) = ranked.of(tied).crossings

    assert crossing.sentence == "Thứ 3 có 2 đơn vị, hạn mức Bằng khen của Thủ tướng Chính phủ còn 1."


def test_quotas_for_people_and_without_a_total_cut_nothing(tied):
    ranked.limit(tied, ranked.MERIT, 2, recipient="person")
    ranked.limit(tied, ranked.FLAG, None, per_member=1)

    assert ranked.of(tied).bands == []


def test_a_place_suggests_its_honour_until_it_is_put_forward(tied):
    ranked.limit(tied, ranked.FLAG, 1)
    before = [line.suggested and line.suggested.code for line in ranked.of(tied).lines]
    row = ranked.propose(tied)

    after = ranked.of(tied, honours=[row])

    assert before == ["government-flag", None, None, None, None]
    assert [line.suggested for line in after.lines] == [None] * 5
    assert after.lines[0].honours == [row]


def test_honours_of_others_are_in_view_only_once_they_are_endorsed(tied):
    rows = [ranked.propose(tied, place, ranked.MERIT) for place in (1, 2, 3)]
    nominations.endorse(rows[0], votes=4, votes_base=5, by=None)
    nominations.withdraw(ranked.propose(tied, 4, ranked.MERIT), reason="Rút", by=None)
    own = {world.members(tied.bloc)[1].pk}

    assert ranking.honours_of(tied, everything=False, agencies=own) == rows[:2]
    assert ranking.honours_of(tied, everything=True, agencies=set()) == rows


def test_before_the_conference_the_page_says_what_is_to_be_settled(tied):
    ranked.limit(tied, ranked.FLAG, 3)
    season = Season.objects.get(pk=tied.pk)

    checks = readiness.of(season, ranked.of(season), None)

    assert [(check.done, check.sentence) for check in checks] == [
        (True, "5/5 bảng đã chốt thẩm định"),
        (True, "Đã chốt điểm toàn Khối"),
        (True, "Đã ghi 1 hạn mức cho đơn vị thành viên"),
        (False, "Khối cần thống nhất đề nghị đơn vị nào trong các đơn vị cùng thứ"),
        (False, "0 đề nghị khen thưởng cho đơn vị thành viên"),
        (False, "Chưa lên lịch hội nghị tổng kết"),
    ]
