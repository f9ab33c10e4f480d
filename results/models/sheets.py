"""A member's score sheet: one line per criterion with three points, and the evidence under each line."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from blocs.models import Criterion, Exemption, Level, Season
from core.fields import BlockField, LineField
from core.inputs import is_key
from core.prepared import Given, GivenMany, Prepared
from documents.models import Preview, StoredFile
from members.models import Agency
from members.models.agencies import names_on
from results import states, visibility


class ScoreSheetQuerySet(models.QuerySet):
    """Questions to the sheets."""

    def visible_to(self, user):
        """The own agency's sheet; the whole bloc's for those who lead, deputise or manage."""
        seen = visibility.sheets(self, user).select_related("season__bloc", "season__criteria__cross")
        return seen.prefetch_related("season__terms")

    def named(self, day):
        """Each with `name`, `short_name` and `code` of its agency on `day`."""
        return self.annotate(**names_on(day, "agency"))

    def whole(self):
        """With lines, their criteria and evidence, in six queries whatever their number."""
        return self.prefetch_related(lines_whole())


def lines_whole():
    """What makes a sheet whole, to be prefetched: lines with criteria and evidence."""
    evidence = Evidence.objects.with_previews()
    lines = ScoreLine.objects.with_exemptions().select_related("criterion__group", "level")
    rules = ("criterion__steps", "criterion__levels")
    return Prefetch("lines", lines.prefetch_related(Prefetch("evidence", evidence), *rules))


class ScoreSheet(models.Model):
    """One member's year in points. Filled by the member (or for it), appraised by the bloc's lead."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang nhập"
        SUBMITTED = "submitted", "Chờ thẩm định"
        RETURNED = "returned", "Trả lại để bổ sung"
        APPRAISED = "appraised", "Đã thẩm định"

    STATES = states.SHEET
    issue = None  # the published table that the process keeps (blocs/issued.py), where `locks` asked for it

    season = models.ForeignKey(Season, models.PROTECT, related_name="sheets", verbose_name="năm thi đua")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="sheets", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nộp",
    )
    days_late = models.PositiveSmallIntegerField("nộp muộn (ngày)", default=0)
    return_reason = models.TextField("lý do trả lại", blank=True)
    appraised_at = models.DateTimeField("thẩm định xong lúc", null=True, blank=True)
    appraised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thẩm định",
    )
    scan = models.ForeignKey(  # the signed sheet on paper, when the lead's clerk entered it for the member
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản ký"
    )
    confirmed_at = models.DateTimeField("đơn vị xác nhận lúc", null=True, blank=True)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tự chấm điểm"
        verbose_name_plural = "bảng tự chấm điểm"
        constraints = [
            models.UniqueConstraint(fields=["season", "agency"], name="sheet_once"),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True)
                | (~Q(state="draft") & Q(submitted_at__isnull=False)),
                name="sheet_submitted_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(state="appraised", appraised_at__isnull=False)
                | (~Q(state="appraised") & Q(appraised_at__isnull=True)),
                name="sheet_appraised_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="sheet_return_says_why"
            ),
        ]

    def __str__(self):
        return f"Bảng tự chấm điểm {self.season.named} của {self.agency}"

    def get_absolute_url(self):
        """The grid."""
        return reverse("results:sheet", args=[self.pk])

    @property
    def is_entered_for(self):
        """Whether the lead's clerk entered it for the member ("nhập thay")."""
        return self.scan_id is not None


class ScoreLineQuerySet(models.QuerySet):
    """Questions to the lines."""

    def visible_to(self, user):
        """Lines of the sheets one may see."""
        return self.within(*visibility.reach(user))

    def within(self, own, managed):
        """Lines of the sheets within a reach (see `visibility`)."""
        sheets = ScoreSheet.objects.filter(visibility.within(own, managed)).values("pk")
        return self.filter(sheet__in=sheets).select_related("sheet__season__bloc", "criterion__group")

    def seen(self, pk, user):
        """Return the line with this key where `visible_to` has it, else None; asked with every cell.

        Only what says who may write it is read, the rest when somebody asks.
        """
        if not is_key(str(pk)):
            return None
        own, managed = visibility.reach(user)
        return SEEN.one(pk=pk, own=own, managed=managed)

    def with_exemptions(self):
        """Each with `exempt`: why its criterion does not apply to the member; None where it does."""
        found = Exemption.objects.filter(criterion=OuterRef("criterion"), agency=OuterRef("sheet__agency"))
        return self.annotate(exempt=Subquery(found.order_by().values("reason")))  # there is at most one

    def applicable(self):
        """Those whose criterion applies to the member."""
        return self.with_exemptions().filter(exempt__isnull=True)


class ScoreLine(models.Model):
    """One criterion in one sheet: what was achieved, and its points by the member, the appraiser, all.

    Where the criterion measures (a ratio, units, levels), `computed_points` follow from `target`, `actual`
    and `level` (results/measures.py) and are the self points, unless the member gives others with a reason.
    """

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="lines", verbose_name="bảng")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="lines", verbose_name="tiêu chí")
    result = LineField("kết quả", max_length=300, blank=True)
    note = LineField("ghi chú", max_length=300, blank=True)
    target = models.DecimalField("chỉ tiêu", max_digits=15, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField("thực hiện", max_digits=15, decimal_places=2, null=True, blank=True)
    level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mức đạt"
    )
    computed_points = models.DecimalField(
        "điểm theo công thức", max_digits=6, decimal_places=2, null=True, blank=True
    )
    override_reason = LineField("lý do chấm khác công thức", max_length=300, blank=True)
    self_points = models.DecimalField("tự chấm", max_digits=6, decimal_places=2, null=True, blank=True)
    appraised_points = models.DecimalField("thẩm định", max_digits=6, decimal_places=2, null=True, blank=True)
    appraisal_reason = BlockField("lý do thẩm định khác", blank=True)
    agreed_points = models.DecimalField("thống nhất", max_digits=6, decimal_places=2, null=True, blank=True)
    agreed_reason = BlockField("lý do thống nhất khác", blank=True)
    returned = models.BooleanField("trả lại", default=False)
    crossed = models.BooleanField(
        "điểm chấm chéo", default=False
    )  # the appraised points are those marks' mean
    version = models.PositiveIntegerField("lần sửa", default=1)

    objects = ScoreLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng điểm"
        verbose_name_plural = "dòng điểm"
        ordering = ["criterion__path"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="line_per_criterion"),
            models.CheckConstraint(
                condition=(Q(target__isnull=True) | Q(target__gt=0))
                & (Q(actual__isnull=True) | Q(actual__gte=0)),
                name="line_measures_not_negative",
                violation_error_message="Chỉ tiêu phải lớn hơn 0, số thực hiện không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(computed_points__isnull=True)
                | Q(self_points__isnull=False, self_points=F("computed_points"))
                | ~Q(override_reason=""),
                name="line_override_has_reason",
                violation_error_message="Tự chấm khác điểm theo công thức thì phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=(Q(self_points__isnull=True) | Q(self_points__gte=0))
                & (Q(appraised_points__isnull=True) | Q(appraised_points__gte=0))
                & (Q(agreed_points__isnull=True) | Q(agreed_points__gte=0)),
                name="line_points_not_negative",
                violation_error_message="Điểm không được âm; điểm trừ cũng ghi bằng số dương.",
            ),
            models.CheckConstraint(
                condition=Q(appraised_points__isnull=True)
                | Q(self_points__isnull=False, appraised_points=F("self_points"))
                | Q(self_points__isnull=True, appraised_points=0)
                | ~Q(appraisal_reason=""),
                name="line_difference_has_reason",
                violation_error_message="Điểm thẩm định khác điểm tự chấm thì phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_points__isnull=True)
                | (Q(appraised_points__isnull=False) & ~Q(agreed_reason="")),
                name="line_agreement_has_reason",
                violation_error_message="Điểm thống nhất khác điểm thẩm định thì phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(crossed=False) | Q(appraised_points__isnull=False),
                name="line_crossed_has_points",
                violation_error_message="Dòng chấm chéo phải có điểm thẩm định.",
            ),
        ]

    def __str__(self):
        return f"{self.criterion.code} {self.sheet}"

    @property
    def is_proven(self):
        """Whether there is evidence."""
        return bool(self.evidence.all())

    @property
    def is_overridden(self):
        """Whether the member's points are not those of the formula."""
        return bool(self.override_reason) and self.self_points != self.computed_points


SEEN = Prepared(
    lambda: (
        ScoreLine.objects.filter(pk=Given("pk"))
        .within(GivenMany("own"), GivenMany("managed"))
        .select_related(None)
        .select_related("sheet__season")
        .only("sheet__agency", "sheet__season__bloc", "sheet__season__year")
        .order_by()
    )
)


class EvidenceQuerySet(models.QuerySet):
    """Questions to the evidence."""

    def visible_to(self, user):
        """Evidence of the sheets one may see, and of those that the own agency scores across."""
        lines = ScoreLine.objects.visible_to(user).values("pk")
        scored = ScoreLine.objects.filter(visibility.crossed(user)).values("pk")
        return self.filter(Q(line__in=lines) | Q(line__in=scored)).select_related(
            "file", "line__sheet__season", "line__criterion__group"
        )

    def with_previews(self):
        """In the order in which they were added, with their files and what is drawn of these."""
        drawn = Prefetch("file__previews", Preview.objects.select_related("shard"))
        return self.select_related("file").prefetch_related(drawn).order_by("pk")


class Evidence(models.Model):
    """A file that proves one line, with the page to look at and what it shows there."""

    line = models.ForeignKey(ScoreLine, models.CASCADE, related_name="evidence", verbose_name="dòng điểm")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    name = LineField("tên tệp", max_length=200)
    page = LineField("trang", max_length=40, blank=True)
    note = LineField("ghi chú", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "file"],
                name="evidence_once_per_line",
                violation_error_message="Tệp này đã là minh chứng của dòng này.",
            )
        ]

    def __str__(self):
        return self.name
