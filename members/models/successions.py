"""What becomes of agencies: merged, split, renamed, dissolved, each on a day and by a decision."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from core import clock
from core.fields import LineField
from core.prepared import Given, Prepared

ENDS = Q(takes_over=True) | Q(successor__isnull=True)  # the links with which a predecessor ceases to be


class SuccessionQuerySet(models.QuerySet):
    """Questions to the acts."""

    def visible_to(self, user):
        """As the directory itself: open to everybody who is signed in."""
        return self.prefetch_related("links")


class Succession(models.Model):
    """One act of reorganisation. From `happens_on` on the successors stand where the predecessors stood."""

    class Kind(models.TextChoices):
        MERGE = "merge", "Sáp nhập, hợp nhất"
        SPLIT = "split", "Chia, tách"
        RENAME = "rename", "Đổi tên"
        DISSOLVE = "dissolve", "Kết thúc hoạt động"

    GIVES_RIGHTS = True

    kind = models.CharField("việc", max_length=10, choices=Kind)
    happens_on = models.DateField("từ ngày")
    decision = LineField("số quyết định", max_length=100)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    authority = LineField("nơi quyết định", max_length=200, blank=True)
    note = LineField("ghi chú", max_length=300, blank=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "việc sắp xếp tổ chức"
        verbose_name_plural = "việc sắp xếp tổ chức"
        ordering = ["-happens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=""),
                name="succession_has_a_decision",
                violation_error_message="Hãy ghi số quyết định.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} theo {self.decision}"

    @property
    def eve(self):
        """The last day before it."""
        return self.happens_on - timedelta(days=1)


class SuccessionLinkQuerySet(models.QuerySet):
    """Questions to the links."""

    def in_force(self, day=None):
        """Links of acts that have happened by `day` (today)."""
        return self.filter(succession__happens_on__lte=day or clock.today())

    def ending(self):
        """The links with which a predecessor ceases to be; at most one for each."""
        return self.filter(ENDS)

    def takers(self, day=None):
        """Return {agency: the one that has taken over its open work by `day`}, one step each. One query."""
        return dict(TAKERS.all(day=day or clock.today()))


class SuccessionLink(models.Model):
    """A predecessor and one successor. The one that takes over its open work is marked; then it has ended.

    A dissolved agency has a link without successor. An agency that goes on after a part of it was split off
    has links, but none that takes over.
    """

    GIVES_RIGHTS = True

    succession = models.ForeignKey(Succession, models.CASCADE, related_name="links", verbose_name="việc")
    predecessor = models.ForeignKey(
        "members.Agency", models.PROTECT, related_name="succeeded_by", verbose_name="cơ quan trước"
    )
    successor = models.ForeignKey(
        "members.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeded_from",
        verbose_name="cơ quan sau",
    )
    takes_over = models.BooleanField("nhận việc còn mở", default=False)

    objects = SuccessionLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "kế thừa"
        verbose_name_plural = "kế thừa"
        ordering = ["succession", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(predecessor=F("successor")),
                name="succession_never_itself",
                violation_error_message="Một cơ quan không thể kế thừa chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=False) | Q(takes_over=False),
                name="succession_nobody_takes_nothing_over",
                violation_error_message="Hãy chọn cơ quan nhận những việc còn mở.",
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=ENDS,
                name="succession_one_end_each",
                violation_error_message="Cơ quan này đã kết thúc theo một quyết định ghi trước.",
            ),
            models.UniqueConstraint(
                fields=["succession", "predecessor", "successor"],
                name="succession_each_pair_once",
                violation_error_message="Một cơ quan chỉ ghi một lần trong một việc.",
            ),
        ]

    def __str__(self):
        return f"{self.predecessor_id} → {self.successor_id or '–'}"

    @property
    def is_end(self):
        """Whether the predecessor ceases to be with it (as `ENDS`)."""
        return self.takes_over or self.successor_id is None


TAKERS = Prepared(  # in every request
    lambda: (
        SuccessionLink.objects.in_force(Given("day", models.DateField()))
        .filter(takes_over=True)
        .order_by()
        .values_list("predecessor", "successor")
    )
)


def taken_over(agencies, takers):
    """Return `agencies` and all whose open work they hold by now, directly or in turn (a set of ids)."""
    found = set(agencies)
    while more := {before for before, taker in takers.items() if taker in found} - found:
        found |= more
    return found


def heir(agency, takers):
    """Return the id of the agency that holds the open work of `agency` (an id) in the end; itself if none."""
    seen = {agency}
    while (agency := takers.get(agency, agency)) not in seen:
        seen.add(agency)
    return agency
