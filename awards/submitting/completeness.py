"""Whether a dossier holds what its form asks for: what is there, what is missing, which article asks.

One truth for the page, for the refusal to send and for the manifest.
"""

from dataclasses import dataclass, replace

from awards.models import NominationFile, ReportSection
from awards.submitting import dossiers, opinions, requirements
from core import clock

Part = requirements.Part
OF_FILES = {  # parts that are proven by a file of the nomination
    Part.REPORT: NominationFile.Kind.REPORT,
    Part.INITIATIVE: NominationFile.Kind.INITIATIVE,
    Part.CONFIRMATION: NominationFile.Kind.CONFIRMATION,
}
TEXTS = (Part.ACHIEVEMENT,)  # rows that only guide


@dataclass(frozen=True)
class Item:
    """One part for one subject ("": the whole dossier): is it there, and if not, what to do in words."""

    part: str
    label: str
    subject: str
    source: str
    recalled: bool
    missing: str = ""
    remark: str = ""  # of what is there by not being needed

    @property
    def is_there(self):
        """Whether nothing is missing."""
        return not self.missing

    @property
    def sentence(self):
        """What is missing and where it is written."""
        return f"{self.missing} ({self.source})"


def items(dossier, cases=None):
    """Return an Item for each part and, where each nomination needs its own, for each; a few queries.

    `cases` (from `dossiers.nominations_of`) are read when the caller has not read them.
    """
    cases = dossiers.nominations_of(dossier) if cases is None else cases
    known = _Known(dossier, cases)
    day = dossier.letter_on or clock.today()
    rows = [row for row in requirements.parts_of(dossier.form, day) if row.part not in TEXTS]
    return [item for row in rows for item in _items(row, known)]


def missing(dossier):
    """Return the sentences about what is missing."""
    return [item.sentence for item in items(dossier) if not item.is_there]


class _Known:
    """What a dossier holds, read once."""

    def __init__(self, dossier, cases):
        self.cases = cases
        self.papers = {(row.part, row.nomination_id) for row in dossier.papers.all()}
        self.scans = {row.part for row in dossier.files.all()}
        files = NominationFile.objects.filter(nomination__in=cases).values_list("nomination", "kind")
        self.files = set(files)
        written = ReportSection.objects.filter(nomination__in=cases).exclude(text="")
        self.written = set(written.values_list("nomination", flat=True))
        self.opinions = opinions.of(cases)
        self.minutes = bool(dossiers.minutes_of(dossier))

    def has(self, part):
        """Whether the part of the whole dossier is there, made here or sent in."""
        return part in self.scans or (part, None) in self.papers or (part == Part.MINUTES and self.minutes)


def _items(row, known):
    if row.part in OF_FILES:
        return [_own(row, case, known) for case in known.cases if _concerns(row, case)]
    if row.part == Part.OPINIONS:
        return [_asked(row, case, known) for case in known.cases]
    return [_item(row, "", _whole(row, known))]


def _whole(row, known):
    """What is missing of a part that the whole dossier has once."""
    if not known.has(row.part):
        ways = {
            Part.MINUTES: "chưa có biên bản: bế mạc hội nghị, hoặc tải bản chụp lên",
            Part.SUBMISSION: "chưa lập tờ trình",
            Part.LIST: "chưa lập danh sách",
        }
        return ways.get(row.part, f"chưa có {row.get_part_display().lower()}")
    if row.part == Part.MINUTES and row.with_votes:
        unvoted = [dossiers.name_of(case) for case in known.cases if case.votes is None]
        return f"biên bản chưa ghi kết quả phiếu của {', '.join(unvoted)}" if unvoted else ""
    return ""


def _own(row, case, known):
    name = dossiers.name_of(case)
    there = (row.part, case.pk) in known.papers or (case.pk, OF_FILES[row.part]) in known.files
    label = row.get_part_display().lower()
    if not there and row.part == Part.REPORT and case.pk in known.written:
        return _item(row, name, f"{label} của {name} đã viết, chưa lập văn bản")
    return _item(row, name, "" if there else f"chưa có {label} của {name}")


def _asked(row, case, known):
    name, asked = dossiers.name_of(case), known.opinions[case.pk]
    if not asked and row.if_asked:
        return replace(_item(row, name, ""), remark="Chưa hỏi; không bắt buộc khi chưa hỏi")
    if not asked:
        return _item(row, name, f"chưa hỏi ý kiến cơ quan liên quan về {name}")
    waiting = [opinions.lacking(each, name) for each in asked if each.answered_on is None]
    return _item(row, name, "; ".join(waiting))


def _concerns(row, case):
    """A confirmation is asked for of sudden achievements only; an initiative of persons."""
    if row.part == Part.CONFIRMATION:
        return case.ground == case.Ground.SUDDEN
    return row.part != Part.INITIATIVE or case.person_id is not None


def _item(row, subject, lack):
    return Item(row.part, row.get_part_display(), subject, row.source, row.recalled, lack)
