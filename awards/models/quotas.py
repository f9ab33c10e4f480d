"""How much of a form may be put forward in a year: numbers of a letter, never constants."""

from django.db import models
from django.db.models import Q

from blocs.models import Season
from core import dates
from core.fields import LineField
from members.models import Agency

from .catalogue import AwardForm, Recipient


class QuotaQuerySet(models.QuerySet):
    """Questions to the quotas."""

    def visible_to(self, user):
        """Whoever sees the year sees its quotas."""
        return self.filter(season__in=Season.objects.visible_to(user)).select_related("season__bloc", "form")


class Quota(models.Model):
    """How many of a form may go to one kind of recipient in a year, and how many per member.

    Data from a letter or the bloc's rules, which `source` names; no number means no limit. `percent` is a
    share of the year's members, or of `base_count` things that `base_name` names (the collectives that lead
    the blocs of a whole province): then the others' part is unknown here. One quota counts every version
    of its form.
    """

    class Rounding(models.TextChoices):
        DOWN = "down", "Làm tròn xuống"
        HALF = "half", "Làm tròn từ nửa trở lên"
        UP = "up", "Làm tròn lên"

    season = models.ForeignKey(Season, models.PROTECT, related_name="quotas", verbose_name="năm thi đua")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="quotas", verbose_name="hình thức")
    recipient = models.CharField("đối tượng", max_length=10, choices=Recipient)
    total = models.PositiveSmallIntegerField("hạn mức chung", null=True, blank=True)
    per_member = models.PositiveSmallIntegerField("mỗi đơn vị", null=True, blank=True)
    percent = models.DecimalField("tỷ lệ %", max_digits=5, decimal_places=2, null=True, blank=True)
    rounding = models.CharField("làm tròn", max_length=4, choices=Rounding, blank=True)
    base_count = models.PositiveIntegerField("tổng để tính tỷ lệ", null=True, blank=True)
    base_name = LineField("tổng ấy gồm", max_length=120, blank=True)
    source = LineField("căn cứ (số, ngày văn bản)", max_length=200)
    letter_number = LineField("số văn bản", max_length=60, blank=True)
    letter_on = models.DateField("ngày văn bản", null=True, blank=True)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "hạn mức"
        verbose_name_plural = "hạn mức"
        ordering = ["form__ceremony_order", "recipient"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "form", "recipient"],
                name="quota_once",
                violation_error_message="Năm này đã có hạn mức của hình thức đó cho đối tượng đó.",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=False) | Q(per_member__isnull=False) | Q(percent__isnull=False),
                name="quota_says_a_number",
                violation_error_message="Hãy nhập hạn mức chung, tỷ lệ hoặc hạn mức của mỗi đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
                name="quota_percent_fits",
                violation_error_message="Tỷ lệ phải lớn hơn 0 và nhiều nhất 100 %%.",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True, rounding="", base_count__isnull=True, base_name="")
                | Q(percent__isnull=False, rounding__in=["down", "half", "up"]),
                name="quota_share_says_its_rounding",
                violation_error_message="Có tỷ lệ thì phải chọn cách làm tròn; không có tỷ lệ thì bỏ trống "
                "cách làm tròn và tổng để tính.",
            ),
            models.CheckConstraint(
                condition=Q(base_count__isnull=True, base_name="")
                | (Q(base_count__isnull=False) & ~Q(base_name="")),
                name="quota_base_has_a_name",
                violation_error_message="Tổng để tính tỷ lệ phải ghi cả số và tên gọi, hoặc bỏ trống cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(letter_number="", letter_on__isnull=True)
                | (~Q(letter_number="") & Q(letter_on__isnull=False)),
                name="quota_letter_has_number_and_day",
                violation_error_message="Ghi cả số và ngày của văn bản, hoặc bỏ trống cả hai.",
            ),
        ]

    def __str__(self):
        return f"{self.form.short_name}, {self.get_recipient_display().lower()}"

    @property
    def cited(self):
        """Its source as a sentence names it: "Công văn của Hội đồng số 12/HĐTĐKT, ngày 02/10/2023"."""
        if not self.letter_number:
            return self.source
        return f"{self.source} số {self.letter_number}, ngày {dates.short(self.letter_on)}"


class MemberQuotaQuerySet(models.QuerySet):
    """Questions to the numbers of single members."""

    def visible_to(self, user):
        """As for the quota they belong to."""
        return self.filter(quota__in=Quota.objects.visible_to(user)).select_related(
            "quota__season__bloc", "quota__form"
        )


class MemberQuota(models.Model):
    """The number one member agency has of a quota, in place of `per_member`; `source` says who gave it."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="exceptions", verbose_name="hạn mức")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")
    number = models.PositiveSmallIntegerField("hạn mức riêng")
    source = LineField("căn cứ", max_length=200)

    objects = MemberQuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "hạn mức riêng"
        verbose_name_plural = "hạn mức riêng"
        ordering = ["quota", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quota", "agency"],
                name="member_quota_once",
                violation_error_message="Đơn vị này đã có hạn mức riêng; hãy sửa số của dòng ấy.",
            ),
        ]

    def __str__(self):
        return f"{self.agency}: {self.number}"
