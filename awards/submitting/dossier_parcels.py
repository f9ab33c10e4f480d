"""The ZIP of a dossier: every paper as PDF and Word, every file, and a manifest; made by the workers.

Names inside are plain ASCII, since archives and portals of other bodies break on Vietnamese letters; the
manifest gives the Vietnamese names beside, with sizes and SHA-256.
"""

import hashlib
import json

from django.db import transaction
from django.utils.text import slugify

from awards.models import Dossier, DossierFile, DossierParcel, NominationFile, Opinion, RequiredPart
from awards.submitting import dossier_papers, dossiers
from core import records
from core.rules import RuleError
from documents import files, jobs, papers, parcels
from documents.models import Document, Rendition, Shard

TASK = "awards.pack_dossier"
MANIFEST = "manifest.txt"
PARTS = {part: place for place, part in enumerate(RequiredPart.Part.values, 1)}
OF_KINDS = {"evidence": "other", "other": "other"}  # the rest of the kinds are parts themselves
GONE = "Một tệp của hồ sơ vừa được gỡ. Hãy yêu cầu lại tệp ZIP."


def request(dossier, *, by):
    """Return the DossierParcel of a dossier as it is now, asking the workers for it if needed.

    Nothing is packed twice: a second request finds the first one's and starts it afresh only if it failed.
    Raises RuleError while there is nothing to pack.
    """
    with transaction.atomic():
        row = Dossier.objects.select_for_update().get(pk=dossier.pk)
        pieces = contents(row)
        if not pieces:
            raise RuleError("Hồ sơ chưa có văn bản hay tệp nào. Hãy lập văn bản của hồ sơ trước.")
        mark = hashlib.sha256(json.dumps(pieces).encode()).hexdigest()
        parcel = row.parcels.select_related("job").filter(contents=mark).first()
        if parcel is None:
            facts = {"dossier": row.pk, "pieces": pieces}
            job = jobs.enqueue(TASK, shards=[facts], label="Tạo tệp ZIP của hồ sơ", by=by)
            parcel = DossierParcel(dossier=row, contents=mark, job=job)
            return records.keep(parcel, by=by, act="dossier.pack")
        if jobs.progress(parcel.job).state == Shard.State.FAILED:
            jobs.retry(parcel.job, by=by)
        return parcel


def contents(dossier):
    """Return [part, table, id] of everything in the dossier, in the order of its parts."""
    cases = dossiers.nominations_of(dossier)
    found = [[row.part, "document", row.document_id] for row in dossier_papers.shown(dossier)]
    known = {pk for _, _, pk in found}
    minutes = [document.pk for document in dossiers.minutes_of(dossier)]
    found += [["minutes", "document", pk] for pk in minutes if pk not in known]
    found += [[row.part, "scan", row.pk] for row in dossier.files.order_by("pk")]
    for row in NominationFile.objects.filter(nomination__in=cases).order_by("nomination", "pk"):
        found.append([OF_KINDS.get(row.kind, row.kind), "file", row.pk])
    for row in Opinion.objects.filter(nomination__in=cases, file__isnull=False).order_by("pk"):
        found.append(["opinions", "opinion", row.pk])
    return sorted(found, key=lambda piece: PARTS[piece[0]])


def pack(shard):
    """Do the only shard of a parcel and return the StoredFile of the ZIP; the same bytes a second time.

    Raises RuleError when a file was taken out meanwhile or a paper cannot be made.
    """
    named, lines = [], []
    for number, (part, table, pk) in enumerate(shard.facts["pieces"], 1):
        for title, ending, content in _made(table, pk):
            label = "" if table == "document" else RequiredPart.Part(part).label
            name = ascii_name(f"{number:02} {label} {title}", ending)
            named.append((name, content))
            lines.append(_line(name, content, title))
    named.append((MANIFEST, "\r\n".join(["SHA-256\tbyte\ttệp\ttên gọi", *lines, ""]).encode("utf-8-sig")))
    return files.keep(parcels.zipped(named), content_type="application/zip")


def file_of(parcel):
    """Return the StoredFile of a parcel, or None while it is not made."""
    return Shard.objects.select_related("file").get(job=parcel.job_id).file


def ascii_name(title, ending):
    """Return a file name of small ASCII letters, digits and dashes, at most 80 signs and its ending."""
    plain = slugify(title.replace("đ", "d").replace("Đ", "D"))
    return f"{plain[:80].rstrip('-')}.{ending}"


def _made(table, pk):
    """Yield (what people call it, ending, bytes) of one piece: a paper gives two files."""
    if table == "document":
        document = Document.objects.get(pk=pk)
        for format in Rendition.Format.values:
            yield document.title, format, papers.render_bytes(document, format)
        return
    models = {"scan": DossierFile, "file": NominationFile, "opinion": Opinion}
    row = models[table].objects.select_related("file").filter(pk=pk).first()
    if row is None or row.file is None:
        raise RuleError(GONE)
    name = row.file_name if table == "opinion" else row.name
    stem, _, ending = name.rpartition(".")
    with files.open(row.file) as stream:
        yield stem or name, ending.lower() or "bin", stream.read()


def _line(name, content, title):
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest}\t{len(content)}\t{name}\t{title}"
