"""The bloc and, by dates, the agencies that belong to it."""

from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core import clock
from core.dates import short
from core.fields import LineField
from members import acting
from members.models import Agency, Post
from members.models.agencies import names_on

from .spans import Span


class Form(models.TextChoices):
    """Whose paper form a bloc uses: that of the issuing agency (law-and-formats, section 2.3)."""

    PARTY = "party", "Thể thức văn bản của Đảng"
    STATE = "state", "Thể thức văn bản hành chính nhà nước"


class BlocQuerySet(models.QuerySet):
    """Questions to the blocs."""

    def visible_to(self, user):
        """Officers see the blocs their body manages; staff the blocs their agency is or was a member of."""
        managed = acting.agencies_of(user, (Post.Kind.COUNCIL_OFFICER,))
        own = acting.agencies_of(user, Post.Kind.values)
        member = Membership.objects.filter(agency__in=own).values("bloc")
        return self.filter(Q(managing_body__in=managed) | Q(pk__in=member))

    def with_figures(self):
        """Each with `members`, today's number of members, and `latest_year`, its last season's."""
        today = Membership.objects.on().filter(bloc=OuterRef("pk")).order_by().values("bloc")
        count = Subquery(today.annotate(n=Count("pk")).values("n"))
        return self.annotate(members=Coalesce(count, 0), latest_year=Max("seasons__year"))


class Bloc(models.Model):
    """Comparable agencies that compete under one rulebook and take turns to lead."""

    class Kind(models.TextChoices):
        BLOC = "bloc", "Khối"
        CLUSTER = "cluster", "Cụm"

    class Level(models.TextChoices):
        CENTRAL = "central", "Trung ương"
        PROVINCE = "province", "Tỉnh, thành phố"
        MINISTRY = "ministry", "Bộ, ban, ngành"

    class Rotation(models.TextChoices):
        ORDER = "order", "Luân phiên theo thứ tự các đơn vị"
        VOTE = "vote", "Bầu tại hội nghị tổng kết, không theo thứ tự"

    GIVES_RIGHTS = True

    name = LineField(
        "tên khối",
        max_length=200,
        unique=True,
        error_messages={
            "unique": "Đã có khối mang tên này.",
        },
    )
    short_name = LineField("tên ngắn", max_length=60)
    symbol = LineField("ký hiệu trên văn bản", max_length=20, default="KTĐ")
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.BLOC)
    level = models.CharField("cấp", max_length=10, choices=Level)
    managing_body = models.ForeignKey(
        Agency, models.PROTECT, related_name="managed_blocs", verbose_name="cơ quan quản lý khối"
    )
    form = models.CharField("thể thức văn bản", max_length=10, choices=Form)
    head_label = LineField("cách gọi khối trưởng", max_length=40, default="Khối trưởng")
    standing_deputy_label = LineField(
        "cách gọi khối phó thường trực", max_length=40, default="Khối phó Thường trực"
    )
    deputy_label = LineField("cách gọi khối phó", max_length=40, default="Khối phó")
    rotation = models.CharField(
        "cách luân phiên lãnh đạo", max_length=10, choices=Rotation, default=Rotation.ORDER
    )
    span = models.CharField("năm thi đua tính theo", max_length=10, choices=Span, default=Span.CALENDAR)
    founded_number = LineField("số quyết định thành lập", max_length=60, blank=True)
    founded_on = models.DateField("ngày quyết định thành lập", null=True, blank=True)
    founded_by = LineField("cơ quan ra quyết định thành lập", max_length=200, blank=True)
    sample = models.BooleanField("dữ liệu mẫu", default=False, editable=False)

    objects = BlocQuerySet.as_manager()

    class Meta:
        verbose_name = "khối thi đua"
        verbose_name_plural = "khối thi đua"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded_number="", founded_on__isnull=True, founded_by="")
                | ~Q(founded_number="") & Q(founded_on__isnull=False),
                name="bloc_founding_is_whole",
                violation_error_message="Quyết định thành lập cần cả số và ngày. "
                "Hãy điền cả hai, hoặc để trống cả hai cùng cơ quan ra quyết định.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The bloc's page: members and years."""
        return reverse("blocs:bloc", args=[self.pk])

    @property
    def word(self):
        """What the bloc is, as its own papers and pages write it: "Khối" or "Cụm"."""
        return self.get_kind_display()

    @property
    def small_word(self):
        """The same within a sentence about any of its kind: "khối" or "cụm"."""
        return self.word.lower()

    @property
    def founding_decision(self):
        """The decision that founded it: "Quyết định số 12-QĐ/BTG ngày 05/03/2019 của …", or nothing."""
        if not self.founded_number:
            return ""
        by = f" của {self.founded_by}" if self.founded_by else ""
        return f"Quyết định số {self.founded_number} ngày {short(self.founded_on)}{by}"


class MembershipQuerySet(models.QuerySet):
    """Questions to the dated memberships."""

    def on(self, day=None):
        """Memberships in force on `day` (today), in protocol order."""
        day = day or clock.today()
        held = Q(left_on__isnull=True) | Q(left_on__gt=day)
        return self.filter(held, joined_on__lte=day).order_by("order")

    def of(self, season):
        """Those that count in a year, in protocol order, with the names of its standing day."""
        return self.filter(bloc=season.bloc_id).on(season.standing_on).named(season.standing_on)

    def named(self, day=None):
        """Each with `name`, `short_name` and `code` of its agency on `day` (today)."""
        return self.annotate(**names_on(day or clock.today(), "agency"))

    def visible_to(self, user):
        """Memberships of the blocs one may see."""
        return self.filter(bloc__in=Bloc.objects.visible_to(user))


class Membership(models.Model):
    """An agency belongs to a bloc from a date; `order` is its place in protocol."""

    GIVES_RIGHTS = True

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="memberships", verbose_name="khối")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    order = models.PositiveSmallIntegerField("thứ tự")
    joined_on = models.DateField("tham gia từ ngày")
    left_on = models.DateField("rời khối từ ngày", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị thành viên"
        verbose_name_plural = "đơn vị thành viên"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "agency"],
                condition=Q(left_on__isnull=True),
                name="membership_once",
                violation_error_message="Đơn vị này đang là thành viên của khối.",
            ),
            models.UniqueConstraint(
                fields=["bloc", "order"],
                condition=Q(left_on__isnull=True),
                name="membership_own_place",
                violation_error_message="Thứ tự này đã có đơn vị khác.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="membership_leaves_after_joining",
                violation_error_message="Ngày rời khối phải sau ngày tham gia.",
            ),
        ]

    def __str__(self):
        return f"{self.agency} ({self.bloc.short_name})"

    def is_in_force(self, day=None):
        """Whether it is held on `day` (today), as the queryset's `on` asks the database."""
        day = day or clock.today()
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)
