"""The round of the honours: in which phases what is done, and how the year ends."""

from django.db import transaction

from awards import states
from awards.models import Decision, Nomination
from blocs import phases
from blocs.models import Season
from core import effects
from core.rules import RuleError

PROPOSING = ("appraisal", "conference", "awarding")  # nominations, and the lead's own decisions
RECORDING = ("conference", "awarding")  # what comes back from higher authorities
AMENDING = (*PROPOSING, "closed")  # what was decided is corrected and revoked long after its year
NOT_CLOSED = tuple(key for key in Season.Phase.values if key != "closed")


def hold(season, allowed):
    """Hold the season until the act is over and return it as it stands now.

    All acts of this room on one year take turns here, so that quotas are counted exactly. Raises RuleError
    unless the season is in one of the phases `allowed`.
    """
    row = Season.objects.select_for_update().get(pk=season.pk)
    if row.phase == "closed" and "closed" not in allowed:
        raise RuleError(f"Năm {row.year} đã khép lại; chỉ còn xem được.")
    if row.phase not in allowed:
        first, last = phases.label(allowed[0]), phases.label(allowed[-1])
        raise RuleError(
            f"Việc này làm từ bước {first} đến bước {last}; năm này đang ở bước {phases.label(row.phase)}."
        )
    return row


def lacking(season):
    """Return, in words, what keeps the year from being closed, here or in a room to the right."""
    waiting = Nomination.objects.filter(season=season, state__in=states.LIVE).count()
    drafts = Decision.objects.filter(season=season, state=Decision.State.DRAFT).count()
    found = [f"{waiting} đề nghị khen thưởng chưa có kết quả"] if waiting else []
    found += [f"{drafts} dự thảo quyết định chưa ban hành"] if drafts else []
    return found + effects.hindrances(season)


def conclude(season, *, by):
    """End the awarding and with it the year: from here everything of it is read-only.

    Raises RuleError with what still waits for a result.
    """
    with transaction.atomic():
        hold(season, ("awarding",))
        if waiting := lacking(season):
            raise RuleError(f"Chưa khép lại được {season.named}. Còn {'; '.join(waiting)}.")
        return phases.advance(season, frm="awarding", by=by)
