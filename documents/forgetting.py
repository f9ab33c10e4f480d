"""Papers and files of what never counted (a rehearsal) go with it: nothing else ever takes a paper away."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import belongings
from documents.models import Document, Job, StoredFile


def papers(keys):
    """Take away the Documents with these keys, their files and the work on them.

    Whoever owned them took the own rows away before. A worker that is drawing one of them at this moment
    finds its shard gone and leaves nothing.
    """
    with transaction.atomic():
        for document in Document.objects.filter(pk__in=keys):
            found = belongings.of(document)
            jobs = [belongings.of(job) for job in Job.objects.filter(pk__in=belongings.keys_to(Job, found))]
            made = {key for work in jobs for key in belongings.keys_to(StoredFile, work)}
            belongings.take_away(found)
            for work in jobs:
                belongings.take_away(work)
            files(made)


def files(keys):
    """Take away the StoredFiles with these keys that nothing points to any more, from the disk, too."""
    with transaction.atomic():
        for stored in StoredFile.objects.select_for_update().filter(pk__in=keys):
            if not belongings.is_pointed_to(stored):
                stored.delete()
                transaction.on_commit(lambda path=stored.path, sha256=stored.sha256: _unlink(path, sha256))


def _unlink(path, sha256):
    """Unless the same content was kept again meanwhile."""
    if not StoredFile.objects.filter(sha256=sha256).exists():
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
