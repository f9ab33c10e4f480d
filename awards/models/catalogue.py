"""What may be awarded, and how much of it in a year: dated data with their legal source, never constants."""

from django.db import models
from django.db.models import F, Q

from blocs.models import Season
from core import clock
from core.fields import BlockField, LineField


class Recipient(models.TextChoices):
    """Who can be put forward."""

    AGENCY = "agency", "Đơn vị thành viên"
    COLLECTIVE = "collective", "Tập thể"
    PERSON = "person", "Cá nhân"


class AwardFormQuerySet(models.QuerySet):
    """Questions to the catalogue."""

    def on(self, day=None):
        """Forms in force on `day` (today), in the order of a ceremony."""
        day = day or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def visible_to(self, user):
        """The catalogue is open to everybody who is signed in."""
        return self


class AwardForm(models.Model):
    """A title or form of commendation, as the law in force from a day on knows it.

    `own` forms are decided by the agency that leads the bloc: they enter its register and are printed here.
    `recalled` says that nobody has read the fact in its source yet.
    """

    class Level(models.TextChoices):
        STATE = "state", "Cấp Nhà nước"
        MINISTRY = "ministry", "Bộ, ban, ngành, tỉnh"
        BLOC = "bloc", "Khối"
        UNIT = "unit", "Cơ sở"

    class Kind(models.TextChoices):
        TITLE = "title", "Danh hiệu thi đua"
        FORM = "form", "Hình thức khen thưởng"

    code = models.SlugField("mã", max_length=40)
    name = LineField("tên", max_length=200)
    short_name = LineField("tên ngắn", max_length=60)
    kind = models.CharField("loại", max_length=6, choices=Kind)
    level = models.CharField("cấp", max_length=10, choices=Level)
    decided_by = LineField("ai quyết định", max_length=200)
    for_agency = models.BooleanField("tặng đơn vị thành viên", default=False)
    for_collective = models.BooleanField("tặng tập thể", default=False)
    for_person = models.BooleanField("tặng cá nhân", default=False)
    own = models.BooleanField("Khối trưởng quyết định", default=False)
    ceremony_order = models.PositiveSmallIntegerField("thứ tự trao")  # Nghị định 152/2025/NĐ-CP, Điều 29
    prize_coefficient = models.DecimalField(
        "hệ số tiền thưởng của cá nhân", max_digits=5, decimal_places=2, null=True, blank=True
    )
    doubles_for_collectives = models.BooleanField("tập thể gấp hai", null=True, blank=True)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("áp dụng đến hết ngày", null=True, blank=True)
    source = BlockField("căn cứ")
    recalled = models.BooleanField("chưa đối chiếu văn bản gốc", default=False)

    objects = AwardFormQuerySet.as_manager()
    brought_by_migration = True  # rows are no sign that anybody has worked here (documents.restore)

    class Meta:
        verbose_name = "hình thức khen thưởng"
        verbose_name_plural = "hình thức khen thưởng"
        ordering = ["ceremony_order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="award_form_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="award_form_ends_after_start",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(for_agency=True) | Q(for_collective=True) | Q(for_person=True),
                name="award_form_for_somebody",
                violation_error_message="Hình thức khen thưởng phải dành cho ít nhất một loại đối tượng.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def recipients(self):
        """The kinds of recipient it is for, as values of `Recipient`."""
        return [kind for kind in Recipient.values if getattr(self, f"for_{kind}")]


class QuotaQuerySet(models.QuerySet):
    """Questions to the quotas."""

    def visible_to(self, user):
        """Whoever sees the year sees its quotas."""
        return self.filter(season__in=Season.objects.visible_to(user)).select_related("season__bloc", "form")


class Quota(models.Model):
    """How many of a form may go to one kind of recipient in a year, and how many per member.

    Data from a letter or the bloc's rules, which `source` names; no number means no limit.
    """

    season = models.ForeignKey(Season, models.PROTECT, related_name="quotas", verbose_name="năm thi đua")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="quotas", verbose_name="hình thức")
    recipient = models.CharField("đối tượng", max_length=10, choices=Recipient)
    total = models.PositiveSmallIntegerField("hạn mức chung", null=True, blank=True)
    per_member = models.PositiveSmallIntegerField("mỗi đơn vị", null=True, blank=True)
    source = LineField("căn cứ (số, ngày văn bản)", max_length=200)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "hạn mức"
        verbose_name_plural = "hạn mức"
        ordering = ["form__ceremony_order", "recipient"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "form", "recipient"],
                name="quota_once",
                violation_error_message="Năm này đã có hạn mức của hình thức đó cho đối tượng đó.",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=False) | Q(per_member__isnull=False),
                name="quota_says_a_number",
                violation_error_message="Hãy nhập hạn mức chung hoặc hạn mức của mỗi đơn vị.",
            ),
        ]

    def __str__(self):
        return f"{self.form.short_name}, {self.get_recipient_display().lower()}"
