"""What an invitation (giấy mời) says: type code GM, as usual ones have it (law-and-formats, section 4h)."""

from blocs.papers import abstract, letterhead, signer
from conferences import agenda
from conferences.models import Delegate
from core import dates, times
from documents.blocks import Column, Paragraph, Recipients, Row, Signature, Span, Table, Title

POINTS = (Column("Giờ", 12, "center"), Column("Nội dung", 56), Column("Người trình bày", 32))
COUNTED = (Column("TT", 8, "center"), *POINTS[1:])  # where no point has its hour
BRING_BADGE = "Đại biểu mang theo thẻ có mã QR để điểm danh tại bàn đón tiếp."


def of(conference, recipient, *, form, contact=""):
    """Return the invitation of one `invitations.Recipient` to a conference, in `form`, as blocks."""
    season = conference.season
    return [
        letterhead(season, type_code="GM", form=form),
        Title("Giấy mời", abstract(f"dự {lower_first(conference.title)}", form)),
        Paragraph(f"{season.bloc.head_label} {season.bloc.name} trân trọng kính mời:"),
        Paragraph((Span(recipient.name, bold=True),), align="center"),
        *_people(recipient),
        Paragraph(f"Thời gian: {when(conference)}."),
        Paragraph(f"Địa điểm: {conference.venue}."),
        *_chaired(conference),
        *_points(conference),
        Paragraph(f"{_asked(recipient)} Liên hệ: {contact.rstrip('.')}." if contact else _asked(recipient)),
        Signature(signer(season), Recipients(("Như trên",), archive="")),
    ]


def when(conference):
    """Return when a conference begins and, if it lasts longer than a day, its last one, in words."""
    begins = dates.words(conference.starts_on)
    if conference.starts_at:
        begins = f"{times.words(conference.starts_at)}, {begins}"
    if conference.ends_on == conference.starts_on:
        return begins
    return f"{begins}, đến hết {dates.words(conference.ends_on)}"


def lower_first(text):
    """Return a title as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def described(row):
    """Return somebody with title and position, as a paper names people."""
    named = f"{row.title} {row.full_name}".strip()
    return f"{named}, {row.position}" if row.position else named


def _people(recipient):
    if recipient.agency_id and recipient.people:
        yield Paragraph(f"Đại biểu: {'; '.join(described(row) for row in recipient.people)}.")


def _chaired(conference):
    chairs = conference.delegates.sitting().filter(role=Delegate.Role.CHAIR).order_by("pk")
    if names := "; ".join(described(row) for row in chairs):
        yield Paragraph(f"Chủ trì: {names}.")


def _points(conference):
    points = list(conference.agenda.all())
    if not points:
        return
    known = agenda.told(points)
    shown = 3 if known["presented"] else 2
    rows = []
    for number, item in enumerate(points, 1):
        at = times.short(item.starts_at) if item.starts_at else ""
        cells = (at if known["timed"] else str(number), item.title, item.presenter)
        rows.append(Row(cells[:shown]))
    yield Paragraph("Chương trình:")
    yield Table((POINTS if known["timed"] else COUNTED)[:shown], tuple(rows))


def _asked(recipient):
    if not recipient.agency_id:
        return f"{BRING_BADGE} Rất hân hạnh được đón tiếp."
    if not recipient.people:
        return f"Đề nghị đơn vị đăng ký đại biểu trước khi hội nghị khai mạc. {BRING_BADGE}"
    return (
        f"{BRING_BADGE} Đại biểu không dự được thì ủy quyền người khác dự thay trước khi hội nghị khai mạc."
    )
