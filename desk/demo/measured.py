"""A demo year whose criteria are measured: members promise numbers and report numbers, points follow."""

from datetime import timedelta
from decimal import Decimal

from blocs import criteria, exemptions, seasons
from desk.demo.year import CRITERION, Year
from results import appraisal, pledges, scoring

APART = timedelta(days=4)  # between two members that submit
WORK = timedelta(days=9)  # from the first cell to the submission
CELLS = {"points": "self_points", "levels": "level"}  # the others take the number that was reached


class MeasuredYear(Year):
    """One bloc's year told in numbers: the scenario's `pledged`, `reached` and `appraisal`."""

    def plan(self):
        """The head sets the dates, writes the criteria with their formulas, frees whom they do not fit."""
        seasons.plan(self.season, by=self.head, **self.scenario["plan"])
        season = self.season
        for facts in self.scenario["groups"]:
            words = {name: facts[name] for name in ("kind", "name", "max_points")}
            group = criteria.add_group(season.criteria, **words, by=self.head)
            for row in facts["criteria"]:
                made = criteria.add_criterion(group, **_facts(row), by=self.head)
                for code, reason in row.get("not_for", ()):
                    exemptions.add(made, agency=self.cast.agencies[code], reason=reason, by=self.head)
        criteria.set_total_cap(
            season.criteria, total_cap=Decimal(self.scenario["cap"]["total"]), by=self.head
        )

    def promise(self, code):
        """One member writes its targets with their numbers and hands them in."""
        clerk, place = self.cast.clerk(code), self.codes.index(code)
        pledge = pledges.start(self.season, agency=self.cast.agencies[code], by=clerk)
        words = {
            row["name"]: row.get("target") for facts in self.scenario["groups"] for row in facts["criteria"]
        }
        for criterion in self.criteria():
            if numbers := self.scenario["pledged"].get(criterion.code):
                version = pledges.set_target(
                    pledge, criterion, text=words[criterion.name], version=0, by=clerk
                )
                number = {"cell": "number", "text": numbers[place]}
                pledges.set_detail(pledge, criterion, **number, version=version, by=clerk)
        pledges.hand_in(pledge, by=self.cast.leader(code))

    def appraise(self, place):
        """One sheet is appraised: what the story sets otherwise, then the rest as it is."""
        sheet, by = self._sheet(place), self._appraiser(place)
        lines = {line.criterion.code: line for line in self._lines(sheet)}
        for code, criterion, points, reason in self.scenario["appraisal"]["lowered"]:
            if code == self.codes[place]:
                line = lines[criterion]
                appraisal.judge(line, text=points, reason=reason, version=line.version, by=by)
        appraisal.accept_rest(sheet, by=by)
        appraisal.finish(sheet, by=by)

    def agreed(self, place):
        """Return {criterion's key: what the member at `place` reached, as it is typed}; empty: nothing."""
        reached = self.scenario["reached"]
        return {row.pk: reached[row.code][place] for row in self.criteria()}

    def _put_sheets_on(self, timeline, last_day):
        """Members submit days apart, so that a bloc in the middle of its scoring can be looked at."""
        for place in range(len(self.codes)):
            ends = last_day - APART * (len(self.codes) - 1 - place)
            timeline.on(ends - WORK, self.start_sheet, place, 4)
            timeline.on(ends, self.submit_sheet, place)

    def _fill(self, lines, agreed, clerk):
        for line in lines:
            text = agreed[line.criterion_id]
            if text and line.self_points is None:
                cell = CELLS.get(line.criterion.kind, "actual")
                entered = scoring.enter(line, cell=cell, text=text, version=line.version, by=clerk)
                self._prove(entered, clerk)


def _facts(row):
    """The facts of a criterion as the rules take them: numbers as Decimals, rows as pairs."""
    found = {name: row[name] for name in CRITERION} | {
        name: row[name] for name in ("kind", "unit") if name in row
    }
    numbers = {"ceiling": "ceiling", "per_unit": "per_unit", "given_target": "target"}
    found |= {name: Decimal(row[key]) for key, name in numbers.items() if key in row}
    if "steps" in row:
        found["steps"] = tuple((Decimal(least), Decimal(points)) for least, points in row["steps"])
    if "levels" in row:
        found["levels"] = tuple((label, Decimal(points)) for label, points in row["levels"])
    return found
