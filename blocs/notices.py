"""What members read where they score: that the rules are or were corrected, and where to see how."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from blocs import leaving
from core.dates import short


@dataclass(frozen=True)
class Notice:
    """One notice: whole sentences, and the address of what changed."""

    sentence: str
    url: str
    waits: bool  # the correction is under way: nothing is handed in or judged meanwhile


def of(table):
    """Return the Notice of a table that is or was corrected, or None. A query only where there is one."""
    if not (table.is_correcting or table.revision):
        return None
    url = reverse("blocs:criteria_changes", args=[table.pk])
    head = table.season.bloc.head_label
    if table.is_correcting:
        kept = leaving.open_revision(table)
        day = short(timezone.localdate(kept.begun_at))
        sentence = (
            f"{head} đang sửa bảng tiêu chí {table.season.named} từ ngày {day}. Lý do: "
            f"{_closed(kept.reason)} Trong lúc sửa, bảng tự chấm chưa nộp, chưa thẩm định được; "
            "những gì đã nhập vẫn giữ nguyên."
        )
        return Notice(sentence, url, waits=True)
    kept = table.revisions.get(number=table.revision - 1)
    day = short(timezone.localdate(table.published_at))
    sentence = (
        f"Bảng tiêu chí {table.season.named} đã sửa lần {table.revision}, công bố ngày {day}. "
        f"Lý do: {_closed(kept.reason)}"
    )
    return Notice(sentence, url, waits=False)


def _closed(reason):
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
