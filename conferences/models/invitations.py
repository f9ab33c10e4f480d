"""Who was invited to a conference, when, by which paper, and to which address it went."""

from django.db import models
from django.db.models import Q

from core.fields import LineField
from documents.models import Document, Job, Shard
from members.models import Agency

from .meetings import Conference, Delegate


class InvitationRoundQuerySet(models.QuerySet):
    """Questions to the rounds of invitations."""

    def visible_to(self, user):
        """Those of the conferences one may see."""
        seen = self.filter(conference__in=Conference.objects.visible_to(user).values("pk"))
        return seen.select_related("conference__season__bloc", "job")


class InvitationRound(models.Model):
    """Invitations (giấy mời) issued in one act; `job` binds their papers into one file to print."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="invitation_rounds", verbose_name="hội nghị"
    )
    made_at = models.DateTimeField("lập lúc")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+", verbose_name="việc tạo tệp")

    objects = InvitationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt giấy mời"
        verbose_name_plural = "đợt giấy mời"
        ordering = ["-id"]

    def __str__(self):
        return f"Giấy mời {self.conference}"


class ConferenceInvitationQuerySet(models.QuerySet):
    """Questions to the single invitations."""

    def visible_to(self, user):
        """Those of the conferences one may see."""
        seen = self.filter(round__conference__in=Conference.objects.visible_to(user).values("pk"))
        return seen.select_related("round__conference__season__bloc", "paper")


class ConferenceInvitation(models.Model):
    """The invitation of one member agency, or of one guest of another body; its paper says all of it."""

    round = models.ForeignKey(InvitationRound, models.CASCADE, related_name="invitations", verbose_name="đợt")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    guest = models.ForeignKey(
        Delegate, models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name="khách mời"
    )
    addressee = LineField("kính mời", max_length=400)
    paper = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="giấy mời")

    objects = ConferenceInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy mời"
        verbose_name_plural = "giấy mời"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(guest__isnull=True), name="invitation_of_one"
            ),
        ]

    def __str__(self):
        return self.addressee


class ConferenceLetter(models.Model):
    """An invitation sent by e-mail to one address, its paper enclosed."""

    invitation = models.ForeignKey(
        ConferenceInvitation, models.CASCADE, related_name="letters", verbose_name="giấy mời"
    )
    address = models.EmailField("địa chỉ thư")
    asked_at = models.DateTimeField("giao gửi lúc")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+", verbose_name="việc gửi")

    class Meta:
        verbose_name = "thư gửi giấy mời"
        verbose_name_plural = "thư gửi giấy mời"
        ordering = ["id"]

    def __str__(self):
        return f"Giấy mời gửi {self.address}"

    @property
    def state_words(self):
        """How far it is, in words; the job's shards are best read ahead."""
        states = {shard.state for shard in self.job.shards.all()}
        if Shard.State.FAILED in states:
            return "chưa gửi được"
        return "đã gửi" if states == {Shard.State.DONE} else "đang gửi"
