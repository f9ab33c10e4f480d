"""The work plan of a year as a paper: theme, phases with their dates, movements, activities."""

from blocs import seasons
from blocs.models import WorkPlan
from blocs.papers import abstract, letterhead
from core.dates import short
from documents import papers
from documents.blocks import Column, Heading, Paragraph, Recipients, Row, Signature, Signer, Table, Title
from documents.models import Document

PHASES = (Column("TT", 8, "center"), Column("Bước", 60), Column("Đến ngày", 32, "center"))
MOVEMENTS = (
    Column("TT", 8, "center"),
    Column("Phong trào", 46),
    Column("Nơi phát động", 24),
    Column("Thời gian", 22, "center"),
)
ACTIVITIES = (
    Column("TT", 8, "center"),
    Column("Hoạt động", 38),
    Column("Đơn vị chủ trì", 30),
    Column("Thời gian, nơi tổ chức", 24),
)


def issue(season, *, version, issued_on, reason, by):
    """Issue this version of the plan as a frozen paper; `reason` says why an earlier one was changed."""
    again = f" (ban hành lần thứ {version})" if version > 1 else ""
    blocks = [
        letterhead(season, type_code="KH", day=issued_on),
        Title("Kế hoạch", abstract(f"hoạt động {season.named} của {season.bloc.name}{again}", season.form)),
        *_replacing(season, version, reason),
        *content(season),
        Signature(
            Signer(post=season.bloc.head_label),
            Recipients((str(season.bloc.managing_body), "Các đơn vị thành viên"), archive=""),
        ),
    ]
    return papers.issue(
        kind=Document.Kind.PLAN,
        title=f"Kế hoạch hoạt động {season.named}{again} - {season.bloc.short_name}",
        blocks=blocks,
        form=season.form,
        on=issued_on,
        by=by,
        sample=season.bloc.sample,
    )


def content(season):
    """Return the blocks of what is planned now: the same plan gives the same blocks on any day."""
    members = seasons.members_of(season)
    head = season.bloc.head_label
    theme = f" với chủ đề “{season.theme}”" if season.theme else ""
    return [
        Paragraph(
            f"{season.bloc.name} xây dựng kế hoạch hoạt động {season.named}{theme} "
            f"gồm {len(members):02d} đơn vị thành viên, như sau:"
        ),
        Heading("Các bước của năm thi đua", number="I"),
        *_table(PHASES, _phases(season), f"Lịch các bước do {head} thông báo sau."),
        Heading("Phong trào thi đua", number="II"),
        *_table(
            MOVEMENTS,
            _movements(season),
            f"{season.bloc.word} hưởng ứng các phong trào do cấp trên phát động.",
        ),
        Heading("Hoạt động chung", number="III"),
        *_table(ACTIVITIES, _activities(season), f"Các hoạt động chung do {head} thông báo sau."),
        Heading("Tổ chức thực hiện", number="IV"),
        Paragraph(
            f"Các đơn vị thành viên cử cán bộ phối hợp với đơn vị chủ trì; đơn vị chủ trì báo {head} "
            f"kết quả sau mỗi hoạt động. Khi cần thay đổi, {head} ban hành lại kế hoạch."
        ),
    ]


def _replacing(season, version, reason):
    if version == 1:
        return
    last = WorkPlan.objects.filter(season=season).first()
    yield Paragraph(
        f"Kế hoạch này thay kế hoạch ban hành lần thứ {last.version} ngày {short(last.issued_on)}. "
        f"Lý do sửa đổi: {reason.rstrip('.')}."
    )


def _table(columns, rows, otherwise):
    rows = tuple(Row((str(place), *cells)) for place, cells in enumerate(rows, 1))
    return [Table(columns, rows)] if rows else [Paragraph(otherwise)]


def _phases(season):
    for deadline in season.deadlines.order_by("ends_on", "pk"):
        yield deadline.get_phase_display(), short(deadline.ends_on)


def _movements(season):
    for row in season.movements.all():
        name = f"{row.name}\n{row.content}" if row.content else row.name
        yield name, row.launched_by, _days(row.starts_on, row.ends_on)


def _activities(season):
    for row in season.activities.exclude(state="cancelled").hosted(season.standing_on):
        days = _days(row.starts_on, row.ends_on) or "Chưa định ngày"
        due = f"Hạn: {short(row.due_on)}" if row.due_on else ""
        yield row.name, row.host_name or "Chưa phân công", "\n".join(filter(None, (days, due, row.place)))


def _days(first, last):
    if first and last and first != last:
        return f"{short(first)} đến {short(last)}"
    if first:
        return short(first)
    return f"đến {short(last)}" if last else ""
