"""The states of conference, point of the agenda, poll, report and frozen standing: what each step stamps."""

from core.transitions import StateTable, Step

CONFERENCE = StateTable(
    field="state",
    steps={
        "open": Step(("planned",), "open", at="opened_at"),
        "reopen_plan": Step(("open",), "planned", clears=("opened_at",), needs_reason=True),
        "close": Step(("open",), "closed", at="closed_at"),
    },
)

AGENDA = StateTable(
    field="state",
    steps={
        "begin_item": Step(("waiting",), "running", at="started_at"),
        "end_item": Step(("running",), "done", at="ended_at"),
        "resume_item": Step(("done",), "running", clears=("ended_at",)),
        "unbegin_item": Step(("running",), "waiting", clears=("started_at",)),
    },
)

REPORT = StateTable(
    field="state",
    steps={"issue": Step(("draft",), "issued", at="issued_at", by="issued_by")},
)

POLL = StateTable(
    field="state",
    steps={
        "open_poll": Step(("draft",), "open", at="opened_at", by="opened_by"),
        "close_poll": Step(("open",), "closed", at="closed_at", by="closed_by"),
        "void_poll": Step(("open",), "void", at="voided_at", why="void_reason", needs_reason=True),
    },
)

HALL_STANDING = StateTable(
    field="state",
    steps={
        "confirm_standing": Step(("frozen",), "confirmed", at="confirmed_at", by="confirmed_by"),
        "unfreeze_standing": Step(
            ("frozen", "confirmed"), "withdrawn", at="withdrawn_at", why="reason", needs_reason=True
        ),
    },
)
