"""Pages of stored files as pictures, drawn once in the background by a process that can do no harm.

A browser that shows a PDF runs whatever is in it; a picture of the page only shows what it looks like. The
picture is a stored file as any other and belongs to the content, whoever uploaded it and how often.
"""

from django.db import transaction

from core.rules import RuleError
from documents import confined, files, intake, jobs
from documents.models import Preview, Shard, StoredFile

TASK = "documents.draw"
AT_ONCE = 5  # pages one request asks for at most

CANNOT = "Không vẽ được hình xem trước của trang này. Hãy tải tệp về để xem."


def drawable(stored):
    """Whether pages of this file can be shown as pictures; of Office files they cannot."""
    return stored.content_type in intake.KINDS


def request(stored, numbers, *, by):
    """See to it that the pages `numbers` (from 1) of a drawable file are drawn; return how many are new.

    Nothing is drawn twice: pages that are there or under way stay, those that failed are tried afresh. No
    more than AT_ONCE pages are taken, the first ones. A file that cannot be drawn gets none.
    """
    if not drawable(stored):
        return 0
    with transaction.atomic():
        StoredFile.objects.select_for_update().get(pk=stored.pk)  # two requests at once take turns
        wanted = _within(stored, numbers)
        there = {row.page: row for row in stored.previews.select_related("shard__job")}
        for number in wanted:
            if number in there and there[number].shard.state == Shard.State.FAILED:
                jobs.retry(there[number].shard.job, by=by)
        missing = [number for number in wanted if number not in there]
        if missing:
            _ask_for(stored, missing, by)
    return len(missing)


def draw(shard):
    """Do the work of one page and return the StoredFile of its picture. Raises RuleError if it cannot be."""
    stored = StoredFile.objects.get(pk=shard.facts["file"])
    with files.open(stored) as stream:
        try:
            content = confined.draw(stream, intake.KINDS[stored.content_type], shard.facts["page"])
        except confined.CannotReadError as fault:
            raise RuleError(CANNOT) from fault
    return files.keep(content, content_type="image/png")


def _within(stored, numbers):
    """The wanted pages that the file has, each once; of a file never counted, any page may be asked for."""
    last = stored.pages or intake.PAGES
    return [number for number in dict.fromkeys(numbers) if 1 <= number <= last][:AT_ONCE]


def _ask_for(stored, numbers, by):
    facts = [{"file": stored.pk, "page": number} for number in numbers]
    job = jobs.enqueue(TASK, shards=facts, label="Vẽ hình xem trước của tệp minh chứng", by=by)
    shards = job.shards.order_by("number")
    Preview.objects.bulk_create(
        Preview(file=stored, page=number, shard=shard) for number, shard in zip(numbers, shards, strict=True)
    )
