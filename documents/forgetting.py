"""Papers and files of what never counted (a rehearsal) go with it: nothing else ever takes a paper away."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import belongings
from documents.models import Document, Job, Preview, Rendition, Shard, StoredFile


def papers(keys):
    """Take away the Documents with these keys and all files of them; one that somebody else points to stays.

    Whoever owned them took the own rows away before. A worker that draws one at this moment finds its shard
    gone.
    """
    with transaction.atomic():
        for document in Document.objects.filter(pk__in=keys):
            if belongings.is_pointed_to(document, but=(Rendition,)):
                continue
            made = list(document.renditions.values_list("job", flat=True))
            document.renditions.all().delete()
            document.delete()
            jobs(made)


def jobs(keys):
    """Take away the Jobs with these keys that nobody waits for any more, with the files they made."""
    with transaction.atomic():
        for job in Job.objects.filter(pk__in=keys):
            if not any(map(belongings.is_pointed_to, job.shards.all())) and not _is_waited_for(job):
                made = set(job.shards.filter(file__isnull=False).values_list("file", flat=True))
                job.delete()
                files(made)


def files(keys):
    """Take away the StoredFiles with these keys that nothing points to any more, from the disk, too.

    Pictures drawn of their pages (`Preview`) go with them.
    """
    with transaction.atomic():
        for stored in StoredFile.objects.select_for_update().filter(pk__in=keys):
            if not belongings.is_pointed_to(stored, but=(Preview,)):
                drawn = _undrawn(stored)
                path, sha256 = stored.path, stored.sha256
                stored.delete()
                transaction.on_commit(lambda path=path, sha256=sha256: _unlink(path, sha256))
                jobs(drawn)


def _is_waited_for(job):
    return belongings.is_pointed_to(job, but=(Shard,))


def _undrawn(stored):
    """Take away the previews of a file and return the keys of the jobs that drew them."""
    drawn = [preview.shard.job_id for preview in stored.previews.select_related("shard")]
    stored.previews.all().delete()
    return drawn


def _unlink(path, sha256):
    """Unless the same content was kept again meanwhile."""
    if not StoredFile.objects.filter(sha256=sha256).exists():
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
