"""The half-year reports of a demo year: every member tells how far its targets are, its leader sends it."""

from datetime import timedelta

from results import midyear


class HalfYear:
    """The members' reports of one year; the scenario's `halfyear`: the last day and what each part says."""

    def __init__(self, year):
        self.year, self.cast = year, year.cast

    def put_on(self, timeline):
        """Members report one after the other, the last of them on the last day."""
        if facts := self.year.scenario.get("halfyear"):
            count = len(self.year.codes)
            for place in range(count):
                timeline.on(facts["sent"] - timedelta(days=(count - 1 - place) // 2), self.report, place)

    def report(self, place):
        """One member's report, from the first cell to the sending."""
        code, facts = self.year.codes[place], self.year.scenario["halfyear"]
        clerk, agency = self.cast.clerk(code), self.cast.agencies[code]
        report = midyear.start(self.year.season, agency=agency, by=clerk)
        for number, row in enumerate(midyear.progress(report)):
            told = facts["results"][(place + number) % len(facts["results"])]
            midyear.enter(report, row.target, cell="result", text=told, version=0, by=clerk)
        for text in report.texts.select_related("report").filter(key__in=facts["texts"]):
            told = facts["texts"][text.key]
            words = told[place % len(told)]
            midyear.write(text, words=words, version=text.version, by=clerk)
        midyear.hand_in(report, by=self.cast.leader(code))
