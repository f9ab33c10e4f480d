"""The titles (danh hiệu, hình thức) that members may register for in a year: rules of that year."""

from django.db import models

from core.fields import LineField

from .seasons import Season


class TitleOptionQuerySet(models.QuerySet):
    """Questions to the offered titles."""

    def visible_to(self, user):
        """The rules of a year are open to whoever may see the year."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc").prefetch_related("season__terms")


class TitleOption(models.Model):
    """One title that the year offers; which catalogue entry it becomes is settled when it is proposed."""

    class For(models.TextChoices):
        COLLECTIVE = "collective", "Tập thể"
        PERSON = "person", "Cá nhân"

    season = models.ForeignKey(Season, models.CASCADE, related_name="titles", verbose_name="năm thi đua")
    name = LineField("danh hiệu, hình thức", max_length=200)
    given_to = models.CharField("dành cho", max_length=10, choices=For)
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = TitleOptionQuerySet.as_manager()

    class Meta:
        verbose_name = "danh hiệu cho đăng ký"
        verbose_name_plural = "danh hiệu cho đăng ký"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "name"],
                name="title_once_a_year",
                violation_error_message="Năm này đã có danh hiệu, hình thức đó.",
            )
        ]

    def __str__(self):
        return self.name
