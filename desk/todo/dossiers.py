"""The way of nominations upwards: a member completes what came back, the head sends what is due."""

from django.urls import reverse

from awards import deadlines, rounds
from awards.dossier_permissions import can_begin_dossier
from awards.models import Nomination
from desk.todo.line import Todo
from members import acting


def todos(user, season):
    """What waits for the person on the way of the year's nominations."""
    if season is None or season.phase not in rounds.PROPOSING:
        return
    yield from _returned(user, season)
    if season.phase == "awarding" and can_begin_dossier(user, season):
        yield from _unsent(season)


def _returned(user, season):
    rows = Nomination.objects.filter(season=season, state=Nomination.State.RETURNED)
    days = list(rows.filter(agency__in=acting.agencies_of(user)).values_list("due_on", flat=True))
    if days:
        yield Todo(
            f"Bổ sung {len(days)} đề nghị khen thưởng",
            "Đọc phần cần bổ sung, sửa rồi gửi lại",
            reverse("awards:nomination_board", args=[season.pk]),
            "Bổ sung",
            min(days),
        )


def _unsent(season):
    """One line for each form that the bloc stands for and has not sent, by its day."""
    rows = Nomination.objects.filter(season=season, state=Nomination.State.ENDORSED, form__own=False)
    waiting = list(rows.order_by("form__ceremony_order", "form").values_list("form", "form__name"))
    due = deadlines.of(season) if waiting else {}
    for form, name in dict.fromkeys(waiting):
        each = due.get(form)
        yield Todo(
            f"Trình hồ sơ {name}",
            f"Theo {each.source}" if each else "Lập tờ trình, danh sách, báo cáo thành tích rồi trình",
            reverse("awards:dossiers", args=[season.pk]),
            "Lập hồ sơ",
            each and each.day,
        )
