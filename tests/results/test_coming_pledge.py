"""The pledge that is signed in the hall at the end of a year: what is known is in it, what is not is said."""

from datetime import date

import pytest

from blocs import leadership, publishing, seasons
from blocs.models import CriteriaTable, Season
from core import clock
from documents.blocks import Heading, Paragraph, SignatureGrid, Table
from results import coming_pledge, pledges
from tests import kept, world

from . import appraised

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 31)


@kept.once
def ended():
    """A year that has come to its end."""
    return appraised.year()


@kept.once
def opened(season):
    """The year after it, led by the second member and the third."""
    following = seasons.open_season(season.bloc, year=2024, theme="Về đích", by=None)
    _, second, third = world.members(season.bloc)
    leadership.appoint(following, head=second, standing_deputy=third, by=None)
    return following


def pledged(following):
    """Its planning is concluded, the second member has handed in, the first has only begun."""
    table = CriteriaTable.objects.get(season=following)
    publishing.publish(table, by=None)
    seasons.conclude_planning(world.planned(Season.objects.get(pk=following.pk)), by=None)
    following = Season.objects.get(pk=following.pk)
    first, second, _ = world.members(following.bloc)
    pledges.start(following, agency=first, by=None)
    world.pledged(following, second, text="6 đề án")
    return following


def said(season):
    with clock.at(DAY):
        return coming_pledge.blocks(season, "party")


def of_kind(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def texts(blocks):
    return [block.text for block in of_kind(blocks, Paragraph)]


def signing(blocks):
    members, body = of_kind(blocks, SignatureGrid)
    assert [signer.post for signer in body.signers] == ["Xác nhận giao ước"]
    return [(signer.body, signer.post) for signer in members.signers]


def test_before_the_next_year_is_opened_the_rules_of_this_one_are_named():
    blocks = said(ended())

    assert texts(blocks)[:3] == [
        "03 đơn vị thành viên của Khối thử cùng ký giao ước thi đua năm 2024, cam kết thực hiện các nội dung "
        "sau:",
        "Theo bảng tiêu chí năm 2023 cho đến khi bảng tiêu chí năm 2024 được công bố:",
        "Các đơn vị thành viên gửi Khối trưởng bản đăng ký chỉ tiêu của mình; bản đăng ký là một phần của "
        "giao ước này.",
    ]
    [content] = of_kind(blocks, Table)
    assert [row.cells for row in content.rows if row.kind == "group"] == [
        ("I", "Nhóm 60 điểm", "60,00"),
        ("II", "Nhóm 40 điểm", "40,00"),
    ]
    assert signing(blocks) == [(name, "Thủ trưởng đơn vị") for name in ("Ban Một", "Ban Hai", "Ban Ba")]


def test_who_leads_the_next_year_signs_with_the_place_in_it():
    season = ended()
    opened(season)
    blocks = said(season)

    assert texts(blocks)[1] == "Theo dự thảo bảng tiêu chí năm 2024:"
    assert "năm 2024 với chủ đề “Về đích”, cam kết" in texts(blocks)[0]
    assert [(block.number, block.text) for block in of_kind(blocks, Heading)] == [
        ("I", "Nội dung thi đua"),
        ("II", "Chỉ tiêu của các đơn vị"),
        ("III", "Lãnh đạo Khối năm 2024"),
        ("IV", "Thực hiện"),
    ]
    assert "Khối trưởng: Ban Hai; Khối phó Thường trực: Ban Ba." in texts(blocks)
    assert signing(blocks) == [
        ("Ban Một", "Thủ trưởng đơn vị"),
        ("Ban Hai", "Khối trưởng"),
        ("Ban Ba", "Khối phó Thường trực"),
    ]


def test_targets_that_were_handed_in_are_in_it_and_drafts_are_not():
    season = ended()
    following = pledged(opened(season))
    blocks = said(season)

    assert texts(blocks)[1] == "Theo bảng tiêu chí năm 2024 đã công bố:"
    assert [block.text for block in of_kind(blocks, Heading) if block.level == 2] == ["Ban Hai"]
    assert of_kind(blocks, Table)[1].rows[0].cells[2] == "6 đề án"
    assert texts(blocks)[2].startswith("Các đơn vị còn lại (Ban Một; Ban Ba) gửi Khối trưởng")
    assert coming_pledge.signed(season) is None

    first, _, third = world.members(season.bloc)
    for agency in (first, third):
        world.pledged(following, agency)
    with clock.at(date(2024, 3, 1)):
        pledges.conclude(following, signed_on=clock.today(), by=None)
    assert coming_pledge.signed(season).title == "Giao ước thi đua năm 2024 - Khối thử"
