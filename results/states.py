"""The states of pledges, half-year reports, score sheets, replies: what follows what, what a step stamps."""

from core.transitions import StateTable, Step

PAPER = StateTable(  # written by a member and handed in to the bloc's head: a pledge, a half-year report
    field="state",
    steps={
        "hand_in": Step(("draft",), "handed_in", at="handed_in_at", by="handed_in_by"),
        "take_back": Step(("handed_in",), "draft", clears=("handed_in_at", "handed_in_by")),
    },
)

SHEET = StateTable(
    field="state",
    steps={
        "submit": Step(("draft", "returned"), "submitted", at="submitted_at", by="submitted_by"),
        "withdraw": Step(("submitted",), "draft", clears=("submitted_at", "submitted_by")),
        "send_back": Step(("submitted",), "returned", why="return_reason", needs_reason=True),
        "finish": Step(("submitted",), "appraised", at="appraised_at", by="appraised_by"),
        "reopen": Step(
            ("appraised",), "submitted", clears=("appraised_at", "appraised_by"), needs_reason=True
        ),
    },
)

REPLY = StateTable(  # of a member to its appraisal; it lapses when the sheet is appraised anew
    field="state",
    steps={
        "withdraw": Step(("filed",), "withdrawn"),
        "begin": Step(("filed",), "reading", at="begun_at", by="begun_by"),
        "close": Step(("reading",), "answered", at="closed_at", by="closed_by"),
        "lapse": Step(("filed", "reading"), "lapsed", why="lapse_reason", needs_reason=True),
    },
)
