"""Celery's way into the rules of this app. A task is two beats: fetch by id, call the rule."""

from celery import shared_task

from documents import chores, drawings, files, health, jobs, papers


@shared_task(name=papers.TASK)
def render(shard_id):
    """Make the file of a paper that somebody asked for."""
    jobs.work(shard_id, papers.render)


@shared_task(name=drawings.TASK)
def draw(shard_id):
    """Draw a page of an uploaded file."""
    jobs.work(shard_id, drawings.draw)


@shared_task(name="documents.sweep")
def sweep():
    """Every few seconds: hand out what is left, tidy half-written files, do chores, note the worker lives."""
    jobs.sweep()
    files.tidy()
    chores.run()
    health.note_sweep()
