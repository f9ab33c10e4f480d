"""The decision taken away as PDF or Word: asked for, watched, downloaded."""

from awards.models import Decision
from awards.permissions import can_see
from documents import handout

paper_request, paper_progress, paper_file = handout.views(
    Decision,
    can_see,
    room=__name__,
    url="awards:paper",
    template="awards/paper_progress.html",
    about=lambda decision: {"decision": decision, "season": decision.season},
)
