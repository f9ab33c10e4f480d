"""What an act on an agency touches in this room: what still waits for a decision."""

from awards import states
from awards.models import Decision, Nomination
from core import effects
from members.models import Agency


@effects.told_of(Agency)
def of_honours(agency, day):
    """Its open nominations, which keep their subject and its name, and the drafts it would have issued."""
    if count := Nomination.objects.filter(agency=agency, state__in=states.LIVE).count():
        yield f"{count} đề nghị khen thưởng đang chờ"
    drafts = Decision.objects.filter(issuing_agency=agency, state=Decision.State.DRAFT)
    if count := drafts.count():
        yield f"{count} dự thảo quyết định khen thưởng"
