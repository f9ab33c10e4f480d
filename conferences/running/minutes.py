"""The minutes of a conference, put together as blocks and issued when it is closed.

Sections as usual minutes have them (law-and-formats, sections 2.2 and 4b), in our own words; a section that
has nothing to tell is left out, and the numbers follow.
"""

from django.utils import timezone

from blocs.papers import abstract, letterhead, version_words
from conferences import conference_papers
from conferences.attending import attendance, day_presence, delegates, quorum
from conferences.models import Conference, Delegate, Report
from conferences.polling import polls_told
from conferences.reporting import outlines
from conferences.running import call_papers, course_told, decided
from core import clock, dates, times
from documents.blocks import Column, Heading, Paragraph, Row, SignatureGrid, Signer, Table, Title
from documents.models import Document

KINDS, ROLES = Conference.Kind, Delegate.Role
LEADING = (ROLES.CHAIR, ROLES.SECRETARY)
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
ROLL = (Column("TT", 8, "center"), Column("Đơn vị", 40), Column("Đại biểu có mặt", 52))


def issue(conference, *, form="", by):
    """Issue the minutes of a conference that is being closed now, and return the Document.

    `form` is that of this one paper (empty: the year's).
    Raises RuleError when a text holds a sign that cannot be printed.
    """
    form = form or conference.season.form
    title = f"Biên bản {_lower_first(conference.title)}"
    facts = {"kind": Document.Kind.MINUTES, "title": title, "blocks": blocks(conference, form)}
    return conference_papers.issue(conference, **facts, form=form, by=by)


def blocks(conference, form=""):
    """Return the minutes in `form` (empty: the year's) as blocks, closed at the present moment."""
    season = conference.season
    form = form or season.form
    units, guests = attendance.roll(conference)
    return [
        letterhead(season, type_code="BB"),
        Title("Biên bản", abstract(_lower_first(conference.title), form)),
        *_frame(conference),
        *_numbered(
            ("Thành phần", _composition(conference, units, guests)),
            ("Chương trình", course_told.points(conference)),
            ("Nội dung báo cáo, thảo luận", _reported(conference)),
            ("Ý kiến phát biểu", course_told.speeches(conference)),
            (polls_told.heading(conference), polls_told.paragraphs(conference)),
            *decided.sections(conference),
            ("Trao thưởng", call_papers.told(conference)),
            ("Nghị quyết của hội nghị", _resolutions(conference)),
            ("Việc giao sau hội nghị", course_told.tasks(conference)),
            ("Kết luận của chủ trì", [Paragraph(conference.conclusion)]),
        ),
        Paragraph(_closing()),
        SignatureGrid(
            (
                Signer(post="Người ghi biên bản", name=delegates.signing(conference, ROLES.SECRETARY)),
                Signer(post="Chủ trì hội nghị", name=delegates.signing(conference, ROLES.CHAIR)),
            ),
            columns=2,
        ),
    ]


def _numbered(*sections):
    told = [(title, list(content)) for title, content in sections]
    told = [(title, content) for title, content in told if content]
    for numeral, (title, content) in zip(NUMERALS, told, strict=False):
        yield Heading(title, number=numeral)
        yield from content


def _frame(conference):
    opened = timezone.localtime(conference.opened_at)
    yield Paragraph(f"Thời gian: khai mạc lúc {times.words(opened.time())}, {dates.words(opened)}.")
    yield Paragraph(f"Địa điểm: {conference.venue}.")


def _composition(conference, units, guests):
    counted = attendance.turnout(units, guests)
    people = _everybody(units, guests)
    for role in LEADING:
        named = "; ".join(_described(row) for row in people if row.role == role)
        yield Paragraph(f"{ROLES(role).label}: {named}.")
    yield Paragraph(
        f"Có mặt {counted.units_present}/{counted.units} đơn vị thành viên, "
        f"{counted.delegates_present}/{counted.delegates} đại biểu."
    )
    yield Paragraph(quorum.at_opening(conference))
    yield Table(ROLL, tuple(_unit(number, unit) for number, unit in enumerate(units, 1)))
    outside = {row.pk for row in guests if row.role not in LEADING}
    invited = [row for row in people if row.pk in outside or row.role == ROLES.GUEST]
    if came := [_described(row) for row in invited if row.came]:
        yield Paragraph(f"Khách mời có mặt: {'; '.join(came)}.")
    yield from day_presence.paragraphs(conference)


def _everybody(units, guests):
    """All on the list; the agency of chair or secretary may be no member any more."""
    return [*guests, *(row for unit in units for row in unit.delegates)]


def _unit(number, unit):
    came = [_titled(row) for row in unit.delegates if row.came and row.role != ROLES.GUEST]
    return Row((str(number), unit.name, "; ".join(came) or "Vắng mặt"))


def _reported(conference):
    kinds = {KINDS.MIDYEAR: Report.Kind.MIDYEAR, KINDS.YEAREND: Report.Kind.YEAREND}
    reports = conference.season.reports.filter(state=Report.State.ISSUED, kind=kinds.get(conference.kind))
    for report in reports:
        subject = outlines.subject(report.kind, "party", conference.season.year).replace("\n", " ")
        yield Paragraph(f"Hội nghị nghe và thảo luận báo cáo {subject}.")
    if conference.kind == KINDS.YEAREND:
        rules = version_words(conference.season.criteria, usual="")
        told = f" theo {rules}" if rules else ""
        yield Paragraph(f"Hội nghị nghe kết quả thẩm định, chấm điểm và xếp thứ các đơn vị{told}.")
    if conference.agenda.exists():
        yield Paragraph(
            "Hội nghị làm việc theo chương trình nêu trên; đại diện các đơn vị đã thảo luận và thống nhất "
            "những nội dung ghi trong biên bản này."
        )


def _resolutions(conference):
    for number, resolution in enumerate(conference.resolutions.all(), 1):
        yield Paragraph(f"{number}. {resolution.text}")


def _closing():
    now = timezone.localtime(clock.now())
    return (
        f"Hội nghị kết thúc lúc {times.words(now.time())}, {dates.words(now)}. "
        "Biên bản đã được đọc và thông qua tại hội nghị."
    )


def _titled(row):
    named = f"{row.title} {row.full_name}".strip() + (f", {row.position}" if row.position else "")
    return f"{named} ({row.mandate.words})" if row.mandate else named


def _described(row):
    return f"{_titled(row)}, {row.name or row.body}"


def _lower_first(text):
    return text[:1].lower() + text[1:]
