"""Reports: started with the figures already in words, written part by part, issued as a frozen paper."""

from django.db import transaction

from blocs import leadership, phases
from blocs.models import Season
from conferences.models import Conference, Delegate, Report, ReportSection
from conferences.reporting import drafting, figures, outlines, report_papers
from core import clock, records
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from documents import layouts
from members import lifetimes
from members.models import Post
from results import cells

LONGEST = 8000  # characters of one part
OPEN_IN = {  # phases of the year in which a report of each kind is written and issued
    Report.Kind.MIDYEAR: ("running", "midyear", "scoring", "appraisal"),
    Report.Kind.YEAREND: ("conference", "awarding"),
}


def is_open(report):
    """Whether the report may be written and issued now."""
    return report.state == Report.State.DRAFT and can_start(report.season, report.kind)


def can_start(season, kind):
    """Whether the year is in a phase in which a report of `kind` is written."""
    return season.phase in OPEN_IN[kind]


def start(season, *, kind, by):
    """Begin the report of `kind` and return it; the second click returns the same draft.

    Its parts begin with the words of the latest issued one, which a new one corrects, or else with plain
    sentences made of the figures.
    """
    with transaction.atomic():
        season = Season.objects.select_for_update().get(pk=season.pk)
        _refuse_other_phase(season, kind)
        if found := season.reports.filter(kind=kind, state=Report.State.DRAFT).first():
            return found
        report = Report(
            season=season, kind=kind, form=season.form, dated=clock.today(), **_signer(season, kind)
        )
        records.keep(report, by=by, act="report.start")
        words = _issued_words(season, kind) or _first_words(report)
        for position, part in enumerate(outlines.written(kind), 1):
            section = ReportSection(report=report, position=position, key=part.key)
            section.text = words.get(part.key, "")
            records.keep(section, by=by, act="report.part")
        return report


def write(section, *, text, version, by):
    """Write one part; returns the version to send next.

    `version` is the one the page shows. Raises StaleCell when somebody was faster.
    """
    with transaction.atomic():
        writable(section.report_id)
        section = ReportSection.objects.get(pk=section.pk)
        text = clean_block(text)
        if text == section.text:
            return section.version
        cells.refuse_stale(section, version, value=section.text)
        if len(text) > LONGEST:
            raise RuleError(f"Hãy viết ngắn lại: mỗi mục nhiều nhất {LONGEST} ký tự, hiện có {len(text)}.")
        facts = {"text": text, "version": section.version + 1}
        return records.change(section, **facts, by=by, act="report.write").version


def write_all(report, typed, *, by):
    """Write every part in `typed` (key to (version, text)); return {key: the refusal} of those not kept."""
    refused = {}
    for section in report.sections.filter(key__in=typed):
        version, text = typed[section.key]
        try:
            write(section, text=text, version=version, by=by)
        except RuleError as refusal:
            refused[section.key] = refusal
    return refused


def set_particulars(report, *, number, dated, form, signer_name, signer_post, by):
    """Set what surrounds the text: number (empty: written by hand), date, form of the paper, who signs."""
    with transaction.atomic():
        report = writable(report.pk)
        year = report.season.year
        if dated.year not in (year, year + 1):
            raise RuleError(f"Báo cáo năm {year} phải ghi ngày trong năm {year} hoặc {year + 1}.")
        layouts.profile_for(form, dated)
        facts = {"number": number, "dated": dated, "form": form}
        facts |= {"signer_name": signer_name, "signer_post": signer_post}
        return records.change(report, **facts, by=by, act="report.particulars")


def lacking(report):
    """Return, in words, what keeps the report from being issued."""
    texts = {section.key: section.text for section in report.sections.all()}
    found = [
        f"mục {outlines.named(part, report.season.year)}"
        for part in outlines.written(report.kind)
        if not part.optional and not texts.get(part.key)
    ]
    found += [] if report.signer_name else ["người ký"]
    return found + ([] if report.signer_post else ["chức vụ người ký"])


def issue(report, *, by):
    """Issue the report: words and figures of this moment become a paper and the report is only read.

    Raises RuleError with the list of what is missing.
    """
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=report.season_id)
        report = writable(report.pk)
        if missing := lacking(report):
            raise RuleError(f"Chưa ban hành được báo cáo. Còn thiếu: {'; '.join(missing)}.")
        paper = report_papers.issue(report, by=by)
        return move(report, "issue", by=by, paper=paper)


def writable(pk):
    """Return the report under its lock (inside a transaction), refused unless it may be written now."""
    found = Report.objects.select_for_update(of=("self",)).select_related("season__bloc", "season__criteria")
    report = found.get(pk=pk)
    if report.state != Report.State.DRAFT:
        raise RuleError("Báo cáo đã ban hành nên chỉ còn xem được. Muốn đính chính, hãy soạn bản mới.")
    _refuse_other_phase(report.season, report.kind)
    return report


def _refuse_other_phase(season, kind):
    if not can_start(season, kind):
        allowed = " hoặc ".join(phases.label(phase) for phase in OPEN_IN[kind])
        raise RuleError(
            f"{Report.Kind(kind).label} soạn ở bước {allowed}; "
            f"năm này đang ở bước {phases.label(season.phase)}."
        )


def _signer(season, kind):
    """Who signs for the bloc, until somebody else is named.

    It is whom the head agency sends to chair the conference that hears the report, else its leader.
    """
    head = leadership.head_of(season)
    hearing = {"conference__in": Conference.objects.filter(season=season, kind=kind)}
    sitting = Delegate.objects.sitting().filter(**hearing, agency=head, role=Delegate.Role.CHAIR)
    chair = sitting.order_by("pk").first()
    at_work = lifetimes.holders_of([head])[head]
    leaders = Post.objects.on().filter(agency=at_work, kind=Post.Kind.LEADER)
    post = None if chair else leaders.select_related("person").order_by("pk").first()
    found = chair or (post and post.person)
    return {"signer_name": found.full_name if found else "", "signer_post": season.bloc.head_label}


def _issued_words(season, kind):
    latest = season.reports.filter(kind=kind, state=Report.State.ISSUED).order_by("-issued_at").first()
    return {section.key: section.text for section in latest.sections.all()} if latest else None


def _first_words(report):
    layout = layouts.profile_for(report.form, report.dated)
    return drafting.draft(report, figures.of(report.season, report.kind), layout)
