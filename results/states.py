"""The states of all that is handed in here: what follows what, what each step stamps."""

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

CROSS_ROUND = StateTable(
    field="state",
    steps={
        "close": Step(("open",), "closed", at="closed_at", by="closed_by"),
        "reopen": Step(
            ("closed",),
            "open",
            at="opened_at",
            by="opened_by",
            why="opened_because",
            clears=("closed_at", "closed_by"),
            needs_reason=True,
        ),
    },
)

CROSS_ASSIGNMENT = StateTable(
    field="state",
    steps={
        "hand_in": Step(("draft",), "handed_in", at="handed_in_at", by="handed_in_by"),
        "take_back": Step(("handed_in",), "draft", clears=("handed_in_at", "handed_in_by")),
        "abstain": Step(("draft",), "abstained", why="reason", needs_reason=True),
        "leave_out": Step(("draft",), "left_out", why="reason", needs_reason=True),
        "resume": Step(("abstained", "left_out"), "draft"),
        "reconsider": Step(  # the sheet was changed, or is about to be; or the round was opened again
            ("handed_in",), "draft", clears=("handed_in_at", "handed_in_by"), needs_reason=True
        ),
        "lapse": Step(  # as before, of a scorer that has read all marks meanwhile
            ("draft", "handed_in"),
            "left_out",
            why="reason",
            clears=("handed_in_at", "handed_in_by"),
            needs_reason=True,
        ),
    },
)
