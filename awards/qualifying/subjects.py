"""Who of an agency can be meant: itself, one of its collectives, one of its persons, as choices of a form."""

from members import lifetimes
from members.models import Collective, Person


class Subjects:
    """The agency (or all whose work it does by now) with its collectives and persons. Three queries."""

    def __init__(self, agency, *, persons=True):
        self.agency = agency
        ours = lifetimes.taken_over_by(agency)
        people = Person.objects.filter(agency__in=ours) if persons else Person.objects.none()
        self.people = {f"person-{row.pk}": row for row in people}
        self.collectives = {f"collective-{row.pk}": row for row in Collective.objects.filter(agency__in=ours)}

    @property
    def choices(self):
        """As a select box takes them, in groups; empty groups are left out."""
        people = [
            (key, f"{row}, {row.position}" if row.position else str(row)) for key, row in self.people.items()
        ]
        groups = [
            ("Đơn vị", [("agency", self.agency.name)]),
            ("Tập thể", [(key, row.name) for key, row in self.collectives.items()]),
            ("Cá nhân", people),
        ]
        return [group for group in groups if group[1]]

    def chosen(self, key):
        """Return {"collective": …, "person": …} of a choice; both None for the agency itself."""
        return {"collective": self.collectives.get(key), "person": self.people.get(key)}
