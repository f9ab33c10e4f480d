"""Paper ballots: who casts one, the box that was declared closed, what two tellers counted, what was printed.

A paper ballot has no number and no name, so no row here stands for one.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from conferences.reckoning import paper_counts
from core.fields import LineField
from documents.models import Document, Job
from members.models import Agency

from .polls import Poll

TELLER = {"on_delete": models.PROTECT, "related_name": "+"}


class PaperChoice(models.Model):
    """A vote of a mixed poll that is to be cast on paper, chosen while the poll is prepared."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="paper_choices", verbose_name="cuộc bỏ phiếu")
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = LineField("tên", max_length=300)

    class Meta:
        verbose_name = "phiếu bỏ bằng giấy"
        verbose_name_plural = "các phiếu bỏ bằng giấy"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["poll", "unit", "name"], name="paper_choice_once")]

    def __str__(self):
        return self.name


class Box(models.Model):
    """The box of paper ballots of one poll, declared closed: from here ballots are only counted.

    `round` is the count that is under way; a round whose two counts differ is over, and the next begins.
    """

    poll = models.OneToOneField(Poll, models.CASCADE, primary_key=True, related_name="+")
    closed_at = models.DateTimeField("đóng hòm lúc")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người đóng hòm", **TELLER)
    round = models.PositiveSmallIntegerField("lần kiểm", default=1)

    class Meta:
        verbose_name = "hòm phiếu giấy"
        verbose_name_plural = "hòm phiếu giấy"

    def __str__(self):
        return f"Hòm phiếu giấy: {self.poll}"


class TellerCount(models.Model):
    """What one teller counted in one round, without seeing what the other did.

    The history keeps who counted and when, never the figures: whoever reads it would see them too early.
    """

    UNRECORDED = (*paper_counts.FIGURES, "votes", "against")

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="teller_counts", verbose_name="cuộc bỏ phiếu")
    round = models.PositiveSmallIntegerField("lần kiểm")
    seat = models.PositiveSmallIntegerField("người kiểm thứ")
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người kiểm phiếu", **TELLER)
    issued = models.PositiveSmallIntegerField("phát ra")
    returned = models.PositiveSmallIntegerField("thu về")
    not_returned = models.PositiveSmallIntegerField("không thu về")
    valid = models.PositiveSmallIntegerField("hợp lệ")
    invalid = models.PositiveSmallIntegerField("không hợp lệ")
    blank = models.PositiveSmallIntegerField("trắng")
    votes = models.JSONField("số phiếu chọn")
    against = models.JSONField("số phiếu không đồng ý", blank=True)
    reason = LineField("vì sao lần trước khác", max_length=300, blank=True)

    class Meta:
        verbose_name = "số liệu của người kiểm phiếu"
        verbose_name_plural = "số liệu của người kiểm phiếu"
        ordering = ["round", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "round", "seat"],
                name="teller_count_two_seats",
                violation_error_message="Lần kiểm này đã có người ghi. Hãy tải lại trang.",
            ),
            models.UniqueConstraint(
                fields=["poll", "round", "teller"],
                name="teller_count_two_people",
                violation_error_message="Hai người kiểm phiếu phải là hai người khác nhau.",
            ),
            models.CheckConstraint(condition=Q(seat__in=(1, 2)), name="teller_count_no_third"),
            models.CheckConstraint(
                condition=Q(issued=F("returned") + F("not_returned")),
                name="teller_count_issued",
                violation_error_message="Số phiếu phát ra phải bằng số thu về cộng số không thu về.",
            ),
            models.CheckConstraint(
                condition=Q(returned=F("valid") + F("invalid")),
                name="teller_count_returned",
                violation_error_message="Số phiếu thu về phải bằng số hợp lệ cộng số không hợp lệ.",
            ),
        ]

    def __str__(self):
        return f"Người kiểm phiếu thứ {self.seat}, lần {self.round}"

    @property
    def figures(self):
        """Its Counted, as the arithmetic takes it."""
        facts = {name: getattr(self, name) for name in paper_counts.FIGURES}
        return paper_counts.Counted(**facts, votes=tuple(self.votes), against=tuple(self.against))


class BallotPrint(models.Model):
    """So many equal ballots printed: one frozen paper, and the job that puts the copies into one file."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="prints", verbose_name="cuộc bỏ phiếu")
    copies = models.PositiveSmallIntegerField("số phiếu in")
    paper = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="phiếu")
    job = models.ForeignKey(Job, models.PROTECT, related_name="+", verbose_name="việc tạo tệp")

    class Meta:
        verbose_name = "lần in phiếu"
        verbose_name_plural = "các lần in phiếu"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="ballot_print_of_some"),
        ]

    def __str__(self):
        return f"{self.copies} phiếu: {self.poll}"
