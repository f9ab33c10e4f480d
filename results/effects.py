"""What an act on an agency or on the criteria touches in this room, and what here forbids it."""

from django.db.models import Q

from blocs import leaving
from blocs.models import CriteriaTable, Criterion, CrossRule, Level, Season
from core import effects
from core.numbers import NOTHING, plain
from members.models import Agency
from results import corrections
from results.models import Amendment, CrossRound, Pledge, ScoreLine, ScoreSheet

HOLDS_SOMETHING = (
    Q(self_points__isnull=False)
    | Q(appraised_points__isnull=False)
    | Q(evidence__isnull=False)
    | Q(cross_marks__points__isnull=False)
    | ~Q(result="")
    | ~Q(note="")
)


@effects.told_of(Agency)
def of_papers(agency, day):
    """Its sheets and pledges of open years not handed in yet; the successor's staff complete them."""
    open_ = Season.objects.exclude(phase=Season.Phase.CLOSED)
    writing = (ScoreSheet.State.DRAFT, ScoreSheet.State.RETURNED)
    if sheets := ScoreSheet.objects.filter(agency=agency, season__in=open_, state__in=writing).count():
        yield f"{sheets} bảng tự chấm đang soạn"
    pledging = open_.filter(phase=Season.Phase.PLEDGING)
    drafts = Pledge.objects.filter(agency=agency, season__in=pledging, state=Pledge.State.DRAFT)
    if count := drafts.count():
        yield f"{count} bản chỉ tiêu giao ước đang ghi"


@effects.told_of(CriteriaTable)
def of_correction(table, day):
    """What the correction under way changes: members' points and places, points over a maximum, targets."""
    if leaving.open_revision(table) is None:
        return
    found = corrections.preview(table)
    for change in found.changed:
        yield f"{change.name}: {'; '.join(_differences(change))}"
    yield from (str(over) for over in found.over)
    for name, code, target in found.targets:
        yield f"{name}: chỉ tiêu {code} “{target}” không còn tiêu chí"


@effects.forbidding(Criterion)
def what_it_holds(criterion):
    """A criterion stays while a line under it holds something or was disputed, or its target amended."""
    lines = ScoreLine.objects.filter(HOLDS_SOMETHING, criterion=criterion).distinct().order_by("sheet_id")
    if names := _names(line.sheet.agency for line in lines.select_related("sheet__agency")):
        yield (
            f"{criterion.code} đã có kết quả, điểm hoặc minh chứng của {names} nên không bỏ được. "
            "Hãy giữ tiêu chí này và giảm điểm tối đa, hoặc để đơn vị xóa nội dung đã nhập trước."
        )
    disputed = ScoreLine.objects.filter(disputes__isnull=False, criterion=criterion).distinct()
    if names := _names(
        line.sheet.agency for line in disputed.select_related("sheet__agency").order_by("sheet_id")
    ):
        yield (
            f"{criterion.code} đã có đề nghị phúc tra của {names} nên không bỏ được. "
            "Hãy giữ tiêu chí này và sửa nội dung, điểm tối đa."
        )
    amended = Amendment.objects.filter(criterion=criterion).select_related("pledge__agency").order_by("pk")
    if names := _names(row.pledge.agency for row in amended):
        yield (
            f"Chỉ tiêu {criterion.code} của {names} đã được điều chỉnh bằng phụ lục giao ước nên không bỏ "
            "tiêu chí này được. Hãy giữ tiêu chí và sửa nội dung, điểm tối đa."
        )


@effects.forbidding(Level)
def who_chose(level):
    """A level stays while a member's line has it."""
    lines = ScoreLine.objects.filter(level=level).select_related("sheet__agency").order_by("sheet_id")
    if names := _names(line.sheet.agency for line in lines):
        yield (
            f"Mức “{level.label}” đã được {names} chọn nên không bỏ được. "
            "Hãy giữ mức này và sửa điểm, hoặc để đơn vị chọn mức khác trước."
        )


@effects.forbidding(CrossRule)
def what_was_drawn(rule):
    """Cross-scoring stays as it was published once it is drawn."""
    if CrossRound.objects.filter(season=rule.table.season_id).exists():
        yield "Chấm chéo đã bốc thăm theo quy tắc đã công bố nên không đổi quy tắc được nữa."


def _names(agencies):
    return ", ".join(dict.fromkeys(str(agency) for agency in agencies))


def _differences(change):
    words = {"own": "tổng tự chấm", "total": "tổng thống nhất", "rank": "thứ"}
    for name, word in words.items():
        before, after = getattr(change, name)
        if before != after:
            yield f"{word} {_shown(before)} → {_shown(after)}"


def _shown(value):
    return NOTHING if value is None else plain(value)
