"""Reasons that a bloc uses again and again, offered where one is typed."""

from django.db import models

from blocs.models import Bloc
from core.fields import LineField


class ReasonTemplate(models.Model):
    """One reason of a bloc's own list; a bloc without any is offered the ready ones."""

    bloc = models.ForeignKey(Bloc, models.CASCADE, related_name="reason_templates", verbose_name="khối")
    position = models.PositiveSmallIntegerField("thứ tự")
    text = LineField("lý do", max_length=200)

    class Meta:
        verbose_name = "lý do mẫu"
        verbose_name_plural = "lý do mẫu"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "text"],
                name="reason_template_once",
                violation_error_message="Lý do này đã có trong danh sách.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="reason_template_says_something",
                violation_error_message="Hãy ghi nội dung của lý do mẫu.",
            ),
        ]

    def __str__(self):
        return self.text
