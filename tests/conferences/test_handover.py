"""The hand-over from the old head to the new one: open work, papers, the record, who may see it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs import activities, flags, funds, leadership, seasons
from blocs.models import Season
from conferences.closing import handovers, open_work
from conferences.models import Handover
from core.rules import RuleError
from documents import blocks as vocabulary
from documents.blocks import Heading, Paragraph, SignatureGrid, Table
from members.models import Post
from tests import world
from tests.awards import scene as honours
from tests.conferences import scene

pytestmark = pytest.mark.django_db

FACTS = {
    "dated": scene.DAY,
    "form": "party",
    "giver_name": "Vũ Trọng Lâm",
    "giver_post": "Giám đốc",
    "taker_name": "Trần Thị Mai",
    "taker_post": "Phó Trưởng ban",
}


@pytest.fixture
def season():
    """A year in conference whose successor is headed by the second member."""
    season = scene.season()
    following = seasons.open_season(season.bloc, year=2024, by=None)
    leadership.appoint(following, head=honours.member(season, scene.DEPUTY), by=None)
    return season


def issued(season, **more):
    return handovers.issue(season, **FACTS | more, by=None)


def refusal_of(season, **more):
    with pytest.raises(RuleError) as refusal:
        issued(season, **more)
    return str(refusal.value)


def titles(season):
    return [work.title for work in open_work.of(season)]


def blocks_of(handover):
    return vocabulary.thaw(handover.paper.blocks)


def test_the_record_lists_open_work_and_papers_and_has_two_signature_blocks(season):
    activities.plan(season, name="Hội thao", by=None)
    handover = issued(season, enclosed="Cờ luân lưu", agreed="Bên nhận làm tiếp hội thao.")
    blocks = blocks_of(handover)

    assert [block.text for block in blocks if isinstance(block, Heading) and block.level == 1] == [
        "Nội dung công việc bàn giao",
        "Văn bản của năm",
        "Hồ sơ, tài sản khác",
        "Hai bên thống nhất",
    ]
    table = next(block for block in blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["TT", "Hoạt động", "Đơn vị chủ trì", "Thời gian"]
    assert table.rows[0].cells == ("1", "Hội thao", "Chưa phân công", "Chưa định ngày")
    [grid] = [block for block in blocks if isinstance(block, SignatureGrid)]
    assert [(one.body, one.post, one.name) for one in grid.signers] == [
        ("Đại diện bên giao\nBan Một", "Giám đốc", "Vũ Trọng Lâm"),
        ("Đại diện bên nhận\nBan Hai", "Phó Trưởng ban", "Trần Thị Mai"),
    ]
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert said[0] == "Ngày 31 tháng 01 năm 2024, hai bên tiến hành bàn giao như sau."
    assert handover.paper.layout.startswith("party")


def test_the_record_tells_the_fund_and_who_holds_the_flag_on_its_day(season):
    given = {"content": "Đóng góp quỹ", "agency": honours.member(season, scene.MEMBER), "by": None}
    funds.receive(season, day=date(2023, 3, 1), amount=2_000_000, **given)
    wrong = funds.receive(season, day=date(2023, 3, 2), amount=900, **given)
    funds.take_back(wrong, reason="Ghi nhầm", by=None)
    funds.spend(season, day=date(2023, 5, 1), amount=500_000, content="Nước uống", by=None)
    funds.spend(season, day=scene.DAY, amount=100_000, content="Hoa", by=None)
    kept, _ = [flags.introduce(season.bloc, name=name, by=None) for name in ("Cờ luân lưu", "Cờ mới")]
    flags.hand_over(kept, to=honours.member(season, scene.MEMBER), on=date(2023, 1, 10), by=None)

    blocks = blocks_of(issued(season, dated=date(2024, 1, 30)))

    money, held = [block for block in blocks if isinstance(block, Table)][-2:]
    assert [row.cells for row in money.rows] == [
        ("1", "Số dư năm trước chuyển sang", "0"),
        ("2", "Thu trong năm", "2.000.000"),
        ("3", "Chi trong năm", "500.000"),
        ("", "Số dư bàn giao", "1.500.000"),
    ]
    assert [row.cells for row in held.rows] == [
        ("1", "Cờ luân lưu", "Ban Ba", "10/01/2023"),
        ("2", "Cờ mới", "Chưa trao", ""),
    ]
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "Số dư bằng chữ: một triệu năm trăm nghìn đồng." in said


def test_the_page_tells_the_fund_and_the_flags_of_today(client, season):
    funds.receive(season, day=date(2023, 3, 1), amount=2_000_000, content="Đóng góp quỹ", by=None)
    flag = flags.introduce(season.bloc, name="Cờ luân lưu", by=None)
    client.force_login(scene.user_of(season, scene.HEAD))

    page = client.get(reverse("conferences:handovers", args=[season.pk]))

    assert page.context["fund"].balance == 2_000_000
    assert list(page.context["flags"]) == [flag]


def test_every_kind_of_open_work_is_told(season):
    activities.plan(season, name="Hội thao", host=honours.member(season, scene.MEMBER), by=None)
    honours.nomination(season, scene.MEMBER)
    season = scene.now(season)

    works = {work.title: work.rows for work in open_work.of(season)}
    assert works["Hoạt động chung chưa tổ chức"] == [("Hội thao", "Ban Ba", "Chưa định ngày")]
    assert len(works["Đề nghị khen thưởng chưa có quyết định"]) == 1
    assert "Bảng tự chấm chưa thẩm định xong" not in works
    assert [paper.kind for paper in open_work.papers_of(season)] == ["criteria", "pledge"]


def test_sheets_that_are_not_appraised_are_told_from_the_scoring_on():
    season = scene.running_season()
    assert "Bảng tự chấm chưa thẩm định xong" not in titles(season)
    Season.objects.update(phase="scoring")

    work = open_work.of(scene.now(season))[0]
    assert work.rows[0] == ("Bảng tự chấm điểm", "Ban Một", "Chưa lập")


def test_nothing_is_handed_over_before_there_is_another_head(season):
    following = Season.objects.get(year=2024)
    leadership.appoint(following, head=honours.member(season, scene.HEAD), by=None)
    assert refusal_of(season) == (
        "Đơn vị Khối trưởng năm 2024 vẫn là đơn vị năm 2023, nên không có bàn giao."
    )
    following.terms.all().delete()
    assert refusal_of(season) == (
        "Chưa có đơn vị Khối trưởng năm 2024. Hãy ghi kết quả bầu tại hội nghị tổng kết trước."
    )


def test_a_closed_year_and_a_day_out_of_place_are_refused(season):
    assert refusal_of(season, dated=date(2026, 1, 1)) == (
        "Ngày bàn giao 01/01/2026 không hợp lý: nhập ngày trong năm 2023 hoặc 2024."
    )
    Season.objects.filter(pk=season.pk).update(phase="closed")
    assert refusal_of(season) == "Năm 2023 đã khép lại; chỉ còn xem được."


def test_a_second_click_issues_nothing_new_and_a_correction_keeps_both(season):
    first = issued(season)

    assert issued(season) == first
    issued(season, taker_name="Lê An")
    assert Handover.objects.count() == 2


def test_a_side_without_its_person_is_refused(season):
    with pytest.raises(ValidationError):
        issued(season, taker_name="")
    assert not Handover.objects.exists()


def test_the_head_draws_it_up_and_both_sides_take_the_paper(client, season):
    client.force_login(scene.user_of(season, scene.HEAD))
    page, new = (reverse(f"conferences:{name}", args=[season.pk]) for name in ("handovers", "handover_new"))
    typed = FACTS | {"dated": "31/01/2024"}

    assert client.get(new).context["form"]["form"].value() == "party"
    assert client.post(new, typed).url == page
    made = Handover.objects.get()
    ask = reverse("conferences:handover_request", args=[made.pk, "pdf"])
    assert client.post(ask).status_code == 302

    client.force_login(scene.user_of(season, scene.DEPUTY))
    assert list(client.get(page).context["records"]) == [made]
    assert client.get(new).status_code == 403
    assert client.post(ask).status_code == 302


def test_other_members_see_nothing_of_it_and_the_managing_body_does(client, season):
    page = reverse("conferences:handovers", args=[season.pk])
    client.force_login(scene.user_of(season, scene.MEMBER))
    assert client.get(page).status_code == 403
    client.force_login(world.officer(season.bloc.managing_body))
    assert client.get(page).status_code == 200
    client.force_login(world.person(world.agency("Ngoài"), Post.Kind.CLERK, username="xa").user)
    assert client.get(page).status_code == 404


def test_the_page_says_what_is_missing_while_nobody_is_elected(client):
    season = scene.season()
    client.force_login(scene.user_of(season, scene.HEAD))
    answer = client.get(reverse("conferences:handovers", args=[season.pk]))

    assert answer.context["hindrance"].startswith("Chưa có đơn vị Khối trưởng năm 2024.")
    refused = client.get(reverse("conferences:handover_new", args=[season.pk]))
    assert refused.url == reverse("conferences:handovers", args=[season.pk])
