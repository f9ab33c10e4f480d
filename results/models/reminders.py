"""Reminders (công văn đôn đốc): a paper to members whose targets, report or sheet is not in."""

from django.db import models
from django.db.models import Q

from blocs.models import Season
from core import clock
from core.fields import BlockField
from members.models import Agency
from members.models.agencies import names_on
from results import visibility


class ReminderQuerySet(models.QuerySet):
    """Questions to the reminders."""

    def visible_to(self, user):
        """Whoever follows the whole year's sheets sees every reminder, a member those sent to it."""
        return visibility.reminders(self, user).select_related("season__bloc", "paper")


class Reminder(models.Model):
    """One letter of the bloc's head that asks chosen members for what they still owe."""

    class About(models.TextChoices):
        PLEDGE = "pledge", "chỉ tiêu giao ước"
        MIDYEAR = "midyear", "báo cáo 6 tháng"
        SHEET = "sheet", "bảng tự chấm điểm"
        RETURNED = "returned", "bảng tự chấm điểm trả lại"

        @property
        def verb(self):
            """What a member does with it, within a sentence."""
            return {"pledge": "gửi", "midyear": "gửi", "sheet": "nộp", "returned": "nộp lại"}[self]

        @property
        def noun(self):
            """What it is called behind `verb`."""
            return "bảng tự chấm điểm" if self == "returned" else self.label

    season = models.ForeignKey(Season, models.PROTECT, related_name="reminders", verbose_name="năm thi đua")
    about = models.CharField("đôn đốc về", max_length=10, choices=About)
    issued_on = models.DateField("ngày gửi")
    reply_by = models.DateField("đề nghị nộp trước ngày")
    note = BlockField("nội dung thêm", blank=True)
    paper = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="văn bản")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "công văn đôn đốc"
        verbose_name_plural = "công văn đôn đốc"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply_by__gte=models.F("issued_on")),
                name="reminder_leaves_time",
                violation_error_message="Ngày đề nghị nộp không được trước ngày gửi.",
            )
        ]

    def __str__(self):
        return f"Đôn đốc {self.get_about_display()} ngày {self.issued_on:%d/%m/%Y}"


class RemindedQuerySet(models.QuerySet):
    """Questions to the reminded members."""

    def named(self):
        """Each with `name`, its agency's today."""
        return self.annotate(**names_on(clock.today(), "agency"))


class Reminded(models.Model):
    """A member that a reminder was sent to."""

    reminder = models.ForeignKey(
        Reminder, models.CASCADE, related_name="reminded", verbose_name="công văn đôn đốc"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")

    objects = RemindedQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị được đôn đốc"
        verbose_name_plural = "đơn vị được đôn đốc"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reminder", "agency"], name="reminded_once")]

    def __str__(self):
        return str(self.agency)
