"""What a later decision makes of the lines of an earlier one: other words, or an award taken back."""

from django.db import models
from django.db.models import Q

from core.fields import LineField

from .decisions import Decision, DecisionLine


class LineChange(models.Model):
    """One line of an issued decision, corrected or revoked by the decision that `amends` it.

    `was` keeps what the line said until this decision was issued; from then on the line has the new words.
    """

    class Kind(models.TextChoices):
        CORRECT = "correct", "Sửa lại"
        REVOKE = "revoke", "Hủy bỏ"

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="changes", verbose_name="quyết định sửa đổi, hủy bỏ"
    )
    line = models.ForeignKey(DecisionLine, models.PROTECT, related_name="changes", verbose_name="dòng")
    kind = models.CharField("việc", max_length=7, choices=Kind)
    prefix = LineField("xưng hô", max_length=20, blank=True)
    name = LineField("tên", max_length=200, blank=True)
    unit = LineField("chức vụ, đơn vị", max_length=300, blank=True)
    reason = LineField("lý do", max_length=300)
    was = LineField("trước đây ghi", max_length=600, blank=True)

    class Meta:
        verbose_name = "thay đổi của một dòng quyết định"
        verbose_name_plural = "thay đổi của các dòng quyết định"
        ordering = ["decision", "line__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "line"],
                name="line_changed_once_by_a_decision",
                violation_error_message="Dòng này đã có trong quyết định. Hãy bỏ ra trước rồi ghi lại.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="correct") & ~Q(name="")) | Q(kind="revoke", name="", unit=""),
                name="line_change_says_what",
                violation_error_message="Hãy ghi tên đúng của tập thể, cá nhân.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} “{self.line}”"

    @property
    def now(self):
        """The new words in one line: Bà Trần Thị Mai, Phó Vụ trưởng, Ban Ba."""
        return self.line.in_words(self.prefix, self.name, self.unit)

    @property
    def before(self):
        """What the line said before this decision, in one line."""
        return self.was or self.line.words
