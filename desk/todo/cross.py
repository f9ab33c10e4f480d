"""Cross-scoring: the scorers' sheets that are not handed in yet, and the head's draw, waiting and closing."""

from django.urls import reverse

from blocs import leadership
from core.dates import short
from desk.todo.line import Todo, due
from members import acting
from results import cross_holds, cross_progress, cross_rounds


def todos(user, season):
    """What the staff of scorers and the head's have to do about the cross-scoring of the year."""
    if season is None or season.phase not in cross_rounds.PHASES or cross_holds.rule_of(season) is None:
        return
    found = cross_progress.round_of(season)
    leads, rule = leadership.leads(user, season), cross_holds.rule_of(season)
    if found is None:
        if leads:
            yield _draw(season)
    elif found.is_open and season.phase == "appraisal":
        rows = cross_progress.of(season, found)
        yield from _scorer(user, season, found, rows)
        if leads:
            yield _head(season, found, cross_progress.told(user, season, rule, rows))


def _draw(season):
    return Todo(
        "Bốc thăm chấm chéo",
        "Theo bảng tiêu chí, các đơn vị chấm bảng của nhau trước khi thẩm định",
        reverse("results:cross_draw", args=[season.pk]),
        "Bốc thăm",
        due(season, "scoring"),
    )


def _scorer(user, season, found, rows):
    own = acting.agencies_of(user)
    waiting = [row for row in rows if row.is_open and row.assignment.scorer_id in own and row.is_scorable]
    if waiting:
        yield Todo(
            f"Chấm chéo {len(waiting)} bảng đến ngày {short(found.due_on)}",
            f"Bảng của {', '.join(row.scored for row in waiting)}",
            reverse("results:cross", args=[season.pk]),
            "Chấm bảng",
            found.due_on,
        )


def _head(season, found, rows):
    url = reverse("results:cross", args=[season.pk])
    waited_for = cross_progress.waited_for(rows)
    if not waited_for:
        detail = "Mọi đơn vị đã chấm xong, xem các điểm nổi bật rồi khép"
        return Todo("Khép chấm chéo", detail, url, "Xem điểm", found.due_on)
    count = sum(number for _, number in waited_for)
    names = ", ".join(name for name, _ in waited_for)
    return Todo(f"Chờ {count} bảng chấm chéo", f"Chưa nộp: {names}", url, "Xem tiến độ", found.due_on)
