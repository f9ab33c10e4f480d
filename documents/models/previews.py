"""A page of a stored file as a picture."""

from django.db import models

from .files import StoredFile
from .work import Shard


class Preview(models.Model):
    """One page of one content; its shard says how far the picture is and holds it."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="previews", verbose_name="tệp")
    page = models.PositiveSmallIntegerField("trang")
    shard = models.OneToOneField(Shard, models.PROTECT, related_name="+", verbose_name="phần việc")

    class Meta:
        verbose_name = "hình xem trước"
        verbose_name_plural = "hình xem trước"
        ordering = ["file", "page"]
        constraints = [
            models.UniqueConstraint(fields=["file", "page"], name="preview_once_per_page"),
            models.CheckConstraint(condition=models.Q(page__gt=0), name="preview_pages_from_1"),
        ]

    def __str__(self):
        return f"{self.file} · {self.page}"

    @property
    def is_drawn(self):
        """Whether the picture is there."""
        return self.shard.state == Shard.State.DONE

    @property
    def is_waiting(self):
        """Whether the picture is still to come."""
        return not (self.is_drawn or self.is_failed)

    @property
    def is_failed(self):
        """Whether it will not come by itself; the shard's error says why, in words."""
        return self.shard.state == Shard.State.FAILED
