"""A member's reply to its appraisal: the lines it asks to be read a second time, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.fields import BlockField
from results import states

from .sheets import ScoreLine, ScoreSheet


class ReplyQuerySet(models.QuerySet):
    """Questions to the replies."""

    def visible_to(self, user):
        """Whoever sees the sheet sees its replies."""
        seen = self.filter(sheet__in=ScoreSheet.objects.visible_to(user).values("pk"))
        sheets = ("sheet__season__bloc", "sheet__season__criteria", "sheet__agency")
        return seen.select_related(*sheets).prefetch_related("sheet__season__terms")

    def waiting(self):
        """Those that still have to be answered."""
        return self.filter(state__in=(Reply.State.FILED, Reply.State.READING))


class Reply(models.Model):
    """One request for a second reading ("đề nghị phúc tra"): one for each appraisal of a sheet.

    `appraised_at` is the end of the appraisal it turns against; when the sheet is appraised anew, the
    member may ask anew.
    """

    class State(models.TextChoices):
        FILED = "filed", "Chờ phúc tra"
        READING = "reading", "Đang phúc tra"
        ANSWERED = "answered", "Đã trả lời"
        WITHDRAWN = "withdrawn", "Đã rút"
        LAPSED = "lapsed", "Thôi xét"

    STATES = states.REPLY

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="replies", verbose_name="bảng")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.FILED)
    appraised_at = models.DateTimeField("thẩm định xong lúc")
    last_day = models.DateField("được đề nghị đến hết ngày")
    filed_at = models.DateTimeField("đề nghị lúc")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người đề nghị",
    )
    begun_at = models.DateTimeField("bắt đầu phúc tra lúc", null=True, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người phúc tra",
    )
    closed_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người trả lời",
    )
    lapse_reason = BlockField("lý do thôi xét", blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị phúc tra"
        verbose_name_plural = "đề nghị phúc tra"
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "appraised_at"],
                condition=~Q(state="withdrawn"),
                name="reply_once_per_appraisal",
                violation_error_message="Bảng này đã có đề nghị phúc tra. Hãy tải lại trang để xem.",
            ),
            models.CheckConstraint(
                condition=(Q(state="answered", closed_at__isnull=False, begun_at__isnull=False))
                | (~Q(state="answered") & Q(closed_at__isnull=True)),
                name="reply_answered_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state="reading") | Q(begun_at__isnull=False), name="reply_reading_is_stamped"
            ),
            models.CheckConstraint(
                condition=~Q(state="lapsed") | ~Q(lapse_reason=""), name="reply_lapse_says_why"
            ),
        ]

    def __str__(self):
        return f"Đề nghị phúc tra của {self.sheet.agency}"

    def get_absolute_url(self):
        """The lines with grounds and answers."""
        return reverse("results:reply", args=[self.pk])

    @property
    def is_waiting(self):
        """Whether it still has to be answered."""
        return self.state in (self.State.FILED, self.State.READING)

    @property
    def is_answered(self):
        """Whether the answers hold and may be read by the member."""
        return self.state == self.State.ANSWERED


class ReplyLine(models.Model):
    """One line read a second time: what the member asks and why, what is answered and why.

    `held` are the points that count without an answer: those of the day on which the member asked, or what a
    correction of the criteria has left of them since. An answer holds, and is seen by the member, once
    the reply is closed; until then it may be written anew, under its `version`.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", "Giữ nguyên"
        CHANGED = "changed", "Sửa điểm"

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="lines", verbose_name="đề nghị phúc tra")
    line = models.ForeignKey(ScoreLine, models.PROTECT, related_name="disputes", verbose_name="dòng điểm")
    held = models.DecimalField("điểm đang được tính", max_digits=6, decimal_places=2)
    asked = models.DecimalField("điểm đề nghị", max_digits=6, decimal_places=2)
    grounds = BlockField("căn cứ", max_length=2000)
    outcome = models.CharField("trả lời", max_length=10, choices=Outcome, blank=True)
    points = models.DecimalField("điểm phúc tra", max_digits=6, decimal_places=2, null=True, blank=True)
    reason = BlockField("lý do trả lời", max_length=2000, blank=True)
    answered_at = models.DateTimeField("ghi trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi trả lời",
    )
    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "dòng đề nghị phúc tra"
        verbose_name_plural = "dòng đề nghị phúc tra"
        ordering = ["line__criterion__path"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "line"], name="reply_line_once"),
            models.CheckConstraint(
                condition=~Q(grounds=""),
                name="reply_line_has_grounds",
                violation_error_message="Mỗi dòng đề nghị phúc tra phải ghi căn cứ.",
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=0) & (Q(points__isnull=True) | Q(points__gte=0)),
                name="reply_line_points_not_negative",
                violation_error_message="Điểm không được âm; điểm trừ cũng ghi bằng số dương.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", points__isnull=True, answered_at__isnull=True)
                | Q(outcome="kept", points__isnull=True, answered_at__isnull=False) & ~Q(reason="")
                | Q(outcome="changed", points__isnull=False, answered_at__isnull=False) & ~Q(reason=""),
                name="reply_line_answer_is_whole",
                violation_error_message="Trả lời phúc tra phải ghi lý do; sửa điểm thì phải ghi điểm mới.",
            ),
        ]

    def __str__(self):
        return f"{self.line.criterion.code}: {self.asked}"
