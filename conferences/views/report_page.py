"""What the page of a report shows: its parts with their text, and beside them the figures to be filled in."""

from dataclasses import dataclass

from conferences.models import ReportSection
from conferences.permissions import can_write_report
from conferences.reporting import figures, outlines, report_papers, report_tables, reports
from conferences.views import paper_on_screen
from documents.models import Rendition


@dataclass(frozen=True)
class Line:
    """One heading or part in the table of a report's parts."""

    number: str
    heading: str
    part: outlines.Part
    section: ReportSection | None = None
    text: str = ""
    sentence: str = ""  # why what was typed is not saved


def context(user, report, typed=None, refused=None):
    """Return the context of the page; `typed` and `refused` are what a save could not keep."""
    found = {"report": report, "season": report.season, "formats": Rendition.Format.choices}
    found["writes"] = reports.is_open(report) and can_write_report(user, report)
    if report.paper:
        return found | {"blocks": paper_on_screen.again(report.paper)}
    if not found["writes"]:
        return found | {"blocks": paper_on_screen.shown(report_papers.blocks(report))}
    data = figures.of(report.season, report.kind)
    tables = report_tables.of(data)
    return found | {
        "lines": _lines(report, tables, typed or {}, refused or {}),
        "data": data,
        "tables": _titled(tables),
        "lacking": reports.lacking(report),
        "longest": reports.LONGEST,
    }


def _titled(tables):
    laid = paper_on_screen.shown(tables.values())
    return [(report_tables.TITLES[key], table) for key, table in zip(tables, laid, strict=True)]


def _lines(report, tables, typed, refused):
    sections, year = {section.key: section for section in report.sections.all()}, report.season.year

    def kept(part):
        return not part.optional or sections[part.key].text or any(key in tables for key in part.tables)

    numbers = {part: number for number, _, part in outlines.numbered(report.kind, year, kept=kept)}
    everything = outlines.numbered(report.kind, year, kept=lambda part: True)
    found = []
    for _, _, part in everything:
        section = sections.get(part.key)
        sentence = str(refused.get(part.key, ""))
        text = typed[part.key][1] if sentence else section.text if section else ""
        found.append(Line(numbers.get(part, "–"), outlines.named(part, year), part, section, text, sentence))
    return found
