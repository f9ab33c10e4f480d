"""What a demo year does where its head's sheet is scored across: drawn, marked, abstained from, closed."""

from blocs import standards
from blocs.cross_rules import CrossScoring
from core.numbers import points
from results import cross_closing, cross_rounds, cross_scoring


class Crossing:
    """The acts of the scenario's table `cross`: members score the head's sheet, each in its own way."""

    def __init__(self, year):
        self.year, self.cast, self.facts = year, year.cast, year.scenario["cross"]

    def put_on(self, timeline):
        """Enter the acts into the timeline; the rule comes with the criteria."""
        timeline.on(self.year.scenario["done"]["planned"], self.rule)
        timeline.on(self.facts["drawn_on"], self.draw)
        for row in self.facts["marked"]:
            timeline.on(row["on"], self.mark, row)
        timeline.on(self.facts["closed_on"], self.close)

    def rule(self):
        """The head's sheet is scored by other members, with their names."""
        cross = CrossScoring("head", self.facts["scorers"], trimmed=self.facts["trimmed"], named=True)
        standards.set_cross(self.year.season.criteria, cross=cross, by=self.year.head)

    def draw(self):
        """The head draws who scores."""
        cross_rounds.draw(self.year.season, due_on=self.facts["due_on"], by=self.year.head)

    def mark(self, row):
        """A member marks the first lines: one lower, the others as self-scored; or all; or it abstains."""
        given = self._assignment(row["member"])
        clerk, leader = self.cast.clerk(row["member"]), self.cast.leader(row["member"])
        if "abstains" in row:
            cross_scoring.abstain(given, reason=row["abstains"], by=leader)
            return
        known = {mark.line_id: mark.version for mark in given.marks.all()}
        sheet = self.year.season.sheets.get(agency=given.scored)
        for number, line in enumerate(sheet.lines.order_by("criterion__path")[: row.get("lines", 1)]):
            text = points((line.self_points or 0) - (0 if number else row["less"]))
            facts = {"text": text, "reason": "" if number else row["reason"]}
            cross_scoring.mark(given, line, **facts, version=known.get(line.pk, 0), by=clerk)
        if "lines" not in row:
            cross_scoring.accept_rest(given, by=clerk)
            cross_scoring.hand_in(given, by=leader)

    def close(self):
        """The head closes the round: the means are appraised values, and its own sheet is settled."""
        cross_closing.close(self.year.season, by=self.year.head)

    def _assignment(self, code):
        return self.year.season.cross_round.assignments.get(scorer=self.cast.agencies[code])
