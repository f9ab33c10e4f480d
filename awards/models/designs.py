"""How an agency's own certificates look: designs in versions, where they are used, faces it has brought."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards import states
from awards.models.catalogue import Recipient
from awards.models.printers import PRINTERS
from core.fields import LineField
from documents import faces
from documents.models import StoredFile
from members import acting
from members.models import Agency


class OwnQuerySet(models.QuerySet):
    """Questions to what belongs to an agency that prints."""

    def visible_to(self, user):
        """Those of the agencies one prints for."""
        return self.filter(agency__in=acting.agencies_of(user, PRINTERS))


class CertificateDesign(models.Model):
    """One look of certificates, an agency's own. What it looks like stands in its versions."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="certificate_designs", verbose_name="cơ quan, đơn vị"
    )
    name = LineField("tên mẫu", max_length=80)
    retired_at = models.DateTimeField("ngừng dùng lúc", null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu Bằng khen"
        verbose_name_plural = "mẫu Bằng khen"
        ordering = ["agency", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=Q(retired_at=None),
                name="design_named_once",
                violation_error_message="Cơ quan đã có mẫu mang tên này. Hãy đặt tên khác.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The page it is edited on."""
        return reverse("awards:design", args=[self.pk])


class DesignVersion(models.Model):
    """One version of a design: a draft that is worked on, or published and never changed again.

    The database refuses any change of a published one (migration 0013). `content` is what
    `awards.designing.contents` reads; `picture` a scan of the phôi to place by ("stock"), or the printed
    ground ("ground"). `revision` counts how often the draft was saved, `sha256` seals what was published.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Bản nháp"
        PUBLISHED = "published", "Đã dùng"

    class PictureRole(models.TextChoices):
        STOCK = "stock", "Ảnh phôi, chỉ để căn chữ, không in"
        GROUND = "ground", "Nền, in cùng chữ"

    STATES = states.DESIGN_VERSION
    UNRECORDED = ("content",)  # what was published stands for good; drafts are saved every few seconds

    design = models.ForeignKey(CertificateDesign, models.PROTECT, related_name="versions", verbose_name="mẫu")
    number = models.PositiveSmallIntegerField("bản")
    state = models.CharField("trạng thái", max_length=9, choices=State, default=State.DRAFT)
    content = models.JSONField("nội dung")
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh"
    )
    picture_role = models.CharField("ảnh dùng làm", max_length=6, choices=PictureRole, blank=True)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    saved_at = models.DateTimeField("lưu lúc")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người lưu",
    )
    published_at = models.DateTimeField("dùng từ lúc", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người cho dùng",
    )
    sha256 = models.CharField("mã băm", max_length=64, blank=True)

    class Meta:
        verbose_name = "bản của mẫu"
        verbose_name_plural = "các bản của mẫu"
        ordering = ["design", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="design_version_number_once"),
            models.UniqueConstraint(fields=["design"], condition=Q(state="draft"), name="design_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None, sha256="")
                | (Q(state="published", published_at__isnull=False) & ~Q(sha256="")),
                name="design_version_sealed_when_published",
            ),
            models.CheckConstraint(
                condition=Q(picture=None, picture_role="") | (Q(picture__isnull=False) & ~Q(picture_role="")),
                name="design_version_picture_has_role",
            ),
        ]

    def __str__(self):
        return f"{self.design}, bản {self.number}"

    @property
    def is_draft(self):
        """Whether it may still be changed."""
        return self.state == self.State.DRAFT

    @property
    def key(self):
        """What certificates name when they are printed in it: its row and the beginning of its seal."""
        return f"v{self.pk}-{self.sha256[:16]}"


class DesignUse(models.Model):
    """Which design an agency prints a form in, for a kind of recipient; "" stands for every one."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="design_uses", verbose_name="cơ quan, đơn vị"
    )
    form_code = models.CharField("hình thức khen", max_length=40, blank=True)  # AwardForm.code, any version
    kind = models.CharField("đối tượng", max_length=10, choices=Recipient, blank=True)
    design = models.ForeignKey(CertificateDesign, models.PROTECT, related_name="uses", verbose_name="mẫu")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi dùng mẫu"
        verbose_name_plural = "nơi dùng mẫu"
        ordering = ["agency", "form_code", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "form_code", "kind"], name="design_use_once"),
        ]

    def __str__(self):
        return f"{self.form_code or 'mọi hình thức'}, {self.get_kind_display() or 'mọi đối tượng'}"


class DesignFont(models.Model):
    """A face that an agency has brought: looked at by `documents.typefaces`, whole, with Vietnamese.

    Boxes name it after its content (`family_key`); people see its own name.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="design_fonts", verbose_name="cơ quan, đơn vị"
    )
    family = LineField("tên phông", max_length=100)
    style = LineField("kiểu", max_length=60, blank=True)
    weight = models.PositiveSmallIntegerField("độ đậm", default=400)
    italic = models.BooleanField("nghiêng", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    added_at = models.DateTimeField("tải lên lúc")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người tải lên",
    )
    retired_at = models.DateTimeField("ngừng dùng lúc", null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "phông chữ riêng"
        verbose_name_plural = "phông chữ riêng"
        ordering = ["agency", "family", "weight", "italic", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "file"], name="design_font_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=1000), name="design_font_sane_weight"
            ),
        ]

    def __str__(self):
        return " ".join(part for part in (self.family, self.style) if part)

    @property
    def cut(self):
        """Its key for documents.faces."""
        return faces.family_of(self.file), self.weight, self.italic
