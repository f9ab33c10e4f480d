"""Decisions: the lead's own, which enter a register here, and those of higher authorities, recorded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards import states, visibility
from blocs.models import Season
from blocs.models.blocs import Form
from core.fields import BlockField, LineField
from documents.models import Document
from members.models import Agency

from .catalogue import AwardForm, Recipient
from .nominations import Nomination


class DecisionQuerySet(models.QuerySet):
    """Questions to the decisions."""

    def visible_to(self, user):
        """Issued ones for whoever sees the year; drafts only for those who lead or manage it."""
        issued = Q(season__in=Season.objects.visible_to(user), state="issued")
        led = Q(season__in=visibility.led(user)) | Q(season__bloc__in=visibility.managed(user))
        seen = self.filter(issued | led)
        return seen.select_related("season__bloc", "form", "issuing_agency", "paper").prefetch_related(
            "season__terms"
        )

    def issued_by(self, agencies, season):
        """The own decisions that one of `agencies` (ids) issued in the year."""
        return self.filter(season=season, state="issued", issuing_agency__in=agencies)

    def counted(self):
        """Each with `count`, how many it names, the latest first."""
        rows = self.annotate(count=models.Count("lines")).select_related("amends")
        return rows.order_by("-signed_on", "-pk")


class Decision(models.Model):
    """One act of awarding one form. `issuing_agency` is set for our own and empty for a higher authority's.

    Everything printed is copied here on issue: the signer of that day, the text, the names of the lines.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        ISSUED = "issued", "Đã ban hành"

    STATES = states.DECISION

    season = models.ForeignKey(Season, models.PROTECT, related_name="decisions", verbose_name="năm thi đua")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="decisions", verbose_name="hình thức")
    issuing_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="cơ quan ban hành",
    )
    authority = LineField("người, cấp quyết định", max_length=200)  # the red line of a certificate
    number = LineField("số quyết định", max_length=40)  # whole: 05-QĐ/KTĐ
    signed_on = models.DateField("ngày ký")
    place = LineField("địa danh", max_length=80, blank=True)
    signer_name = LineField("người ký", max_length=120, blank=True)
    signer_post = LineField("chức vụ người ký", max_length=200, blank=True)
    paper_form = models.CharField(  # of this one paper; empty: the year's
        "thể thức của văn bản này", max_length=10, choices=Form, blank=True
    )
    achievement = BlockField("thành tích ghi trên Bằng khen", max_length=400, blank=True)
    backdated = LineField("lý do ký trước ngày đề nghị, không theo thứ tự số", max_length=300, blank=True)
    receivers = LineField("ai nhận thay đơn vị đã kết thúc", max_length=300, blank=True, default="")
    amends = models.ForeignKey(  # the issued decision that this one corrects or revokes in part
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="amended_by",
        verbose_name="sửa đổi, hủy bỏ quyết định",
    )
    bases = BlockField("căn cứ", max_length=6000, blank=True)  # empty, here and below: as `texts` words them
    article_1 = BlockField("Điều 1", max_length=3000, blank=True)
    article_2 = BlockField("Điều 2", max_length=3000, blank=True)
    article_3 = BlockField("Điều 3", max_length=3000, blank=True)
    state = models.CharField("trạng thái", max_length=6, choices=State, default=State.DRAFT)
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ban hành",
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định khen thưởng"
        verbose_name_plural = "quyết định khen thưởng"
        ordering = ["-signed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "issuing_agency",
                "number",
                models.F("signed_on__year"),
                name="decision_number_once_a_year",
                violation_error_message="Cơ quan này đã có quyết định mang số đó trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False)
                | Q(state="draft", issued_at__isnull=True),
                name="decision_issued_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(issuing_agency__isnull=True)
                | (~Q(signer_name="") & ~Q(signer_post="") & ~Q(achievement="")),
                name="decision_own_says_what_is_printed",
                violation_error_message="Quyết định này phải ghi người ký, chức vụ, thành tích.",
            ),
        ]

    def __str__(self):
        return f"Quyết định {self.number}"

    def get_absolute_url(self):
        """The decision's page with its lines."""
        return reverse("awards:decision", args=[self.pk])

    @property
    def is_own(self):
        """Whether the lead's agency issues it: register entries and certificates follow."""
        return self.issuing_agency_id is not None

    @property
    def written_in(self):
        """The form (a `Form`) its paper is written in."""
        return self.paper_form or self.season.form

    @property
    def is_draft(self):
        """Whether its lines and text can still change."""
        return self.state == self.State.DRAFT


class DecisionLineQuerySet(models.QuerySet):
    """Questions to the lines."""

    def standing(self):
        """Those that no later decision has revoked."""
        return self.exclude(nomination__state="revoked")


class DecisionLine(models.Model):
    """One recipient in a decision; what it shows is copied when the decision is issued.

    A later decision may correct the words (`LineChange` keeps the former ones) or revoke the award.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="lines", verbose_name="quyết định")
    nomination = models.OneToOneField(
        Nomination, models.PROTECT, related_name="decision_line", verbose_name="đề nghị"
    )
    position = models.PositiveSmallIntegerField("thứ tự")  # ceremony order: collectives before persons
    kind = models.CharField("đối tượng", max_length=10, choices=Recipient)
    prefix = LineField("xưng hô", max_length=20, blank=True)  # Tập thể, Ông, Bà
    name = LineField("tên", max_length=200)
    unit = LineField("chức vụ, đơn vị", max_length=300, blank=True)
    coefficient = models.DecimalField("hệ số", max_digits=6, decimal_places=3, null=True, blank=True)
    prize = models.PositiveIntegerField("tiền thưởng (đồng)", null=True, blank=True)  # frozen on issue
    unpaid = LineField("lý do không chi tiền thưởng", max_length=200, blank=True)

    objects = DecisionLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng quyết định"
        verbose_name_plural = "dòng quyết định"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="decision_line_own_place"),
        ]

    def __str__(self):
        return self.name

    @property
    def words(self):
        """What it says in one line: Bà Trần Thị Mai, Phó Vụ trưởng, Ban Ba."""
        return self.in_words(self.prefix, self.name, self.unit)

    @staticmethod
    def in_words(prefix, name, unit):
        """Return the parts of a line in one."""
        return ", ".join(part for part in (f"{prefix} {name}".strip(), unit) if part)
