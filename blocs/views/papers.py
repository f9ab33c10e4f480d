"""The criteria table taken away as PDF or Word: asked for, watched, downloaded."""

from blocs.models import CriteriaTable
from blocs.permissions import can_see
from documents import handout

paper_request, paper_progress, paper_file = handout.views(
    CriteriaTable,
    can_see,
    room=__name__,
    url="blocs:paper",
    template="blocs/paper_progress.html",
    about=lambda table: {
        "back": table.get_absolute_url(),
        "back_label": "Bảng tiêu chí",
        "season": table.season,
    },
)
