"""Paragraphs of the members' half-year reports, taken over into the bloc's report one click each."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from conferences.models import Report, ReportQuote
from conferences.reporting import outlines, reports
from core import records
from core.rules import RuleError
from results import midyear, sections

GONE = "Đơn vị đã sửa hoặc lấy lại đoạn này. Hãy tải lại trang để xem bản mới nhất."


@dataclass(frozen=True)
class Said:
    """One paragraph of a member; `key` names it in a form, `taken`: the bloc's report has it already."""

    agency_id: int
    name: str
    text: str
    taken: bool

    @property
    def key(self):
        """The SHA-256 of the paragraph."""
        return digest(self.text)


def digest(text):
    """Return what names a paragraph in a form and in the table of quotes."""
    return hashlib.sha256(text.encode()).hexdigest()


def of(report):
    """Return [(Part of the bloc's report, [Said])] in its order, of the parts members write about.

    A constant number of queries whatever the members. Empty for a year-end report: half-year reports
    belong to the half-year one.
    """
    if report.kind != Report.Kind.MIDYEAR:
        return []
    quotes = ReportQuote.objects.filter(section__report=report)
    taken = set(quotes.values_list("section__key", "agency", "sha256"))
    by_key = {part.key: rows for part, rows in midyear.texts_by_part(report.season)}
    return [
        (part, list(_said(part.key, by_key[part.key], taken)))
        for part in outlines.written(report.kind)
        if part.key in by_key
    ]


def take(section, *, agency_id, key, by):
    """Add the paragraph a member wrote for this part (`key`: its SHA-256) to the bloc's report; return the
    ReportQuote.

    The member's name stands before it. Raises RuleError when the report is issued, the paragraph has been
    taken over already or is no longer there, and when the part becomes too long.
    """
    with transaction.atomic():
        report = reports.writable(section.report_id)
        section = report.sections.get(pk=section.pk)
        rows = dict(of(report)).get(outlines.part_of(report.kind, section.key), [])
        said = next((row for row in rows if (row.agency_id, row.key) == (agency_id, key)), None)
        if said is None:
            raise RuleError(GONE)
        if said.taken:
            raise RuleError("Đoạn này đã đưa vào báo cáo.")
        text = "\n".join(filter(None, (section.text, f"{said.name}: {said.text}")))
        reports.write(section, text=text, version=section.version, by=by)
        quote = ReportQuote(section=section, agency_id=agency_id, text=said.text, sha256=said.key)
        return records.keep(quote, by=by, act="report.quote")


def _said(key, rows, taken):
    for agency, name, text in rows:
        for paragraph in sections.paragraphs(text.text):
            yield Said(agency, name, paragraph, (key, agency, digest(paragraph)) in taken)
