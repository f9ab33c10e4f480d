"""The states of nominations, decisions and certificates: what follows what, and what each step stamps."""

from core.transitions import StateTable, Step

OPEN = ("proposed", "endorsed")  # nominations that still wait for somebody

NOMINATION = StateTable(
    field="state",
    steps={
        "endorse": Step(("proposed",), "endorsed"),
        "drop": Step(OPEN, "dropped", why="reason", needs_reason=True),
        "withdraw": Step(("proposed",), "withdrawn", why="reason", needs_reason=True),
        "propose_again": Step(("withdrawn", "dropped"), "proposed", at="proposed_at", by="proposed_by"),
        "grant": Step(OPEN, "granted"),
        "refuse": Step(OPEN, "refused", why="reason", needs_reason=True),
        "revoke": Step(("granted",), "revoked", why="reason", needs_reason=True),
    },
)

DECISION = StateTable(
    field="state",
    steps={"issue": Step(("draft",), "issued", at="issued_at", by="issued_by")},
)

CERTIFICATE = StateTable(
    field="state",
    steps={
        "replace": Step(("valid",), "replaced", at="ended_at", why="reason", needs_reason=True),
        "revoke": Step(("valid",), "revoked", at="ended_at", why="reason", needs_reason=True),
    },
)
