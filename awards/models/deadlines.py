"""What a dossier must hold and until when it is due: dated data with their legal source."""

from django.db import models
from django.db.models import F, Q

from blocs.models import Season
from blocs.models.spans import Span
from core.fields import LineField

from .catalogue import AwardForm


class RulesQuerySet(models.QuerySet):
    """Questions to the rules on dossiers."""

    def visible_to(self, user):
        """Open to everybody who is signed in."""
        return self


class FormDeadline(models.Model):
    """The day of a year by which dossiers of a form are due, as a legal text says it.

    Counted from the end of the bloc's year: `month`, `day`, `years_after` the year of its last day.
    """

    form_code = models.SlugField("mã hình thức", max_length=40)
    span = models.CharField("năm tính theo", max_length=10, choices=Span, blank=True)  # empty: any
    years_after = models.PositiveSmallIntegerField("số năm sau", default=1)
    month = models.PositiveSmallIntegerField("tháng")
    day = models.PositiveSmallIntegerField("ngày")
    received_by = LineField("nơi nhận hồ sơ", max_length=200)
    note = LineField("ghi chú", max_length=300, blank=True)
    source = LineField("căn cứ", max_length=300)
    recalled = models.BooleanField("chưa đối chiếu văn bản gốc", default=False)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("áp dụng đến hết ngày", null=True, blank=True)

    objects = RulesQuerySet.as_manager()
    brought_by_migration = True  # rows are no sign that anybody has worked here (documents.restore)

    class Meta:
        verbose_name = "thời hạn trình"
        verbose_name_plural = "thời hạn trình"
        ordering = ["form_code", "span", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["form_code", "span", "valid_from"],
                name="form_deadline_once",
                violation_error_message="Hình thức này đã có thời hạn áp dụng từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31), years_after__range=(0, 5)),
                name="form_deadline_is_a_day",
                violation_error_message="Ngày, tháng hoặc số năm sau không hợp lý.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="form_deadline_ends_after_start",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.day:02}/{self.month:02}"


class SeasonDeadlineQuerySet(models.QuerySet):
    """Questions to the years' own days."""

    def visible_to(self, user):
        """Whoever sees the year sees its days."""
        return self.filter(season__in=Season.objects.visible_to(user)).select_related("season__bloc", "form")


class SeasonDeadline(models.Model):
    """The day that a letter gives one bloc for one form in one year; it goes before the law's day."""

    season = models.ForeignKey(
        Season, models.PROTECT, related_name="award_deadlines", verbose_name="năm thi đua"
    )
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="+", verbose_name="hình thức")
    due_on = models.DateField("hạn trình")
    source = LineField("căn cứ (số, ngày văn bản)", max_length=300)

    objects = SeasonDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "hạn trình của năm"
        verbose_name_plural = "hạn trình của năm"
        ordering = ["due_on", "form"]
        constraints = [models.UniqueConstraint(fields=["season", "form"], name="season_deadline_once")]

    def __str__(self):
        return f"{self.form.short_name}: {self.due_on:%d/%m/%Y}"


class RequiredPart(models.Model):
    """One part that a dossier must hold, and how many words a text in it should have.

    A row for a form's code goes before the rows for its kind of award (title, form of commendation).
    `if_asked`: only what was begun must be finished. Words are a guide and refuse nothing; `work_days` are
    those in which a body that was asked answers.
    """

    class Part(models.TextChoices):
        SUBMISSION = "submission", "Tờ trình"
        LIST = "list", "Danh sách đề nghị"
        ACHIEVEMENT = "achievement", "Tóm tắt thành tích"
        REPORT = "report", "Báo cáo thành tích"
        MINUTES = "minutes", "Biên bản bình xét"
        OPINIONS = "opinions", "Ý kiến của cơ quan liên quan"
        INITIATIVE = "initiative", "Công nhận sáng kiến"
        CONFIRMATION = "confirmation", "Xác nhận thành tích đột xuất"
        OTHER = "other", "Tài liệu khác"

    form_code = models.SlugField("mã hình thức", max_length=40, blank=True)
    kind = models.CharField("loại", max_length=6, choices=AwardForm.Kind, blank=True)
    part = models.CharField("thành phần", max_length=12, choices=Part)
    with_votes = models.BooleanField("phải ghi kết quả phiếu", default=False)
    if_asked = models.BooleanField("chỉ khi đã hỏi", default=False)
    words_from = models.PositiveSmallIntegerField("nên từ (chữ)", null=True, blank=True)
    words_to = models.PositiveSmallIntegerField("nên đến (chữ)", null=True, blank=True)
    work_days = models.PositiveSmallIntegerField("trả lời trong (ngày làm việc)", null=True, blank=True)
    source = LineField("căn cứ", max_length=300)
    recalled = models.BooleanField("chưa đối chiếu văn bản gốc", default=False)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("áp dụng đến hết ngày", null=True, blank=True)

    objects = RulesQuerySet.as_manager()
    brought_by_migration = True

    class Meta:
        verbose_name = "thành phần hồ sơ"
        verbose_name_plural = "thành phần hồ sơ"
        ordering = ["form_code", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form_code", "kind", "part", "valid_from"],
                name="required_part_once",
                violation_error_message="Thành phần này đã có quy định áp dụng từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=(Q(form_code="") & ~Q(kind="")) | (~Q(form_code="") & Q(kind="")),
                name="required_part_of_form_or_kind",
                violation_error_message="Chọn một hình thức, hoặc một loại khen thưởng.",
            ),
            models.CheckConstraint(
                condition=Q(words_to__isnull=True)
                | Q(words_from__isnull=True)
                | Q(words_to__gte=F("words_from")),
                name="required_part_words_run_up",
                violation_error_message="Số chữ nhiều nhất phải từ số chữ ít nhất trở lên.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="required_part_ends_after_start",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return self.get_part_display()
