"""Dates as a calendar file (.ics, RFC 5545) that Outlook, Google and phones take in. Pure.

Written by hand, as it needs four rules of the standard only: lines end with CRLF and are folded after 75
octets, text is escaped, days are VALUE=DATE with an exclusive end, moments are UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
OCTETS = 75
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """One entry. `key` stays the same for the same thing for ever, so that a second import moves it.

    `starts` is a date (with `ends`, its last day) or an aware moment, whose end is not known.
    """

    key: str
    summary: str
    starts: date | datetime
    ends: date | None = None
    description: str = ""
    location: str = ""
    url: str = ""


def calendar(name, events, *, made_at):
    """Return the bytes of a calendar called `name` with `events`; `made_at` is the present moment (aware)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Khoi thi dua//Nam thi dua//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _lines(event, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text):
    """Return `text` as the value of a property: backslash, semicolon, comma and line end are marked."""
    return text.translate(ESCAPED)


def folded(line):
    """Return the line as bytes with its CRLF, folded so that none passes 75 octets and no letter is torn."""
    pieces, piece = [], b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _lines(event, made_at):
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@khoi-thi-dua"
    yield f"DTSTAMP:{_moment(made_at)}"
    if isinstance(event.starts, datetime):
        yield f"DTSTART:{_moment(event.starts)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{(event.ends or event.starts) + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    if event.url:
        yield f"URL:{event.url}"
    if not isinstance(event.starts, datetime):
        yield "TRANSP:TRANSPARENT"  # a day of the plan keeps nobody busy
    yield "END:VEVENT"


def _moment(at):
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
