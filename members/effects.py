"""What an act on an agency touches in this room."""

from core import effects
from members.models import Agency, Post


@effects.told_of(Agency)
def of_people(agency, day):
    """How many people hold a post there on that day."""
    if count := Post.objects.on(day).filter(agency=agency).values("person").distinct().count():
        yield f"{count} người đang giữ chức trách"
