"""The báo cáo thành tích of a nomination: sections the member writes, kept until the dossier is drawn up."""

from dataclasses import dataclass

from django.db import transaction

from awards.models import ReportSection
from awards.models.catalogue import Recipient
from awards.nominating import nomination_files
from core import records


@dataclass(frozen=True)
class Section:
    """One heading of the report, and what is written under it."""

    key: str
    title: str
    hint: str
    part: str  # the numbered heading above it: I or II
    text: str = ""


# Usual outline of such reports (the forms in the decree's appendix were not at hand), in our own words.
PROFILE = {
    Recipient.PERSON: ("Sơ lược lý lịch", "Ngày sinh, quê quán, trình độ, chức vụ, quá trình công tác."),
    Recipient.COLLECTIVE: ("Đặc điểm, tình hình", "Tổ chức, số người, chức năng, thuận lợi, khó khăn."),
}
OUTLINE = (
    ("results", "Kết quả so với tiêu chuẩn", "Việc đã làm, con số, so với nhiệm vụ được giao.", "II"),
    ("comparison", "So sánh với các năm trước, nguyên nhân", "Số liệu các năm và vì sao đạt được.", "II"),
    ("policy", "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước", "", "II"),
    ("union", "Hoạt động đảng, đoàn thể, xã hội", "", "II"),
)


def sections(nomination):
    """Return the Sections of a nomination's report with their texts; results begin with its achievement."""
    kind = Recipient.PERSON if nomination.recipient == Recipient.PERSON else Recipient.COLLECTIVE
    outline = (("profile", *PROFILE[kind], "I"), *OUTLINE)
    texts = dict(nomination.sections.values_list("key", "text"))
    usual = {} if texts else {"results": nomination.achievement}
    return [Section(*row, texts.get(row[0], usual.get(row[0], ""))) for row in outline]


def is_written(nomination):
    """Whether somebody has written anything; what is only offered does not count."""
    return nomination.sections.exclude(text="").exists()


def write(nomination, *, texts, by):
    """Keep {key: text} of the report; other sections stay. Raises RuleError once it is sent or decided."""
    with transaction.atomic():
        row = nomination_files.open_row(nomination)
        known = {section.key: section for section in row.sections.all()}
        for section in sections(row):
            if section.key not in texts:
                continue
            kept = known.get(section.key) or ReportSection(nomination=row, key=section.key)
            if kept.pk:
                records.change(kept, text=texts[section.key], by=by, act="report_section.write")
            else:
                kept.text = texts[section.key]
                records.keep(kept, by=by, act="report_section.write")
        return row
