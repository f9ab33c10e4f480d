"""An invitation: the way to an own account for somebody an officer cannot hand a password to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.fields import LineField
from documents.models import Job, Shard
from members import states

from .people import Person


class InvitationQuerySet(models.QuerySet):
    """Questions to the invitations."""

    def visible_to(self, user):
        """Invitations of the persons one may see."""
        return self.filter(person__in=Person.objects.visible_to(user)).select_related("person")

    def usable(self):
        """Those that still lead to an account: open, in time, and nobody has given one meanwhile."""
        return self.filter(
            state=Invitation.State.OPEN, expires_at__gt=clock.now(), person__user__isnull=True
        ).select_related("person")


class Invitation(models.Model):
    """One code for one person. Only its hash is kept: who reads the database cannot use it."""

    class State(models.TextChoices):
        OPEN = "open", "Đang chờ"
        ACCEPTED = "accepted", "Đã dùng"
        REVOKED = "revoked", "Đã thu hồi"

    STATES = states.INVITATION
    UNRECORDED = ("token_hash",)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="invitations", verbose_name="người được mời"
    )
    token_hash = models.CharField("dấu của mã mời", max_length=64, unique=True, editable=False)
    username = LineField("tên đăng nhập đề nghị", max_length=60, blank=True)  # the person may choose another
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người mời",
    )
    expires_at = models.DateTimeField("có hạn đến")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.OPEN)
    accepted_at = models.DateTimeField("dùng lúc", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thu hồi",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "lời mời"
        verbose_name_plural = "lời mời"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="open"),
                name="invitation_one_open",
                violation_error_message="Người này đang có một lời mời chưa dùng.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", accepted_at__isnull=True, revoked_at__isnull=True)
                | Q(state="accepted", accepted_at__isnull=False, revoked_at__isnull=True)
                | Q(state="revoked", accepted_at__isnull=True, revoked_at__isnull=False),
                name="invitation_state_is_stamped",
            ),
        ]

    def __str__(self):
        return f"Lời mời {self.person}"

    @property
    def is_expired(self):
        """Whether its time is over."""
        return self.expires_at <= clock.now()


class InvitationLetter(models.Model):
    """An invitation sent by e-mail, with a code of its own that a worker makes when it sends it."""

    UNRECORDED = ("token_hash",)

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="letters", verbose_name="lời mời")
    address = models.EmailField("địa chỉ thư")
    asked_at = models.DateTimeField("giao gửi lúc")
    token_hash = models.CharField("dấu của mã mời", max_length=64, blank=True, editable=False)
    job = models.OneToOneField(Job, models.PROTECT, related_name="+", verbose_name="việc gửi")

    class Meta:
        verbose_name = "thư mời"
        verbose_name_plural = "thư mời"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="letter_own_code"
            )
        ]

    def __str__(self):
        return f"Thư mời gửi {self.address}"

    @property
    def state_words(self):
        """How far it is, in words; the job's shard is best read ahead."""
        states = {shard.state for shard in self.job.shards.all()}
        if Shard.State.FAILED in states:
            return "chưa gửi được"
        return "đã gửi" if states == {Shard.State.DONE} else "đang gửi"
