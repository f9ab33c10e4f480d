"""Times of day as Vietnamese offices write them: 24 hours, read with any of the usual marks.

What is not surely one time is refused with a sentence (ReadingError), never guessed.
"""

import re
from datetime import time

from core.rules import ReadingError
from core.text import clean_line, excerpt

HOW = "Nhập giờ và phút theo 24 giờ, ví dụ 08:30."

_FORM = re.compile(r"(?P<hour>[0-9]{1,2}) ?(?:[:.hg]|giờ) ?(?:(?P<minute>[0-9]{2}) ?(?:phút|p)?)?")


def parse(text):
    """Return the time that `text` says: 08:30, 8.30, 8h30, 8g, "8 giờ 30"; raises ReadingError."""
    match = _FORM.fullmatch(clean_line(text).lower())
    if not match:
        raise ReadingError(f"“{excerpt(text)}” không đọc được thành giờ. {HOW}")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        raise ReadingError(f"Không có {hour} giờ {minute:02} phút. {HOW}")
    return time(hour, minute)


def short(at):
    """Screens, tables, lists: 08:30."""
    return f"{at:%H:%M}"


def words(at):
    """Papers: "08 giờ 30 phút", or "08 giờ" on the hour."""
    return f"{at:%H} giờ {at:%M} phút" if at.minute else f"{at:%H} giờ"
