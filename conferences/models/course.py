"""The course of a conference: papers of its agenda, speeches, photos, tasks given, papers at its end."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from blocs.models import Activity
from blocs.models.blocs import Form
from core.fields import BlockField, LineField
from documents.models import Document, StoredFile
from members.models import Agency
from members.models.agencies import names_on

from .meetings import AgendaItem, Conference, Delegate, OfConference


class AgendaPaperQuerySet(models.QuerySet):
    """Questions to the papers of an agenda."""

    def visible_to(self, user):
        """Whoever sees the conference reads its papers, before and while it meets."""
        seen = self.filter(item__conference__in=Conference.objects.visible_to(user).values("pk"))
        seen = seen.select_related("file", "document", "item__conference__season__bloc")
        return seen.prefetch_related("item__conference__season__terms")


class AgendaPaper(models.Model):
    """What delegates read for a point of the agenda: a file that was sent in, or a paper issued here."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers", verbose_name="mục")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )
    name = LineField("tên tài liệu", max_length=300)
    file_name = LineField("tên tệp", max_length=200, blank=True)
    added_at = models.DateTimeField("thêm lúc")

    objects = AgendaPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "tài liệu của mục"
        verbose_name_plural = "tài liệu của mục"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, document__isnull=True)
                | Q(file__isnull=True, document__isnull=False),
                name="agenda_paper_one_source",
            ),
            models.UniqueConstraint(
                fields=["item", "file"],
                condition=Q(file__isnull=False),
                name="agenda_paper_file_once",
                violation_error_message="Mục này đã có tệp đó.",
            ),
            models.UniqueConstraint(
                fields=["item", "document"],
                condition=Q(document__isnull=False),
                name="agenda_paper_document_once",
                violation_error_message="Mục này đã có văn bản đó.",
            ),
        ]

    def __str__(self):
        return self.name


class Speech(models.Model):
    """What somebody said, in brief. Name and body stay as they were written, whatever becomes of the list."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="speeches", verbose_name="hội nghị"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="speeches", verbose_name="mục"
    )
    delegate = models.ForeignKey(
        Delegate, models.SET_NULL, null=True, blank=True, related_name="speeches", verbose_name="đại biểu"
    )
    speaker = LineField("người phát biểu", max_length=400)
    body = LineField("đơn vị", max_length=300, blank=True)
    text = BlockField("nội dung", max_length=3000)

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "ý kiến phát biểu"
        verbose_name_plural = "ý kiến phát biểu"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["conference", "position"], name="speech_own_place")]

    def __str__(self):
        return f"{self.speaker}: {self.text}"[:80]

    @property
    def who(self):
        """The speaker with the body spoken for."""
        return ", ".join(part for part in (self.speaker, self.body) if part)


class Picture(models.Model):
    """A photo of the conference with what it shows."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="pictures", verbose_name="hội nghị"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    name = LineField("tên tệp", max_length=200)
    caption = LineField("chú thích", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc")

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "ảnh hội nghị"
        verbose_name_plural = "ảnh hội nghị"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "file"],
                name="conference_picture_once",
                violation_error_message="Hội nghị này đã có ảnh đó.",
            )
        ]

    def __str__(self):
        return self.caption or self.name


class FollowUpQuerySet(OfConference):
    """Questions to the tasks."""

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class FollowUp(models.Model):
    """A task the conference gave to a member; handed on, it is an activity of a year's plan."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="follow_ups", verbose_name="hội nghị"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = LineField("việc giao", max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị thực hiện")
    due_on = models.DateField("hạn hoàn thành")
    activity = models.OneToOneField(
        Activity, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hoạt động"
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "việc giao sau hội nghị"
        verbose_name_plural = "việc giao sau hội nghị"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["conference", "position"], name="follow_up_own_place")]

    def __str__(self):
        return self.text


class ClosingPaper(models.Model):
    """A paper that leaves a closed conference beside its minutes; a press summary is written before issue."""

    class Kind(models.TextChoices):
        STANDING = "standing", "Bảng xếp thứ"
        NOMINATIONS = "nominations", "Danh sách đề nghị khen thưởng"
        PLEDGE = "pledge", "Giao ước thi đua năm sau, để ký"
        PRESS = "press", "Thông cáo tóm tắt"

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="closing_papers", verbose_name="hội nghị"
    )
    kind = models.CharField("loại tài liệu", max_length=12, choices=Kind)
    form = models.CharField("thể thức văn bản", max_length=10, choices=Form)
    text = BlockField("nội dung", max_length=6000, blank=True)
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "tài liệu của hội nghị"
        verbose_name_plural = "tài liệu của hội nghị"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "kind"], name="closing_paper_once"),
            models.CheckConstraint(
                condition=Q(kind="press") | Q(paper__isnull=False), name="closing_paper_is_issued"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        """The page of all papers of its conference."""
        return reverse("conferences:closing", args=[self.conference_id])
