"""States of a season, its criteria table and its activities: what follows what, what each step stamps."""

from core.transitions import StateTable, Step

# The nine phases of a season, in order (product.md, "The season, step by step").
PHASES = (
    ("planning", "Xây dựng kế hoạch"),
    ("pledging", "Ký giao ước"),
    ("running", "Thực hiện"),
    ("midyear", "Sơ kết và thực hiện 6 tháng cuối năm"),
    ("scoring", "Tự chấm"),
    ("appraisal", "Thẩm định"),
    ("conference", "Hội nghị"),
    ("awarding", "Trình khen thưởng"),
    ("closed", "Khép lại"),
)
KEYS = tuple(key for key, _ in PHASES)


def following(phase):
    """Return the phase after `phase`; the last has none and raises IndexError."""
    return KEYS[KEYS.index(phase) + 1]


def preceding(phase):
    """Return the phase before `phase`, or None for the first."""
    place = KEYS.index(phase)
    return KEYS[place - 1] if place else None


SEASON = StateTable(
    field="phase",
    steps={f"advance_from_{key}": Step((key,), following(key), at="phase_since") for key in KEYS[:-1]}
    | {
        f"step_back_from_{key}": Step((key,), preceding(key), at="phase_since", needs_reason=True)
        for key in KEYS[1:]
    },
)

CRITERIA = StateTable(
    field="state",
    steps={
        "publish": Step(("draft",), "published", at="published_at", by="published_by"),
        "correct": Step(("published",), "correcting", needs_reason=True),
        "publish_again": Step(("correcting",), "published", at="published_at", by="published_by"),
        "abandon": Step(("correcting",), "published"),
    },
)

ACTIVITY = StateTable(
    field="state",
    steps={
        "hold": Step(("planned",), "held"),
        "cancel": Step(("planned",), "cancelled", why="cancel_reason", needs_reason=True),
        "restore": Step(("held", "cancelled"), "planned"),
    },
)
