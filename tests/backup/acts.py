"""Acts inside an installation: `python -m tests.backup.acts ACT...` prints their answers as JSON."""

import hashlib
import json
import sys
from datetime import date

import django
from django.test.utils import override_settings

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from awards.certifying import certificates  # noqa: E402
from awards.models import PrintBatch  # noqa: E402
from awards.printing import batches  # noqa: E402
from blocs import criteria, publishing  # noqa: E402
from blocs.models import CriteriaGroup, CriteriaTable, Season  # noqa: E402
from core import clock, schema, tables  # noqa: E402
from core.models import Entry  # noqa: E402
from documents import files, jobs, papers  # noqa: E402
from documents.models import StoredFile  # noqa: E402
from tests import world  # noqa: E402
from tests.awards import printed  # noqa: E402
from tests.conferences import scene  # noqa: E402


def build():
    """A bloc with a published year and its paper, a draft of the next, an officer; one group was removed."""
    body = world.agency("Cơ quan quản lý", code="QL")
    officer = world.officer(body)
    bloc = world.bloc(body=body)
    with clock.at(date(2023, 2, 1)):
        closed = world.season(bloc, 2023)
        publishing.publish(world.fill(closed.criteria), by=officer)
        _make_paper(CriteriaTable.objects.get(season=closed), officer)
        closed = Season.objects.get(pk=closed.pk)
    draft = world.season(world.bloc(["Cục Một", "Cục Hai"], name="Khối hai", body=body), 2023)
    last = criteria.add_group(draft.criteria, kind="scored", name="Bỏ đi", max_points=9, by=officer)
    criteria.remove_group(last, by=officer)
    files.keep("Tệp đính kèm".encode() * 5000, content_type="text/plain")
    return last.pk or Entry.objects.filter(act__contains="group").latest("pk").subject_id


def _make_paper(table, by):
    papers.request(table.paper, "pdf", by=by)
    job = table.paper.renditions.get(format="pdf").job
    jobs.work(job.shards.get().pk, papers.render)


def build_honours():
    """A year that has met, elected and endorsed; certificates printed, one replaced, one revoked."""
    with clock.at(scene.DAY):
        season = scene.season()
        scene.honours.nomination(season, scene.HEAD, code="government-flag")
        scene.closed(season)
        decision = printed.decision(2, 2, season=scene.reread(season))
        printed.officer(season)
        first, second, *_ = printed.certificates(decision)
        certificates.replace(first, corrections={"recipient": "Vụ Khác"}, reason="Sai tên", by=None)
        certificates.revoke(second, reason="Nhầm", by=None)
        batch = batches.start(decision, mode="full", by=None)
        return printed.draw(batch.job)


@override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False)
def fetch_batch():
    """Sign in as the officer of certificates and fetch the batch: its status and the numbers on it."""
    client = Client()
    client.post("/login/", {"login": "certificate_officer-1", "password": world.PASSWORD})
    batch = PrintBatch.objects.get()
    answer = client.get(reverse("awards:batch_file", args=[batch.pk]))
    return [answer.status_code, printed.numbers(b"".join(answer))]


def facts():
    """Everything that must be the same after a restore."""
    models = tables.kept(apps)
    return {
        "rows": {model._meta.db_table: [*map(bytes.decode, tables.lines(model))] for model in models},
        "numbers": tables.highest_numbers(models),
        "history": list(
            Entry.objects.order_by("pk").values_list("act", "subject_type", "subject_id", "reason")
        ),
        "files": {stored.sha256: files.verify(stored) for stored in StoredFile.objects.order_by("sha256")},
        "key": hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest(),
        "demo": settings.DEMO,
    }


def is_current():
    """Whether the tables are those of this version."""
    return schema.is_current()


def guarded():
    """Try what the database itself refuses: to rewrite history, to change what was published."""
    with connection.cursor() as cursor:
        published = CriteriaGroup.objects.filter(table__state="published").first()
        return [
            _refused(cursor, "UPDATE core_entry SET reason = 'x'"),
            _refused(cursor, "DELETE FROM core_entry"),
            _refused(cursor, f"UPDATE blocs_criteriagroup SET name = 'x' WHERE id = {published.pk}"),
        ]


def _refused(cursor, statement):
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except DatabaseError as refusal:
        return str(refusal).splitlines()[0]
    return "done"


def next_group():
    """The number that the next group gets."""
    draft = CriteriaTable.objects.get(state="draft")
    return criteria.add_group(draft, kind="scored", name="Mới", max_points=1, by=None).pk


@override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False)
def visit():
    """Sign in as the officer and fetch the paper: where the sign-in led, its status and first bytes."""
    client = Client()
    signed_in = client.post("/login/", {"login": "can-bo", "password": world.PASSWORD})
    table = CriteriaTable.objects.get(state="published")
    paper = client.get(reverse("blocs:paper_file", args=[table.pk, "pdf"]))
    return [signed_in.url, paper.status_code, next(iter(paper))[:5].decode()]


if __name__ == "__main__":
    print(json.dumps([globals()[name]() for name in sys.argv[1:]]))
