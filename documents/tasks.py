"""Celery's way into the rules of this app. A task is two beats: fetch by id, call the rule."""

from celery import shared_task

from documents import files, jobs


@shared_task(name="documents.sweep")
def sweep():
    """Every few seconds: hand out again what was left lying, and clear half-written files."""
    jobs.sweep()
    files.tidy()
