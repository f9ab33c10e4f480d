"""The rotating flag (cờ luân lưu) of a bloc and, by dates, who holds it."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core import clock
from core.fields import LineField
from members.models import Agency
from members.models.agencies import AgencyName, names_on

from .blocs import Bloc


class FlagQuerySet(models.QuerySet):
    """Questions to the flags."""

    def visible_to(self, user):
        """Flags of the blocs one may see."""
        return self.filter(bloc__in=Bloc.objects.visible_to(user)).select_related("bloc")

    def held(self, day=None):
        """Each with `holder_id`, `holder_name`, `held_since` on `day` (today); None while nobody has it."""
        day = day or clock.today()
        latest = FlagHolding.objects.filter(flag=OuterRef("pk"), since__lte=day).order_by("-since")
        named = latest.annotate(**{f"agency_{key}": name for key, name in names_on(day, "agency").items()})
        return self.annotate(
            holder_id=Subquery(latest.values("agency")[:1]),
            holder_name=Subquery(named.values("agency_name")[:1]),
            held_since=Subquery(latest.values("since")[:1]),
        )


class RotatingFlag(models.Model):
    """A flag that goes from member to member, usually at the year-end conference."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="flags", verbose_name="khối")
    name = LineField("tên cờ", max_length=200)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = "cờ luân lưu"
        verbose_name_plural = "cờ luân lưu"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "name"],
                name="flag_name_once",
                violation_error_message="Khối đã có cờ mang tên này.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The flag with everybody who has held it."""
        return reverse("blocs:flag", args=[self.pk])


class FlagHoldingQuerySet(models.QuerySet):
    """Questions to the holdings."""

    def told(self):
        """Each, latest first, with `name`, its agency's on the day it was handed the flag."""
        names = AgencyName.objects.filter(agency=OuterRef("agency")).order_by("-valid_from")
        named = Subquery(names.filter(valid_from__lte=OuterRef("since")).values("name")[:1])
        first = Subquery(names.order_by("valid_from").values("name")[:1])
        return self.annotate(name=Coalesce(named, first)).order_by("-since")

    def visible_to(self, user):
        """Holdings of the flags one may see."""
        seen = self.filter(flag__bloc__in=Bloc.objects.visible_to(user))
        return seen.select_related("flag__bloc", "agency")


class FlagHolding(models.Model):
    """An agency holds the flag from a day on, until the next one does: there are never two holders."""

    flag = models.ForeignKey(RotatingFlag, models.PROTECT, related_name="holdings", verbose_name="cờ")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị giữ cờ")
    since = models.DateField("giữ từ ngày")
    occasion = LineField("dịp trao", max_length=300, blank=True)

    objects = FlagHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt giữ cờ"
        verbose_name_plural = "lượt giữ cờ"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["flag", "since"],
                name="flag_one_holder_a_day",
                violation_error_message="Ngày này cờ đã được trao cho một đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(since__year__range=(1945, 2100)),
                name="flag_since_sane",
                violation_error_message="Hãy kiểm tra lại năm trao cờ.",
            ),
        ]

    def __str__(self):
        return f"{self.agency} giữ {self.flag} từ {self.since:%d/%m/%Y}"
