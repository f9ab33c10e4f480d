"""Background work. These rows are the truth; the broker only nudges."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work in shards. Its state and progress are read from the shards, never stored twice."""

    task = models.CharField("tên tác vụ", max_length=100)  # a Celery task that takes one shard's id
    label = models.CharField("việc", max_length=200)  # what the person waiting for it reads
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người yêu cầu",
    )
    created_at = models.DateTimeField("yêu cầu lúc")

    class Meta:
        verbose_name = "việc chạy nền"
        verbose_name_plural = "việc chạy nền"

    def __str__(self):
        return self.label


class Shard(models.Model):
    """A part of a job that one worker does in one go, at most three times."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        RUNNING = "running", "Đang làm"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Không làm được"

    job = models.ForeignKey(Job, models.CASCADE, related_name="shards", verbose_name="việc")
    number = models.PositiveIntegerField("phần số")
    facts = models.JSONField("dữ kiện", default=dict, blank=True)  # ids and numbers only
    last = models.BooleanField("làm sau cùng", default=False)  # waits until all others of its job are done
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần làm", default=0)
    claim = models.CharField("mã nhận việc", max_length=32, blank=True)
    lease_until = models.DateTimeField("giữ việc đến", null=True, blank=True)
    nudged_at = models.DateTimeField("nhắc lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    error = models.TextField("vì sao không làm được", blank=True)
    file = models.ForeignKey(
        "documents.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kết quả",
    )

    class Meta:
        verbose_name = "phần việc"
        verbose_name_plural = "phần việc"
        ordering = ["job", "number"]
        indexes = [models.Index(fields=["state", "lease_until"], name="shard_sweep")]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="shard_once_per_job"),
            models.CheckConstraint(condition=Q(attempts__lte=3), name="shard_three_attempts"),
            models.CheckConstraint(
                condition=(Q(state="running") & ~Q(claim="") & Q(lease_until__isnull=False))
                | (~Q(state="running") & Q(claim="") & Q(lease_until__isnull=True)),
                name="shard_claim_while_running",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["done", "failed"]) & Q(finished_at__isnull=False))
                | (~Q(state__in=["done", "failed"]) & Q(finished_at__isnull=True)),
                name="shard_finished_stamp",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(error="")) | (~Q(state="failed") & Q(error="")),
                name="shard_failure_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="done") | Q(file__isnull=True), name="shard_file_when_done"
            ),
        ]

    def __str__(self):
        return f"{self.job} · {self.number}"


class LastSweep(models.Model):
    """When a worker last completed a sweep: one row, the pulse by which the workers are known to live."""

    ONLY = 1  # the key of the one row

    ended_at = models.DateTimeField("quét xong lúc")

    class Meta:
        verbose_name = "lần quét gần nhất"
        verbose_name_plural = "lần quét gần nhất"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="last_sweep_is_one_row")]

    def __str__(self):
        return f"{self.ended_at:%d/%m/%Y %H:%M:%S}"
