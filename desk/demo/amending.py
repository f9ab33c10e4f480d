"""A demo year's own decision is amended by a later one: a post corrected, an award revoked."""

from awards.deciding import amendments
from awards.models import Decision
from core import clock


class Amending:
    """The acts of a scenario's table `amendment`: the later decision, what it corrects, what it revokes."""

    def __init__(self, year, facts):
        self.year, self.facts, self.cast = year, facts, year.cast

    def put_on(self, timeline):
        """It is drafted and issued on one day."""
        timeline.on(self.facts["signed_on"], self.issue)

    def issue(self):
        """The head drafts the later decision with both changes and issues it."""
        earlier = Decision.objects.get(season=self.year.season, form__own=True, amends=None)
        by, signer = self.year.head, {name: getattr(earlier, name) for name in ("signer_name", "signer_post")}
        facts = {"number": self.facts["number"], "signed_on": clock.today(), "place": earlier.place}
        later = amendments.draft(earlier, **facts, **signer, by=by)
        wrong, whole = self.facts["corrected"], self.facts["revoked"]
        line = self._line(earlier, wrong, unit__startswith=wrong["was"])
        unit = line.unit.replace(wrong["was"], wrong["becomes"], 1)
        said = {"prefix": line.prefix, "name": line.name, "unit": unit}
        amendments.correct(later, line, **said, reason=wrong["reason"], by=by)
        line = self._line(earlier, whole, nomination__collective__name=whole["collective"])
        amendments.revoke(later, line, reason=whole["reason"], by=by)
        amendments.issue(later, by=by)

    def _line(self, decision, row, **key):
        agency = self.cast.agencies[row["agency"]]
        return decision.lines.select_related("nomination").get(nomination__agency=agency, **key)
