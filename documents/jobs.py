"""Background work: the rows are the truth, the broker only nudges (docs/decisions/0004).

An act asks for work with `enqueue`. The message it sends carries nothing but a shard's id and may be lost,
late or doubled. A task is two beats, fetch by id and call the rule:

    @shared_task(name="documents.render")
    def render(shard_id):
        jobs.work(shard_id, papers.render)

`function(shard)` returns the StoredFile it made, or None. It may run again after its worker was killed, so
what it writes must be the same the second time. It keeps its transactions short: on SQLite nobody can renew
a lease while one is open. A shard that puts together what the others made is asked for by `then`; it is free
when all of them are done. The state of a shard is written by conditional UPDATE (documents/leases.py) and not
by `core.transitions.move`, because machines take these steps and not people.
"""

import logging
from dataclasses import dataclass

from celery import current_app
from django.db import transaction
from django.db.models import Count, F, Min, Q
from django.utils import timezone
from django.utils.text import Truncator

from core import clock, history
from core.rules import RuleError
from documents import leases
from documents.models import Job, Shard

logger = logging.getLogger(__name__)

State = Shard.State

SWEPT_AT_ONCE = 200  # shards one sweep nudges at most; the next sweep takes the rest

FAILED_THRICE = (
    "Máy chủ đã thử ba lần mà chưa làm được việc này. "
    "Hãy bấm “Làm lại”; nếu vẫn không được, hãy báo người quản trị."
)
KILLED_THRICE = (
    "Máy chủ đã ba lần dừng giữa chừng khi đang làm việc này. "
    "Hãy bấm “Làm lại”; nếu vẫn không được, hãy báo người quản trị."
)


@dataclass(frozen=True)
class Progress:
    """How far a job is: its shards counted, its state in the words of `Shard.State`, why it failed."""

    total: int
    done: int
    failed: int
    state: str
    error: str

    @property
    def finished(self):
        """Nothing more happens by itself."""
        return self.state in (State.DONE, State.FAILED)


@dataclass(frozen=True)
class Sweep:
    """What one sweep did, in shards."""

    nudged: int
    given_up: int


# --- What people ask for -------------------------------------------------------------------------


def enqueue(task, *, shards, label, by, then=None):
    """Ask for work and return its Job: one shard for each dict of facts (ids and numbers) in `shards`.

    With `then`, a dict of facts too, one more shard is done after all of them. `task` is the name of a Celery
    task that takes a shard's id. The workers hear of it when the present transaction is committed; if the
    broker is down, the sweep tells them later. Raises ValueError without shards.
    """
    if not shards:
        raise ValueError("a job needs at least one shard")
    with transaction.atomic():
        job = Job.objects.create(
            task=task, label=Truncator(label).chars(200), started_by=by, created_at=clock.now()
        )
        rows = [
            Shard(job=job, number=number, facts=facts, nudged_at=timezone.now())
            for number, facts in enumerate(shards, start=1)
        ]
        if then is not None:
            rows.append(Shard(job=job, number=len(rows) + 1, facts=then, last=True))
        made = Shard.objects.bulk_create(rows)
        _nudge_on_commit([(task, shard.pk) for shard in made if not shard.last])
    return job


def retry(job, *, by):
    """Start the failed shards of `job` afresh; what is done stays done.

    Raises RuleError when none has failed (somebody else was faster).
    """
    with transaction.atomic():
        failed = job.shards.select_for_update().filter(state=State.FAILED)
        ids = list(failed.values_list("pk", flat=True))
        if not ids:
            raise RuleError(
                "Việc này không có phần nào phải làm lại. Hãy tải lại trang để xem tình hình mới nhất."
            )
        job.shards.filter(pk__in=ids).update(
            state=State.WAITING, attempts=0, error="", finished_at=None, nudged_at=timezone.now()
        )
        history.record(job, "job.retry", by=by, after={"shards": len(ids)})
        _nudge_on_commit([(job.task, pk) for pk in ids])
    return job


def progress(job):
    """Return the Progress of `job`, in one query."""
    counts = job.shards.aggregate(
        total=Count("pk"),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        done=Count("pk", filter=Q(state=State.DONE)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        held=Count("pk", filter=Q(state=State.WAITING, last=True)),
        error=Min("error", filter=Q(state=State.FAILED)),
    )
    return Progress(
        total=counts["total"],
        done=counts["done"],
        failed=counts["failed"],
        state=_state(**counts),
        error=counts["error"] or "",
    )


def _state(*, total, running, done, failed, held, error):
    """Failed only when nothing is left to do: the others are worth finishing first."""
    if done == total:
        return State.DONE
    if failed and done + failed + held == total:
        return State.FAILED
    if running or done or failed:
        return State.RUNNING
    return State.WAITING


# --- What the machines do ------------------------------------------------------------------------


def work(shard_id, function):
    """Do shard `shard_id` by `function(shard)`, if it is free; a late or doubled message does nothing.

    A RuleError fails the shard at once with its sentence; any other exception gives it back, and the third
    time fails it. A worker whose lease was lost to another leaves the row alone; one that cannot reach the
    database any more leaves it to the lease.
    """
    shard = leases.take(shard_id)
    if shard is None:
        logger.info("shard %s is not free: nothing to do", shard_id)
        return
    try:
        with leases.held(shard):
            file = function(shard)
        leases.leave(shard, State.DONE, file=file)
        _nudge_last(shard)
    except RuleError as refusal:
        logger.warning("shard %s of job %s was refused: %s", shard.pk, shard.job_id, refusal)
        leases.leave(shard, State.FAILED, error=str(refusal) or FAILED_THRICE)
    except Exception:  # whatever it is, it costs one attempt and never the worker
        logger.exception("shard %s of job %s broke in attempt %s", shard.pk, shard.job_id, shard.attempts)
        if shard.attempts < leases.ATTEMPTS:
            leases.leave(shard, State.WAITING, nudged_at=None)  # until the next sweep: a pause, no loop
        else:
            leases.leave(shard, State.FAILED, error=FAILED_THRICE)


def sweep():
    """Hand out again what a dead worker or a lost message left lying, each shard at most once per lease.

    A shard whose worker died in its last attempt fails with words. Returns a Sweep.
    """
    now = timezone.now()
    given_up = leases.bury(now, error=KILLED_THRICE)
    with transaction.atomic():
        pairs = [(shard.job.task, shard.pk) for shard in _lying(now)]
        Shard.objects.filter(pk__in=[pk for _, pk in pairs]).update(nudged_at=now)
    swept = Sweep(nudged=_nudge(pairs), given_up=given_up)
    if swept != Sweep(nudged=0, given_up=0):
        logger.info("sweep: %s shards nudged, %s given up", swept.nudged, swept.given_up)
    return swept


def _lying(now):
    """Shards nobody works on and nobody was told of lately, locked so that two sweeps share them."""
    quiet = Q(nudged_at=None) | Q(nudged_at__lt=now - leases.length())
    longest_first = F("nudged_at").asc(nulls_first=True)
    locked = Shard.objects.select_related("job").select_for_update(of=("self",), skip_locked=True)
    return locked.filter(leases.free(now), quiet).order_by(longest_first, "pk")[:SWEPT_AT_ONCE]


def _nudge_last(shard):
    """Tell the workers of the job's last shard when `shard` was the one it waited for."""
    last = shard.job.shards.filter(leases.free(timezone.now()), last=True).values_list("pk", flat=True)
    _nudge([(shard.job.task, pk) for pk in last])


def _nudge_on_commit(pairs):
    transaction.on_commit(lambda: _nudge(pairs))


def _nudge(pairs):
    """Send a message for each (task, shard id); return how many went out.

    Never raises: the rows stand, so a broker that is down costs the time until the next sweep and no more.
    """
    for sent, (task, pk) in enumerate(pairs):
        try:
            current_app.send_task(task, [pk], retry=False)
        except Exception:  # brokers fail in many ways
            unsent = [pk for _, pk in pairs[sent:]]
            logger.exception("the broker took %s of %s nudges; the sweep sends the rest", sent, len(pairs))
            Shard.objects.filter(pk__in=unsent).update(nudged_at=None)
            return sent
    return len(pairs)
