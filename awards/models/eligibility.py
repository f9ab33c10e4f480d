"""What is asked of who is put forward: rules as dated data, what the council voted, who was let pass."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock
from core.fields import BlockField, LineField

from .catalogue import AwardForm, Recipient
from .nominations import Nomination

NUMBERED = ["rank", "run", "earlier", "share", "people", "vote", "fresh", "state_once", "women_first"]
IN_PERCENT = ["share", "vote", "women_first"]


class EligibilityRuleQuerySet(models.QuerySet):
    """Questions to the rules."""

    def on(self, day=None):
        """Rules in force on `day` (today)."""
        day = day or clock.today()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def visible_to(self, user):
        """Open to everybody who is signed in, as the catalogue."""
        return self


class EligibilityRule(models.Model):
    """One thing that the law asks of whoever is put forward, from a day on.

    It holds for the form `form_code` (empty: every form), for the forms of `level` and for recipients of one
    kind (empty: all). Rules with the same `route` make a way to the form; one way that is open is enough.
    A rule that nobody has read in its source yet (`recalled`) only warns. What `number`, `times`, `title`,
    `earlier`, `measure` and `words` say depends on the kind (see awards/qualifying/verdicts.py).
    """

    class Kind(models.TextChoices):
        RANK = "rank", "Xếp thứ trong năm"
        GRADE = "grade", "Xếp loại trong năm"
        RUN = "run", "Số năm liên tục đạt một danh hiệu"
        EARLIER = "earlier", "Đã có một hình thức từ trước"
        SHARE = "share", "Tỷ lệ người đạt danh hiệu"
        PEOPLE = "people", "Số người đạt danh hiệu"
        VOTE = "vote", "Phiếu của Hội đồng trên tổng số thành viên"
        HOLD = "hold", "Không bị tạm dừng xét"
        ONE_FORM = "one_form", "Một thành tích chỉ khen một lần"
        AFTER = "after", "Thành tích tính từ sau lần khen trước"
        FRESH = "fresh", "Thành tích còn mới khi trình"
        STATE_ONCE = "state_once", "Số đề nghị cấp Nhà nước trong năm"
        STATED = "stated", "Điều kiện bằng lời, hội đồng xem xét"
        WOMEN_FIRST = "women_first", "Ưu tiên nữ khi ngang nhau"

    class Measure(models.TextChoices):
        COMPLETED = "completed", "hoàn thành nhiệm vụ"
        ADVANCED = "advanced", "là Lao động tiên tiến"
        FIGHTERS = "fighters", "là Chiến sĩ thi đua cơ sở"

    code = models.SlugField("mã", max_length=60)
    form_code = models.SlugField("hình thức", max_length=40, blank=True)
    level = models.CharField("cấp", max_length=10, choices=AwardForm.Level, blank=True)
    recipient = models.CharField("đối tượng", max_length=10, choices=Recipient, blank=True)
    kind = models.CharField("loại điều kiện", max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField("con số", null=True, blank=True)
    times = models.PositiveSmallIntegerField("số lần", null=True, blank=True)
    title = models.SlugField("danh hiệu phải đạt", max_length=40, blank=True)
    earlier = models.SlugField("hình thức phải có trước", max_length=40, blank=True)
    measure = models.CharField("tính số người", max_length=10, choices=Measure, blank=True)
    words = BlockField("nội dung", max_length=400, blank=True)
    route = LineField("trường hợp", max_length=40, blank=True)  # one of several ways to the form
    merit_only = models.BooleanField("chỉ tính khen thưởng công trạng", default=False)
    binding = models.BooleanField("bắt buộc", default=False)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("áp dụng đến hết ngày", null=True, blank=True)
    source = BlockField("căn cứ")
    recalled = models.BooleanField("chưa đối chiếu văn bản gốc", default=False)

    objects = EligibilityRuleQuerySet.as_manager()
    brought_by_migration = True  # rows are no sign that anybody has worked here (documents.restore)

    class Meta:
        verbose_name = "điều kiện khen thưởng"
        verbose_name_plural = "điều kiện khen thưởng"
        ordering = ["form_code", "recipient", "route", "kind", "valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="rule_once_a_day",
                violation_error_message="Đã có điều kiện mang mã này áp dụng từ cùng ngày.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="rule_ends_after_start",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NUMBERED) | Q(number__isnull=False, number__gte=1),
                name="rule_says_its_number",
                violation_error_message="Hãy nhập con số của điều kiện này, từ 1 trở lên.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=IN_PERCENT) | Q(number__isnull=False, number__lte=100),
                name="rule_share_within_all",
                violation_error_message="Tỷ lệ nhập từ 1 đến 100 %%.",
            ),
            models.CheckConstraint(
                condition=(~Q(kind="run") | ~Q(title=""))
                & (~Q(kind="earlier") | ~Q(earlier=""))
                & (~Q(kind__in=["share", "people"]) | ~Q(measure=""))
                & (~Q(kind__in=["grade", "stated"]) | ~Q(words="")),
                name="rule_says_what_it_asks",
                violation_error_message="Hãy điền đủ danh hiệu, hình thức hoặc nội dung của điều kiện này.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="rule_names_its_source",
                violation_error_message="Hãy ghi điều, khoản của văn bản quy định điều kiện này.",
            ),
            models.CheckConstraint(
                condition=Q(binding=False) | Q(recalled=False),
                name="rule_binding_was_read",
                violation_error_message=(
                    "Điều kiện chưa đối chiếu văn bản gốc chỉ để nhắc. "
                    "Hãy đối chiếu với văn bản rồi mới đặt là bắt buộc."
                ),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        """Where an officer corrects it."""
        return reverse("awards:rule_edit", args=[self.pk])

    def asks(self, form, recipient):
        """Say whether it holds for `form` (an AwardForm) when it goes to that kind of recipient."""
        wanted = ((self.form_code, form.code), (self.level, form.level), (self.recipient, recipient))
        return all(own in ("", given) for own, given in wanted)


class EligibilityWaiver(models.Model):
    """A nomination goes on though it misses a binding rule: by whose leave and why."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="waivers", verbose_name="đề nghị")
    rule = models.ForeignKey(
        EligibilityRule, models.PROTECT, related_name="waivers", verbose_name="điều kiện"
    )
    reason = LineField("lý do", max_length=300)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người cho phép",
    )

    class Meta:
        verbose_name = "cho phép ngoài điều kiện"
        verbose_name_plural = "cho phép ngoài điều kiện"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "rule"],
                name="waiver_once",
                violation_error_message="Đề nghị này đã được cho phép ngoài điều kiện đó.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_says_why"),
        ]

    def __str__(self):
        return self.reason


class CouncilVote(models.Model):
    """How a council for emulation and commendation voted on a nomination, of ALL its members.

    Nghị định 152/2025/NĐ-CP, Điều 33.5.
    """

    nomination = models.OneToOneField(
        Nomination, models.PROTECT, related_name="council_vote", verbose_name="đề nghị"
    )
    council = LineField("hội đồng", max_length=200)
    held_on = models.DateField("ngày họp")
    members = models.PositiveSmallIntegerField("tổng số thành viên")
    in_favour = models.PositiveSmallIntegerField("số phiếu đồng ý")
    source = LineField("biên bản (số, ngày)", max_length=200)

    class Meta:
        verbose_name = "phiếu của Hội đồng"
        verbose_name_plural = "phiếu của Hội đồng"
        constraints = [
            models.CheckConstraint(
                condition=Q(members__gte=1, in_favour__lte=F("members")),
                name="council_vote_fits_members",
                violation_error_message=(
                    "Số phiếu đồng ý không thể nhiều hơn tổng số thành viên Hội đồng, kể cả người vắng mặt."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.in_favour}/{self.members}"
