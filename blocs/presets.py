"""Ready criteria tables to begin with: data in blocs/presets/, each with its source."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from blocs import drafts
from blocs.outline import Item, Outline, Part
from core.rules import RuleError

FOLDER = Path(__file__).parent / "presets"
ORDER = ("three-contents", "hundred", "thousand")


@dataclass(frozen=True)
class Preset:
    """A ready table; `source` tells in words what is confirmed, what is recalled and what is a proposal."""

    key: str
    title: str
    summary: str
    source: str
    outline: Outline


@cache
def every():
    """Return the Presets in the order in which they are offered."""
    return tuple(_read(key) for key in ORDER)


def find(key):
    """Return the Preset called `key`. Raises RuleError for an unknown one."""
    for preset in every():
        if preset.key == key:
            return preset
    raise RuleError("Không có bảng mẫu này. Hãy chọn lại trong danh sách.")


def install(table, key, *, by):
    """Write the preset into the empty draft, ready to be edited; nothing of it is published.

    Raises RuleError for a draft that holds something, a published table or an unknown preset.
    """
    preset = find(key)
    return drafts.fill(table, preset.outline, act="criteria.preset", by=by, reason=preset.title)


def _read(key):
    facts = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    cap = facts.get("total_cap")
    content = Outline(
        parts=tuple(_part(group) for group in facts["groups"]),
        total_cap=None if cap is None else Decimal(cap),
        graded_by=facts["graded_by"],
        grades=tuple((grade["label"], Decimal(grade["from"])) for grade in facts["grades"]),
        ladder=tuple(facts["ladder"]),
    )
    return Preset(key, facts["title"], facts["summary"], facts["source"], content)


def _part(group):
    items = tuple(
        Item(row["name"], Decimal(row["max"]), row.get("guidance", ""), row.get("evidence", True))
        for row in group["criteria"]
    )
    return Part(group["kind"], group["name"], Decimal(group["max"]), items)
