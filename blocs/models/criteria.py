"""The criteria table of a season: groups within groups, each with its cap, and criteria. Published is frozen.

Every row carries its place as a path (blocs/paths.py), kept by the rule functions alone: lists, exports and
papers are read in order of it, without recursion.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse

from blocs import paths, states
from core.fields import BlockField, LineField

from .correctable import Correctable, StandingRows
from .seasons import Season


class CriteriaTableQuerySet(models.QuerySet):
    """Questions to the criteria tables."""

    def visible_to(self, user):
        """Tables of the seasons one may see."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        rules = ("season__bloc", "ballot", "reply_rule", "cross")
        return seen.select_related(*rules).prefetch_related("season__terms")

    def with_criteria(self):
        """With groups and criteria, in three queries whatever their number: enough to add up points."""
        return self.prefetch_related("groups__criteria")

    def whole(self):
        """With all that the table says of its criteria, in six queries whatever their number."""
        return self.prefetch_related(rows_whole())


def rows_whole():
    """What makes a table whole, to be prefetched: its groups and criteria with all they say."""
    criteria = Criterion.objects.prefetch_related("steps", "levels", "exemptions")
    return Prefetch("groups", CriteriaGroup.objects.prefetch_related(Prefetch("criteria", criteria)))


class CriteriaTable(Correctable, models.Model):
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
        return f"Bảng tiêu chí {self.season.named}"

    def get_absolute_url(self):
        """The table, for reading and, while a draft, for editing."""
        return reverse("blocs:criteria", args=[self.pk])

    @property
    def tops(self):
        """The groups that stand in no other one, in their order."""
        return [group for group in self.groups.all() if group.parent_id is None]


class CriteriaGroupQuerySet(models.QuerySet):
    """Questions to the groups."""

    def visible_to(self, user):
        """Groups of the tables one may see."""
        return self.filter(table__in=CriteriaTable.objects.visible_to(user)).select_related(
            "table__season__bloc"
        )


class CriteriaGroup(models.Model):
    """A group of criteria and further groups; `max_points` caps what it can bring (or, as a penalty, cost).

    `position` is its number among its siblings, criteria and groups counted together.
    """

    class Kind(models.TextChoices):
        SCORED = "scored", "Nhóm chấm điểm"
        BONUS = "bonus", "Điểm thưởng"
        PENALTY = "penalty", "Điểm trừ"

    table = models.ForeignKey(CriteriaTable, models.CASCADE, related_name="groups", verbose_name="bảng")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="thuộc nhóm"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    path = models.CharField("vị trí trong bảng", max_length=40, editable=False)
    kind = models.CharField("loại nhóm", max_length=10, choices=Kind, default=Kind.SCORED)
    name = LineField("tên nhóm", max_length=300)
    max_points = models.DecimalField("điểm tối đa của nhóm", max_digits=6, decimal_places=2)

    objects = CriteriaGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "nhóm tiêu chí"
        verbose_name_plural = "nhóm tiêu chí"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "path"],
                name="group_own_path",
                violation_error_message="Bảng đã có một nhóm điểm thưởng hoặc điểm trừ như vậy.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False, position__range=(1, paths.MOST_SIBLINGS))
                | Q(parent__isnull=True)
                & (
                    Q(kind="scored", position__range=(1, len(paths.ROMAN)))
                    | Q(kind="bonus", position=paths.BONUS_POSITION)
                    | Q(kind="penalty", position=paths.PENALTY_POSITION)
                ),
                name="group_position_fits_place",
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
    def level(self):
        """1 for a top group, 2 for one that stands in it."""
        return paths.level(self.path)

    @property
    def code(self):
        """Roman numeral of a top group (II), a sign for bonus and penalty (+, −), II.2 within."""
        return {"98": "+", "99": "−"}.get(self.path) or paths.code(self.path)

    @property
    def prefix(self):
        """What the codes of all that stands in it begin with."""
        return paths.code(self.path)


class CriterionQuerySet(models.QuerySet):
    """Questions to the criteria."""

    def visible_to(self, user):
        """Criteria of the tables one may see."""
        tables = CriteriaTable.objects.visible_to(user)
        return self.filter(group__table__in=tables).select_related("group__table__season__bloc")


class Criterion(models.Model):
    """One line of the table: points from 0 up to a maximum (subtracted in a penalty group).

    `kind` says how the points come about; what it needs for that stands in the fields below and in the rows
    of blocs/models/kinds.py. The pure form of it is `kinds.rule_of`. `leaving`: a correction takes it out; it
    goes when the correction is published, for until then lines of sheets and pledged targets hang on it.
    """

    class Kind(models.TextChoices):
        POINTS = "points", "Chấm điểm"
        RATIO = "ratio", "Theo tỷ lệ đạt chỉ tiêu"
        LEVELS = "levels", "Chọn một mức"
        UNITS = "units", "Theo số lượng"

    group = models.ForeignKey(CriteriaGroup, models.CASCADE, related_name="criteria", verbose_name="nhóm")
    position = models.PositiveSmallIntegerField("thứ tự")
    path = models.CharField("vị trí trong bảng", max_length=40, editable=False)
    name = LineField("nội dung", max_length=500)
    guidance = BlockField("cách chấm", blank=True)
    max_points = models.DecimalField("điểm tối đa", max_digits=6, decimal_places=2)
    evidence_required = models.BooleanField("phải có minh chứng", default=True)
    kind = models.CharField("cách tính điểm", max_length=10, choices=Kind, default=Kind.POINTS)
    unit = LineField("đơn vị tính", max_length=30, blank=True)
    target = models.DecimalField(  # of a ratio; None: the number that the member pledged
        "chỉ tiêu", max_digits=15, decimal_places=2, null=True, blank=True
    )
    ceiling = models.DecimalField(  # of a ratio; None: more than the target brings no more than the maximum
        "điểm cao nhất khi vượt chỉ tiêu", max_digits=6, decimal_places=2, null=True, blank=True
    )
    per_unit = models.DecimalField("điểm mỗi đơn vị", max_digits=6, decimal_places=2, null=True, blank=True)
    leaving = models.BooleanField("bỏ khi công bố bản sửa", default=False)

    objects = StandingRows.from_queryset(CriterionQuerySet)()
    every = CriterionQuerySet.as_manager()

    class Meta:
        base_manager_name = "every"
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "path"], condition=Q(leaving=False), name="criterion_own_path"
            ),
            models.CheckConstraint(
                condition=Q(position__range=(1, paths.MOST_SIBLINGS)), name="criterion_position_fits_place"
            ),
            models.CheckConstraint(
                condition=Q(kind="ratio", per_unit__isnull=True)
                | Q(target__isnull=True, ceiling__isnull=True)
                & (
                    Q(kind__in=["points", "levels"], unit="", per_unit__isnull=True)
                    | Q(kind="units", per_unit__isnull=False) & ~Q(unit="")
                ),
                name="criterion_facts_fit_kind",
                violation_error_message="Cách tính điểm và các mục kèm theo không khớp nhau. "
                "Hãy chọn lại cách tính điểm.",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gt=0),
                name="criterion_target_positive",
                violation_error_message="Chỉ tiêu phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(ceiling__gte=F("max_points")),
                name="criterion_ceiling_over_max",
                violation_error_message="Điểm cao nhất khi vượt chỉ tiêu không được dưới điểm tối đa.",
            ),
            models.CheckConstraint(
                condition=Q(per_unit__isnull=True) | Q(per_unit__gt=0, per_unit__lte=F("max_points")),
                name="criterion_per_unit_fits_max",
                violation_error_message="Điểm mỗi đơn vị phải lớn hơn 0 và không quá điểm tối đa.",
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
        """Its place in the table: II.3, II.3.1, T.1 (bonus), Tr.1 (penalty)."""
        return paths.code(self.path)

    @property
    def level(self):
        """2 in a top group, 3 in a group of that one."""
        return paths.level(self.path)
