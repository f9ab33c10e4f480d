"""What a shard can meet: work that ends well or badly, time that passes, a worker that dies."""

from datetime import timedelta

from django.utils import timezone

from core.rules import RuleError
from documents import files
from documents.models import Shard


def break_down(shard):
    raise ZeroDivisionError("technical words")


def refuse(shard):
    raise RuleError(f"Bằng số {shard.facts['number']} có tên quá dài. Hãy rút gọn tên.")


def write_pdf(shard):
    return files.keep(f"pdf {shard.facts}".encode(), content_type="application/pdf")


def later(seconds):
    """Let time pass for the rows: everything they remember is so much longer ago."""
    for shard in Shard.objects.all():
        for name in ("nudged_at", "lease_until"):
            if moment := getattr(shard, name):
                setattr(shard, name, moment - timedelta(seconds=seconds))
        shard.save()


def die(shard):
    """A worker took the shard and was killed: the row is all that is left."""
    Shard.objects.filter(pk=shard.pk).update(
        state="running", claim="dead", lease_until=timezone.now(), attempts=shard.attempts + 1
    )


def state_of(job):
    """(state, attempts) of each shard, in order."""
    return list(job.shards.values_list("state", "attempts"))
