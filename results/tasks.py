"""Celery's way into the rules of this room. A task is two beats: fetch by id, call the rule."""

from celery import shared_task

from documents import jobs
from results import summaries


@shared_task(name=summaries.TASK)
def summary(shard_id):
    """Write the summary workbook of a year."""
    jobs.work(shard_id, summaries.make)
