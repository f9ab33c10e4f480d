"""Celery's way into the rules of this room. A task is two beats: fetch by id, call the rule."""

from celery import shared_task

from documents import jobs
from members import invitation_mail


@shared_task(name=invitation_mail.TASK)
def mail_invitation(shard_id):
    """Send an invitation by e-mail."""
    jobs.work(shard_id, invitation_mail.deliver)
