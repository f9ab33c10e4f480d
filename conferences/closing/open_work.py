"""What of a year is still open, and which papers it left: what one head hands to the next. Reads only."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef

from awards.models import Certificate, Decision, Nomination, PrintedSheet
from awards.states import OPEN
from blocs import calendar, seasons, states
from conferences.endorsing import endorsement
from conferences.models import Report
from core.dates import short
from results.models import ScoreSheet


@dataclass(frozen=True)
class Work:
    """One kind of open work: what it is called, and of each piece what, whose and how far (three texts)."""

    title: str
    heads: tuple
    rows: list = field(default_factory=list)


def of(season):
    """Return the Works of the year that hold something, in the order of the year."""
    found = [
        _sheets(season),
        _activities(season),
        _nominations(season),
        _drafts(season),
        _unprinted(season),
        _dates(season),
    ]
    return [work for work in found if work.rows]


def papers_of(season):
    """Return the Documents issued for the year, the earliest first."""
    found = [season.criteria.paper, getattr(getattr(season, "pledge_signing", None), "paper", None)]
    for issued in (season.work_plans, season.fund_reports):
        found += [row.paper for row in issued.select_related("paper")]
    found += [row.minutes for row in season.conferences.select_related("minutes")]
    found += [row.paper for row in season.reports.select_related("paper")]
    found += [row.paper for row in season.decisions.select_related("paper")]
    return sorted((paper for paper in found if paper), key=lambda paper: (paper.issued_at, paper.pk))


def _sheets(season):
    """A member without a sheet has not begun; of those that left, nothing is waited for."""
    begun = dict(season.sheets.values_list("agency", "state"))
    labels, rows = dict(ScoreSheet.State.choices), []
    if states.KEYS.index(season.phase) >= states.KEYS.index("scoring"):
        for member in seasons.members_of(season):
            state = begun.get(member.agency_id)
            if state != ScoreSheet.State.APPRAISED:
                rows.append(("Bảng tự chấm điểm", member.name, labels.get(state, "Chưa lập")))
    return Work("Bảng tự chấm chưa thẩm định xong", ("Việc", "Đơn vị", "Tình trạng"), rows)


def _activities(season):
    planned = season.activities.filter(state="planned").hosted(season.standing_on)
    rows = [
        (
            row.name,
            row.host_name or "Chưa phân công",
            short(row.starts_on) if row.starts_on else "Chưa định ngày",
        )
        for row in planned
    ]
    return Work("Hoạt động chung chưa tổ chức", ("Hoạt động", "Đơn vị chủ trì", "Thời gian"), rows)


def _nominations(season):
    waiting = Nomination.objects.filter(season=season, state__in=OPEN).select_related(
        "form", "agency", "person", "collective", "season__bloc"
    )
    rows = [
        (endorsement.subject_of(row), row.form.name, row.state_words)
        for row in waiting.named(season.standing_on).order_by("form", "pk")
    ]
    return Work("Đề nghị khen thưởng chưa có quyết định", ("Đối tượng", "Hình thức", "Tình trạng"), rows)


def _drafts(season):
    reports = season.reports.filter(state=Report.State.DRAFT)
    rows = [(str(row), "Báo cáo", row.get_state_display()) for row in reports]
    decisions = season.decisions.filter(state=Decision.State.DRAFT).select_related("form")
    rows += [
        (f"Quyết định {row.number}: {row.form.name}", "Quyết định", row.get_state_display())
        for row in decisions
    ]
    return Work("Văn bản đang soạn", ("Văn bản", "Loại", "Tình trạng"), rows)


def _unprinted(season):
    valid = Certificate.objects.filter(line__decision__season=season, state=Certificate.State.VALID)
    printed = Exists(PrintedSheet.objects.filter(certificate=OuterRef("pk")))
    left = valid.exclude(printed).order_by("line__decision").values("line__decision")
    counts = dict(left.annotate(n=Count("pk")).values_list("line__decision", "n"))
    decisions = Decision.objects.filter(pk__in=counts).select_related("form").order_by("signed_on", "pk")
    rows = [
        (f"Quyết định {row.number}", row.form.name, f"{counts[row.pk]:02} Bằng khen") for row in decisions
    ]
    return Work("Bằng khen chưa in", ("Quyết định", "Hình thức", "Số lượng"), rows)


def _dates(season):
    rows = [
        (milestone.name, short(milestone.ends_on), "Đã quá hạn" if milestone.days_left < 0 else "Còn hạn")
        for milestone in calendar.ahead(season)
    ]
    return Work("Mốc thời gian còn lại của năm", ("Mốc", "Ngày", "Tình trạng"), rows)
