"""Reports on the fund: the book as it stands, issued by the head as a paper as often as it has changed."""

from blocs import fund_paper, seasons
from blocs.models import FundReport
from core import clock, records
from core.rules import RuleError
from documents import blocks


def issued(season):
    """Return the reports of the year, the latest first."""
    return FundReport.objects.filter(season=season).select_related("paper")


def issue(season, *, form="", by):
    """Issue the book as it stands now and return the FundReport; `form` is that of this one paper.

    While nothing has changed the latest one is returned, so a second click issues nothing. Raises RuleError
    for an empty book and in a closed year.
    """
    with seasons.held_open(season, "báo cáo quỹ") as now:
        if not now.fund_entries.standing().exists():
            raise RuleError("Sổ quỹ chưa có khoản nào nên chưa có gì để báo cáo. Hãy ghi khoản thu trước.")
        form, content = form or now.form, blocks.freeze(fund_paper.content(now), "fund")[1]
        last = issued(now).first()
        if last and (last.form, last.sha256) == (form, content):
            return last
        report = FundReport(season=now, form=form, issued_on=clock.today(), sha256=content)
        report.paper = fund_paper.issue(report, by=by)
        return records.keep(report, by=by, act="fund.report")
