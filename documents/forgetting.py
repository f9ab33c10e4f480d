"""Papers and files of what never counted (a rehearsal) go with it: nothing else ever takes a paper away."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import belongings
from documents.models import Document, Job, Shard, StoredFile


def papers(keys):
    """Take away the Documents with these keys, unless somebody else points to them, and all files of them.

    Whoever owned them took the own rows away before. A worker that draws one at this moment finds its shard
    gone.
    """
    with transaction.atomic():
        for document in Document.objects.filter(pk__in=keys):
            jobs = list(document.renditions.values_list("job", flat=True))
            made = set(Shard.objects.filter(job__in=jobs, file__isnull=False).values_list("file", flat=True))
            document.renditions.all().delete()
            Job.objects.filter(pk__in=jobs).delete()
            if not belongings.is_pointed_to(document):
                document.delete()
            files(made)


def files(keys):
    """Take away the StoredFiles with these keys that nothing points to any more, from the disk, too."""
    with transaction.atomic():
        for stored in StoredFile.objects.select_for_update().filter(pk__in=keys):
            if not belongings.is_pointed_to(stored):
                path, sha256 = stored.path, stored.sha256
                stored.delete()
                transaction.on_commit(lambda path=path, sha256=sha256: _unlink(path, sha256))


def _unlink(path, sha256):
    """Unless the same content was kept again meanwhile."""
    if not StoredFile.objects.filter(sha256=sha256).exists():
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
