"""An agency keeps its identity; its names come and go on dates."""

from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core import clock, sorting, text
from core.derived import KeyField
from core.fields import BlockField, LineField
from members import provinces

from .successions import Succession, SuccessionLink

NAMED = ("name", "short_name", "code")


def names_on(day, agency="pk"):
    """Return annotations `name`, `short_name`, `code` on `day` of the agency in column `agency`.

    Before its first recorded name an agency goes by that one: a directory never knows all of the past.
    """
    every = AgencyName.objects.filter(agency=OuterRef(agency))
    latest, first = every.filter(valid_from__lte=day).order_by("-valid_from"), every.order_by("valid_from")
    return {
        field: Coalesce(Subquery(latest.values(field)[:1]), Subquery(first.values(field)[:1]))
        for field in NAMED
    }


class AgencyQuerySet(models.QuerySet):
    """Questions to the directory of agencies."""

    def visible_to(self, user):
        """The directory is open to everybody who is signed in; people and accounts are not."""
        return self.named()

    def named(self, day=None):
        """Agencies, each with its name on `day` (today), by name."""
        return self.annotate(**names_on(day or clock.today())).order_by("sort_key", "id")

    def going_on(self, day=None):
        """Agencies that have not ended by `day` (today)."""
        ended = SuccessionLink.objects.ending().in_force(day).filter(predecessor=OuterRef("pk"))
        return self.filter(~Exists(ended))

    def search(self, words):
        """Agencies one of whose names, present or past, contains `words`; accents do not matter."""
        key = text.search_key(words)
        if not key:
            return self
        return self.filter(Q(names__search_key__contains=key) | Q(names__code__iexact=words)).distinct()


class Agency(models.Model):
    """A body that can belong to a bloc or run one. Its name is asked for a date, never stored here."""

    class Kind(models.TextChoices):
        PARTY = "party", "Cơ quan Đảng"
        STATE = "state", "Cơ quan Nhà nước"
        FRONT = "front", "Mặt trận Tổ quốc, đoàn thể"
        SERVICE = "service", "Đơn vị sự nghiệp"
        ENTERPRISE = "enterprise", "Doanh nghiệp nhà nước"

    kind = models.CharField("loại cơ quan", max_length=20, choices=Kind)
    place = LineField("địa danh trên văn bản", max_length=80, default="Hà Nội")
    superior = LineField("cơ quan chủ quản trên văn bản", max_length=200, blank=True)
    province = models.CharField("tỉnh, thành phố", max_length=2, choices=provinces.choices, blank=True)
    address = LineField("địa chỉ", max_length=200, blank=True)
    phone = LineField("điện thoại", max_length=40, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    sort_key = models.CharField(max_length=sorting.LENGTH, blank=True, editable=False, db_index=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The agency's page in the directory."""
        return reverse("members:agency", args=[self.pk])

    @cached_property
    def name(self):
        """Today's name; a queryset that used `named()` has already set it."""
        return self._today.name

    @cached_property
    def short_name(self):
        """Today's short name, for narrow columns."""
        return self._today.short_name

    @cached_property
    def code(self):
        """Today's code, as used in document symbols."""
        return self._today.code

    @cached_property
    def end(self):
        """The SuccessionLink with which it ends or has ended, or None while it goes on."""
        ending = SuccessionLink.objects.ending().select_related("succession", "successor")
        return ending.filter(predecessor=self).first()

    @cached_property
    def _today(self):
        latest = self.names.filter(valid_from__lte=clock.today()).order_by("-valid_from").first()
        return latest or self.names.earliest("valid_from")


class AgencyNameQuerySet(models.QuerySet):
    """Questions to the names."""

    def visible_to(self, user):
        """As the directory itself: open to everybody who is signed in."""
        return self.select_related("agency")


class AgencyName(models.Model):
    """A name from a date on, until the next one begins: no gaps and no overlaps by construction."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names", verbose_name="cơ quan")
    valid_from = models.DateField("dùng từ ngày")
    name = LineField("tên đầy đủ", max_length=200)
    short_name = LineField("tên ngắn", max_length=80)
    code = LineField("ký hiệu", max_length=20)
    brought_by = models.ForeignKey(
        Succession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="names",
        verbose_name="theo việc đổi tên",
    )
    party_heading = BlockField("đầu văn bản của Đảng", max_length=300, blank=True)
    party_signer = LineField("chức vụ người ký văn bản của Đảng", max_length=120, blank=True)
    state_heading = BlockField("đầu văn bản hành chính", max_length=300, blank=True)
    state_signer = LineField("chức vụ người ký văn bản hành chính", max_length=120, blank=True)
    search_key = KeyField(make=lambda row: text.search_key(f"{row.name} {row.short_name} {row.code}"))

    objects = AgencyNameQuerySet.as_manager()

    class Meta:
        verbose_name = "tên cơ quan"
        verbose_name_plural = "tên cơ quan"
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                name="agency_one_name_a_day",
                violation_error_message="Cơ quan này đã có một tên dùng từ đúng ngày đó.",
            ),
            models.UniqueConstraint(
                fields=["name", "valid_from"],
                name="agency_name_taken",
                violation_error_message="Đã có một cơ quan mang tên này từ cùng ngày.",
            ),
        ]

    def __str__(self):
        return self.name
