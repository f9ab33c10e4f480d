"""What stands with the criteria table: from how many points on a grade is reached, and how ties are settled.

Both are part of the table: copied, published and frozen with it.
"""

from django.db import models
from django.db.models import Q

from core.fields import LineField

from .criteria import CriteriaGroup, CriteriaTable


class Grade(models.Model):
    """One grade (xếp loại), reached from `at_least` on: points, or percent (`table.graded_by`).

    The higher stands first; two grades never begin at the same point, so the thresholds fall strictly.
    """

    table = models.ForeignKey(CriteriaTable, models.CASCADE, related_name="grades", verbose_name="bảng")
    label = LineField("mức xếp loại", max_length=100)
    at_least = models.DecimalField("từ", max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = "mức xếp loại"
        verbose_name_plural = "mức xếp loại"
        ordering = ["-at_least"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "label"],
                name="grade_label_once",
                violation_error_message="Hai mức xếp loại không được cùng tên.",
            ),
            models.UniqueConstraint(
                fields=["table", "at_least"],
                name="grade_thresholds_fall",
                violation_error_message="Hai mức xếp loại không được cùng ngưỡng điểm.",
            ),
            models.CheckConstraint(
                condition=Q(at_least__gte=0),
                name="grade_from_zero",
                violation_error_message="Ngưỡng xếp loại không được âm.",
            ),
        ]

    def __str__(self):
        return self.label


class TieStep(models.Model):
    """One step by which members with the same total are told apart; the rest shares the place."""

    class Kind(models.TextChoices):
        GROUP = "group", "Tổng điểm của nhóm"
        PENALTY = "penalty", "Điểm trừ ít hơn"
        BONUS = "bonus", "Điểm thưởng cao hơn"
        VOTE = "vote", "Số phiếu bình xét cao hơn"
        PROTOCOL = "protocol", "Thứ tự đơn vị trong khối"

    table = models.ForeignKey(CriteriaTable, models.CASCADE, related_name="ladder", verbose_name="bảng")
    position = models.PositiveSmallIntegerField("bước")
    kind = models.CharField("so sánh", max_length=10, choices=Kind)
    group = models.ForeignKey(
        CriteriaGroup, models.CASCADE, null=True, blank=True, related_name="tie_steps", verbose_name="nhóm"
    )

    class Meta:
        verbose_name = "bước phân định"
        verbose_name_plural = "thứ tự phân định khi bằng điểm"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "position"], name="tie_step_own_position"),
            models.UniqueConstraint(
                fields=["table", "kind"],
                condition=~Q(kind="group"),
                name="tie_step_once",
                violation_error_message="Mỗi cách phân định chỉ dùng một lần.",
            ),
            models.UniqueConstraint(
                fields=["table", "group"],
                name="tie_step_group_once",
                violation_error_message="Mỗi nhóm chỉ dùng một lần khi phân định.",
            ),
            models.CheckConstraint(
                condition=Q(kind="group", group__isnull=False) | (~Q(kind="group") & Q(group__isnull=True)),
                name="tie_step_group_fits_kind",
            ),
        ]

    def __str__(self):
        return f"điểm nhóm {self.group.code} cao hơn" if self.group_id else self.get_kind_display().lower()

    @property
    def key(self):
        """What names the step in a form and in the pure rules: kind, or "group:" with its position."""
        return f"group:{self.group.position}" if self.group_id else self.kind

    @property
    def decides(self):
        """How the one that passes a step stands before the next one, in words."""
        return {
            "group": f"hơn ở nhóm {self.group.code}" if self.group_id else "",
            "penalty": "hơn vì ít điểm trừ",
            "bonus": "hơn ở điểm thưởng",
            "vote": "hơn ở số phiếu bình xét",
            "protocol": "xếp trước theo thứ tự đơn vị",
        }[self.kind]
