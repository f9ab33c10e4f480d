"""What may be awarded: titles and forms as dated data with their legal source, never constants."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from core.fields import BlockField, LineField


class Recipient(models.TextChoices):
    """Who can be put forward."""

    AGENCY = "agency", "Đơn vị thành viên"
    COLLECTIVE = "collective", "Tập thể"
    PERSON = "person", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình"


NOMINATED = tuple(kind for kind in Recipient.values if kind != Recipient.HOUSEHOLD)  # by a bloc of agencies


class AwardFormQuerySet(models.QuerySet):
    """Questions to the catalogue."""

    def on(self, day=None):
        """Forms in force on `day` (today), in the order of a ceremony."""
        day = day or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def visible_to(self, user):
        """The catalogue is open to everybody who is signed in."""
        return self

    def versions_of(self, code):
        """Every version of one form, the oldest first."""
        return self.filter(code=code).order_by("valid_from")


class AwardForm(models.Model):
    """A title or form of commendation, as the law in force from a day on knows it.

    `own` forms are decided by the agency that leads the bloc: they enter its register and are printed here.
    `recalled` says that nobody has read the fact in its source yet; `checked_…`, who read it since, when and
    where. Each row is one version: a new text is a new row with the same `code`, whose `transition` says what
    becomes of dossiers handed in before it. Amounts of prize money are coefficients of the base salary
    (Nghị định 152/2025/NĐ-CP, Điều 49): None where nobody knows them.
    """

    class Level(models.TextChoices):
        STATE = "state", "Cấp Nhà nước"
        MINISTRY = "ministry", "Bộ, ban, ngành, tỉnh"
        BLOC = "bloc", "Khối"
        UNIT = "unit", "Cơ sở"

    class Kind(models.TextChoices):
        TITLE = "title", "Danh hiệu thi đua"
        FORM = "form", "Hình thức khen thưởng"

    class Certificate(models.TextChoices):
        NONE = "none", "Không kèm giấy"
        FLAG = "flag", "Cờ"
        ORDER = "order", "Huân chương, kèm bằng"
        MERIT = "merit", "Bằng khen"
        COMMENDATION = "commendation", "Giấy khen"
        MEDAL = "medal", "Kỷ niệm chương, kèm giấy chứng nhận"
        TITLE = "title", "Bằng, giấy chứng nhận danh hiệu"

    PRINTED = (Certificate.MERIT,)  # what awards.certifying.wording has a design for

    code = models.SlugField("mã", max_length=40)
    name = LineField("tên", max_length=200)
    short_name = LineField("tên ngắn", max_length=60)
    kind = models.CharField("loại", max_length=6, choices=Kind)
    level = models.CharField("cấp", max_length=10, choices=Level)
    decided_by = LineField("ai quyết định", max_length=200)
    for_agency = models.BooleanField("tặng đơn vị thành viên", default=False)
    for_collective = models.BooleanField("tặng tập thể", default=False)
    for_person = models.BooleanField("tặng cá nhân", default=False)
    for_household = models.BooleanField("tặng hộ gia đình", default=False)
    own = models.BooleanField("Khối trưởng quyết định", default=False)
    ceremony_order = models.PositiveSmallIntegerField("thứ tự trao")  # Nghị định 152/2025/NĐ-CP, Điều 29
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("áp dụng đến hết ngày", null=True, blank=True)
    ended_by = LineField("văn bản cho hết áp dụng", max_length=200, blank=True, default="")  # no new version
    source = BlockField("căn cứ")
    recalled = models.BooleanField("chưa đối chiếu văn bản gốc", default=False)
    checked_source = LineField("văn bản đã đọc", max_length=200, blank=True)
    checked_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người đối chiếu",
    )
    prize_coefficient = models.DecimalField(
        "hệ số tiền thưởng", max_digits=4, decimal_places=2, null=True, blank=True
    )
    doubles_for_collectives = models.BooleanField("tập thể gấp hai lần cá nhân", null=True, blank=True)
    prize_source = LineField("căn cứ tiền thưởng", max_length=200, blank=True)
    certificate = models.CharField("giấy kèm theo", max_length=13, choices=Certificate, blank=True)
    transition = BlockField("quy định chuyển tiếp", blank=True)
    transition_source = LineField("căn cứ chuyển tiếp", max_length=200, blank=True)

    objects = AwardFormQuerySet.as_manager()
    brought_by_migration = True  # rows are no sign that anybody has worked here (documents.restore)

    class Meta:
        verbose_name = "hình thức khen thưởng"
        verbose_name_plural = "hình thức khen thưởng"
        ordering = ["ceremony_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="award_form_once_a_day",
                violation_error_message="Hình thức này đã có bản áp dụng từ đúng ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="award_form_ends_after_start",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(ended_by="") | Q(valid_to__isnull=False),
                name="award_form_ended_on_a_day",
                violation_error_message="Có văn bản cho hết áp dụng thì phải ghi ngày hết áp dụng.",
            ),
            models.CheckConstraint(
                condition=Q(for_agency=True)
                | Q(for_collective=True)
                | Q(for_person=True)
                | Q(for_household=True),
                name="award_form_for_somebody",
                violation_error_message="Hình thức khen thưởng phải dành cho ít nhất một loại đối tượng.",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_source="")
                | (Q(checked_at__isnull=False, recalled=False) & ~Q(checked_source="")),
                name="award_form_checked_in_a_source",
                violation_error_message="Đối chiếu rồi thì phải ghi văn bản đã đọc và thời điểm đọc.",
            ),
            models.CheckConstraint(
                condition=Q(prize_coefficient__isnull=True) | Q(prize_coefficient__gt=Decimal(0)),
                name="award_form_prize_is_positive",
                violation_error_message="Hệ số tiền thưởng phải lớn hơn 0; chưa biết thì để trống.",
            ),
            models.CheckConstraint(
                condition=Q(prize_coefficient__isnull=True) | ~Q(prize_source=""),
                name="award_form_prize_names_its_source",
                violation_error_message="Có hệ số tiền thưởng thì phải ghi căn cứ tiền thưởng.",
            ),
            models.CheckConstraint(
                condition=Q(transition="", transition_source="")
                | (~Q(transition="") & ~Q(transition_source="")),
                name="award_form_transition_names_its_source",
                violation_error_message="Ghi quy định chuyển tiếp cùng căn cứ của nó, hoặc bỏ trống cả hai.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The page of this version among the others of its code."""
        return reverse("awards:form", args=[self.pk])

    @property
    def recipients(self):
        """The kinds of recipient it is for, as values of `Recipient`."""
        return [kind for kind in Recipient.values if getattr(self, f"for_{kind}")]

    @property
    def nominated(self):
        """Those of its recipients that a bloc of agencies can put forward: no households."""
        return [kind for kind in self.recipients if kind in NOMINATED]
