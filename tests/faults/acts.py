"""Acts inside an installation: `python -m tests.faults.acts ACT JSON` prints its answer as JSON."""

import json
import os
import signal
import sys
import time
from zipfile import ZipFile

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from awards.models import Decision, PrintBatch  # noqa: E402
from awards.printing import batches  # noqa: E402
from awards.submitting import dossier_parcels, dossiers  # noqa: E402
from blocs.models import Season  # noqa: E402
from documents import files, jobs  # noqa: E402
from documents.models import Job, Shard, StoredFile  # noqa: E402
from members.models import Post  # noqa: E402
from tests import world  # noqa: E402
from tests.awards import many, printed, sent_up  # noqa: E402
from tests.awards import scene as scene_of_awards  # noqa: E402
from tests.results import scene  # noqa: E402


def enqueue(*shards):
    job = jobs.enqueue("tests.shard", shards=list(shards), label="Tạo bằng khen", by=None)
    return [job.pk, *job.shards.values_list("pk", flat=True)]


def finish(job_id, seconds):
    """Sweep as beat does, only faster, until the job is finished or the time is over; tell its shards."""
    job = Job.objects.get(pk=job_id)
    end = time.monotonic() + seconds
    while not jobs.progress(job).finished and time.monotonic() < end:
        jobs.sweep()
        time.sleep(0.25)
    return [
        {
            "state": shard.state,
            "attempts": shard.attempts,
            "error": shard.error,
            "sha256": shard.file.sha256 if shard.file and files.verify(shard.file) else None,
        }
        for shard in job.shards.select_related("file")
    ]


class Fatal:
    """A stream whose reader is killed in the middle."""

    def __init__(self, pieces):
        self.pieces = pieces

    def seekable(self):
        return False

    def read(self, size):
        if not self.pieces:
            os.kill(os.getpid(), signal.SIGKILL)
        self.pieces -= 1
        return bytes(size)


def die_while_keeping(pieces):
    files.keep(Fatal(pieces), content_type="text/plain")


def count_files():
    return StoredFile.objects.count()


def issue(count):
    return many.decision(count).pk


def print_batch(decision):
    return batches.start(Decision.objects.get(pk=decision), mode="full", by=None).job_id


def pack_after_a_kill():
    """Pack a dossier of one scan; the worker dies while it writes the ZIP, the next one takes it up."""
    season = world.season()
    Season.objects.filter(pk=season.pk).update(phase="awarding")
    form = scene_of_awards.form("ministry-merit", season)
    dossier = dossiers.begin(season, form=form, addressee="Bộ Nội vụ", by=None)
    dossiers.attach(dossier, part="list", upload=sent_up.upload(), by=None)
    parcel = dossier_parcels.request(dossier, by=None)
    shard = parcel.job.shards.get().pk
    settings.JOB_LEASE_SECONDS = 1
    connection.close()  # a worker is a process with a connection of its own
    if (worker := os.fork()) == 0:
        dossier_parcels.parcels.zipped = lambda named: Fatal(3)
        jobs.work(shard, dossier_parcels.pack)
    signalled = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    nudged = Shard.objects.get(pk=shard).nudged_at
    while Shard.objects.filter(pk=shard, nudged_at=nudged).exists():
        time.sleep(0.1)
        jobs.sweep()
    for _ in range(2):  # a message may be doubled
        jobs.work(shard, dossier_parcels.pack)
    with files.open(dossier_parcels.file_of(parcel)) as packed, ZipFile(packed) as zipped:
        names = [] if zipped.testzip() else zipped.namelist()
    zips = StoredFile.objects.filter(content_type="application/zip").count()
    return {"worker": signalled, "shards": finish(parcel.job_id, 0), "names": names, "zips": zips}


def read_numbers(job):
    """The register number on each page of a batch's file."""
    found = printed.numbers(printed.content(PrintBatch.objects.get(job=job)))
    return [int(number.partition("/")[0]) for number in found]


def a_sheet():
    """A sheet of ten scored lines that "ha" may fill: its key and its lines'."""
    sheet = scene.sheet_of(scene.scoring_season(each=5))
    world.person(sheet.agency, Post.Kind.LEADER, username="ha")
    return {"pk": sheet.pk, "lines": list(sheet.lines.values_list("pk", flat=True))}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*json.loads(sys.argv[2]))))
