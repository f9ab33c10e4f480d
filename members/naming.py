"""The names of several agencies through time, read once: what each was called on any day."""

from members.models import AgencyName


class Names:
    """The names of `agency_ids`, in one query. Before its first name an agency goes by that one."""

    def __init__(self, agency_ids):
        self._rows = {}
        rows = AgencyName.objects.filter(agency__in={each for each in agency_ids if each}).select_related(
            "agency"
        )
        for row in rows.order_by("valid_from"):
            self._rows.setdefault(row.agency_id, []).append(row)

    def row(self, agency_id, day):
        """Return the AgencyName of `day`, or None for an agency that is not known."""
        rows = self._rows.get(agency_id)
        return rows and next((row for row in reversed(rows) if row.valid_from <= day), rows[0])

    def on(self, agency_id, day):
        """Return the full name of `day`; empty for an agency that is not known."""
        row = self.row(agency_id, day)
        return row.name if row else ""
