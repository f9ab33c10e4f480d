"""The papers of this room, put together as blocks: the pledge, a member's score sheet, the standing."""

from blocs import seasons
from blocs.papers import abstract, letterhead
from documents import papers
from documents.blocks import Column, Heading, Paragraph, Row, SignatureGrid, Signer, Table, Title
from documents.models import Document
from members import letterheads

PLEDGE_COLUMNS = (Column("TT", 10, "center"), Column("Nội dung", 50), Column("Chỉ tiêu", 40))


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
    pledges = season.pledges.prefetch_related("targets__criterion__group")
    by_agency = {pledge.agency_id: pledge for pledge in pledges}
    for number, member in enumerate(members, 1):
        rows = sorted(
            by_agency[member.agency_id].targets.all(),
            key=lambda target: (target.criterion.group.position, target.criterion.position),
        )
        yield Heading(member.name, number=str(number), level=2)
        yield Table(
            PLEDGE_COLUMNS,
            tuple(Row((row.criterion.code, row.criterion.name, row.text)) for row in rows),
        )


def _signers(season, members, day):
    """Who leads signs with the place in the bloc; the others with the title they have on their own papers."""
    labels = {term.agency_id: term.label for term in season.terms.select_related("season__bloc")}
    titles = letterheads.signers([row.agency_id for row in members], form=season.form, day=day)
    for member in members:
        post = labels.get(member.agency_id) or titles.get(member.agency_id, "Thủ trưởng đơn vị")
        yield Signer(body=member.name, post=post)
