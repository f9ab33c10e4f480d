"""Where each member stands at the end of the appraisal, and the votes that tell equal members apart."""

from django.db import models
from django.db.models import Q

from blocs.models import Season
from core.fields import LineField
from members.models import Agency
from members.models.agencies import names_on


class StandingQuerySet(models.QuerySet):
    """Questions to the standings."""

    def visible_to(self, user):
        """Whoever sees the year sees its standing."""
        return self.filter(season__in=Season.objects.visible_to(user))

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class Standing(models.Model):
    """A member's total, grade and place, written when the appraisal is concluded. Places may be shared.

    `decided_by` is the step of the ladder that puts it before the next one with the same total, in words.
    """

    season = models.ForeignKey(Season, models.PROTECT, related_name="standings", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="standings", verbose_name="đơn vị")
    total = models.DecimalField("tổng điểm", max_digits=7, decimal_places=2)
    rank = models.PositiveSmallIntegerField("xếp thứ")
    grade = LineField("xếp loại", max_length=100, blank=True)
    decided_by = LineField("hơn ở", max_length=100, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả xếp thứ"
        verbose_name_plural = "kết quả xếp thứ"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "agency"], name="standing_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="standing_rank_from_one"),
        ]

    def __str__(self):
        return f"{self.rank}. {self.agency}"


class StandingSealQuerySet(models.QuerySet):
    """Questions to the seals."""

    def visible_to(self, user):
        """Whoever sees the year sees the seal of its standing; the places themselves show when they may."""
        return self.filter(season__in=Season.objects.visible_to(user))


class StandingSeal(models.Model):
    """What the standing of a year said when it was written, with its SHA-256.

    Written anew together with the standing (results/seals.py); what it was before stays in the history.
    """

    season = models.OneToOneField(
        Season, models.PROTECT, related_name="standing_seal", verbose_name="năm thi đua"
    )
    says = models.JSONField("nội dung")
    sha256 = models.CharField("mã SHA-256", max_length=64)
    sealed_at = models.DateTimeField("chốt lúc")

    objects = StandingSealQuerySet.as_manager()

    class Meta:
        verbose_name = "mã kiểm tra bảng xếp thứ"
        verbose_name_plural = "mã kiểm tra bảng xếp thứ"
        constraints = [
            models.CheckConstraint(condition=~Q(sha256=""), name="seal_has_its_hash"),
        ]

    def __str__(self):
        return f"{self.season}: {self.sha256}"


class TieVote(models.Model):
    """How many votes one of several members with the same total got, where the ladder asks for them."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="tie_votes", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tie_votes", verbose_name="đơn vị")
    votes = models.PositiveSmallIntegerField("số phiếu")

    class Meta:
        verbose_name = "phiếu phân định"
        verbose_name_plural = "phiếu phân định"
        constraints = [models.UniqueConstraint(fields=["season", "agency"], name="tie_vote_once")]

    def __str__(self):
        return f"{self.agency}: {self.votes}"
