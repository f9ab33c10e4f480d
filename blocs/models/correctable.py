"""What it takes that a published table can be corrected: its states in words, and rows that are leaving."""

from django.db import models


class Correctable:
    """Mixed into the table: whether it may be edited, from its `state`."""

    @property
    def is_draft(self):
        """Whether it was never published yet."""
        return self.state == self.State.DRAFT

    @property
    def is_correcting(self):
        """Whether what was published is being corrected."""
        return self.state == self.State.CORRECTING

    @property
    def is_open(self):
        """Whether it may be edited now."""
        return self.is_draft or self.is_correcting


class StandingRows(models.Manager):
    """The rows without those that a correction under way takes out: no page of the table shows them."""

    def get_queryset(self):
        """Leave out what is leaving."""
        return super().get_queryset().filter(leaving=False)
