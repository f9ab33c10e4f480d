"""The pledge of the coming year as it can be signed in the hall, from what is known when the year ends.

What is not settled yet is said so: the own criteria may be a draft or not there, targets may be missing.
"""

from dataclasses import replace

from blocs import outline, seasons
from blocs.models import CriteriaGroup, CriteriaTable, Membership, Season, Span
from blocs.papers import abstract, letterhead, version_words
from core import clock
from core.numbers import points
from documents.blocks import Column, Heading, Paragraph, Row, SignatureGrid, Table, Title
from results import papers
from results.models import Pledge

SCORED = CriteriaGroup.Kind.SCORED
NUMERALS = ("I", "II", "III", "IV")
CONTENT = (Column("TT", 10, "center"), Column("Nội dung", 72), Column("Điểm tối đa", 18, "center"))


def following(season):
    """Return the year after `season`, or None while it is not opened."""
    rows = Season.objects.filter(bloc=season.bloc_id, year=season.year + 1)
    return rows.select_related("bloc", "criteria", "pledge_signing__paper").first()


def signed(season):
    """Return the Document of the pledge of the year after `season`, where that is signed already, or None."""
    signing = getattr(following(season), "pledge_signing", None)
    return signing and signing.paper


def named(season):
    """Return the year after `season` as it stands in a sentence, opened or not: "năm 2027"."""
    coming = following(season)
    if coming:
        return coming.named
    span = Span(season.bloc.span)
    return f"{span.word} {span.written(season.year + 1)}"


def blocks(season, form):
    """Return the pledge of the year after `season` as blocks in `form`, with one signature block a member."""
    coming, today = following(season), clock.today()
    year, bloc, members = named(season), season.bloc, list(_members(season, coming))
    terms = _terms(coming)
    return [
        letterhead(coming if terms else season, form=form),
        Title("Giao ước thi đua", abstract(f"{year} của {bloc.name}", form)),
        Paragraph(_opening(bloc, year, coming, len(members))),
        *_numbered(
            ("Nội dung thi đua", _content(season, coming, year)),
            ("Chỉ tiêu của các đơn vị", _targets(bloc, coming, members)),
            (f"Lãnh đạo {bloc.word} {year}", _lead(terms)),
            ("Thực hiện", [Paragraph(_carried_out(bloc, year))]),
        ),
        SignatureGrid(tuple(papers.signers(members, terms, form=form, day=today)), columns=2),
        papers.confirming(bloc, today),
    ]


def _members(season, coming):
    if coming:
        return seasons.members_of(coming)
    day = Span(season.bloc.span).last_day(season.year + 1)
    return Membership.objects.filter(bloc=season.bloc_id).on(day).named(day)


def _terms(coming):
    """The terms of the lead in the order of the posts, each with the `name` of its agency."""
    if coming is None:
        return []
    rows = coming.terms.named(coming.standing_on).select_related("season__bloc")
    order = list(rows.model.Place)
    return sorted(rows, key=lambda term: (order.index(term.post), term.pk))


def _numbered(*sections):
    told = [(title, list(content)) for title, content in sections]
    for numeral, (title, content) in zip(NUMERALS, [each for each in told if each[1]], strict=False):
        yield Heading(title, number=numeral)
        yield from content


def _opening(bloc, year, coming, count):
    theme = f" với chủ đề “{coming.theme}”" if coming and coming.theme else ""
    return (
        f"{count:02d} đơn vị thành viên của {bloc.name} cùng ký giao ước thi đua {year}{theme}, cam kết thực "
        "hiện các nội dung sau:"
    )


def _content(season, coming, year):
    """What the year is about: its own criteria, or those of the year before until it has some."""
    table = CriteriaTable.objects.whole().filter(season=coming).first() if coming else None
    if rows := _rows(table):
        told = f"dự thảo bảng tiêu chí {year}"
        if table.state == CriteriaTable.State.PUBLISHED:
            told = version_words(table, usual=f"bảng tiêu chí {year} đã công bố")
    else:
        rows = _rows(CriteriaTable.objects.whole().get(season=season))
        told = f"bảng tiêu chí {season.named} cho đến khi bảng tiêu chí {year} được công bố"
    if rows:
        yield Paragraph(f"Theo {told}:")
        yield Table(CONTENT, tuple(rows))


def _rows(table):
    """The rows of a table (None: none) but those of bonus and penalty: nobody promises these."""
    if table is None:
        return []
    content = outline.of(table)
    promised = replace(content, parts=tuple(part for part in content.parts if part.kind == SCORED))
    return [_row(each) for each in outline.placed(promised)]


def _row(each):
    cells = (each.code, each.row.name, points(each.row.max_points))
    return Row(cells, kind="group") if each.row.is_group else Row(cells)


def _targets(bloc, coming, members):
    """What was handed in so far; who has not is named, so that the paper may be signed all the same."""
    given = papers.with_targets(coming.pledges.filter(state=Pledge.State.HANDED_IN)) if coming else {}
    promising = [member for member in members if member.agency_id in given]
    for number, member in enumerate(promising, 1):
        yield from papers.promised(number, member, given[member.agency_id])
    waited_for = [member.name for member in members if member.agency_id not in given]
    who = f"Các đơn vị còn lại ({'; '.join(waited_for)})" if promising else "Các đơn vị thành viên"
    if waited_for:
        yield Paragraph(
            f"{who} gửi {bloc.head_label} bản đăng ký chỉ tiêu của mình; bản đăng ký là một phần của "
            "giao ước này."
        )


def _lead(terms):
    if terms:
        yield Paragraph(f"{'; '.join(f'{term.label}: {term.name}' for term in terms)}.")


def _carried_out(bloc, year):
    return (
        f"Các đơn vị tự chấm điểm theo bảng tiêu chí {year} được công bố, gửi {bloc.head_label} đúng hạn; "
        f"{bloc.word} thẩm định và xếp thứ tại hội nghị tổng kết."
    )
