"""Awards of the time before this system: entered from lists, as they were written, and matched where sure."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import text
from core.derived import KeyField
from core.fields import BlockField, LineField
from documents.models import StoredFile
from members import acting
from members.models import Agency, Collective, Person, Post

from .catalogue import AwardForm
from .nominations import Nomination

SUBJECTS = ("person", "collective", "agency")


class PastImportQuerySet(models.QuerySet):
    """Questions to the imports."""

    def visible_to(self, user):
        """Read by the council's officers, who carry them out."""
        return self if acting.is_council_officer(user) else self.none()


class PastImport(models.Model):
    """One file of past awards that was taken over, with what of it was left out and why."""

    name = LineField("tên tệp", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    taken_at = models.DateTimeField("nhập lúc")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nhập",
    )
    encodings = models.JSONField("bảng mã của các cột", default=dict, blank=True)
    left_out = models.JSONField("dòng không nhập", default=list, blank=True)

    objects = PastImportQuerySet.as_manager()
    UNRECORDED = ("left_out",)  # kept here whole; it would double the history

    class Meta:
        verbose_name = "lần nhập khen thưởng cũ"
        verbose_name_plural = "lần nhập khen thưởng cũ"
        ordering = ["-id"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The report of what was taken and what was not."""
        return reverse("awards:past_import", args=[self.pk])


class PastAwardQuerySet(models.QuerySet):
    """Questions to the past awards."""

    def visible_to(self, user):
        """An officer sees all; others what agencies were given, and what their own people were given."""
        if acting.is_council_officer(user):
            return self
        own = acting.agencies_of(user, Post.Kind.values)
        inside = Q(person__agency__in=own) | Q(collective__agency__in=own)
        return self.filter(Q(agency__isnull=False) | inside)

    def unmatched(self):
        """Those that stand for nobody of the directory yet."""
        return self.filter(agency=None, collective=None, person=None)

    def search(self, words):
        """Those whose recipient, unit, form, number or year contains each of `words`, without accents."""
        found = self
        for word in text.search_key(words).split():
            found = found.filter(search_key__contains=word)
        return found

    def told(self):
        """Each with what a list shows of it, the latest first."""
        rows = self.select_related("form", "brought_by", "person", "collective")
        return rows.order_by("-year", "-decided_on", "-pk")


class PastAward(models.Model):
    """One award given before this system, or outside it, with its words as they were written.

    It belongs to one person, collective or agency, or to none while nobody has said whose it is.
    """

    recipient_text = LineField("tập thể, cá nhân", max_length=200)
    position_text = LineField("chức vụ", max_length=200, blank=True)
    unit_text = LineField("đơn vị", max_length=200, blank=True)
    form_text = LineField("hình thức như đã ghi", max_length=200)
    form = models.ForeignKey(
        AwardForm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="past_awards",
        verbose_name="hình thức trong danh mục",
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="past_awards", verbose_name="đơn vị"
    )
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="past_awards", verbose_name="tập thể"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="past_awards", verbose_name="cá nhân"
    )
    year = models.PositiveSmallIntegerField("năm")
    decision_number = LineField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    decided_by = LineField("người, cấp quyết định", max_length=200, blank=True)
    ground = models.CharField(
        "loại hình khen thưởng", max_length=10, choices=Nomination.Ground, blank=True, default=""
    )
    achievement = BlockField("thành tích", max_length=2000, blank=True)
    achieved_from = models.DateField("lập thành tích từ ngày", null=True, blank=True)
    achieved_to = models.DateField("đến ngày", null=True, blank=True)
    brought_by = models.ForeignKey(
        PastImport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name="nhập từ tệp",
    )
    source_row = models.PositiveIntegerField("dòng trong tệp", null=True, blank=True)
    source_note = LineField("nguồn", max_length=200, blank=True, default="")  # of what was typed
    entered_at = models.DateTimeField("ghi lúc")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )
    mark = models.CharField("dấu của dòng", max_length=64, editable=False)  # the same row is never two awards
    search_key = KeyField(
        make=lambda row: text.search_key(
            f"{row.recipient_text} {row.form_text} {row.year} {row.decision_number} {row.unit_text}"
        ),
        max_length=500,
    )

    objects = PastAwardQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng cũ"
        verbose_name_plural = "khen thưởng cũ"
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark"],
                name="past_award_once",
                violation_error_message="Lần khen thưởng này đã được ghi.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, collective__isnull=True)
                | Q(person__isnull=True, agency__isnull=True)
                | Q(collective__isnull=True, agency__isnull=True),
                name="past_award_one_recipient",
                violation_error_message="Một lần khen thưởng chỉ gắn với một người, tập thể hoặc đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2100),
                name="past_award_year",
                violation_error_message="Năm khen thưởng phải từ 1945 trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(achieved_from__isnull=True)
                | Q(achieved_to__isnull=True)
                | Q(achieved_to__gte=F("achieved_from")),
                name="past_award_period_runs_forward",
                violation_error_message="Ngày cuối của thời gian lập thành tích phải từ ngày đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.form_text} năm {self.year}: {self.recipient_text}"

    def get_absolute_url(self):
        """The page where it is seen and matched."""
        return reverse("awards:past_award", args=[self.pk])

    @property
    def subject(self):
        """Whose it is: a Person, a Collective, an Agency, or None."""
        return self.person or self.collective or self.agency

    @property
    def source(self):
        """Where it was read: file and row; or that somebody typed it, and from what."""
        if self.brought_by_id:
            return f"{self.brought_by}, dòng {self.source_row}"
        return f"Ghi tay: {self.source_note}" if self.source_note else "Ghi tay"
