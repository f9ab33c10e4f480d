"""How far the files of a closed conference's papers are, in two queries, and their one ZIP."""

from dataclasses import dataclass

from conferences.closing import closing_papers
from core.text import file_name
from documents import papers, parcels
from documents.models import Rendition, Shard

STATES = Shard.State


@dataclass(frozen=True)
class File:
    """One format of a paper: the Rendition or None while nobody asked for it, and how far it is."""

    format: str
    label: str
    rendition: Rendition | None
    state: str
    error: str = ""

    @property
    def is_done(self):
        """Whether it can be taken away."""
        return self.state == STATES.DONE

    @property
    def is_failed(self):
        """Whether it will not come by itself."""
        return self.state == STATES.FAILED

    @property
    def is_waited_for(self):
        """Whether it is being made."""
        return self.rendition is not None and not (self.is_done or self.is_failed)


@dataclass(frozen=True)
class Row:
    """A paper with its files."""

    line: closing_papers.Line
    files: tuple


@dataclass(frozen=True)
class Board:
    """All papers of a conference with their files."""

    rows: tuple

    @property
    def files(self):
        """The files of all papers that there are."""
        return [file for row in self.rows for file in row.files]

    @property
    def done(self):
        """How many files can be taken away."""
        return sum(file.is_done for file in self.files)

    @property
    def is_whole(self):
        """Whether every file of every paper that there is can be taken away."""
        return bool(self.files) and self.done == len(self.files)

    @property
    def is_waited_for(self):
        """Whether some files are being made."""
        return any(file.is_waited_for for file in self.files)


def of(conference):
    """Return the Board of a closed conference."""
    lines = closing_papers.lines(conference)
    known = {}
    asked = Rendition.objects.filter(document__in=[line.document for line in lines if line.document])
    for rendition in asked.select_related("document").prefetch_related("job__shards__file"):
        known[rendition.document_id, rendition.format] = rendition
    return Board(tuple(Row(line, tuple(_files(line, known))) for line in lines))


def parcel(conference):
    """Return the ZIP (bytes) of all files of a closed conference, or None while one is not made."""
    board = of(conference)
    if not board.is_whole:
        return None
    named = []
    for number, row in enumerate((row for row in board.rows if row.files), 1):
        for file in row.files:
            stored = file.rendition.job.shards.all()[0].file
            named.append((file_name(f"{number:02} {papers.name_of(file.rendition)}"), stored))
    return parcels.pack(named)


def _files(line, known):
    if line.document is None:
        return
    for format, label in Rendition.Format.choices:
        rendition = known.get((line.document.pk, format))
        if rendition is None:
            yield File(format, label, None, "")
            continue
        shard = rendition.job.shards.all()[0]
        yield File(format, label, rendition, shard.state, shard.error)
