"""What each member promises for the year, and the day on which all sign together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from blocs.models import Criterion, Season, TitleOption
from core import dates, numbers
from core.fields import BlockField, LineField
from members.models import Agency
from members.models.agencies import names_on
from results import states


class PledgeQuerySet(models.QuerySet):
    """Questions to the pledges."""

    def visible_to(self, user):
        """Pledges are made before the whole bloc: whoever sees the year sees them."""
        return self.filter(season__in=Season.objects.visible_to(user)).select_related("season__bloc")

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class Pledge(models.Model):
    """One member's targets for one year, one for each criterion it sets itself a target for."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang ghi"
        HANDED_IN = "handed_in", "Đã gửi"

    STATES = states.PAPER

    season = models.ForeignKey(Season, models.PROTECT, related_name="pledges", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="pledges", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    handed_in_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gửi",
    )

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đăng ký giao ước"
        verbose_name_plural = "bản đăng ký giao ước"
        constraints = [
            models.UniqueConstraint(fields=["season", "agency"], name="pledge_once"),
            models.CheckConstraint(
                condition=Q(state="handed_in", handed_in_at__isnull=False)
                | Q(state="draft", handed_in_at__isnull=True),
                name="pledge_handed_in_is_stamped",
            ),
        ]

    def __str__(self):
        return f"Giao ước {self.season.named} của {self.agency}"

    def get_absolute_url(self):
        """The member's targets."""
        return reverse("results:pledge", args=[self.pk])


def said(text, number, unit, due_on):
    """Return a target in one line: "Hoàn thành đề án (4 đề án, hạn 30/06/2023)"; empty for none."""
    counted = f"{numbers.grouped(number)} {unit}".strip() if number is not None else ""
    more = ", ".join(filter(None, (counted, f"hạn {dates.short(due_on)}" if due_on else "")))
    return f"{text} ({more})" if more else text


class Target(models.Model):
    """What a member promises under one criterion, in its own words: "4 đề án", "95% đúng hạn".

    Where it can be counted, also the number with its unit; where it is due earlier than the year, when.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="targets", verbose_name="giao ước")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="targets", verbose_name="tiêu chí")
    text = LineField("chỉ tiêu", max_length=200)
    number = models.DecimalField("số lượng", max_digits=15, decimal_places=2, null=True, blank=True)
    unit = LineField("đơn vị tính", max_length=30, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        constraints = [
            models.UniqueConstraint(fields=["pledge", "criterion"], name="target_per_criterion"),
            models.CheckConstraint(
                condition=Q(unit="") | Q(number__isnull=False),
                name="target_unit_counts_something",
                violation_error_message="Ghi số lượng trước khi ghi đơn vị tính.",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0),
                name="target_number_positive",
                violation_error_message="Số lượng không được âm.",
            ),
        ]

    def __str__(self):
        return said(self.text, self.number, self.unit, self.due_on)


class PledgeSigning(models.Model):
    """The pledge of the whole bloc, signed together; its paper has one signature block per member."""

    season = models.OneToOneField(
        Season, models.PROTECT, related_name="pledge_signing", verbose_name="năm thi đua"
    )
    signed_on = models.DateField("ngày ký")
    paper = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")

    class Meta:
        verbose_name = "lễ ký giao ước"
        verbose_name_plural = "lễ ký giao ước"

    def __str__(self):
        return f"Giao ước thi đua {self.season.named}"


class Countersignature(models.Model):
    """The managing body has confirmed the signed pledge of the bloc."""

    signing = models.OneToOneField(
        PledgeSigning, models.PROTECT, related_name="countersignature", verbose_name="lễ ký giao ước"
    )
    signed_on = models.DateField("ngày xác nhận")
    signer = LineField("người ký xác nhận", max_length=200)
    note = BlockField("ý kiến", blank=True)

    class Meta:
        verbose_name = "xác nhận giao ước"
        verbose_name_plural = "xác nhận giao ước"

    def __str__(self):
        return f"Xác nhận ngày {dates.short(self.signed_on)}"


class TitleRegistration(models.Model):
    """A title a member means to earn in the year, and for how many."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="titles", verbose_name="giao ước")
    title = models.ForeignKey(TitleOption, models.PROTECT, related_name="+", verbose_name="danh hiệu")
    quantity = models.PositiveSmallIntegerField("số lượng")

    class Meta:
        verbose_name = "đăng ký danh hiệu"
        verbose_name_plural = "đăng ký danh hiệu"
        ordering = ["title__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "title"], name="title_registered_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="title_registered_for_somebody",
                violation_error_message="Số lượng đăng ký phải từ 1 trở lên; không đăng ký thì để trống.",
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.quantity}"
