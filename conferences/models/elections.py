"""The election of next season's lead, as the conference reports it; its result writes the terms."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from blocs.models import Term
from core.fields import LineField
from members.models import Agency

from .meetings import Conference


class Election(models.Model):
    """Recorded once for a year-end conference, corrected until it is closed; `year` then has these terms."""

    conference = models.OneToOneField(
        Conference, models.PROTECT, related_name="election", verbose_name="hội nghị"
    )
    year = models.PositiveSmallIntegerField("năm")
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )
    below_reason = LineField(  # only where votes were fewer than the rules of the year ask for
        "vì sao vẫn công nhận", max_length=300, blank=True
    )

    class Meta:
        verbose_name = "kết quả bầu lãnh đạo Khối"
        verbose_name_plural = "kết quả bầu lãnh đạo Khối"

    def __str__(self):
        return f"Bầu lãnh đạo năm {self.year}"


class ElectionLine(models.Model):
    """One agency elected to one place, with its votes; without votes it was agreed by show of hands."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="lines", verbose_name="bầu cử")
    rank = models.PositiveSmallIntegerField("thứ tự")
    post = models.CharField("vị trí", max_length=16, choices=Term.Place)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="elections", verbose_name="đơn vị")
    votes = models.PositiveSmallIntegerField("số phiếu", null=True, blank=True)
    votes_base = models.PositiveSmallIntegerField("trên tổng số", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị trúng cử"
        verbose_name_plural = "đơn vị trúng cử"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["election", "agency"], name="elected_to_one_place"),
            models.UniqueConstraint(fields=["election", "rank"], name="elected_own_rank"),
            models.CheckConstraint(
                condition=Q(votes__isnull=True, votes_base__isnull=True)
                | Q(votes__isnull=False, votes_base__isnull=False, votes__lte=F("votes_base")),
                name="elected_votes_fit_base",
                violation_error_message="Số phiếu không thể nhiều hơn tổng số phiếu.",
            ),
        ]

    def __str__(self):
        return f"{self.get_post_display()}: {self.agency}"
