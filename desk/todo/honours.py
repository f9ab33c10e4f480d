"""The honours, from the appraisal on: a member puts forward, the head sets quotas, decides and closes."""

from django.urls import reverse

from awards import rounds, states
from awards.models import Decision, Nomination, Quota
from awards.permissions import can_decide, can_keep_quotas
from desk.todo import dossiers
from desk.todo.line import Todo, due
from members import acting


def todos(user, season):
    """What a member's staff and the head's have to do about the honours of the year."""
    if season is None or season.phase not in rounds.PROPOSING:
        return
    if season.phase != "awarding":
        yield from _member(user, season)
        yield from _quotas(user, season)
    if can_decide(user, season):
        yield from _head(season)


def _member(user, season):
    own = acting.agencies_of(user)
    member = next((row for row in season.members if row.agency_id in own), None)
    if member is None:
        return
    own = Nomination.objects.filter(season=season, agency=member.agency_id)
    rows = list(own.values_list("state", "due_on"))
    yield from dossiers.returned(season, rows)
    if not rows:
        yield Todo(
            f"Đề nghị khen thưởng {season.named}",
            f"{member.name} đề nghị tập thể, cá nhân theo hạn mức",
            reverse("awards:nominations", args=[season.pk]),
            "Đề nghị khen",
            due(season, "appraisal") or due(season, "conference"),
        )


def _quotas(user, season):
    if can_keep_quotas(user, season) and not Quota.objects.filter(season=season).exists():
        yield Todo(
            f"Đặt hạn mức khen thưởng {season.named}",
            f"Theo văn bản giao hạn mức của cấp trên và quy chế của {season.bloc.word}",
            reverse("awards:quotas", args=[season.pk]),
            "Đặt hạn mức",
            due(season, "appraisal") or due(season, "conference"),
        )


def _head(season):
    waiting = Nomination.objects.filter(season=season, state__in=states.OPEN)
    own = waiting.filter(form__own=True, decision_line__isnull=True).count()
    url = reverse("awards:decisions", args=[season.pk])
    if own:
        detail = "Đưa vào dự thảo quyết định, hoặc bỏ khỏi danh sách kèm lý do"
        yield Todo(f"Quyết định {own} đề nghị khen", detail, url, "Xem quyết định", due(season, "conference"))
    drafts = Decision.objects.filter(season=season, state=Decision.State.DRAFT).count()
    if drafts:
        detail = "Kiểm tra danh sách rồi ban hành trước hội nghị"
        yield Todo(
            f"Ban hành {drafts} dự thảo quyết định", detail, url, "Xem dự thảo", due(season, "conference")
        )
    if season.phase == "awarding":
        yield from _awarding(season, waiting.filter(form__own=False).count(), url)


def _awarding(season, waiting, url):
    if waiting:
        detail = "Ghi quyết định của cấp trên, hoặc ghi không được khen thưởng kèm lý do"
        yield Todo(f"Ghi kết quả {waiting} đề nghị gửi cấp trên", detail, url, "Ghi kết quả")
    elif not rounds.lacking(season):
        yield Todo(
            f"Khép lại {season.named}",
            "Mọi đề nghị đã có kết quả",
            reverse("awards:year_conclude", args=[season.pk]),
            "Khép lại năm",
        )
