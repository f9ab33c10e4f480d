"""What a conference settles about members that share a place: told apart by votes, or kept as they are."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.fields import BlockField

from .meetings import Conference, OfConference
from .polls import Poll


class TieRuling(models.Model):
    """One shared place and what became of it. `members` says whom it is about, with the votes of each.

    Of members that votes told apart from others but not from each other, a second one keeps these. The
    counted ballot it rests on, where there was one, is `poll`; the reason is always written.
    """

    class How(models.TextChoices):
        VOTE = "vote", "Phân định bằng phiếu"
        KEPT = "kept", "Giữ đồng hạng"

    conference = models.ForeignKey(
        Conference, models.PROTECT, related_name="tie_rulings", verbose_name="hội nghị"
    )
    rank = models.PositiveSmallIntegerField("thứ")
    total = models.DecimalField("tổng điểm", max_digits=7, decimal_places=2)
    members = models.JSONField("các đơn vị")  # [{"agency": key, "name": …, "votes": number or None}]
    how = models.CharField("kết luận", max_length=4, choices=How)
    poll = models.ForeignKey(
        Poll, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cuộc bỏ phiếu"
    )
    reason = BlockField("căn cứ, lý do", max_length=500)
    at = models.DateTimeField("kết luận lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "kết luận về đồng hạng"
        verbose_name_plural = "kết luận về đồng hạng"
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "rank", "how"],
                name="tie_ruling_once_a_place",
                violation_error_message="Hội nghị đã kết luận về thứ này. Hãy bỏ kết luận cũ rồi ghi lại.",
            ),
            models.CheckConstraint(
                condition=Q(how="vote") | Q(how="kept", poll__isnull=True),
                name="tie_ruling_kept_without_poll",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="tie_ruling_says_why",
                violation_error_message="Hãy ghi căn cứ, lý do của kết luận.",
            ),
        ]

    def __str__(self):
        return f"Thứ {self.rank}: {self.get_how_display().lower()}"
