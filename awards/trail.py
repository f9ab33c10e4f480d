"""What became of a nomination or a decision, step by step, in words; read from the one history."""

from dataclasses import dataclass
from datetime import datetime

from core.models import Entry
from members import acting

WORDS = {  # {bloc}: what this bloc calls itself and its posts
    "propose": "Đề nghị",
    "withdraw": "Đơn vị rút đề nghị",
    "drop": "{bloc.head_label} không đưa vào danh sách",
    "propose_again": "Đề nghị lại",
    "check": "Kiểm tra, đủ điều kiện",
    "send_back": "Trả lại để bổ sung",
    "complete": "Đơn vị bổ sung, gửi lại",
    "complete_supported": "Đơn vị bổ sung, gửi lại",
    "endorse": "{bloc.word} thông qua tại hội nghị",
    "endorse.correct": "{bloc.word} sửa số phiếu tại hội nghị",
    "send": "Trình cấp trên",
    "lower": "Cấp trên khen hình thức thấp hơn",
    "grant": "Được khen thưởng theo quyết định",
    "nomination.allow": "{bloc.head_label} cho vượt hạn mức",
    "person.join": "Gộp hai bản ghi của người được đề nghị",
    "refuse": "Cấp trên không khen thưởng",
    "decision.draft": "Lập dự thảo",
    "decision.revise": "Sửa dự thảo",
    "decision.record": "Ghi quyết định của cấp trên",
    "decision.texts": "Sửa căn cứ, các điều",
    "revoke": "Hủy bỏ khen thưởng theo quyết định sau",
    "issue": "Ban hành",
    "award_form.enter": "Ghi vào danh mục",
    "award_form.renew": "Ghi bản mới",
    "award_form.revise": "Sửa",
    "award_form.check": "Đối chiếu với văn bản gốc",
    "award_form.end": "Hết áp dụng vì có bản mới",
    "award_form.cease": "Hết áp dụng, không có bản thay thế",
    "award_form.hold_on_again": "Áp dụng tiếp vì ngày hết áp dụng ghi nhầm",
    "award_form.hold_on": "Áp dụng tiếp vì bản mới đã bỏ",
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
    """Return the Steps of an object, the oldest first. One query.

    A decision of a higher authority is recorded here, not issued.
    """
    entries = Entry.objects.about(obj).filter(act__in=WORDS).select_related("actor__person")
    acts = {entry.act for entry in entries}
    shown = [entry for entry in entries if not (entry.act == "issue" and "decision.record" in acts)]
    bloc = obj.season.bloc if shown and hasattr(obj, "season") else None  # the catalogue is of no bloc
    return [_step(entry, bloc) for entry in reversed(shown)]


def _step(entry, bloc):
    votes, base = entry.after.get("votes"), entry.after.get("votes_base")
    counted = f"{votes}/{base}" if entry.act == "endorse" and votes is not None else ""
    what = WORDS[entry.act].format(bloc=bloc)
    return Step(entry.at, acting.name_of(entry.actor), what, entry.reason, counted)
