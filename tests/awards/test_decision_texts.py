"""Bases and articles of a draft, edited or left to the program; and on which day a decision may be signed."""

from datetime import date

import pytest

from awards.deciding import dating, decisions, texts
from awards.models import Nomination
from awards.nominating import nominations
from core import clock
from core.rules import RuleError
from documents.blocks import Basis, thaw
from tests.awards import scene
from tests.awards.pages import account, at, url
from tests.awards.test_decisions import recorded, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def draft(season):
    draft = scene.draft(season)
    decisions.add(draft, [scene.nomination(season)], by=None)
    return draft


def shown(draft):
    return texts.shown(draft, texts.content(draft))


def test_what_is_edited_stays_and_the_rest_follows_list_and_law(season, draft):
    typed = shown(draft) | {"bases": "Căn cứ Quy chế của Khối;\nTheo đề nghị của Hội đồng"}
    decisions.write(draft, **typed, by=None)
    assert texts.edited(draft) == ["bases"]

    decisions.add(draft, [scene.nomination(season)], by=None)
    decisions.issue(draft, by=None)

    blocks = thaw(draft.paper.blocks)
    assert [block.lines for block in blocks if isinstance(block, Basis)] == [
        ("Căn cứ Quy chế của Khối;", "Theo đề nghị của Hội đồng")
    ]
    assert "cho 02 tập thể" in shown(draft)["article_1"]


def test_an_edited_article_that_no_longer_fits_the_list_is_told(client, season, draft):
    scene.priced()
    client.force_login(account(season, "head"))
    typed = shown(draft) | {"article_1": "Tặng cho 05 tập thể.", "article_2": "Tiền thưởng 1.000 đồng."}
    client.post(url("decision_texts", draft), typed)

    assert client.get(url("decision", draft)).context["remarks"] == [
        "Điều 1 đã sửa tay không ghi 01 tập thể như danh sách. Hãy xem lại.",
        "Điều 2 đã sửa tay không ghi tổng số tiền 5.400.000 đồng. Hãy xem lại.",
    ]
    client.post(url("decision_texts", draft), dict.fromkeys(typed, ""))
    draft.refresh_from_db()
    assert texts.edited(draft) == []


def test_an_issued_decision_keeps_its_texts(season, draft):
    decisions.issue(draft, by=None)

    said = refusal(decisions.write, draft, **dict.fromkeys(texts.FIELDS, "Khác"), by=None)

    assert said == "Quyết định 05-QĐ/KTĐ đã ban hành nên không sửa được nữa."


# the day of signing


def test_a_decision_signed_before_its_nominations_is_refused_unless_it_says_why(season):
    row = scene.nomination(season)  # of 20/11/2023
    draft = scene.draft(season, signed_on=date(2023, 11, 19))
    decisions.add(draft, [row], by=None)

    assert refusal(decisions.issue, draft, by=None) == (
        f"Ngày ký 19/11/2023 trước ngày “{row}” được đề nghị (20/11/2023): theo Luật Thi đua, khen "
        f"thưởng 15/2003/QH11, chương IV, chưa đối chiếu văn bản gốc. {dating.HOW}"
    )
    facts = {name: getattr(draft, name) for name in ("signer_name", "signer_post", "place", "achievement")}
    reason = {"backdated": "Nhập bù hồ sơ giấy"}
    decisions.revise(draft, number="5", signed_on=date(2023, 11, 19), **facts, **reason, by=None)
    assert decisions.issue(draft, by=None).state == "issued"


def test_a_recorded_decision_is_not_older_than_the_vote_of_the_bloc(season):
    season = at(season, "conference")
    rows = [scene.nomination(season, place, code="pm-merit") for place in (1, 2, 3)]
    with clock.at(date(2024, 1, 31)):
        nominations.endorse(rows[0], votes=3, votes_base=3, by=None)

    said = refusal(recorded, season, rows, signed_on=date(2024, 1, 30))
    assert said.startswith(f"Ngày ký 30/01/2024 trước ngày “{rows[0]}” được thông qua (31/01/2024): theo ")
    more = dating.early(date(2023, 11, 1), rows)
    assert "; còn 1 đề nghị khác: theo " in more
    assert recorded(season, rows, signed_on=date(2024, 1, 31)).state == "issued"
    assert set(Nomination.objects.values_list("state", flat=True)) == {"granted"}


def test_nobody_signs_ahead_of_time(season, draft):
    with clock.at(date(2023, 12, 19)):
        assert refusal(decisions.issue, draft, by=None) == (
            "Ngày ký 20/12/2023 chưa đến nên chưa ban hành, chưa ghi được. Hãy sửa ngày ký."
        )
        with pytest.raises(RuleError, match="chưa đến"):
            recorded(at(season, "conference"), [], signed_on=date(2023, 12, 20))
    with clock.at(date(2023, 12, 20)):
        assert decisions.issue(draft, by=None).state == "issued"
