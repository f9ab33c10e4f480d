"""A finished batch parted by agency: one file for each, for the officer who prints stack by stack.

The file of the batch stays the only one that is kept; these are taken out of it, drawn from the same streams.
"""

from dataclasses import dataclass

from awards.models import PrintedSheet
from awards.printing import batch_files
from core.rules import RuleError
from core.text import file_name
from documents import parcels
from documents.models import Shard
from members.models import Agency


@dataclass(frozen=True)
class Pile:
    """The certificates of one agency in a batch, by their numbers in it."""

    agency: Agency
    numbers: tuple[int, ...]


def piles(batch):
    """Return the Piles of `batch` in the order in which their first certificates stand in the file."""
    path = "certificate__line__nomination__agency"
    found = {}
    for agency, page in PrintedSheet.objects.filter(batch=batch).order_by("page").values_list(path, "page"):
        found.setdefault(agency, []).append(page)
    named = Agency.objects.named(batch.decision.signed_on).in_bulk(found)
    return [Pile(named[agency], tuple(numbers)) for agency, numbers in found.items()]


def file_of(batch, pile):
    """Return the PDF (bytes) of one pile. Raises RuleError before the file of the batch is made."""
    return batch_files.taken_out(batch, _stored(batch), pile.numbers)


def zipped(batch):
    """Return a ZIP (bytes) with the file of every pile. Raises RuleError as `file_of` does."""
    stored = _stored(batch)
    return parcels.zipped(
        (name_of(pile, number), batch_files.taken_out(batch, stored, pile.numbers))
        for number, pile in enumerate(piles(batch), 1)
    )


def name_of(pile, number=None):
    """Return what the file of a pile is called; with its `number`, files sort in the order of the batch."""
    before = f"{number:02d} " if number else ""
    name = f"{before}{pile.agency.name}, {len(pile.numbers)} Bằng khen.pdf"
    return file_name(name.replace("/", "-"))


def _stored(batch):
    last = Shard.objects.filter(job=batch.job_id, last=True).select_related("file").first()
    if last is None or last.file is None:
        raise RuleError("Tệp in của đợt này chưa tạo xong. Hãy chờ tệp xong rồi mở lại trang này.")
    return last.file
