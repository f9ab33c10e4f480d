"""Certificates of an issued decision, and their files drawn and read back."""

import io
import re

import pypdf

from awards.models import Certificate, Decision
from awards.printing import batches, printers
from documents import files, jobs
from documents.distortions import Distortion
from members.models import Post
from tests import kept, world
from tests.documents import measured
from tests.results import appraised

from . import scene

NUMBER = re.compile(r"Vào sổ vàng số: (\d+/\d{4})")


@kept.once
def decision(collectives=1, persons=1, *, season=None, **facts):
    """An issued own decision on so many collectives and persons of the third member."""
    season = season or scene.appraised_season()
    named = [
        *(scene.collective(season, name=f"Vụ {number}") for number in range(1, collectives + 1)),
        *(scene.person(season, name=f"Trần Thị Mai {number}") for number in range(1, persons + 1)),
    ]
    nominated = [scene.nomination(season, of=subject) for subject in named]
    return Decision.objects.get(pk=scene.issued_decision(season, nominated, **facts).pk)


def certificates(of):
    """Its certificates in the order they were made."""
    return list(Certificate.objects.filter(line__decision=of).order_by("pk"))


@kept.once
def officer(season, kind=Post.Kind.CERTIFICATE_OFFICER):
    """An account at the head agency."""
    return appraised.user_of(season, scene.HEAD, kind)


@kept.once
def stranger():
    """The account of a clerk whose agency is in no bloc."""
    return world.person(world.agency("Ban Ngoài"), Post.Kind.CLERK, username="nguoi-ngoai").user


@kept.once
def printer(of, *, size=(297, 210), name="Canon LBP", **off):
    """A printer of the agency that issued a decision, measured: off by so much."""
    facts = {"name": name, "tray": "khay tay", "width": size[0], "height": size[1]}
    profile = printers.add(of.issuing_agency, **facts, by=None)
    typed = measured.distances(Distortion(**(off or {"dx": 1.8, "dy": -0.6})), *size)
    printers.calibrate(profile, **typed, by=None)
    return profile


def draw(job, function=batches.print_part):
    """Do every shard of a job here, as a worker would; return the states."""
    for shard in job.shards.order_by("number"):
        jobs.work(shard.pk, function)
    return list(job.shards.order_by("number").values_list("state", flat=True))


@kept.once
def made(decision, mode="overlay"):
    """A batch of all certificates whose file is said to be made: what becomes of its paper asks no more."""
    batch = batches.start(decision, mode=mode, by=None)
    draw(batch.job, lambda shard: files.keep(b"%PDF-1.7", content_type=batches.PDF))
    return batch


def content(batch):
    """The bytes of the file of a batch."""
    with files.open(batches.file_of(batch)) as stream:
        return stream.read()


def numbers(pdf):
    """The register number on each page of a PDF (bytes).

    The ground is taken away first: reading its thousands of strokes again for every page takes seconds.
    """
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page["/Resources"].pop("/XObject", None)
        found.append(NUMBER.search(page.extract_text())[1])
    return found
