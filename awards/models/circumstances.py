"""What stands around those who are put forward: a pause in their case, the people of an agency in figures."""

from django.db import models
from django.db.models import F, Q

from awards import visibility
from blocs.models import Season
from core import clock
from core.fields import LineField
from members import acting
from members.models import Agency, Collective, Person
from members.models.agencies import names_on


class HoldQuerySet(models.QuerySet):
    """Questions to the pauses."""

    def visible_to(self, user):
        """The own agency's; those of all members for who leads or manages their bloc."""
        own = Q(agency__in=acting.agencies_of(user)) | Q(agency__in=visibility.of_own_blocs(user))
        return self.filter(own).select_related("collective", "person")

    def named(self, day):
        """Each with `name`, `short_name` and `code` of the agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class Hold(models.Model):
    """Why an agency, a collective or a person may not be put forward for a time.

    Nghị định 152/2025/NĐ-CP, Điều 4.4. Like a nomination it is about `agency` itself when neither
    `collective` nor `person` is set.
    """

    class Kind(models.TextChoices):
        DISCIPLINE = "discipline", "Kỷ luật"
        INSPECTION = "inspection", "Thanh tra, kiểm tra, kiểm toán"
        COMPLAINT = "complaint", "Khiếu nại, tố cáo"
        INQUIRY = "inquiry", "Điều tra, truy tố, xét xử"
        PRESS = "press", "Báo chí nêu dấu hiệu tham nhũng, tiêu cực"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="holds", verbose_name="đơn vị")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="holds", verbose_name="tập thể"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="holds", verbose_name="cá nhân"
    )
    kind = models.CharField("loại việc", max_length=10, choices=Kind)
    reason = LineField("lý do", max_length=300)
    source = LineField("căn cứ (số, ngày văn bản)", max_length=200)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    lifted_by = LineField("căn cứ kết thúc", max_length=200, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "tạm dừng xét khen thưởng"
        verbose_name_plural = "tạm dừng xét khen thưởng"
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="hold_ends_after_start",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(collective__isnull=True) | Q(person__isnull=True),
                name="hold_one_subject",
                violation_error_message="Chọn một tập thể hoặc một cá nhân, không chọn cả hai.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(source=""),
                name="hold_says_why",
                violation_error_message="Hãy ghi lý do và văn bản làm căn cứ tạm dừng.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def subject(self):
        """Whom it is about: an Agency, a Collective or a Person."""
        return self.person or self.collective or self.agency

    @property
    def is_active(self):
        """Whether it holds today."""
        return self.starts_on <= clock.today() and not self.is_over

    @property
    def is_over(self):
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < clock.today()


class WorkforceQuerySet(models.QuerySet):
    """Questions to the figures."""

    def visible_to(self, user):
        """The own agency's; all of the year for those who lead, deputise or manage."""
        return visibility.own_or_led(self, user).select_related("season__bloc", "collective")


class Workforce(models.Model):
    """How many people an agency, or a collective in it, had in a year, and how many of them reached what.

    Entered by the agency, which names where the numbers stand.
    """

    season = models.ForeignKey(Season, models.PROTECT, related_name="workforces", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="workforces", verbose_name="đơn vị")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="workforces", verbose_name="tập thể"
    )
    people = models.PositiveIntegerField("tổng số người")
    women = models.PositiveIntegerField("trong đó nữ")
    completed = models.PositiveIntegerField("hoàn thành nhiệm vụ")
    advanced = models.PositiveIntegerField("Lao động tiên tiến")
    fighters = models.PositiveIntegerField("Chiến sĩ thi đua cơ sở")
    source = LineField("căn cứ (số, ngày văn bản)", max_length=200)

    objects = WorkforceQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu lao động"
        verbose_name_plural = "số liệu lao động"
        ordering = ["season", "agency", "collective"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "agency"],
                condition=Q(collective__isnull=True),
                name="workforce_once_per_agency",
                violation_error_message="Đơn vị này đã có số liệu lao động của năm.",
            ),
            models.UniqueConstraint(
                fields=["season", "collective"],
                condition=Q(collective__isnull=False),
                name="workforce_once_per_collective",
                violation_error_message="Tập thể này đã có số liệu lao động của năm.",
            ),
            models.CheckConstraint(
                condition=Q(
                    people__gte=1,
                    women__lte=F("people"),
                    completed__lte=F("people"),
                    advanced__lte=F("people"),
                    fighters__lte=F("people"),
                ),
                name="workforce_parts_within_all",
                violation_error_message="Số nữ, số người đạt không thể nhiều hơn tổng số người.",
            ),
        ]

    def __str__(self):
        return f"{self.collective or self.agency}: {self.people} người"
