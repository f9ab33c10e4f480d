"""The states of a conference and of a report: what follows what, and what each step stamps."""

from core.transitions import StateTable, Step

CONFERENCE = StateTable(
    field="state",
    steps={
        "open": Step(("planned",), "open", at="opened_at"),
        "reopen_plan": Step(("open",), "planned", clears=("opened_at",), needs_reason=True),
        "close": Step(("open",), "closed", at="closed_at"),
    },
)

REPORT = StateTable(
    field="state",
    steps={"issue": Step(("draft",), "issued", at="issued_at", by="issued_by")},
)
