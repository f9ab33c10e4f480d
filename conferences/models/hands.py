"""A show of hands, as it was counted in the room: open, so whose hand was up may stand in it by name."""

from django.conf import settings
from django.db import models

from .polls import Poll


class ShowOfHands(models.Model):
    """What was counted, one row for a poll; kept for good once the poll is closed.

    `counts` holds for each option how many were for it, against it and abstained. `said` holds, where votes
    are named, what each elector said: {key of the elector: "+-0"}, one sign for each option.
    """

    poll = models.OneToOneField(Poll, models.CASCADE, primary_key=True, related_name="hands")
    counts = models.JSONField("số đếm")
    said = models.JSONField("từng phiếu", default=dict, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )

    class Meta:
        verbose_name = "kết quả giơ tay"
        verbose_name_plural = "kết quả giơ tay"

    def __str__(self):
        return f"Kết quả giơ tay: {self.poll}"
