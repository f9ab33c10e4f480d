"""Who appraises which part of a year: a member, a top group of the criteria table, or what both share."""

from django.db import models
from django.db.models import Q

from blocs.models import CriteriaGroup, Season
from members.models import Agency, Person

NO_MEMBER, NO_GROUP = Q(agency__isnull=True), Q(group__isnull=True)
TWICE = "Người này đã được giao phần đó."


class Assignment(models.Model):
    """One part of the appraisal given to one person; without a member it is of every one, so the group."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="assignments", verbose_name="năm thi đua")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="assignments", verbose_name="người thẩm định"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    group = models.ForeignKey(  # one that a correction leaves without criteria goes, and its parts with it
        CriteriaGroup, models.CASCADE, null=True, blank=True, related_name="assignments", verbose_name="nhóm"
    )

    class Meta:
        verbose_name = "phân công thẩm định"
        verbose_name_plural = "phân công thẩm định"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "person", "agency", "group"],
                name="assignment_once",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["season", "person", "agency"],
                condition=NO_GROUP,
                name="assignment_of_member_once",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["season", "person", "group"],
                condition=NO_MEMBER,
                name="assignment_of_group_once",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["season", "person"],
                condition=NO_MEMBER & NO_GROUP,
                name="assignment_of_all_once",
                violation_error_message=TWICE,
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.group or 'mọi nhóm'}, {self.agency or 'mọi đơn vị'}"

    @property
    def key(self):
        """What names the part: (member's key or None, group's key or None)."""
        return self.agency_id, self.group_id
