"""The states of nominations, dossiers, decisions, certificates, designs: steps and what they stamp."""

from core.transitions import StateTable, Step

OPEN = ("proposed", "endorsed", "sent")  # nominations that wait for the bloc or an authority to decide
LIVE = (*OPEN, "returned")  # those, and what its member has to complete: all count against a quota
SUPPORTED = ("endorsed", "sent", "granted")  # what the bloc's conference stands for
CHECKED = ("checked_at", "checked_by")  # stamps that no longer hold once something is changed

NOMINATION = StateTable(
    field="state",
    steps={
        "endorse": Step(("proposed",), "endorsed"),
        "drop": Step(LIVE, "dropped", why="reason", needs_reason=True, clears=("due_on",)),
        "withdraw": Step(
            ("proposed", "returned"), "withdrawn", why="reason", needs_reason=True, clears=("due_on",)
        ),
        "propose_again": Step(
            ("withdrawn", "dropped"), "proposed", at="proposed_at", by="proposed_by", clears=CHECKED
        ),
        "send_back": Step(OPEN, "returned", why="reason", needs_reason=True, clears=CHECKED),
        "complete": Step(("returned",), "proposed", at="proposed_at", by="proposed_by", clears=("due_on",)),
        "complete_supported": Step(
            ("returned",), "endorsed", at="proposed_at", by="proposed_by", clears=("due_on",)
        ),
        "send": Step(("proposed", "endorsed"), "sent"),
        "grant": Step(OPEN, "granted"),
        "lower": Step(OPEN, "lowered", why="reason", needs_reason=True),
        "refuse": Step(OPEN, "refused", why="reason", needs_reason=True),
        "revoke": Step(("granted",), "revoked", why="reason", needs_reason=True),
    },
)

DOSSIER = StateTable(
    field="state",
    steps={"send": Step(("draft",), "sent", at="sent_at", by="sent_by", why="despite")},
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

DESIGN_VERSION = StateTable(
    field="state",
    steps={"publish": Step(("draft",), "published", at="published_at", by="published_by")},
)
