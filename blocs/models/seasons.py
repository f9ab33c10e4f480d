"""One bloc in one year: phases with planned dates, and who leads."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from blocs import states
from core.fields import LineField
from members.models import Agency
from members.models.agencies import names_on

from .blocs import Bloc, Form, Membership
from .spans import Span


class SeasonQuerySet(models.QuerySet):
    """Questions to the seasons."""

    def visible_to(self, user):
        """Seasons of the blocs one may see, each with what nearly every page asks of it."""
        seen = self.filter(bloc__in=Bloc.objects.visible_to(user)).select_related("bloc", "criteria__cross")
        return seen.prefetch_related("terms", "deadlines")


class Season(models.Model):
    """A bloc's year. Its phase moves by acts (blocs/phases.py), never by the clock."""

    Phase = models.TextChoices("Phase", [(key.upper(), (key, label)) for key, label in states.PHASES])
    STATES = states.SEASON

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="seasons", verbose_name="khối")
    year = models.PositiveSmallIntegerField("năm")
    span = models.CharField("tính theo", max_length=10, choices=Span, default=Span.CALENDAR)
    theme = LineField("chủ đề", max_length=300, blank=True)
    form = models.CharField("thể thức văn bản", max_length=10, choices=Form)
    standing_on = models.DateField("ngày chốt thành viên")  # members on this day are ranked
    clerk_submits = models.BooleanField("cán bộ được nộp thay lãnh đạo", default=False)
    phase = models.CharField("bước", max_length=12, choices=Phase, default=Phase.PLANNING)
    phase_since = models.DateTimeField("từ lúc")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người mở",
    )

    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = "năm thi đua"
        verbose_name_plural = "năm thi đua"
        ordering = ["-year", "bloc"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "year"],
                name="season_once_a_year",
                violation_error_message="Khối này đã có năm thi đua đó.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2100)),
                name="season_year_sane",
                violation_error_message="Nhập năm từ 1990 đến 2100.",
            ),
        ]

    def __str__(self):
        return f"Năm thi đua {self.label}" if self.span == Span.CALENDAR else f"Năm học {self.label}"

    def get_absolute_url(self):
        """The page of the year's rules: phases, lead, members, criteria."""
        return reverse("blocs:season", args=[self.pk])

    @cached_property
    def members(self):
        """Its memberships, read once for a page of many parts; an act asks `seasons.members_of` anew."""
        return list(Membership.objects.of(self))

    @property
    def label(self):
        """The year as people write it: "2026", or "2026–2027" where school years are counted."""
        return Span(self.span).written(self.year)

    @property
    def named(self):
        """The same within a sentence: "năm 2026", "năm học 2026–2027"."""
        return f"{Span(self.span).word} {self.label}"

    @property
    def first_day(self):
        """The day on which the year begins."""
        return Span(self.span).first_day(self.year)

    @property
    def last_day(self):
        """The day on which the year ends."""
        return Span(self.span).last_day(self.year)

    @property
    def half_ends(self):
        """The last day of its first six months."""
        return Span(self.span).half_ends(self.year)

    @property
    def is_closed(self):
        """Whether everything of this year is read-only."""
        return self.phase == self.Phase.CLOSED


class Deadline(models.Model):
    """The day by which a phase is planned to end. The clock only warns."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="deadlines", verbose_name="năm thi đua")
    phase = models.CharField("bước", max_length=12, choices=Season.Phase)
    ends_on = models.DateField("kết thúc dự kiến")

    class Meta:
        verbose_name = "mốc thời gian"
        verbose_name_plural = "mốc thời gian"
        ordering = ["ends_on", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "phase"], name="deadline_per_phase")]

    def __str__(self):
        return f"{self.get_phase_display()}: {self.ends_on:%d/%m/%Y}"


class TermQuerySet(models.QuerySet):
    """Questions to the terms."""

    def named(self, day):
        """Each with the name of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))


class Term(models.Model):
    """Which agency holds which place of the bloc's lead in one season. Rights rotate with it."""

    class Place(models.TextChoices):
        HEAD = "head", "Khối trưởng"
        STANDING_DEPUTY = "standing_deputy", "Khối phó Thường trực"
        DEPUTY = "deputy", "Khối phó"

    season = models.ForeignKey(Season, models.CASCADE, related_name="terms", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="terms", verbose_name="đơn vị")
    post = models.CharField("vị trí", max_length=16, choices=Place)
    rank = models.PositiveSmallIntegerField("thứ tự")  # head, standing deputy, deputies

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "lãnh đạo khối"
        verbose_name_plural = "lãnh đạo khối"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "agency"],
                name="term_one_place_each",
                violation_error_message="Một đơn vị chỉ giữ một vị trí lãnh đạo Khối trong năm.",
            ),
            models.UniqueConstraint(
                fields=["season", "post"],
                condition=~Q(post="deputy"),
                name="term_single_head",
                violation_error_message="Vị trí này đã có đơn vị giữ.",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.agency}"

    @property
    def label(self):
        """The place as this bloc calls it."""
        return getattr(self.season.bloc, f"{self.post}_label")
