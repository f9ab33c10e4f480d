"""What the workers do for this app: ballots printed, the storage of urns that could not be written anew."""

from celery import shared_task

from conferences import ballot_prints, poll_cleaning
from documents import chores, jobs

chores.at_every_sweep(poll_cleaning.clean_left)


@shared_task(name=ballot_prints.TASK)
def print_ballots(shard_id):
    """Put the copies of a paper ballot into one file."""
    jobs.work(shard_id, ballot_prints.make)
