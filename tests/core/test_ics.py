"""Calendar files as RFC 5545 wants them: lines, folding, escapes, days, moments, keys."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core import ics

NOON = datetime(2023, 12, 6, 12, 0, tzinfo=timezone(timedelta(hours=7)))


def lines_of(*events, name="Khối"):
    """The lines of the file, unfolded."""
    text = ics.calendar(name, events, made_at=NOON).decode()
    assert text.endswith("END:VCALENDAR\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def event(**facts):
    return ics.Event(**{"key": "phase-1-scoring", "summary": "Tự chấm", "starts": date(2023, 12, 15)} | facts)


def test_a_day_is_a_date_whose_end_is_the_day_after():
    assert lines_of(event(url="http://localhost/seasons/1/")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Khoi thi dua//Nam thi dua//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Khối",
        "BEGIN:VEVENT",
        "UID:phase-1-scoring@khoi-thi-dua",
        "DTSTAMP:20231206T050000Z",
        "DTSTART;VALUE=DATE:20231215",
        "DTEND;VALUE=DATE:20231216",
        "SUMMARY:Tự chấm",
        "URL:http://localhost/seasons/1/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_several_days_end_after_the_last_also_over_new_year():
    found = lines_of(event(starts=date(2023, 12, 30), ends=date(2023, 12, 31)))

    assert found[9:11] == ["DTSTART;VALUE=DATE:20231230", "DTEND;VALUE=DATE:20240101"]


def test_a_moment_is_told_in_utc_and_keeps_people_busy():
    found = lines_of(event(starts=NOON))

    assert found[9:12] == ["DTSTART:20231206T050000Z", "SUMMARY:Tự chấm", "END:VEVENT"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hà Nội, tầng 3; phòng A", "Hà Nội\\, tầng 3\\; phòng A"),
        ("a\\b", "a\\\\b"),
        ("một\r\nhai", "một\\nhai"),
        ("END:VEVENT\nBEGIN:VEVENT", "END:VEVENT\\nBEGIN:VEVENT"),
    ],
)
def test_signs_of_the_format_are_escaped(text, told):
    assert ics.escaped(text) == told
    assert lines_of(event(location=text))[12] == f"LOCATION:{told}"


@pytest.mark.parametrize("length", [1, 66, 67, 68, 74, 75, 76, 300])
def test_no_line_passes_75_octets_and_no_letter_is_torn(length):
    text = "ệ" * length
    folded = ics.folded(f"SUMMARY:{text}")

    assert max(len(line) for line in folded.split(b"\r\n")) <= 75
    assert folded.decode().replace("\r\n ", "") == f"SUMMARY:{text}\r\n"


def test_an_empty_calendar_and_one_made_in_utc_are_whole():
    assert lines_of()[-1] == "END:VCALENDAR"
    made = ics.calendar("x", [event()], made_at=NOON.astimezone(UTC)).decode()
    assert "DTSTAMP:20231206T050000Z" in made
