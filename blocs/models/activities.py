"""What a bloc does together in a year: the movements it takes part in, its activities and their gifts."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from blocs import states
from core import clock
from core.fields import BlockField, LineField
from members.models import Agency
from members.models.agencies import names_on

from .seasons import Season


class MovementQuerySet(models.QuerySet):
    """Questions to the movements."""

    def visible_to(self, user):
        """Movements of the seasons one may see."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc").prefetch_related("season__terms")


class Movement(models.Model):
    """A campaign (phong trào thi đua) the bloc takes part in, its own or one launched above it."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="movements", verbose_name="năm thi đua")
    name = LineField("tên phong trào", max_length=300)
    launched_by = LineField("nơi phát động", max_length=200, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    content = BlockField("nội dung", blank=True)
    results = BlockField("kết quả", blank=True)
    note = BlockField("ghi chú", blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = "phong trào thi đua"
        verbose_name_plural = "phong trào thi đua"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "name"],
                name="movement_once_a_year",
                violation_error_message="Năm này đã có phong trào mang tên đó.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="movement_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phong trào không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return self.name


class ActivityQuerySet(models.QuerySet):
    """Questions to the activities."""

    def visible_to(self, user):
        """Activities of the seasons one may see."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc").prefetch_related("season__terms")

    def late(self, day):
        """Activities in plan whose day had passed on `day`, the longest overdue first."""
        due = Coalesce("due_on", "ends_on", "starts_on")
        return self.filter(state="planned").annotate(due=due).filter(due__lt=day).order_by("due", "pk")

    def hosted(self, day):
        """Each with `host_name`, `host_short_name` and `host_code`, those of its host on `day`."""
        names = names_on(day, "host")
        return self.annotate(**{f"host_{field}": name for field, name in names.items()})


class Activity(models.Model):
    """Something the bloc does together, hosted by one agency; held or cancelled by an act, not by date."""

    class Kind(models.TextChoices):
        EXCHANGE = "exchange", "Trao đổi nghiệp vụ"
        WELFARE = "welfare", "An sinh xã hội"
        CULTURE = "culture", "Văn hóa, thể thao"
        ROOTS = "roots", "Về nguồn"
        OTHER = "other", "Hoạt động khác"

    class State(models.TextChoices):
        PLANNED = "planned", "Trong kế hoạch"
        HELD = "held", "Đã tổ chức"
        CANCELLED = "cancelled", "Đã hủy"

    STATES = states.ACTIVITY

    season = models.ForeignKey(Season, models.CASCADE, related_name="activities", verbose_name="năm thi đua")
    name = LineField("tên hoạt động", max_length=300)
    kind = models.CharField("loại", max_length=10, choices=Kind, blank=True)
    host = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị chủ trì"
    )
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    place = LineField("nơi tổ chức", max_length=300, blank=True)
    note = BlockField("ghi chú", blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.PLANNED)
    cancel_reason = BlockField("lý do hủy", blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động chung"
        verbose_name_plural = "hoạt động chung"
        ordering = [F("starts_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | Q(starts_on__isnull=False),
                name="activity_held_is_dated",
                violation_error_message="Hoạt động đã tổ chức thì phải có ngày tổ chức.",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancel_reason="")
                | ~Q(state="cancelled") & Q(cancel_reason=""),
                name="activity_cancelled_says_why",
                violation_error_message="Hoạt động đã hủy thì phải có lý do hủy.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="activity_ends_after_it_starts",
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu. "
                "Hoạt động trong một ngày thì để trống ngày kết thúc.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The activity with its gifts."""
        return reverse("blocs:activity", args=[self.pk])

    @property
    def last_day(self):
        """The day on which it ends; None while it has no date."""
        return self.ends_on or self.starts_on

    @property
    def days_late(self):
        """Days since it should have been held; 0 unless it is in plan and its day has passed."""
        due = self.due_on or self.last_day
        if self.state != self.State.PLANNED or due is None:
            return 0
        return max((clock.today() - due).days, 0)

    @property
    def people(self):
        """How many people came, of all members together."""
        return sum(participant.people for participant in self.participants.all())

    @property
    def gifts_value(self):
        """What its gifts are worth together (đồng), or None when no value is known."""
        values = [gift.value for gift in self.gifts.all() if gift.value is not None]
        return sum(values) if values else None

    @property
    def gifts_without_value(self):
        """How many of its gifts do not say what they are worth."""
        return sum(gift.value is None for gift in self.gifts.all())


class GiftQuerySet(models.QuerySet):
    """Questions to the gifts."""

    def visible_to(self, user):
        """Gifts of the activities one may see."""
        seen = self.filter(activity__season__in=Season.objects.visible_to(user))
        return seen.select_related("activity__season__bloc").prefetch_related("activity__season__terms")


class Gift(models.Model):
    """What was given in an activity: so many of one item, each worth so much (đồng) where it is known."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="gifts", verbose_name="hoạt động")
    item = LineField("quà tặng", max_length=300)
    quantity = models.PositiveIntegerField("số lượng")
    unit_value_vnd = models.PositiveBigIntegerField("trị giá một phần (đồng)", null=True, blank=True)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = "quà tặng"
        verbose_name_plural = "quà tặng"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="gift_at_least_one",
                violation_error_message="Số lượng quà phải từ 1 trở lên.",
            ),
            models.CheckConstraint(
                condition=Q(unit_value_vnd__isnull=True) | Q(unit_value_vnd__gte=1),
                name="gift_value_positive",
                violation_error_message="Trị giá phải lớn hơn 0; chưa biết thì để trống.",
            ),
        ]

    def __str__(self):
        return f"{self.quantity} {self.item}"

    @property
    def value(self):
        """What the whole gift is worth (đồng), or None."""
        return None if self.unit_value_vnd is None else self.quantity * self.unit_value_vnd
