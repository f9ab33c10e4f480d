"""The papers of this room, put together as blocks: the pledge, a member's score sheet, the standing."""

from blocs import seasons
from blocs.papers import abstract, letterhead, version_words
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
        Title("Giao ước thi đua", abstract(f"{season.named} của {season.bloc.name}", form)),
        Paragraph(_opening(season, len(members))),
        *_targets(season, members),
        Heading("Thực hiện", number="", level=1),
        Paragraph(
            f"Các đơn vị tự chấm điểm theo {version_words(season.criteria)}, gửi {season.bloc.head_label} "
            f"đúng hạn; {season.bloc.word} thẩm định và xếp thứ tại hội nghị tổng kết."
        ),
        SignatureGrid(tuple(signers(members, _terms(season), form=season.form, day=signed_on)), columns=2),
        confirming(season.bloc, signed_on),
    ]
    return papers.issue(
        kind=Document.Kind.PLEDGE,
        title=f"Giao ước thi đua {season.named} - {season.bloc.short_name}",
        blocks=blocks,
        form=form,
        on=signed_on,
        by=by,
        sample=season.bloc.sample,
    )


def _opening(season, count):
    theme = f" với chủ đề “{season.theme}”" if season.theme else ""
    return (
        f"{count:02d} đơn vị thành viên của {season.bloc.name} cùng ký giao ước thi đua {season.named}"
        f"{theme}, thực hiện các chỉ tiêu sau:"
    )


def _targets(season, members):
    by_agency = with_targets(season.pledges.all())
    for number, member in enumerate(members, 1):
        yield from promised(number, member, by_agency[member.agency_id])


def with_targets(pledges):
    """Return {agency's number: its Pledge} of a queryset, with all that `promised` reads."""
    rows = pledges.prefetch_related("targets__criterion", "titles__title")
    return {pledge.agency_id: pledge for pledge in rows}


def promised(number, member, pledge):
    """Yield the blocks of what one member promises: its targets and the titles it registers for."""
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
    subject = f"điều chỉnh chỉ tiêu {season.named} của {name}"
    row = Row(
        (
            f"{criterion.code}. {criterion.name}",
            amendment.old or "Chưa đặt chỉ tiêu",
            amendment.new or "Rút chỉ tiêu",
        )
    )
    label = {term.agency_id: term.label for term in _terms(season)}
    signers = [Signer(body=name, post=label.get(pledge.agency_id, "Thủ trưởng đơn vị"))]
    if season.bloc.head_label not in label.get(pledge.agency_id, ""):
        signers.append(Signer(body=season.bloc.name, post=season.bloc.head_label))
    blocks = [
        letterhead(season, day=day),
        Title("Phụ lục giao ước thi đua", abstract(subject, season.form)),
        Paragraph(
            f"{name} điều chỉnh chỉ tiêu trong Giao ước thi đua {season.named} "
            f"ký ngày {short(season.pledge_signing.signed_on)} như sau:"
        ),
        Table(CHANGED, (row,)),
        *_rules(season),
        Paragraph(f"Lý do điều chỉnh: {amendment.reason.rstrip('.')}."),
        SignatureGrid(tuple(signers), columns=2),
    ]
    return papers.issue(
        kind=Document.Kind.PLEDGE,
        title=f"Phụ lục điều chỉnh chỉ tiêu {criterion.code} {season.named} - {pledge.agency.code}",
        blocks=blocks,
        form=season.form,
        on=day,
        by=by,
        sample=season.bloc.sample,
    )


def _rules(season):
    """The version of the criteria, where they were corrected."""
    if words := version_words(season.criteria, usual=""):
        yield Paragraph(f"Tiêu chí ghi theo {words}.")


def _terms(season):
    return season.terms.select_related("season__bloc")


def confirming(bloc, day):
    """Return the block in which the managing body of a bloc, as it is called on `day`, confirms a pledge."""
    body = Agency.objects.named(day).get(pk=bloc.managing_body_id).name
    return SignatureGrid((Signer(body=body, post="Xác nhận giao ước"),), columns=1)


def signers(members, terms, *, form, day):
    """Yield a Signer for each of `members` (memberships).

    Who leads by `terms` signs with the place in the bloc; the others with the title they have on their own
    papers in `form`.
    """
    labels = {term.agency_id: term.label for term in terms}
    titles = letterheads.signers([row.agency_id for row in members], form=form, day=day)
    for member in members:
        post = labels.get(member.agency_id) or titles.get(member.agency_id, "Thủ trưởng đơn vị")
        yield Signer(body=member.name, post=post)
