"""The minutes taken away as PDF or Word: asked for, watched, downloaded."""

from operator import attrgetter

from conferences.models import Conference
from conferences.permissions import can_see
from documents import handout

minutes_request, minutes_progress, minutes_file = handout.views(
    Conference,
    can_see,
    room=__name__,
    url="conferences:minutes",
    template="conferences/paper_progress.html",
    about=lambda conference: {"conference": conference, "season": conference.season},
    paper=attrgetter("minutes"),
)
