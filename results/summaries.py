"""The summary workbook of a year, made in the background: asked for once for the same figures.

Its job is found again by the facts of its only shard, the year and a hash of all that the workbook shows; so
a second request leads to the same file until a figure changes.
"""

import hashlib

from django.db import transaction

from blocs.models import CriteriaTable, Season
from core.text import file_name
from documents import excel, files, jobs
from documents.models import Shard
from results import sheet_file, standings, summary_excel

TASK = "results.summary"
SHOWN = ("self_points", "appraised_points", "appraisal_reason", "agreed_points", "agreed_reason")


def request(season, *, by):
    """Return the Job of the workbook of what is agreed now, asking the workers for it if needed."""
    with transaction.atomic():
        season = Season.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=season.pk)
        shown, found = fingerprint(season), latest(season)
        if found is None or found.facts["shown"] != shown:
            label = f"Lập sổ tổng hợp {season.named} của {season.bloc.short_name}"
            facts = {"season": season.pk, "shown": shown}
            return jobs.enqueue(TASK, shards=[facts], label=label, by=by)
        if found.state == Shard.State.FAILED:
            jobs.retry(found.job, by=by)
    return found.job


def latest(season):
    """Return the Shard of the workbook that was asked for last, or None."""
    asked = Shard.objects.filter(job__task=TASK, facts__season=season.pk)
    return asked.select_related("job", "file").order_by("-pk").first()


def make(shard):
    """Do the work of a workbook's only shard and return the StoredFile."""
    season = Season.objects.select_related("bloc").get(pk=shard.facts["season"])
    return files.keep(summary_excel.write(season), content_type=excel.XLSX)


def name_of(season):
    """Return what the file is called."""
    return file_name(f"Sổ tổng hợp {season.named} - {season.bloc.short_name}.xlsx")


def fingerprint(season):
    """Return the hash of all that the workbook shows. A constant number of queries."""
    table = (
        CriteriaTable.objects.with_criteria().prefetch_related("grades", "ladder__group").get(season=season)
    )
    lines = standings.lines_of(season)
    told = [
        (line.criterion_id, line.exempt, *(getattr(line, name) for name in SHOWN))
        for agency in sorted(lines)
        for line in sorted(lines[agency], key=lambda line: line.criterion_id)
    ]
    places = [
        (place.agency_id, place.name, place.rank, place.grade, place.state)
        for place in standings.under(season, table, lines)
    ]
    return hashlib.sha256(repr((sheet_file.rules(table), told, places)).encode()).hexdigest()
