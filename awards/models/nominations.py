"""Who is put forward for what, on which ground, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from awards import states, visibility
from blocs.models import Season
from core.fields import BlockField, LineField
from members.models import Agency, Collective, Person
from members.models.agencies import names_on

from .catalogue import AwardForm, Recipient


class NominationQuerySet(models.QuerySet):
    """Questions to the nominations."""

    def visible_to(self, user):
        """The own agency's; all of the year for those who lead, deputise or manage."""
        seen = visibility.own_or_led(self, user)
        return seen.select_related("season__bloc", "form", "collective", "person").prefetch_related(
            "season__terms"
        )

    def named(self, day):
        """Each with `name`, `short_name` and `code` of the agency that proposes it, on `day`."""
        return self.annotate(**names_on(day, "agency"))

    def live(self):
        """Those that count against a quota: neither withdrawn nor dropped nor refused."""
        return self.filter(state__in=(*states.LIVE, "granted"))


class Nomination(models.Model):
    """A member agency, a collective or a person, put forward by a member for one form.

    `agency` proposes; it is itself the recipient when neither `collective` nor `person` is set. Votes are
    copied from the conference that endorsed it.
    """

    class Ground(models.TextChoices):  # Luật Thi đua, khen thưởng 06/2022/QH15, Điều 8
        MERIT = "merit", "Công trạng"
        SUDDEN = "sudden", "Đột xuất"
        MOVEMENT = "movement", "Phong trào"
        DEVOTION = "devotion", "Cống hiến"
        SENIORITY = "seniority", "Niên hạn"
        FOREIGN = "foreign", "Đối ngoại"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đã đề nghị"
        RETURNED = "returned", "Trả lại để bổ sung"
        ENDORSED = "endorsed", "Khối đã thông qua"
        SENT = "sent", "Đã trình cấp trên"
        WITHDRAWN = "withdrawn", "Đơn vị đã rút"
        DROPPED = "dropped", "Không đưa vào danh sách"
        GRANTED = "granted", "Đã khen thưởng"
        LOWERED = "lowered", "Khen hình thức thấp hơn"
        REFUSED = "refused", "Không được khen thưởng"
        REVOKED = "revoked", "Đã hủy khen thưởng"

    STATES = states.NOMINATION

    season = models.ForeignKey(Season, models.PROTECT, related_name="nominations", verbose_name="năm thi đua")
    form = models.ForeignKey(AwardForm, models.PROTECT, related_name="nominations", verbose_name="hình thức")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="nominations", verbose_name="đơn vị")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="tập thể"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="cá nhân"
    )
    ground = models.CharField("loại hình khen thưởng", max_length=10, choices=Ground, default=Ground.MERIT)
    achievement = BlockField("thành tích", max_length=2000)
    achieved_from = models.DateField("lập thành tích từ ngày")
    achieved_to = models.DateField("đến ngày")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField("đề nghị lúc")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người đề nghị",
    )
    checked_at = models.DateTimeField("kiểm tra lúc", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người kiểm tra",
    )
    check_note = BlockField("ghi chú kiểm tra", max_length=1000, blank=True)
    due_on = models.DateField("hạn bổ sung", null=True, blank=True)  # while it is returned
    came_from = models.CharField("trước đó", max_length=10, blank=True)  # of what is sent or returned
    reason = BlockField("lý do", blank=True)  # of the last withdrawal, drop, return or refusal
    votes = models.PositiveSmallIntegerField("số phiếu đồng ý", null=True, blank=True)
    votes_base = models.PositiveSmallIntegerField("trên tổng số", null=True, blank=True)
    over_quota = LineField("lý do vượt hạn mức", max_length=300, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị khen thưởng"
        verbose_name_plural = "đề nghị khen thưởng"
        ordering = ["form__ceremony_order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(collective__isnull=True) | Q(person__isnull=True),
                name="nomination_one_recipient",
                violation_error_message="Chọn một tập thể hoặc một cá nhân, không chọn cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(achieved_to__gte=F("achieved_from")),
                name="nomination_period_runs_forward",
                violation_error_message="Ngày cuối của thời gian lập thành tích phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(votes__isnull=True, votes_base__isnull=True)
                | Q(votes__isnull=False, votes_base__isnull=False, votes__lte=F("votes_base")),
                name="nomination_votes_fit_base",
                violation_error_message="Số phiếu đồng ý không thể nhiều hơn tổng số phiếu.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "dropped", "refused", "returned", "lowered"])
                | ~Q(reason=""),
                name="nomination_end_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="returned", due_on__isnull=False)
                | (~Q(state="returned") & Q(due_on__isnull=True)),
                name="nomination_returned_has_a_day",
                violation_error_message="Trả lại để bổ sung thì ghi hạn gửi lại.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["season", "form", subject],
                    condition=Q(
                        state__in=["proposed", "returned", "endorsed", "sent", "granted"],
                        **{f"{subject}__isnull": False},
                    ),
                    name=f"nomination_once_per_{subject}",
                    violation_error_message="Đối tượng này đã được đề nghị hình thức đó trong năm.",
                )
                for subject in ("collective", "person")
            ),
            models.UniqueConstraint(
                fields=["season", "form", "agency"],
                condition=Q(
                    state__in=["proposed", "returned", "endorsed", "sent", "granted"],
                    collective__isnull=True,
                    person__isnull=True,
                ),
                name="nomination_once_per_agency",
                violation_error_message="Đơn vị này đã được đề nghị hình thức đó trong năm.",
            ),
        ]

    def __str__(self):
        return f"{self.form.short_name}: {self.subject}"

    def get_absolute_url(self):
        """The nomination's page."""
        return reverse("awards:nomination", args=[self.pk])

    @property
    def subject(self):
        """Who is put forward: an Agency, a Collective or a Person."""
        return self.person or self.collective or self.agency

    @property
    def recipient(self):
        """The kind of recipient, a value of `Recipient`."""
        if self.person_id:
            return Recipient.PERSON
        return Recipient.COLLECTIVE if self.collective_id else Recipient.AGENCY

    @property
    def state_words(self):
        """The state in the bloc's own word: "Cụm đã thông qua"."""
        if self.state == self.State.ENDORSED:
            return f"{self.season.bloc.word} đã thông qua"
        return self.get_state_display()

    @property
    def is_open(self):
        """Whether somebody still has to decide on it."""
        return self.state in states.LIVE

    @property
    def is_supported(self):
        """Whether the bloc's conference stands for it."""
        return self.state in states.SUPPORTED
