"""Celery's way into the rules of this room, a task in two beats; and what the workers look after beside:

the storage of urns that could not be written anew at once, and rehearsals that are a week old.
"""

from celery import shared_task

from conferences.attending import badges, invitation_mail, invitations
from conferences.casting import ballot_prints
from conferences.polling import poll_cleaning
from conferences.rehearsing import rehearsals
from documents import chores, jobs

chores.at_every_sweep(poll_cleaning.clean_left)
chores.at_every_sweep(rehearsals.erase_left)


@shared_task(name=ballot_prints.TASK)
def print_ballots(shard_id):
    """Put the copies of a paper ballot into one file."""
    jobs.work(shard_id, ballot_prints.make)


@shared_task(name=badges.TASK)
def draw_badges(shard_id):
    """Draw the badges of a conference."""
    jobs.work(shard_id, badges.draw)


@shared_task(name=invitations.TASK)
def bind_invitations(shard_id):
    """Bind the invitations of a round into one file."""
    jobs.work(shard_id, invitations.bind)


@shared_task(name=invitation_mail.TASK)
def mail_invitation(shard_id):
    """Send an invitation by e-mail."""
    jobs.work(shard_id, invitation_mail.deliver)
