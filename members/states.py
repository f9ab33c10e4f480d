"""The states of an invitation: what follows what, and what each step stamps."""

from core.transitions import StateTable, Step

INVITATION = StateTable(
    field="state",
    steps={
        "accept": Step(("open",), "accepted", at="accepted_at"),
        "revoke": Step(("open",), "revoked", at="revoked_at", by="revoked_by"),
    },
)
