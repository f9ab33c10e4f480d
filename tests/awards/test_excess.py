"""A letter reduces a number after the endorsement: who came last is told, and neither decided nor sent up."""

from datetime import date

import pytest

from awards import trail
from awards.deciding import decisions
from awards.limiting import limits, overrides, quotas
from awards.models import Quota
from awards.nominating import nominations
from core.models import Entry
from core.rules import RuleError
from tests import world
from tests.awards import scene
from tests.awards.pages import at, said, url
from tests.awards.scene import DEPUTY, HEAD, MEMBER
from tests.results import appraised

pytestmark = pytest.mark.django_db

LETTER = {"source": "Công văn của Hội đồng", "letter_number": "15/HĐ", "letter_on": date(2023, 12, 10)}
CITED = "Công văn của Hội đồng số 15/HĐ, ngày 10/12/2023"


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def reduced(season):
    """Three collectives within a quota of three; then a letter that leaves two."""
    rows = [scene.nomination(season, place) for place in (MEMBER, DEPUTY, MEMBER)]
    scene.quota(season, total=3)
    scene.quota(season, total=2, **LETTER)
    return rows


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def test_who_came_last_is_named_with_the_letter(season, reduced):
    [found] = quotas.open_excess(season)

    assert found.nomination == reduced[2]
    assert found.sentence == (f"Vụ 3: vào sau hạn mức cả Khối (3 đề nghị, được 2, theo {CITED}).")
    assert Quota.objects.get().cited == CITED


def test_a_decision_with_it_is_issued_only_when_it_is_let_pass_or_left_out(season, reduced):
    decision = scene.draft(season)
    decisions.add(decision, reduced[1:], by=None)

    assert refusal(decisions.issue, decision, by=None) == (
        f"Vụ 3: vào sau hạn mức cả Khối (3 đề nghị, được 2, theo {CITED}). Hãy bỏ khỏi danh sách, hoặc để "
        "đơn vị Khối trưởng ghi lý do cho vượt hạn mức, rồi làm lại."
    )
    overrides.allow(reduced[2], reason="Có giải quốc gia", by=None)
    assert decisions.issue(decision, by=None).state == "issued"
    steps = [(step.what, step.reason) for step in trail.of(reduced[2])]
    assert steps[1] == ("Khối trưởng cho vượt hạn mức", "Có giải quốc gia")


def test_leaving_one_out_makes_room(season, reduced):
    nominations.drop(reduced[0], reason="Chưa đủ điều kiện", by=None)

    assert quotas.open_excess(season) == []
    assert quotas.refuse_open_excess(season, reduced) is None


def test_it_is_let_pass_once_with_a_reason_and_only_where_needed(season, reduced):
    assert refusal(overrides.allow, reduced[2], reason=" ", by=None) == (
        "Hãy ghi lý do cho vượt hạn mức rồi gửi lại."
    )
    within = "Đề nghị này nằm trong hạn mức, hoặc đã được cho vượt; không cần ghi thêm lý do."
    assert refusal(overrides.allow, reduced[0], reason="Có giải", by=None) == within
    overrides.allow(reduced[2], reason="Có giải", by=None)
    assert refusal(overrides.allow, reduced[2], reason="Có giải", by=None) == within
    nominations.withdraw(reduced[1], reason="Nhầm", by=None)
    assert refusal(overrides.allow, reduced[1], reason="Có giải", by=None) == (
        "Đề nghị này không còn chờ kết quả (đơn vị đã rút)."
    )
    assert [row.act for row in Entry.objects.about(reduced[2])] == ["nomination.allow", "propose"]


def test_a_member_with_its_own_number_may_put_forward_more(season):
    quota = scene.quota(season, per_member=1)
    first, second, third = (scene.collective(season, name=f"Vụ {number}") for number in "ABC")
    scene.nomination(season, of=first)
    deputy = scene.member(season, DEPUTY)

    assert refusal(scene.nomination, season, of=second).startswith(
        "Bằng khen của Khối trưởng, tập thể: Ban Ba đã đề nghị 1, hạn mức của mỗi đơn vị là 1 (theo "
    )
    own = quotas.set_member(quota, scene.member(season), number=2, source="Ý kiến Khối trưởng", by=None)
    scene.nomination(season, of=second)
    assert refusal(scene.nomination, season, of=third).startswith(
        "Bằng khen của Khối trưởng, tập thể: Ban Ba đã đề nghị 2, hạn mức riêng của đơn vị là 2 (theo "
    )
    quotas.set_member(quota, deputy, number=0, source="Ý kiến Khối trưởng", by=None)
    [meter] = quotas.meters(season)
    assert (meter.own, meter.is_over) == ([("Ban Ba", 2), ("Ban Hai", 0)], False)

    quotas.lift_member(own, by=None)
    [found] = quotas.open_excess(season)
    assert found.why == f"vào sau hạn mức của Ban Ba (2 đề nghị, được 1, theo {scene.LETTER})."


def test_a_stranger_gets_no_number_of_its_own(season):
    quota = scene.quota(season, per_member=1)

    said = refusal(quotas.set_member, quota, world.agency("Ngoài khối"), number=2, source="Ý kiến", by=None)
    assert said == "Ngoài khối không phải thành viên của Khối trong năm 2023."


def test_shares_refuse_in_their_own_words(season):
    share = {"percent": 34, "rounding": "down", **LETTER}
    first, second = (scene.collective(season, name=f"Vụ {number}") for number in "AB")
    scene.quota(season, **share)
    scene.nomination(season, of=first)

    assert refusal(scene.nomination, season, of=second) == (
        "Bằng khen của Khối trưởng, tập thể: Khối đã đề nghị 1, hạn mức của cả Khối là 1 (34 % của 3 đơn vị "
        f"= 1,02, làm tròn xuống 1; theo {CITED}). Hãy rút bớt một đề nghị khác, hoặc nhờ đơn vị Khối trưởng "
        "ghi đề nghị này kèm lý do vượt hạn mức."
    )
    scene.quota(season, **share | {"base_count": 3, "base_name": "tập thể dẫn đầu"})
    assert refusal(scene.nomination, season, of=second).startswith(
        "Bằng khen của Khối trưởng, tập thể: riêng Khối đã đề nghị 1, bằng hạn mức chung 1 (34 % của 3 tập "
    )
    [meter] = quotas.meters(season)
    assert (meter.total, meter.whole, meter.left, meter.is_over) == (None, 1, None, False)


def test_removing_a_quota_takes_the_members_own_numbers_along(season):
    quota = scene.quota(season, per_member=1)
    quotas.set_member(quota, scene.member(season), number=2, source="Ý kiến", by=None)

    quotas.remove(quota, by=None)

    assert quotas.meters(season) == []


def test_the_pages_tell_it_and_only_the_head_lets_pass(client, season, reduced):
    row = reduced[2]
    client.force_login(appraised.user_of(season, MEMBER))
    assert client.get(url("nomination_let_pass", row)).status_code == 403
    page = client.get(url("nomination", row))
    assert [found.nomination for found in page.context["excess"]] == [row]
    client.force_login(appraised.user_of(season, HEAD))
    for name in ("nominations", "quotas"):
        assert [found.nomination for found in client.get(url(name, season)).context["excess"]] == [row]

    answer = client.post(url("nomination_let_pass", row), {"reason": "Có giải"}, follow=True)

    assert said(answer) == ["Đã cho Vụ 3 vượt hạn mức."]
    row.refresh_from_db()
    assert row.over_quota == "Có giải"
    late = client.post(url("nomination_let_pass", row), {"reason": "Có giải"})
    assert late.context["form"].non_field_errors() == [
        "Đề nghị này nằm trong hạn mức, hoặc đã được cho vượt; không cần ghi thêm lý do."
    ]


def test_a_draft_shows_its_meter_and_who_stands_above(client, season, reduced):
    client.force_login(appraised.user_of(season, HEAD))
    decision = scene.draft(season)
    decisions.add(decision, reduced[:1], by=None)

    page = client.get(url("decision", decision))
    assert ([meter.used for meter in page.context["meters"]], page.context["excess"]) == ([3], [])
    decisions.add(decision, reduced[2:], by=None)
    page = client.get(url("decision", decision))
    assert [found.nomination for found in page.context["excess"]] == reduced[2:]


def test_numbers_of_members_are_kept_on_a_page_of_the_quota(client, season):
    quota, member = scene.quota(season, per_member=1), scene.member(season)
    client.force_login(appraised.user_of(season, HEAD))
    page = url("quota_members", quota)

    answer = client.post(page, {"agency": member.pk, "number": "4", "source": "Ý kiến"}, follow=True)
    assert said(answer) == ["Đã ghi hạn mức riêng của Ban Ba."]
    [(row, name)] = answer.context["rows"]
    assert (row.number, name) == (4, "Ban Ba")
    answer = client.post(url("member_quota_lift", row), follow=True)
    assert (said(answer), answer.context["rows"]) == (["Đã bỏ hạn mức riêng của Ban Ba."], [])


def test_a_closed_year_takes_no_number(season):
    quota = scene.quota(season, per_member=1)
    at(season, "closed")

    facts = {"number": 2, "source": "Ý kiến", "by": None}
    assert refusal(quotas.set_member, quota, scene.member(season), **facts) == (
        "Năm 2023 đã khép lại; chỉ còn xem được."
    )
    assert limits.of(quota, 3).own == {}
