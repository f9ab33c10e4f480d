"""Ballots of a conference: the poll with its frozen rules, the roll of electors, the slips, and the urn.

The urn is one row. Who voted and what was voted stand in it as two sorted lists, changed together by one
UPDATE, so no key, moment, row order or transaction number joins them (docs/decisions, 0023).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from awards.models import AwardForm
from blocs import ballots
from blocs.models import Term
from conferences import states
from conferences.reckoning import ballot_papers, poll_rules
from core.fields import LineField
from documents.models import Document
from members.models import Agency

from .meetings import Conference, OfConference

PERSON = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class Poll(models.Model):
    """One question put to the electors of a conference; from its opening on its rules are frozen."""

    class Kind(models.TextChoices):
        APPROVE = ballot_papers.APPROVE, "Chọn không quá một số cho trước"
        YES_NO = ballot_papers.YES_NO, "Đồng ý hoặc không đồng ý từng trường hợp"
        ONE = ballot_papers.ONE, "Chọn một"
        RANK = ballot_papers.RANK, "Xếp thứ tự"

    class Mode(models.TextChoices):
        LOGIN = "login", "Bằng tài khoản của đơn vị"
        SLIP = "slip", "Bằng phiếu mã rút thăm"
        PAPER = "paper", "Bằng phiếu giấy"
        MIXED = "mixed", "Bằng tài khoản của đơn vị và phiếu giấy"
        MIXED_SLIP = "mslip", "Bằng phiếu mã rút thăm và phiếu giấy"
        HANDS = "hands", "Giơ tay, đếm số"
        NAMED = "named", "Giơ tay, ghi tên từng phiếu"

    class Roll(models.TextChoices):
        UNITS = ballots.UNITS, "Mỗi đơn vị một phiếu"
        DELEGATES = ballots.DELEGATES, "Mỗi đại biểu một phiếu"

    class Base(models.TextChoices):
        ALL = poll_rules.ALL, "Tất cả, kể cả vắng mặt"
        PRESENT = poll_rules.PRESENT, "Số có mặt"
        CAST = poll_rules.CAST, "Số phiếu trong hòm"
        VALID = poll_rules.VALID, "Số phiếu hợp lệ"

    class State(models.TextChoices):
        DRAFT = "draft", "Đang chuẩn bị"
        OPEN = "open", "Đang bỏ phiếu"
        CLOSED = "closed", "Đã đóng, đã kiểm phiếu"
        VOID = "void", "Đã hủy, không kiểm phiếu"

    STATES = states.POLL

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="polls", verbose_name="hội nghị")
    title = LineField("nội dung bỏ phiếu", max_length=200)
    award = models.ForeignKey(
        AwardForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hình thức khen"
    )
    post = models.CharField("vị trí được bầu", max_length=16, choices=Term.Place, blank=True)
    options = models.JSONField("danh sách")  # [{"label": …, "about": key of the nomination or agency}]
    kind = models.CharField("cách bỏ phiếu", max_length=8, choices=Kind)
    most = models.PositiveSmallIntegerField("được chọn không quá")
    mode = models.CharField("bỏ phiếu", max_length=6, choices=Mode)
    roll = models.CharField("ai bỏ phiếu", max_length=10, choices=Roll)
    base = models.CharField("tỷ lệ tính trên", max_length=8, choices=Base)
    percent = models.DecimalField("tỷ lệ (%)", max_digits=5, decimal_places=2)
    above = models.BooleanField("phải trên mức này")
    seats = models.PositiveSmallIntegerField("số lượng được lấy", null=True, blank=True)
    blanks = models.BooleanField("phiếu trắng là phiếu hợp lệ")
    round = models.PositiveSmallIntegerField("lần", default=1)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name="lần trước"
    )
    state = models.CharField("trạng thái", max_length=6, choices=State, default=State.DRAFT)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người mở", **PERSON)
    closed_at = models.DateTimeField("đóng lúc", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người đóng", **PERSON)
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    void_reason = LineField("lý do hủy", max_length=300, blank=True)
    sha256 = models.CharField("mã băm thể lệ", max_length=64, blank=True)
    tally = models.JSONField("kết quả kiểm phiếu", null=True, blank=True)
    cleaned_at = models.DateTimeField("ghi lại kho phiếu lúc", null=True, blank=True)
    log_kept = models.BooleanField("nhật ký chưa được cắt", default=False)  # known once it is cleaned
    record = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biên bản kiểm phiếu"
    )

    objects = OfConference.as_manager()

    class Meta:
        verbose_name = "cuộc bỏ phiếu"
        verbose_name_plural = "các cuộc bỏ phiếu"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100) & (Q(above=False) | Q(percent__lt=100)),
                name="poll_can_be_carried",
                violation_error_message="Tỷ lệ phải lớn hơn 0; trên 100%% thì không thể có.",
            ),
            models.CheckConstraint(
                condition=Q(most__gte=1) & (Q(seats__isnull=True) | Q(seats__gte=1)),
                name="poll_chooses_somebody",
                violation_error_message="Số được chọn và số lượng được lấy ít nhất là 1.",
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=("login", "mixed")) | Q(roll="units"),
                name="poll_accounts_are_of_units",
                violation_error_message=(
                    "Tài khoản là của đơn vị nên chỉ bỏ được phiếu của đơn vị. "
                    "Mỗi đại biểu một phiếu thì chọn phiếu mã rút thăm hoặc phiếu giấy."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="rank") | Q(mode__in=["login", "slip"], most__gte=2, most__lte=5),
                name="poll_orders_few",
                violation_error_message="Xếp thứ tự thì bỏ phiếu kín, mỗi phiếu xếp từ 2 đến 5 thứ.",
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=["hands", "named"]) | Q(kind="yes_no", base__in=["all", "present"]),
                name="poll_by_hands_asks_each",
                violation_error_message=(
                    "Biểu quyết giơ tay thì hỏi từng trường hợp và tính trên tất cả hoặc số có mặt."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True, sha256="", tally__isnull=True)
                | (~Q(state="draft") & Q(opened_at__isnull=False) & ~Q(sha256="")),
                name="poll_opened_with_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, tally__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True, tally__isnull=True, record__isnull=True)),
                name="poll_closed_with_its_tally",
            ),
            models.CheckConstraint(
                condition=Q(state="void", voided_at__isnull=False) & ~Q(void_reason="")
                | (~Q(state="void") & Q(voided_at__isnull=True, void_reason="")),
                name="poll_void_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(opened_by=F("closed_by")),
                name="poll_opened_and_closed_by_two",
                violation_error_message="Người đóng phải khác người mở. Hãy để người thứ hai đóng bỏ phiếu.",
            ),
            models.UniqueConstraint(
                fields=["parent"],
                condition=~Q(state="void"),
                name="poll_one_next_round",
                violation_error_message="Lần bỏ phiếu sau đã được chuẩn bị. Hãy tải lại trang.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, lần {self.round}" if self.round > 1 else self.title

    def get_absolute_url(self):
        """The poll's page."""
        return reverse("conferences:poll", args=[self.pk])

    @property
    def takes_accounts(self):
        """Whether units vote with their accounts, some of them or all."""
        return self.mode in (self.Mode.LOGIN, self.Mode.MIXED)

    @property
    def takes_slips(self):
        """Whether slips are drawn, by some or by all."""
        return self.mode in (self.Mode.SLIP, self.Mode.MIXED_SLIP)

    @property
    def takes_paper(self):
        """Whether paper ballots are counted by two tellers, all of them or some."""
        return self.mode in (self.Mode.PAPER, self.Mode.MIXED, self.Mode.MIXED_SLIP)

    @property
    def is_mixed(self):
        """Whether each vote has a channel of its own: electronic or paper."""
        return self.mode in (self.Mode.MIXED, self.Mode.MIXED_SLIP)

    @property
    def rules(self):
        """Its Rules, as the arithmetic takes them."""
        facts = {"base": self.base, "percent": self.percent, "above": self.above}
        return poll_rules.Rules(roll=self.roll, seats=self.seats, blanks=self.blanks, **facts)

    @property
    def form(self):
        """The Form of one ballot."""
        return ballot_papers.Form(self.kind, len(self.options), self.most)

    @property
    def by_hands(self):
        """Whether hands are shown in the room: open to all, without any urn."""
        return self.mode in (self.Mode.HANDS, self.Mode.NAMED)

    @property
    def labels(self):
        """What stands on the ballot, line by line."""
        return [option["label"] for option in self.options]


class Elector(models.Model):
    """One vote on the roll, written when the poll opens; `voted` is told by the closing, for all at once.

    Drawn slips and paper do not say who has one, so `voted` stays unknown there. `on_paper` is fixed at the
    opening; who changed to paper after it, before voting, has `moved`, and nobody changes back.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="electors", verbose_name="cuộc bỏ phiếu")
    place = models.PositiveSmallIntegerField("thứ tự")
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = LineField("tên", max_length=300)
    present = models.BooleanField("có mặt")
    voted = models.BooleanField("đã bỏ phiếu", null=True, blank=True)
    on_paper = models.BooleanField("bỏ phiếu giấy", default=False)
    moved = models.BooleanField("đổi sang phiếu giấy khi đang bỏ phiếu", default=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "phiếu trong danh sách"
        verbose_name_plural = "danh sách bỏ phiếu"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "unit", "name"], name="elector_once"),
            models.UniqueConstraint(fields=["poll", "place"], name="elector_own_place"),
            models.CheckConstraint(
                condition=Q(on_paper=False) | Q(moved=False), name="elector_moves_to_paper_once"
            ),
            models.CheckConstraint(
                condition=Q(voted__isnull=True) | Q(on_paper=False, moved=False),
                name="elector_on_paper_is_not_in_the_urn",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def gets_paper(self):
        """Whether this vote is cast on paper, and only there."""
        return self.on_paper or self.moved


class Slip(models.Model):
    """A drawn slip: only the hash of its code is kept, and a number by which a lost one is made void."""

    UNRECORDED = ("token_hash",)

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="slips", verbose_name="cuộc bỏ phiếu")
    number = models.PositiveSmallIntegerField("số phiếu mã")
    token_hash = models.CharField("mã băm", max_length=64, unique=True)
    is_void = models.BooleanField("đã hủy", default=False)

    class Meta:
        verbose_name = "phiếu mã"
        verbose_name_plural = "phiếu mã"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="slip_own_number")]

    def __str__(self):
        return f"Phiếu mã số {self.number:02}"


class Urn(models.Model):
    """The urn of one poll, one row: who may vote, who has voted, the ballots, the codes of receipt.

    Four sorted lists that know nothing of each other. Only `casting/urns.py` reads or writes them.
    """

    UNRECORDED = ("admitted", "voted", "papers", "receipts")

    poll = models.OneToOneField(Poll, models.CASCADE, primary_key=True, related_name="+")
    is_open = models.BooleanField(default=True)
    admitted = models.JSONField(default=list, blank=True)
    voted = models.JSONField(default=list, blank=True)
    papers = models.JSONField(default=list, blank=True)
    receipts = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = "hòm phiếu"
        verbose_name_plural = "hòm phiếu"

    def __str__(self):
        return f"Hòm phiếu {self.pk}"
