"""Dossiers: what is sent up for one form, with its papers, scans and the parcel they leave in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards import states, visibility
from blocs.models import Season
from blocs.models.blocs import Form
from core.fields import BlockField, LineField
from documents.models import Document, Job, StoredFile
from members import acting

from .catalogue import AwardForm
from .deadlines import RequiredPart
from .nominations import Nomination

Part = RequiredPart.Part


class DossierQuerySet(models.QuerySet):
    """Questions to the dossiers."""

    def visible_to(self, user):
        """All of the year for those who lead, deputise or manage; a member reads its nominations."""
        led = Q(season__in=visibility.led(user, acting.STAFF))
        seen = self.filter(led | Q(season__bloc__in=visibility.managed(user)))
        return seen.select_related("season__bloc", "form").prefetch_related("season__terms")


class OfDossierQuerySet(models.QuerySet):
    """Questions to whatever hangs on dossiers."""

    def visible_to(self, user):
        """Whoever sees the dossier sees it."""
        seen = Dossier.objects.visible_to(user)
        rows = self.filter(dossier__in=seen.values("pk"))
        return rows.select_related("dossier__season__bloc", "dossier__form")


class Dossier(models.Model):
    """One submission of one form: a tờ trình with its list, and for each nomination what the law asks for.

    `despite` is why it was sent although something lacked or late.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang lập"
        SENT = "sent", "Đã trình"

    STATES = states.DOSSIER

    season = models.ForeignKey(Season, models.PROTECT, related_name="dossiers", verbose_name="năm thi đua")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="dossiers", verbose_name="hình thức")
    addressee = LineField("kính gửi", max_length=200)
    appraisal = BlockField("nhận xét, thẩm định", max_length=3000, blank=True)
    paper_form = models.CharField("thể thức của hồ sơ này", max_length=10, choices=Form, blank=True)
    state = models.CharField("trạng thái", max_length=6, choices=State, default=State.DRAFT)
    letter_number = LineField("số tờ trình", max_length=40, blank=True)
    letter_on = models.DateField("ngày tờ trình", null=True, blank=True)
    despite = BlockField("lý do vẫn trình", max_length=1000, blank=True)
    sent_at = models.DateTimeField("trình lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người trình",
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        verbose_name_plural = "hồ sơ đề nghị"
        ordering = ["form__ceremony_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "form"],
                condition=Q(state="draft"),
                name="dossier_one_draft_per_form",
                violation_error_message="Năm này đang lập một hồ sơ của hình thức đó.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="sent", sent_at__isnull=False, letter_on__isnull=False) & ~Q(letter_number="")
                )
                | Q(state="draft", sent_at__isnull=True),
                name="dossier_sent_has_its_letter",
                violation_error_message="Trình hồ sơ thì ghi số và ngày tờ trình.",
            ),
        ]

    def __str__(self):
        return f"Hồ sơ {self.form.name}"

    def get_absolute_url(self):
        """The dossier's page."""
        return reverse("awards:dossier", args=[self.pk])

    @property
    def written_in(self):
        """The form (a `Form`) its papers are written in."""
        return self.paper_form or self.season.form

    @property
    def is_draft(self):
        """Whether anything in it can still change."""
        return self.state == self.State.DRAFT


class DossierLine(models.Model):
    """A nomination in a dossier; `left` when it came back from above and goes with another one."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="lines", verbose_name="hồ sơ")
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="dossier_lines", verbose_name="đề nghị"
    )
    left = models.BooleanField("đã rút khỏi hồ sơ", default=False)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị trong hồ sơ"
        verbose_name_plural = "đề nghị trong hồ sơ"
        ordering = ["nomination__form__ceremony_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(left=False),
                name="dossier_line_once",
                violation_error_message="Đề nghị này đã nằm trong một hồ sơ.",
            )
        ]

    def __str__(self):
        return str(self.nomination)


class DossierPaper(models.Model):
    """A frozen paper of a dossier: made from its data, or handed over by the room that holds conferences."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="papers", verbose_name="hồ sơ")
    part = models.CharField("thành phần", max_length=12, choices=Part)
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đề nghị"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản")

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản của hồ sơ"
        verbose_name_plural = "văn bản của hồ sơ"
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "part"],
                condition=Q(nomination__isnull=True) & ~Q(part="minutes"),
                name="dossier_paper_once",
            ),
            models.UniqueConstraint(
                fields=["dossier", "part", "nomination"],
                condition=Q(nomination__isnull=False),
                name="dossier_paper_once_each",
            ),
            models.UniqueConstraint(fields=["dossier", "document"], name="dossier_paper_other_documents"),
        ]

    def __str__(self):
        return self.document.title


class DossierFile(models.Model):
    """A scan or file that somebody put into a dossier, for one of its parts."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="files", verbose_name="hồ sơ")
    part = models.CharField("thành phần", max_length=12, choices=Part)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    name = LineField("tên tệp", max_length=200)
    added_at = models.DateTimeField("thêm lúc")

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp của hồ sơ"
        verbose_name_plural = "tệp của hồ sơ"
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "part", "file"],
                name="dossier_file_once",
                violation_error_message="Tệp này đã có ở thành phần đó của hồ sơ.",
            )
        ]

    def __str__(self):
        return self.name


class DossierParcel(models.Model):
    """One ZIP of a dossier as it was when somebody asked for it."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="parcels", verbose_name="hồ sơ")
    contents = models.CharField("mã nội dung", max_length=64)  # SHA-256 of what is in it, by keys
    job = models.ForeignKey(Job, models.PROTECT, related_name="+", verbose_name="việc tạo tệp")

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp ZIP của hồ sơ"
        verbose_name_plural = "tệp ZIP của hồ sơ"
        ordering = ["dossier", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "contents"], name="dossier_parcel_once"),
        ]

    def __str__(self):
        return f"{self.dossier} (ZIP)"
