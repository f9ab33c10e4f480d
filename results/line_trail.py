"""What became of the points of each line, step by step: who set them when and why; from the one history."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.models import Entry
from core.numbers import points
from members import acting
from results.models import ScoreLine

SUBJECT = ScoreLine._meta.label_lower
ACTS = (
    "line.enter",
    "line.judge",
    "line.agree",
    "line.accept",
    "line.return",
    "line.dispute",
    "line.undispute",
    "line.reread",
    "line.cross",
    "line.uncross",
)


@dataclass(frozen=True)
class Step:
    """One act on the points of a line: when, who (a name), what in words, and why."""

    at: datetime
    who: str
    what: str
    reason: str


def of(lines):
    """Return {line's key: its Steps, the oldest first}. One query whatever the number of lines.

    What is typed into other cells is left out, and so is all that a later typing of the member replaced.
    """
    keys = [line.pk for line in lines]
    entries = Entry.objects.filter(subject_type=SUBJECT, subject_id__in=keys, act__in=ACTS)
    found = {key: [] for key in keys}
    for entry in entries.order_by("pk").select_related("actor__person"):
        what, reason = _said(entry)
        if what:
            _add(found[entry.subject_id], entry, Step(entry.at, acting.name_of(entry.actor), what, reason))
    return {key: tuple(step for _, step in rows) for key, rows in found.items()}


def _add(rows, entry, step):
    """Of what the member typed in one go only the last counts."""
    if rows and entry.act == rows[-1][0] == "line.enter":
        rows.pop()
    rows.append((entry.act, step))


def _said(entry):
    """Return (what an entry did to the points in words, its reason); nothing where it left them alone."""
    after = entry.after
    if entry.act in REASONED:
        return REASONED[entry.act](entry), entry.reason
    if entry.act == "line.accept":
        return f"Nhận điểm tự chấm {_points(after.get('appraised_points'))}", entry.reason
    if entry.act == "line.cross":
        return f"Chấm chéo {_points(after.get('appraised_points'))}", after.get("appraisal_reason") or ""
    if entry.act == "line.enter":
        typed = "self_points" in after
        return f"Tự chấm {_points(after['self_points'])}" if typed else "", after.get("override_reason", "")
    column, verb = ("agreed", "Thống nhất") if entry.act == "line.agree" else ("appraised", "Thẩm định")
    return _set(entry, column, verb)


def _asked(entry):
    return f"Đề nghị phúc tra, xin {_points(entry.after['asked'])}"


def _ended(entry):
    return "Thôi xét đề nghị phúc tra" if entry.reason else "Rút đề nghị phúc tra"


def _reread(entry):
    changed = "appraised_points" in entry.after
    return f"Phúc tra: {_points(entry.after['appraised_points'])}" if changed else "Phúc tra: giữ nguyên điểm"


def _set(entry, column, verb):
    name, why = f"{column}_points", "agreed_reason" if column == "agreed" else "appraisal_reason"
    after = entry.after
    reason = after.get(why) or ""
    if name not in after:
        return (f"Ghi lại lý do {verb.lower()}", reason) if reason else ("", "")
    if after[name] is None:
        return f"Bỏ điểm {verb.lower()}", ""
    return f"{verb} {_points(after[name])}", reason


def _points(text):
    return "để trống" if text is None else points(Decimal(text))


REASONED = {  # acts whose reason is that of the entry, and their words
    "line.return": lambda entry: "Trả lại để sửa",
    "line.uncross": lambda entry: "Mở lại chấm chéo",
    "line.dispute": _asked,
    "line.undispute": _ended,
    "line.reread": _reread,
}
