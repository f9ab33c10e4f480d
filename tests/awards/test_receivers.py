"""An agency is merged or dissolved between nomination and decision: who receives in its place is named."""

from datetime import date

import pytest

from awards.deciding import decision_rows, decisions, lines
from core.rules import RuleError
from members import successions
from tests import kept, world
from tests.awards import scene
from tests.awards.scene import DEPUTY, MEMBER

pytestmark = pytest.mark.django_db

GONE = {"happens_on": date(2023, 12, 1), "decision": "1-QĐ/TW"}
TOLD = (
    "Trước ngày ký 20/12/2023, {}. Hãy ghi ai nhận thay ở mục Sửa dự thảo, hoặc bỏ khỏi dự thảo rồi kết thúc "
    "đề nghị kèm lý do; cơ quan tiếp nhận có thành tích riêng thì đề nghị riêng."
)


@kept.once
def drafted():
    """A draft on a collective of the third member and a person of the second."""
    season = scene.appraised_season()
    rows = [scene.nomination(season), scene.nomination(season, DEPUTY, of=scene.person(season, DEPUTY))]
    draft = scene.draft(season)
    decisions.add(draft, rows, by=None)
    return season, draft


def refusal(draft):
    with pytest.raises(RuleError) as refused:
        decisions.issue(draft, by=None)
    return str(refused.value)


def revised(draft, **facts):
    said = {name: getattr(draft, name) for name in ("signed_on", "signer_name", "signer_post", "place")}
    said |= {"achievement": draft.achievement, "backdated": draft.backdated}
    return decisions.revise(draft, number=draft.number, **said | facts, by=None)


def test_what_was_dissolved_is_honoured_only_when_it_is_said_who_receives_it():
    season, draft = drafted()
    successions.dissolve(scene.member(season, MEMBER), **GONE, by=None)

    sentence = TOLD.format("Ban Ba hoạt động đến 30/11/2023, đã kết thúc hoạt động")
    assert refusal(draft) == sentence
    assert decision_rows.remarks(draft, decision_rows.of(draft, lines.ordered(draft), {}))[0] == sentence
    draft = revised(draft, receivers="Văn phòng Trung ương nhận và lưu")
    assert decision_rows.remarks(draft, decision_rows.of(draft, lines.ordered(draft), {}))[0].endswith(
        "Người nhận thay đã ghi: Văn phòng Trung ương nhận và lưu."
    )
    assert decisions.issue(draft, by=None).receivers == "Văn phòng Trung ương nhận và lưu"


def test_what_was_merged_is_named_with_who_took_its_work_over():
    season, draft = drafted()
    successions.merge([scene.member(season, MEMBER)], into=world.agency("Ban Bốn"), **GONE, by=None)

    assert refusal(draft) == TOLD.format("Ban Ba hoạt động đến 30/11/2023, nay thuộc Ban Bốn")


def test_a_person_is_honoured_though_the_agency_ended_and_so_is_what_ended_after_the_signing():
    season, draft = drafted()
    successions.dissolve(scene.member(season, DEPUTY), **GONE, by=None)
    later = GONE | {"happens_on": date(2024, 2, 1)}
    successions.dissolve(scene.member(season, MEMBER), **later, by=None)

    assert decisions.issue(draft, by=None).state == "issued"
