"""What became of a nomination or a decision, step by step, in words; read from the one history."""

from dataclasses import dataclass
from datetime import datetime

from core.models import Entry

WORDS = {
    "propose": "Đề nghị",
    "withdraw": "Đơn vị rút đề nghị",
    "drop": "Khối trưởng không đưa vào danh sách",
    "propose_again": "Đề nghị lại",
    "endorse": "Khối thông qua tại hội nghị",
    "grant": "Được khen thưởng theo quyết định",
    "refuse": "Cấp trên không khen thưởng",
    "decision.draft": "Lập dự thảo",
    "decision.revise": "Sửa dự thảo",
    "decision.record": "Ghi quyết định của cấp trên",
    "issue": "Ban hành",
}


@dataclass(frozen=True)
class Step:
    """One act: when, who (a name), what in words, why, and the votes where there were some."""

    at: datetime
    who: str
    what: str
    reason: str
    votes: str


def of(obj):
    """Return the Steps of an object, the oldest first. One query."""
    entries = Entry.objects.about(obj).filter(act__in=WORDS).select_related("actor__person")
    return [_step(entry) for entry in reversed(entries)]


def _step(entry):
    votes, base = entry.after.get("votes"), entry.after.get("votes_base")
    counted = f"{votes}/{base}" if entry.act == "endorse" and votes is not None else ""
    return Step(entry.at, _name(entry.actor), WORDS[entry.act], entry.reason, counted)


def _name(user):
    if user is None:
        return "Hệ thống"
    return str(user.person) if hasattr(user, "person") else user.get_username()
