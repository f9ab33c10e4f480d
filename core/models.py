"""Accounts and the one append-only history."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who can sign in. Who that is and acts for stands in `members.Person` and `members.Post`."""

    email = models.EmailField("thư điện tử", blank=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)

    UNRECORDED = ("password", "last_login")  # never copied into the history

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"


class EntryQuerySet(models.QuerySet):
    """Questions to the history."""

    def about(self, obj):
        """Entries whose subject is `obj`, newest first."""
        return self.filter(subject_type=obj._meta.label_lower, subject_id=obj.pk)


class Entry(models.Model):
    """One act: who did what to which object, when, why, and what it changed.

    Written by rule functions only. The database refuses to change or delete a row (migration 0002).
    """

    at = models.DateTimeField("thời điểm")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người làm",
    )
    act = models.CharField("việc", max_length=60)
    subject_type = models.CharField("loại đối tượng", max_length=60)
    subject_id = models.BigIntegerField("đối tượng")
    before = models.JSONField("trước", default=dict, blank=True)
    after = models.JSONField("sau", default=dict, blank=True)
    reason = models.TextField("lý do", blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đã làm"
        verbose_name_plural = "lịch sử"
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="entry_subject")]

    def __str__(self):
        return f"{self.act} {self.subject_type} {self.subject_id}"
