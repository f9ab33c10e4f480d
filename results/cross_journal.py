"""What happened to the marks of one scorer, for a page of them that stays open (see steps.py)."""

from functools import cached_property

from django.db.models import Q

from core.models import Entry
from results import steps
from results.models import CrossAssignment, CrossMark

MARK, ASSIGNMENT = CrossMark._meta.label_lower, CrossAssignment._meta.label_lower


class CrossBook(steps.Book):
    """The history of one scorer's marks; a row is a line of the scored sheet."""

    line = CrossMark

    def entries(self):
        """Those of its marks and its own."""
        marks = Q(subject_type=MARK, subject_id__in=self.paper.marks.values("pk"))
        return Entry.objects.filter(marks | Q(subject_type=ASSIGNMENT, subject_id=self.paper.pk))

    def key(self, entry):
        """The line that is marked."""
        return self._lines[entry.subject_id]

    @cached_property
    def _lines(self):
        """Read after the entries, so that each of them finds its line."""
        return dict(self.paper.marks.values_list("pk", "line"))


def mark(assignment):
    """Return the mark of the page as it is now, for `since`; read it before the marks themselves."""
    return steps.mark(CrossBook(assignment).entries())


def since(assignment, known, *, reader=None):
    """Return what Changed since the mark `known`. One query while nothing did, else two."""
    return steps.since(CrossBook(assignment), known, reader=reader)
