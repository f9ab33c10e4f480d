"""Where a member stands, in words with an icon; what is done stays quiet, what is late speaks."""

from dataclasses import dataclass

from core import clock
from desk.todo.line import due


@dataclass(frozen=True)
class Mark:
    """One state: `tone` is that of a chip, "quiet" for none at all."""

    words: str
    icon: str
    tone: str = ""


NOT_BEGUN = Mark("Chưa bắt đầu", "minus")


def late(season, phase):
    """Return the Mark of somebody who still owes what `phase` asked for, or None before its planned end."""
    ends_on = due(season, phase)
    if ends_on is None or ends_on >= clock.today():
        return None
    return Mark(f"Quá hạn {(clock.today() - ends_on).days} ngày", "alert", "err")
