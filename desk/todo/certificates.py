"""The certificate officer's part: what was awarded is printed before the conference hands it out."""

from django.db.models import Count
from django.urls import reverse

from awards.models import Decision
from awards.permissions import PRINTERS
from awards.printing import ledger
from desk.todo.line import Todo, due
from members import acting


def todos(user, season):
    """Certificates that are in no batch's file yet, one line for each decision."""
    own = acting.agencies_of(user, PRINTERS) if season and not season.is_closed else ()
    if not own:
        return
    waiting = Decision.objects.filter(season=season, issuing_agency__in=own)
    unprinted = Count("lines__certificates", filter=ledger.unprinted("lines__certificates"))
    for decision in waiting.annotate(unprinted=unprinted).filter(unprinted__gt=0).order_by("signed_on", "pk"):
        yield Todo(
            f"In {decision.unprinted} Bằng khen theo {decision}",
            "Xem lại chữ, tạo tệp in rồi in trước hội nghị",
            reverse("awards:decision_certificates", args=[decision.pk]),
            "In Bằng khen",
            due(season, "conference"),
        )
