"""What hangs on one nomination: its files, the sections of its report, opinions on it, what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.fields import BlockField, LineField
from documents.models import StoredFile

from .catalogue import AwardForm
from .nominations import Nomination


class OfNominationQuerySet(models.QuerySet):
    """Questions to whatever hangs on nominations."""

    def visible_to(self, user):
        """Whoever sees the nomination sees it."""
        seen = Nomination.objects.visible_to(user)
        return self.filter(nomination__in=seen.values("pk")).select_related(
            "nomination__season__bloc", "nomination__form", "nomination__agency"
        )


class NominationFile(models.Model):
    """A file bound to a nomination: it proves what is said, or is a part that the dossier needs."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "Minh chứng thành tích"
        REPORT = "report", "Báo cáo thành tích đã ký"
        INITIATIVE = "initiative", "Công nhận sáng kiến, đề tài, đề án"
        CONFIRMATION = "confirmation", "Xác nhận thành tích đột xuất"
        OTHER = "other", "Giấy tờ khác"

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="files", verbose_name="đề nghị")
    kind = models.CharField("loại giấy tờ", max_length=12, choices=Kind, default=Kind.EVIDENCE)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    name = LineField("tên tệp", max_length=200)
    note = LineField("ghi chú", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc")

    objects = OfNominationQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp của đề nghị"
        verbose_name_plural = "tệp của đề nghị"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "file"],
                name="nomination_file_once",
                violation_error_message="Tệp này đã có trong đề nghị.",
            )
        ]

    def __str__(self):
        return self.name


class ReportSection(models.Model):
    """One section of the báo cáo thành tích as the member writes it; the list of sections is data."""

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="sections", verbose_name="đề nghị"
    )
    key = models.SlugField("mục", max_length=20)
    text = BlockField("nội dung", max_length=10000, blank=True)

    objects = OfNominationQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của báo cáo thành tích"
        verbose_name_plural = "mục của báo cáo thành tích"
        ordering = ["nomination", "key"]
        constraints = [models.UniqueConstraint(fields=["nomination", "key"], name="report_section_once")]

    def __str__(self):
        return self.key


class Opinion(models.Model):
    """Another body is asked about who is put forward (Nghị định 152/2025/NĐ-CP, Điều 34)."""

    class Answer(models.TextChoices):
        AGREES = "agrees", "Nhất trí"
        OBJECTS = "objects", "Không nhất trí"
        NOTES = "notes", "Có ý kiến khác"

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="opinions", verbose_name="đề nghị"
    )
    asked_of = LineField("hỏi ý kiến của", max_length=200)
    letter = LineField("văn bản hỏi (số)", max_length=60, blank=True)
    asked_on = models.DateField("hỏi ngày")
    due_on = models.DateField("hạn trả lời")
    answered_on = models.DateField("trả lời ngày", null=True, blank=True)
    answer = models.CharField("ý kiến", max_length=8, choices=Answer, blank=True)
    note = BlockField("nội dung trả lời", max_length=2000, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp trả lời"
    )
    file_name = LineField("tên tệp", max_length=200, blank=True)

    objects = OfNominationQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến của cơ quan khác"
        verbose_name_plural = "ý kiến của cơ quan khác"
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "asked_of", "asked_on"],
                name="opinion_asked_once_a_day",
                violation_error_message="Đã ghi lần hỏi này.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="opinion_due_after_asked",
                violation_error_message="Hạn trả lời phải từ ngày hỏi trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__gte=F("asked_on")) & ~Q(answer="")),
                name="opinion_answered_after_asked",
                violation_error_message="Ngày trả lời phải từ ngày hỏi trở đi và có ý kiến.",
            ),
        ]

    def __str__(self):
        return self.asked_of


class NominationOutcome(models.Model):
    """What one level said, in a small dated record; the last one that decides ends the nomination."""

    class Outcome(models.TextChoices):
        PASSED = "passed", "Nhất trí, trình cấp trên tiếp"
        GRANTED = "granted", "Được khen thưởng"
        LOWER = "lower", "Khen hình thức thấp hơn"
        REFUSED = "refused", "Không được khen thưởng"

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="outcomes", verbose_name="đề nghị"
    )
    level = models.CharField("cấp", max_length=10, choices=AwardForm.Level)
    authority = LineField("người, cơ quan có ý kiến hoặc quyết định", max_length=200)
    outcome = models.CharField("kết quả", max_length=8, choices=Outcome)
    lower_form = models.ForeignKey(
        AwardForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hình thức được khen"
    )
    number = LineField("số văn bản", max_length=40, blank=True)
    decided_on = models.DateField("ngày văn bản")
    reason = BlockField("lý do", max_length=2000, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )

    objects = OfNominationQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả xét"
        verbose_name_plural = "kết quả xét"
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="lower", lower_form__isnull=False)
                | (~Q(outcome="lower") & Q(lower_form__isnull=True)),
                name="outcome_lower_names_the_form",
                violation_error_message="Khen hình thức thấp hơn thì chọn hình thức đó.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["refused", "lower"]) | ~Q(reason=""),
                name="outcome_refused_says_why",
                violation_error_message="Hãy ghi lý do như trong văn bản của cấp trên.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="granted") | ~Q(number=""),
                name="outcome_granted_has_a_number",
                violation_error_message="Được khen thưởng thì ghi số quyết định.",
            ),
            models.UniqueConstraint(
                fields=["nomination", "authority", "outcome", "decided_on"],
                name="outcome_once",
                violation_error_message="Kết quả này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.authority}: {self.get_outcome_display()}"
