"""What an activity leaves behind: who took part, with how many people, and the photos."""

from django.db import models
from django.db.models import Q

from core.fields import LineField
from members.models import Agency
from members.models.agencies import names_on

from .activities import Activity
from .seasons import Season


class ParticipantQuerySet(models.QuerySet):
    """Questions to the participants."""

    def named(self, day):
        """Each with `name` of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class Participant(models.Model):
    """A member agency that took part in an activity, and how many of its people came."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="participants", verbose_name="hoạt động"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")
    people = models.PositiveIntegerField("số người")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị tham gia"
        verbose_name_plural = "đơn vị tham gia"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "agency"],
                name="participant_once",
                violation_error_message="Đơn vị này đã được ghi tham gia.",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1),
                name="participant_people",
                violation_error_message="Số người tham gia phải từ 1 trở lên; không tham gia thì để trống.",
            ),
        ]

    def __str__(self):
        return f"{self.agency}: {self.people} người"


class PhotoQuerySet(models.QuerySet):
    """Questions to the photos."""

    def visible_to(self, user):
        """Photos of the activities one may see."""
        seen = self.filter(activity__season__in=Season.objects.visible_to(user))
        return seen.select_related("file", "activity__season__bloc").prefetch_related(
            "activity__season__terms"
        )


class Photo(models.Model):
    """A photo of an activity with what it shows."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos", verbose_name="hoạt động")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+", verbose_name="tệp")
    name = LineField("tên tệp", max_length=200)
    caption = LineField("chú thích", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "file"],
                name="photo_once",
                violation_error_message="Hoạt động này đã có ảnh đó.",
            )
        ]

    def __str__(self):
        return self.caption or self.name
