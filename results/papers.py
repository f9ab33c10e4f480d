"""The papers of this room, put together as blocks: the pledge, a member's score sheet, the standing."""

from blocs import seasons
from blocs.papers import abstract, letterhead
from core.dates import short
from core.numbers import grouped
from documents import papers
from documents.blocks import Column, Heading, Paragraph, Row, SignatureGrid, Signer, Table, Title
from documents.models import Document
from members import letterheads
from members.models import Agency

PLEDGE_COLUMNS = (Column("TT", 10, "center"), Column("Nội dung", 50), Column("Chỉ tiêu", 40))
FIGURES = (
    Column("TT", 8, "center"),
    Column("Nội dung", 36),
    Column("Chỉ tiêu", 28),
    Column("Số lượng", 14, "center"),
    Column("Hạn", 14, "center"),
)
TITLES = (
    Column("TT", 10, "center"),
    Column("Danh hiệu, hình thức đăng ký", 70),
    Column("Số lượng", 20, "center"),
)
CHANGED = (Column("Nội dung", 30), Column("Chỉ tiêu đã ký", 35), Column("Chỉ tiêu điều chỉnh", 35))


def issue_pledge(season, signed_on, *, form="", by):
    """Issue the pledge of the bloc: every member's targets and one signature block per member.

    `form` is that of this one paper (empty: the year's).
    """
    form = form or season.form
    members = list(seasons.members_of(season))
    blocks = [
        letterhead(season, day=signed_on),
        Title("Giao ước thi đua", abstract(f"năm {season.year} của {season.bloc.name}", form)),
        Paragraph(_opening(season, len(members))),
        *_targets(season, members),
        Heading("Thực hiện", number="", level=1),
        Paragraph(
            f"Các đơn vị tự chấm điểm theo bảng tiêu chí đã công bố, gửi {season.bloc.head_label} đúng hạn; "
            f"{season.bloc.word} thẩm định và xếp thứ tại hội nghị tổng kết."
        ),
        SignatureGrid(tuple(_signers(season, members, signed_on)), columns=2),
        SignatureGrid((Signer(body=_body(season, signed_on), post="Xác nhận giao ước"),), columns=1),
    ]
    return papers.issue(
        kind=Document.Kind.PLEDGE,
        title=f"Giao ước thi đua năm {season.year} - {season.bloc.short_name}",
        blocks=blocks,
        form=form,
        on=signed_on,
        by=by,
        sample=season.bloc.sample,
    )


def _opening(season, count):
    theme = f" với chủ đề “{season.theme}”" if season.theme else ""
    return (
        f"{count:02d} đơn vị thành viên của {season.bloc.name} cùng ký giao ước thi đua năm {season.year}"
        f"{theme}, thực hiện các chỉ tiêu sau:"
    )


def _targets(season, members):
    pledges = season.pledges.prefetch_related("targets__criterion", "titles__title")
    by_agency = {pledge.agency_id: pledge for pledge in pledges}
    for number, member in enumerate(members, 1):
        pledge = by_agency[member.agency_id]
        rows = sorted(pledge.targets.all(), key=lambda target: target.criterion.path)
        yield Heading(member.name, number=str(number), level=2)
        yield _table(rows)
        titles = tuple(
            Row((str(place), row.title.name, str(row.quantity)))
            for place, row in enumerate(pledge.titles.all(), 1)
        )
        if titles:
            yield Table(TITLES, titles)


def _table(rows):
    """The targets of one member; columns for figures only where there are any."""
    if all(row.number is None and row.due_on is None for row in rows):
        return Table(
            PLEDGE_COLUMNS, tuple(Row((row.criterion.code, row.criterion.name, row.text)) for row in rows)
        )
    return Table(
        FIGURES,
        tuple(
            Row(
                (
                    row.criterion.code,
                    row.criterion.name,
                    row.text,
                    "" if row.number is None else f"{grouped(row.number)} {row.unit}".strip(),
                    short(row.due_on) if row.due_on else "",
                )
            )
            for row in rows
        ),
    )


def issue_amendment(season, amendment, *, by):
    """Issue the paper of one amended target: as it was signed, as it stands now, and why."""
    day, pledge = amendment.amended_on, amendment.pledge
    member = seasons.members_of(season).filter(agency=pledge.agency_id).first()
    name = member.name if member else str(pledge.agency)
    criterion = amendment.criterion
    row = Row((f"{criterion.code}. {criterion.name}", amendment.old or "Chưa đặt chỉ tiêu", amendment.new))
    label = {term.agency_id: term.label for term in season.terms.select_related("season__bloc")}
    signers = [Signer(body=name, post=label.get(pledge.agency_id, "Thủ trưởng đơn vị"))]
    if season.bloc.head_label not in label.get(pledge.agency_id, ""):
        signers.append(Signer(body=season.bloc.name, post=season.bloc.head_label))
    blocks = [
        letterhead(season, day=day),
        Title("Phụ lục giao ước thi đua", f"điều chỉnh chỉ tiêu năm {season.year} của {name}"),
        Paragraph(
            f"{name} điều chỉnh chỉ tiêu trong Giao ước thi đua năm {season.year} "
            f"ký ngày {short(season.pledge_signing.signed_on)} như sau:"
        ),
        Table(CHANGED, (row,)),
        Paragraph(f"Lý do điều chỉnh: {amendment.reason}"),
        SignatureGrid(tuple(signers), columns=2),
    ]
    return papers.issue(
        kind=Document.Kind.PLEDGE,
        title=f"Phụ lục điều chỉnh chỉ tiêu {criterion.code} năm {season.year} - {pledge.agency.code}",
        blocks=blocks,
        form=season.form,
        on=day,
        by=by,
        sample=season.bloc.sample,
    )


def _body(season, day):
    return Agency.objects.named(day).get(pk=season.bloc.managing_body_id).name


def _signers(season, members, day):
    """Who leads signs with the place in the bloc; the others with the title they have on their own papers."""
    labels = {term.agency_id: term.label for term in season.terms.select_related("season__bloc")}
    titles = letterheads.signers([row.agency_id for row in members], form=season.form, day=day)
    for member in members:
        post = labels.get(member.agency_id) or titles.get(member.agency_id, "Thủ trưởng đơn vị")
        yield Signer(body=member.name, post=post)
