"""The lead's part of each phase: plan, sign, appraise, conclude."""

from django.urls import reverse

from blocs import leadership, seasons
from desk.todo.line import Todo, due
from results import appraisal, cross_holds, pledges, replies, reply_lists, scoring, workload
from results.models import Reply, ScoreSheet


def todos(user, season):
    """What the head (and, for the head's own sheet, a deputy) has to do in the present phase."""
    if season is None:
        return
    if leadership.leads(user, season):
        yield from _correction(season)
        if season.phase == "appraisal":
            yield from _appraisal(user, season)
        steps = {"planning": _planning, "pledging": _signing, "scoring": _scoring}
        yield from steps.get(season.phase, lambda season: ())(season)
    elif season.phase == "appraisal" and leadership.deputises(user, season):
        yield from _own_part(season, *workload.waiting(season, user))
        yield from _own_answers(season, reply_lists.to_answer(season, user))
        yield from _sheet_of_the_head(season)


def _planning(season):
    ends = {deadline.phase: deadline.ends_on for deadline in season.deadlines.all()}
    ends_on = ends.get("planning")
    if not {"pledging", "scoring", "conference"} <= set(ends):
        url = reverse("blocs:season_plan", args=[season.pk])
        yield Todo(
            "Đặt lịch cho các bước của năm", "Cần mốc giao ước, tự chấm, hội nghị", url, "Đặt lịch", ends_on
        )
    if season.criteria.is_draft:
        yield Todo(
            f"Soạn và công bố bảng tiêu chí {season.named}",
            "Các đơn vị ký giao ước theo bảng này",
            season.criteria.get_absolute_url(),
            "Soạn bảng",
            ends_on,
            "Đang soạn",
        )
    if not seasons.lacking(season):
        yield Todo(
            "Chuyển sang bước Ký giao ước",
            "Kế hoạch, bảng tiêu chí và lịch đã đủ",
            season.get_absolute_url(),
            "Chuyển bước",
            ends_on,
        )


def _correction(season):
    """A correction keeps everybody waiting until it is published or given up."""
    if season.criteria.is_correcting:
        yield Todo(
            f"Công bố hoặc hủy bản sửa bảng tiêu chí {season.named}",
            "Trong lúc sửa, không đơn vị nào nộp bảng và không bảng nào được thẩm định",
            reverse("results:correction", args=[season.criteria.pk]),
            "Xem ảnh hưởng",
            None,
            "Đang sửa",
        )


def _signing(season):
    if not pledges.lacking(season):
        yield Todo(
            "Ghi lễ ký giao ước",
            "Mọi đơn vị đã gửi chỉ tiêu",
            reverse("results:pledges", args=[season.pk]),
            "Ghi lễ ký",
            due(season, "pledging"),
        )


def _scoring(season):
    if not scoring.lacking(season):
        yield Todo(
            "Kết thúc bước Tự chấm",
            "Mọi đơn vị đã nộp bảng",
            reverse("results:appraisals", args=[season.pk]),
            "Xem các bảng",
            due(season, "scoring"),
        )


def _own_part(season, count, first):
    """The lines of the parts that one person was given, from the first that waits on."""
    if count:
        yield Todo(
            f"Còn {count} dòng chờ anh, chị thẩm định",
            "Theo phân công; mở ở dòng đầu tiên đang chờ",
            f"{reverse('results:appraise', args=[first.sheet_id])}#tc-{first.pk}",
            "Thẩm định",
            due(season, "appraisal"),
        )


def _own_answers(season, rows):
    """The lines that somebody of a deputy was given, read a second time and not answered."""
    if rows:
        yield Todo(
            f"{len(rows)} dòng phúc tra chờ anh, chị trả lời",
            "Giữ nguyên hoặc sửa điểm, kèm lý do",
            rows[0].reply.get_absolute_url(),
            "Phúc tra",
            due(season, "appraisal"),
        )


def _appraisal(user, season):
    """Whoever was given a part sees what waits there; everybody else of the head, all sheets that wait."""
    own = leadership.own_of_head(season)
    members = {row.agency_id for row in season.members} - own - cross_holds.waiting(season)
    waiting = season.sheets.filter(state=ScoreSheet.State.SUBMITTED, agency__in=members).count()
    url = reverse("results:appraisals", args=[season.pk])
    part = workload.waiting(season, user)
    yield from _own_part(season, *part)
    if waiting and part == workload.NO_PART:
        yield Todo(
            f"Thẩm định {waiting} bảng đang chờ",
            "Nhận điểm tự chấm hoặc ghi điểm khác kèm lý do",
            url,
            "Thẩm định",
            due(season, "appraisal"),
        )
    yield from _replies(season, members)
    if not appraisal.lacking(season) and not replies.waiting(season):
        yield Todo(
            f"Chốt điểm toàn {season.bloc.word}",
            "Mọi bảng đã thẩm định",
            url,
            "Chốt điểm",
            due(season, "appraisal"),
        )


def _replies(season, members):
    """The replies of these members (agencies' keys) that wait for an answer, as one line."""
    asked = Reply.objects.waiting().filter(sheet__season=season, sheet__agency__in=members)
    if count := asked.count():
        only = asked.first()
        yield Todo(
            f"{count} đề nghị phúc tra chờ trả lời",
            "Trả lời từng dòng: giữ nguyên hoặc sửa điểm, kèm lý do",
            only.get_absolute_url() if count == 1 else reverse("results:replies", args=[season.pk]),
            "Phúc tra",
            due(season, "appraisal"),
        )


def _sheet_of_the_head(season):
    own = leadership.own_of_head(season)
    yield from _replies(season, own)
    ready = own - cross_holds.waiting(season)
    for sheet in season.sheets.filter(agency__in=ready, state=ScoreSheet.State.SUBMITTED):
        yield Todo(
            f"Thẩm định bảng của đơn vị {season.bloc.head_label}",
            f"Đơn vị {season.bloc.deputy_label} thẩm định bảng của {season.bloc.head_label}",
            reverse("results:appraise", args=[sheet.pk]),
            "Thẩm định",
            due(season, "appraisal"),
        )
