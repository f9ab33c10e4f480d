"""What happened to a half-year report, for a page of it that stays open (see steps.py)."""

from functools import cached_property

from django.db.models import Q

from core.models import Entry
from results import steps
from results.models import MidyearLine, MidyearReport, MidyearText

LINE, TEXT = MidyearLine._meta.label_lower, MidyearText._meta.label_lower
REPORT = MidyearReport._meta.label_lower


class MidyearBook(steps.Book):
    """The history of a report. Its rows are the criteria of its targets and its parts, all by their keys."""

    line = MidyearLine

    def entries(self):
        """Those of its lines and texts, and its own."""
        lines = Q(subject_type=LINE, subject_id__in=self.paper.lines.values("pk"))
        texts = Q(subject_type=TEXT, subject_id__in=self.paper.texts.values("pk"))
        return Entry.objects.filter(lines | texts | Q(subject_type=REPORT, subject_id=self.paper.pk))

    def is_line(self, entry):
        """A part is a row as a target is."""
        return entry.subject_type in (LINE, TEXT)

    def key(self, entry):
        """The criterion's key (a number) or the part's (a word)."""
        return self._rows[entry.subject_type, entry.subject_id]

    @cached_property
    def _rows(self):
        """Read after the entries, so that each of them finds its row."""
        lines = {(LINE, pk): criterion for pk, criterion in self.paper.lines.values_list("pk", "criterion")}
        return lines | {(TEXT, pk): key for pk, key in self.paper.texts.values_list("pk", "key")}


def mark(report):
    """Return the mark of the report as it is now, for `since`; read it before the report itself."""
    return steps.mark(MidyearBook(report).entries())


def since(report, known, *, reader=None):
    """Return what Changed since the mark `known`. One query while nothing did, else three."""
    return steps.since(MidyearBook(report), known, reader=reader)
