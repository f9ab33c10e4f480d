"""Cross-scoring (chấm chéo): a year's round, who scores whose sheet, and the marks of each scorer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from blocs.models import Season
from core.fields import BlockField
from members import acting
from members.models import Agency
from results import states, visibility

from .sheets import ScoreLine


class CrossRoundQuerySet(models.QuerySet):
    """Questions to the rounds."""

    def visible_to(self, user):
        """Whoever sees the year sees that there is a round; whose marks are whose is asked elsewhere."""
        return self.filter(season__in=Season.objects.visible_to(user)).select_related("season__bloc")


class CrossRound(models.Model):
    """The cross-scoring of one year: drawn, scored until its day, closed by the head.

    `draws` counts the draws, `seed` is the lot of the last one where scorers stay nameless: the same seed
    gives the same draw again (results/cross_draw.py). It would tell the names, so no history holds it.
    `complete_at` is the moment from which the head could first read all marks (results/cross_complete.py),
    `opened_at` the last one at which the closed round was opened again (results/cross_reopening.py).
    """

    class State(models.TextChoices):
        OPEN = "open", "Đang chấm chéo"
        CLOSED = "closed", "Đã khép chấm chéo"

    STATES = states.CROSS_ROUND
    UNRECORDED = ("seed",)

    season = models.OneToOneField(
        Season, models.PROTECT, related_name="cross_round", verbose_name="năm thi đua"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    due_on = models.DateField("chấm đến ngày")
    draws = models.PositiveSmallIntegerField("số lần bốc thăm", default=0)
    seed = models.CharField("mã bốc thăm", max_length=64, blank=True)
    complete_at = models.DateTimeField("mọi đơn vị chấm xong lần đầu lúc", null=True, blank=True)
    closed_at = models.DateTimeField("khép lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người khép",
    )
    opened_at = models.DateTimeField("mở lại lúc", null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người mở lại",
    )
    opened_because = BlockField("lý do mở lại", max_length=1000, blank=True)

    objects = CrossRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt chấm chéo"
        verbose_name_plural = "đợt chấm chéo"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | Q(state="open", closed_at__isnull=True),
                name="cross_closed_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | ~Q(opened_because=""),
                name="cross_opened_again_says_why",
                violation_error_message="Mở lại chấm chéo thì phải ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"Chấm chéo {self.season.named}"

    @property
    def is_open(self):
        """Whether marks may still be given."""
        return self.state == self.State.OPEN


class CrossAssignmentQuerySet(models.QuerySet):
    """Questions to the assignments."""

    def visible_to(self, user):
        """Those of the own agency as scorer; nobody else opens what one scorer writes."""
        own = acting.agencies_of(user)
        seen = self.filter(scorer__in=own).exclude(scored__in=own)
        seen = seen | self.filter(visibility.followed(user, "round__season"))
        return seen.select_related(
            "round__season__bloc", "round__season__criteria__cross", "scorer", "scored"
        )


class CrossAssignment(models.Model):
    """One member scores the sheet of another one. Left out or abstained from, it counts nowhere."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang chấm"
        HANDED_IN = "handed_in", "Đã nộp"
        ABSTAINED = "abstained", "Từ chối chấm"
        LEFT_OUT = "left_out", "Không tính"

    STATES = states.CROSS_ASSIGNMENT

    round = models.ForeignKey(
        CrossRound, models.CASCADE, related_name="assignments", verbose_name="đợt chấm chéo"
    )
    scorer = models.ForeignKey(Agency, models.PROTECT, related_name="cross_given", verbose_name="đơn vị chấm")
    scored = models.ForeignKey(
        Agency, models.PROTECT, related_name="cross_received", verbose_name="đơn vị được chấm"
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    handed_in_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nộp",
    )
    reason = BlockField("lý do", max_length=1000, blank=True)  # of abstaining or being left out

    objects = CrossAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công chấm chéo"
        verbose_name_plural = "phân công chấm chéo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "scorer", "scored"],
                name="cross_each_pair_once",
                violation_error_message="Đơn vị này đã được phân công chấm bảng đó.",
            ),
            models.CheckConstraint(
                condition=~Q(scorer=F("scored")),
                name="cross_never_itself",
                violation_error_message="Không đơn vị nào chấm bảng của chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(state="handed_in", handed_in_at__isnull=False)
                | (~Q(state="handed_in") & Q(handed_in_at__isnull=True)),
                name="cross_handed_in_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "handed_in")) | ~Q(reason=""),
                name="cross_without_marks_says_why",
                violation_error_message="Từ chối chấm hoặc không tính thì phải ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.scorer} chấm {self.scored}"

    def get_absolute_url(self):
        """The grid."""
        return reverse("results:cross_sheet", args=[self.pk])


class CrossMark(models.Model):
    """What one scorer gives one line; empty while it has not judged it. A difference has its reason."""

    assignment = models.ForeignKey(
        CrossAssignment, models.CASCADE, related_name="marks", verbose_name="phân công"
    )
    line = models.ForeignKey(ScoreLine, models.CASCADE, related_name="cross_marks", verbose_name="dòng điểm")
    points = models.DecimalField("điểm", max_digits=6, decimal_places=2, null=True, blank=True)
    reason = BlockField("lý do", max_length=2000, blank=True)
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "điểm chấm chéo"
        verbose_name_plural = "điểm chấm chéo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "line"], name="cross_mark_once"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0),
                name="cross_mark_not_negative",
                violation_error_message="Điểm không được âm; điểm trừ cũng ghi bằng số dương.",
            ),
        ]

    def __str__(self):
        return f"{self.line_id}: {self.points}"
