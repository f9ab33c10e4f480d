"""A correction of the criteria while a reply waits: what counts, what is answered, what is not dropped."""

from decimal import Decimal

import pytest

from blocs import corrections as of_table
from blocs import criteria, exemptions
from blocs.models import CriteriaTable, Criterion
from core.rules import RuleError
from results import corrections, effects, over_max, replies, second_reading, standings
from results.cells import StaleCell
from results.models import Evidence, ScoreLine
from results.views import answering
from tests import world

from . import appraised, replied
from .appraised import MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return replied.year()


def criterion(season, code="I.1"):
    return next(row for row in Criterion.objects.filter(group__table__season=season) if row.code == code)


def lowered(season, most, way=over_max.REFUSE):
    """Publish a correction that takes points from group I and gives them to group II."""
    of_table.begin(season.criteria, reason="Sửa điểm nhóm I", by=None)
    for code, points in (("I.1", Decimal(most)), ("II.1", 100 - Decimal(most))):
        row = criterion(season, code)
        criteria.change_group(row.group, name=row.group.name, max_points=points, by=None)
        criteria.change_criterion(row, max_points=points, by=None)
    corrections.publish(now(season), way=way, by=None)


def exempted(season):
    """Publish a correction by which I.1 does not apply to the member any more."""
    of_table.begin(season.criteria, reason="Không có nhiệm vụ", by=None)
    agency = world.members(season.bloc)[MEMBER - 1]
    exemptions.add(criterion(season), agency=agency, reason="Không có đề án", by=None)
    corrections.publish(now(season), by=None)


def now(season):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(season=season)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as told:
        act(*args, **facts, by=None)
    return str(told.value)


def test_points_over_a_maximum_that_was_lowered_since_do_not_count(season):
    reply = replied.reading(season)
    replied.answer(reply, text="55")
    lowered(season, 50)

    assert refusal(second_reading.close, reply) == (
        "Dòng I.1: điểm phúc tra 55 quá mức tối đa 50 của bảng tiêu chí đã sửa. "
        "Hãy trả lời lại dòng này rồi kết thúc."
    )
    replied.answer(reply, text="50")
    second_reading.close(reply, by=None)
    assert standings.final_points(appraised.line(reply.sheet)) == 50


def test_a_line_that_does_not_apply_any_more_keeps_its_points(season):
    reply = replied.reading(season)
    replied.answer(reply)
    exempted(season)
    told = "Dòng I.1 nay không áp dụng với đơn vị (Không có đề án). Hãy chọn giữ nguyên cho dòng này."

    assert refusal(second_reading.close, reply) == told
    assert refusal(replied.answer, reply, text="48") == told
    replied.answer(reply, outcome="kept", text="", reason="Không còn áp dụng")
    second_reading.close(reply, by=None)
    assert appraised.line(reply.sheet).appraised_points == 49


def test_a_reply_that_waits_knows_what_a_correction_left_of_the_line(season):
    reply = replied.reading(season)
    seen = replied.row(reply)
    lowered(season, 45, over_max.CUT)

    assert replied.row(reply).held == 45
    with pytest.raises(StaleCell):
        second_reading.answer(seen, outcome="kept", text="", reason="Đủ", version=seen.version, by=None)
    typed = answering.Typed("kept", "", "Đủ", str(seen.version))
    assert answering.write(reply, {seen.pk: typed}, by=None) == {
        seen.pk: "Bảng tiêu chí vừa sửa nên dòng này đang được tính 45,00 điểm. "
        "Xem lại trả lời rồi lưu lần nữa."
    }
    assert (
        refusal(replied.answer, reply, text="45") == "Dòng I.1 đang được tính 45 điểm; hãy chọn giữ nguyên."
    )


def test_a_criterion_that_was_disputed_is_not_dropped(season):
    reply = replied.filed(season)
    replies.withdraw(reply, by=None)
    line = appraised.line(reply.sheet)
    ScoreLine.objects.filter(criterion=line.criterion_id).update(
        self_points=None, appraised_points=None, appraisal_reason=""
    )
    Evidence.objects.filter(line__criterion=line.criterion_id).delete()

    assert list(effects.what_it_holds(line.criterion)) == [
        "I.1 đã có đề nghị phúc tra của Ban Ba nên không bỏ được. "
        "Hãy giữ tiêu chí này và sửa nội dung, điểm tối đa."
    ]
