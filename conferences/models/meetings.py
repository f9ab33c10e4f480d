"""A conference of the bloc: when and where, its agenda, who came, what was resolved."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from blocs.models import Season
from conferences import states
from core.fields import BlockField, LineField
from documents.models import Document
from members.models import Agency
from members.models.agencies import names_on


class ConferenceQuerySet(models.QuerySet):
    """Questions to the conferences."""

    def visible_to(self, user):
        """Whoever sees the year sees its conferences."""
        seen = self.filter(season__in=Season.objects.visible_to(user))
        return seen.select_related("season__bloc", "season__criteria", "minutes").prefetch_related(
            "season__terms"
        )


class HeldConferences(models.Manager.from_queryset(ConferenceQuerySet)):
    """The conferences of the years; a rehearsal is none of them, whoever counts or lists them."""

    def get_queryset(self):
        """Without rehearsals: `season.conferences` asks here, too."""
        return super().get_queryset().filter(rehearses__isnull=True)

    def visible_to(self, user):
        """Those one may open by their address, rehearsals among them."""
        return Conference.every.visible_to(user)


class Conference(models.Model):
    """A meeting of the bloc in one season. Closing it issues its minutes and concludes its phase.

    One that `rehearses` another is run like it, touches nothing of the year, and is erased.
    """

    class Kind(models.TextChoices):
        MIDYEAR = "midyear", "Hội nghị sơ kết"
        YEAREND = "yearend", "Hội nghị tổng kết"
        THEMATIC = "thematic", "Hội nghị chuyên đề"
        EXCHANGE = "exchange", "Trao đổi nghiệp vụ, tọa đàm"

    class State(models.TextChoices):
        PLANNED = "planned", "Đang chuẩn bị"
        OPEN = "open", "Đang họp"
        CLOSED = "closed", "Đã bế mạc"

    STATES = states.CONFERENCE

    season = models.ForeignKey(Season, models.PROTECT, related_name="conferences", verbose_name="năm thi đua")
    kind = models.CharField("loại hội nghị", max_length=10, choices=Kind)
    title = LineField("tên hội nghị", max_length=300)
    starts_on = models.DateField("ngày khai mạc")
    ends_on = models.DateField("ngày bế mạc")
    starts_at = models.TimeField("giờ khai mạc", null=True, blank=True)
    venue = LineField("địa điểm", max_length=300)
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField("khai mạc lúc", null=True, blank=True)
    closed_at = models.DateTimeField("bế mạc lúc", null=True, blank=True)
    conclusion = BlockField("kết luận của chủ trì", blank=True)
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biên bản"
    )
    rehearses = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="rehearsal",
        verbose_name="diễn tập cho",
    )

    objects = HeldConferences()
    every = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "hội nghị"
        verbose_name_plural = "hội nghị"
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="conference_runs_forward",
                violation_error_message="Ngày bế mạc phải từ ngày khai mạc trở đi.",
            ),
            models.UniqueConstraint(
                fields=["season", "kind"],
                condition=Q(kind__in=["midyear", "yearend"], rehearses__isnull=True),
                name="conference_one_of_each",
                violation_error_message="Năm này đã có hội nghị loại đó.",
            ),
            models.CheckConstraint(
                condition=Q(state="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False, minutes__isnull=False),
                name="conference_state_is_stamped",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The conference's page."""
        return reverse("conferences:conference", args=[self.pk])

    @property
    def is_over(self):
        """Whether it is closed and only read."""
        return self.state == self.State.CLOSED

    @property
    def is_rehearsal(self):
        """Whether it only rehearses a conference."""
        return self.rehearses_id is not None

    @property
    def days(self):
        """On how many days it meets."""
        return (self.ends_on - self.starts_on).days + 1


class OfConference(models.QuerySet):
    """Rows that hang on a conference."""

    def visible_to(self, user):
        """Those of the conferences one may see."""
        seen = self.filter(conference__in=Conference.objects.visible_to(user).values("pk"))
        return seen.select_related("conference__season__bloc").prefetch_related("conference__season__terms")


class AgendaItem(models.Model):
    """One point of the agenda, on one of the conference's days; when it really began and ended is kept."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chưa đến"
        RUNNING = "running", "Đang diễn ra"
        DONE = "done", "Đã xong"

    STATES = states.AGENDA

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="agenda", verbose_name="hội nghị")
    position = models.PositiveSmallIntegerField("thứ tự")
    day = models.PositiveSmallIntegerField("ngày thứ", default=1)  # 1 is the day on which it begins
    title = LineField("nội dung", max_length=300)
    starts_at = models.TimeField("lúc", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("số phút", null=True, blank=True)
    presenter = LineField("người trình bày", max_length=200, blank=True)
    state = models.CharField("trạng thái", max_length=7, choices=State, default=State.WAITING)
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "mục chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["day", "position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="agenda_own_place"),
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(state="running"),
                name="agenda_one_runs",
                violation_error_message="Đang có một mục khác diễn ra. Hãy tải lại trang.",
            ),
            models.CheckConstraint(condition=Q(day__gte=1), name="agenda_days_from_1"),
            models.CheckConstraint(
                condition=Q(state="waiting", started_at__isnull=True, ended_at__isnull=True)
                | Q(state="running", started_at__isnull=False, ended_at__isnull=True)
                | Q(state="done", started_at__isnull=False, ended_at__isnull=False),
                name="agenda_state_is_stamped",
            ),
        ]

    def __str__(self):
        return self.title


class DelegateQuerySet(OfConference):
    """Questions to the delegates."""

    def named(self, day):
        """Each with the name of its agency on `day` (None for a guest from outside the bloc)."""
        return self.annotate(**names_on(day, "agency"))

    def sitting(self):
        """Without those for whom somebody else sits."""
        return self.filter(substitution__isnull=True)


class Delegate(models.Model):
    """Somebody invited: of a member agency, or a guest of another `body`; as the minutes name them."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chủ trì"
        SECRETARY = "secretary", "Thư ký"
        DELEGATE = "delegate", "Đại biểu"
        GUEST = "guest", "Khách mời"

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="delegates", verbose_name="hội nghị"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="delegates", verbose_name="đơn vị"
    )
    body = LineField("cơ quan (khách ngoài Khối)", max_length=200, blank=True)
    title = LineField("học hàm, học vị, cấp bậc", max_length=60, blank=True)
    full_name = LineField("họ và tên", max_length=120)
    position = LineField("chức vụ", max_length=200, blank=True)
    role = models.CharField("tư cách", max_length=10, choices=Role, default=Role.DELEGATE)
    email = models.EmailField("thư điện tử", blank=True)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = "đại biểu"
        verbose_name_plural = "đại biểu"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, body="") | (Q(agency__isnull=True) & ~Q(body="")),
                name="delegate_of_one_body",
                violation_error_message="Chọn một đơn vị thành viên, hoặc ghi cơ quan của khách mời.",
            ),
            models.UniqueConstraint(
                fields=["conference", "agency", "full_name"],
                condition=Q(agency__isnull=False),
                name="delegate_once",
                violation_error_message="Người này đã có trong danh sách đại biểu của đơn vị.",
            ),
        ]

    def __str__(self):
        return self.full_name


class Attendance(models.Model):
    """A delegate came, at this moment."""

    delegate = models.OneToOneField(
        Delegate, models.CASCADE, related_name="attendance", verbose_name="đại biểu"
    )
    at = models.DateTimeField("có mặt lúc")

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"

    def __str__(self):
        return f"{self.delegate} có mặt"


class Resolution(models.Model):
    """What the conference resolved, in its own words; the minutes carry it."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="resolutions", verbose_name="hội nghị"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = BlockField("nội dung", max_length=1000)

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "nghị quyết"
        verbose_name_plural = "nghị quyết"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="resolution_own_place")
        ]

    def __str__(self):
        return self.text[:80]
