"""Celery's way into the rules of this room. A task is two beats: fetch by id, call the rule."""

from celery import shared_task

from awards.printing import batches
from awards.submitting import dossier_parcels
from documents import jobs


@shared_task(name=batches.TASK)
def print_part(shard_id):
    """Draw a part of a batch, or bind all its parts."""
    jobs.work(shard_id, batches.print_part)


@shared_task(name=batches.PREVIEW)
def preview(shard_id):
    """Draw one certificate to look at."""
    jobs.work(shard_id, batches.draw_preview)


@shared_task(name=dossier_parcels.TASK)
def pack_dossier(shard_id):
    """Put a dossier into one ZIP."""
    jobs.work(shard_id, dossier_parcels.pack)
