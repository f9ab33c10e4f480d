"""The way of nominations upwards: a member completes what came back, the head sends what is due."""

from django.urls import reverse

from awards.models import Nomination
from awards.submitting import deadlines
from awards.submitting.permissions import can_begin_dossier
from desk.todo.line import Todo
from members import acting


def todos(user, season):
    """What waits for the person on the way of the year's nominations."""
    if season is None or season.phase != "awarding":
        return
    own = Nomination.objects.filter(season=season, agency__in=acting.agencies_of(user))
    yield from returned(season, own.values_list("state", "due_on"))
    if can_begin_dossier(user, season):
        yield from _unsent(season)


def returned(season, rows):
    """Yield what the member has to complete, given (state, day) of its nominations; `honours` reads them."""
    days = [day for state, day in rows if state == Nomination.State.RETURNED]
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
