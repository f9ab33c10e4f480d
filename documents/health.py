"""Whether the workers live, and with it the health of the whole installation.

No worker is asked: each sweep that one has completed is noted, and a worker too busy to sweep renews the
lease of what it works on. Both are signs of life. They count in real time, as leases do.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from core import health
from core.health import OK, Question
from documents import leases
from documents.models import LastSweep, Shard

SWEEPS_MISSED = 4  # then no worker is alive, or nobody sends the sweeps


@dataclass(frozen=True)
class Health:
    """`lines` says of each part "ok" or what is wrong; `last_sweep` is how many seconds ago it was."""

    lines: dict
    last_sweep: int | None

    @property
    def good(self):
        """All is well."""
        return set(self.lines.values()) == {OK}


def note_sweep():
    """A sweep was completed just now: written by the worker that did it."""
    LastSweep.objects.update_or_create(pk=LastSweep.ONLY, defaults={"ended_at": timezone.now()})


def look():
    """Return the Health of this installation, within the patience of `core.health`."""
    found = {}
    questions = health.QUESTIONS | {
        "worker": Question(lambda: _ask_worker(found), "Chưa rõ, vì cơ sở dữ liệu không trả lời.")
    }
    lines = health.answers(questions)
    return Health(lines=lines, last_sweep=found.get("last_sweep"))


def _ask_worker(found):
    now = timezone.now()
    swept = LastSweep.objects.filter(pk=LastSweep.ONLY).values_list("ended_at", flat=True).first()
    if swept:
        found["last_sweep"] = int((now - swept).total_seconds())
    renewed = Shard.objects.filter(state=Shard.State.RUNNING).aggregate(until=Max("lease_until"))["until"]
    signs = [sign for sign in (swept, renewed and renewed - leases.length()) if sign]
    if not signs:
        return "Chưa có tiến trình làm việc nền nào chạy, hoặc chưa có gì nhắc nó."
    silent = int((now - max(signs)).total_seconds())
    if silent > SWEEPS_MISSED * settings.SWEEP_SECONDS:
        return f"Tiến trình làm việc nền im lặng đã {silent} giây."
    return OK
