"""The screen of a hall: what was sent to it, frozen; and the standing as it was frozen for the hall.

A screen knows nothing but the rows of `Showing`: what a page on the wall draws stands there whole, as plain
JSON, so that nothing of the year is asked while it is shown (docs/decisions, 0029).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from conferences import states
from core.fields import LineField

from .meetings import Conference, OfConference

PERSON = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class HallStanding(models.Model):
    """The places of the year as the head froze them for the hall, with their SHA-256; shown once a second
    person has confirmed them. `reveals` says what a board of them holds (standing_board.py)."""

    class State(models.TextChoices):
        FROZEN = "frozen", "Đã khóa, chờ người thứ hai xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"
        WITHDRAWN = "withdrawn", "Đã bỏ khóa"

    STATES = states.HALL_STANDING
    UNRECORDED = ("says",)  # its hash is recorded; the places themselves are nobody's to read beforehand

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="hall_standings", verbose_name="hội nghị"
    )
    says = models.JSONField("bảng xếp thứ")
    sha256 = models.CharField("mã SHA-256", max_length=64)
    state = models.CharField("trạng thái", max_length=9, choices=State, default=State.FROZEN)
    frozen_at = models.DateTimeField("khóa lúc")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người khóa", **PERSON)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người xác nhận", **PERSON)
    withdrawn_at = models.DateTimeField("bỏ khóa lúc", null=True, blank=True)
    reason = LineField("lý do bỏ khóa", max_length=300, blank=True)

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "bảng xếp thứ khóa cho hội trường"
        verbose_name_plural = "bảng xếp thứ khóa cho hội trường"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference"],
                condition=~Q(state="withdrawn"),
                name="hall_standing_one_at_a_time",
                violation_error_message="Bảng xếp thứ đã được khóa. Hãy tải lại trang để xem bản ấy.",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | Q(state="frozen", confirmed_at__isnull=True, withdrawn_at__isnull=True)
                | Q(state="confirmed", confirmed_at__isnull=False, withdrawn_at__isnull=True),
                name="hall_standing_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(frozen_by__isnull=True)
                | ~Q(confirmed_by=F("frozen_by")),
                name="hall_standing_takes_two",
                violation_error_message="Người xác nhận phải khác người khóa bảng xếp thứ.",
            ),
        ]

    def __str__(self):
        return f"{self.conference}: bảng xếp thứ {self.sha256[:8]}"


class Screen(models.Model):
    """The one screen of a conference. Whoever holds its key sees what is live, and nothing else.

    Of the key only the hash is kept. `version` counts every change of what is seen.
    """

    UNRECORDED = ("key_hash", "version")

    conference = models.OneToOneField(
        Conference, models.CASCADE, related_name="screen", verbose_name="hội nghị"
    )
    key_hash = models.CharField("mã băm của khóa màn chiếu", max_length=64, unique=True)
    key_made_at = models.DateTimeField("cấp khóa lúc")
    live = models.ForeignKey(
        "Showing", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="đang chiếu"
    )
    version = models.PositiveIntegerField("lần đổi", default=1)

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "màn chiếu"
        verbose_name_plural = "màn chiếu"

    def __str__(self):
        return f"Màn chiếu: {self.conference}"


class Showing(models.Model):
    """Something that was sent to a screen: `shows["all"]` on every step, with `shows["frames"][step]`."""

    class Kind(models.TextChoices):
        WELCOME = "welcome", "Chào mừng"
        AGENDA = "agenda", "Chương trình"
        COUNTDOWN = "countdown", "Đếm ngược"
        ATTENDANCE = "attendance", "Số có mặt"
        TURNOUT = "turnout", "Số phiếu đã bỏ"
        RESULT = "result", "Kết quả bỏ phiếu"
        TEXT = "text", "Nghị quyết, kết luận"
        CALLS = "calls", "Thứ tự trao thưởng"
        STANDING = "standing", "Bảng xếp thứ"
        REVEAL = "reveal", "Công bố từ dưới lên"
        BLANK = "blank", "Màn nghỉ"

    UNRECORDED = ("shows",)

    screen = models.ForeignKey(Screen, models.CASCADE, related_name="showings", verbose_name="màn chiếu")
    kind = models.CharField("loại", max_length=10, choices=Kind)
    offer = models.CharField("từ", max_length=40)  # what it was made from, as the operator's page names it
    title = LineField("nội dung", max_length=300)
    shows = models.JSONField("những gì hiện ra")
    step = models.PositiveSmallIntegerField("bước", default=0)
    last = models.PositiveSmallIntegerField("bước cuối", default=0)
    standing = models.ForeignKey(
        HallStanding,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="showings",
        verbose_name="bảng xếp thứ",
    )
    sent_at = models.DateTimeField("chiếu lúc")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người chiếu", **PERSON)

    class Meta:
        verbose_name = "nội dung đã chiếu"
        verbose_name_plural = "nội dung đã chiếu"
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(step__lte=F("last")), name="showing_has_such_a_step"),
            models.CheckConstraint(
                condition=Q(kind__in=("standing", "reveal"), standing__isnull=False)
                | (~Q(kind__in=("standing", "reveal")) & Q(standing__isnull=True)),
                name="showing_of_places_was_frozen",
                violation_error_message="Bảng xếp thứ chỉ chiếu được từ bản đã khóa và đã xác nhận.",
            ),
        ]

    def __str__(self):
        return self.title
