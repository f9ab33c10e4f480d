"""The criteria table of a season: groups with caps, criteria with points. Published means frozen."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from blocs import states
from core.fields import BlockField, LineField

from .seasons import Season

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
BONUS_POSITION, PENALTY_POSITION = 98, 99  # always after the scored groups, one of each


class CriteriaTableQuerySet(models.QuerySet):
    """Questions to the criteria tables."""

    def visible_to(self, user):
        """Tables of the seasons one may see."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc").prefetch_related("season__terms")

    def whole(self):
        """With groups and criteria, in three queries whatever their number."""
        groups = CriteriaGroup.objects.order_by("position").prefetch_related(
            Prefetch("criteria", Criterion.objects.order_by("position"))
        )
        return self.prefetch_related(Prefetch("groups", groups))


class CriteriaTable(models.Model):
    """What a season scores. While a draft it is edited; once published it is frozen with its hash.

    A correction opens it once more and publishes it anew; `revision` counts how often that was done.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        PUBLISHED = "published", "Đã công bố"
        CORRECTING = "correcting", "Đang sửa"

    class Measure(models.TextChoices):
        PERCENT = "percent", "% điểm tối đa"
        POINTS = "points", "điểm"

    STATES = states.CRITERIA

    season = models.OneToOneField(Season, models.CASCADE, related_name="criteria", verbose_name="năm thi đua")
    total_cap = models.DecimalField(
        "tổng điểm không vượt quá", max_digits=7, decimal_places=2, null=True, blank=True
    )
    graded_by = models.CharField(
        "ngưỡng xếp loại tính bằng", max_length=10, choices=Measure, default=Measure.PERCENT
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="công bố bởi",
    )
    revision = models.PositiveSmallIntegerField("lần sửa", default=0)
    sha256 = models.CharField("mã băm", max_length=64, blank=True)
    paper = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )

    objects = CriteriaTableQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tiêu chí"
        verbose_name_plural = "bảng tiêu chí"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=("published", "correcting"), published_at__isnull=False, paper__isnull=False
                )
                & ~Q(sha256="")
                | Q(state="draft", published_at__isnull=True, paper__isnull=True, sha256=""),
                name="criteria_published_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(total_cap__isnull=True) | Q(total_cap__gt=0),
                name="criteria_total_cap_positive",
                violation_error_message="Mức trần tổng điểm phải lớn hơn 0.",
            ),
        ]

    def __str__(self):
        return f"Bảng tiêu chí năm {self.season.year}"

    def get_absolute_url(self):
        """The table, for reading and, while a draft, for editing."""
        return reverse("blocs:criteria", args=[self.pk])

    @property
    def is_draft(self):
        """Whether it was never published yet."""
        return self.state == self.State.DRAFT

    @property
    def is_correcting(self):
        """Whether what was published is being corrected."""
        return self.state == self.State.CORRECTING

    @property
    def is_open(self):
        """Whether it may be edited now."""
        return self.is_draft or self.is_correcting


class CriteriaGroupQuerySet(models.QuerySet):
    """Questions to the groups."""

    def visible_to(self, user):
        """Groups of the tables one may see."""
        return self.filter(table__in=CriteriaTable.objects.visible_to(user)).select_related(
            "table__season__bloc"
        )


class CriteriaGroup(models.Model):
    """A group of criteria; `max_points` caps what the group can bring (or, for penalties, cost)."""

    class Kind(models.TextChoices):
        SCORED = "scored", "Nhóm chấm điểm"
        BONUS = "bonus", "Điểm thưởng"
        PENALTY = "penalty", "Điểm trừ"

    table = models.ForeignKey(CriteriaTable, models.CASCADE, related_name="groups", verbose_name="bảng")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại nhóm", max_length=10, choices=Kind, default=Kind.SCORED)
    name = LineField("tên nhóm", max_length=300)
    max_points = models.DecimalField("điểm tối đa của nhóm", max_digits=6, decimal_places=2)

    objects = CriteriaGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "nhóm tiêu chí"
        verbose_name_plural = "nhóm tiêu chí"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "position"],
                name="group_own_position",
                violation_error_message="Bảng đã có một nhóm điểm thưởng hoặc điểm trừ như vậy.",
            ),
            models.CheckConstraint(
                condition=Q(kind="scored", position__range=(1, len(ROMAN)))
                | Q(kind="bonus", position=BONUS_POSITION)
                | Q(kind="penalty", position=PENALTY_POSITION),
                name="group_position_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(max_points__gt=0),
                name="group_max_positive",
                violation_error_message="Điểm tối đa của nhóm phải lớn hơn 0.",
            ),
        ]

    def __str__(self):
        return f"{self.code}. {self.name}"

    @property
    def code(self):
        """Roman numeral of a scored group; a plus or minus sign for the other two."""
        return {"bonus": "+", "penalty": "−"}.get(self.kind) or ROMAN[self.position - 1]

    @property
    def prefix(self):
        """What the codes of its criteria begin with."""
        return {"bonus": "T", "penalty": "Tr"}.get(self.kind) or self.code

    @property
    def sum_of_maxima(self):
        """What the criteria of the group add up to (points)."""
        return sum((criterion.max_points for criterion in self.criteria.all()), Decimal(0))


class CriterionQuerySet(models.QuerySet):
    """Questions to the criteria."""

    def visible_to(self, user):
        """Criteria of the tables one may see."""
        tables = CriteriaTable.objects.visible_to(user)
        return self.filter(group__table__in=tables).select_related("group__table__season__bloc")


class StandingCriteria(models.Manager.from_queryset(CriterionQuerySet)):
    """The criteria without those that a correction under way takes out: no page of the table shows them."""

    def get_queryset(self):
        """Leave out what is leaving."""
        return super().get_queryset().filter(leaving=False)


class Criterion(models.Model):
    """One line of the table: points from 0 up to a maximum (subtracted in a penalty group).

    `leaving`: a correction takes it out; it goes when the correction is published, for until then the
    sheets' lines and the pledged targets hang on it.
    """

    group = models.ForeignKey(CriteriaGroup, models.CASCADE, related_name="criteria", verbose_name="nhóm")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = LineField("nội dung", max_length=500)
    guidance = BlockField("cách chấm", blank=True)
    max_points = models.DecimalField("điểm tối đa", max_digits=6, decimal_places=2)
    evidence_required = models.BooleanField("phải có minh chứng", default=True)
    leaving = models.BooleanField("bỏ khi công bố bản sửa", default=False)

    objects = StandingCriteria()
    every = CriterionQuerySet.as_manager()

    class Meta:
        base_manager_name = "every"
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["group", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "position"], condition=Q(leaving=False), name="criterion_own_position"
            ),
            models.CheckConstraint(
                condition=Q(max_points__gt=0),
                name="criterion_max_positive",
                violation_error_message="Điểm tối đa phải lớn hơn 0.",
            ),
        ]

    def __str__(self):
        return f"{self.code}. {self.name}"

    @property
    def code(self):
        """Group and number: II.3, T.1 (bonus), Tr.1 (penalty)."""
        return f"{self.group.prefix}.{self.position}"
