"""The year after: opened while this one is judged, its pledge signed at this one's conference."""

from datetime import timedelta

from blocs import publishing, seasons
from desk.demo.year import Year


class FollowingYear(Year):
    """The year that the election of the year before gives its lead."""

    def put_on(self, timeline):
        """Enter the acts into the timeline; those of the conference's day come after the election."""
        day = self.scenario["signed_on"]
        timeline.on(day - timedelta(days=16), self.open)
        timeline.on(day - timedelta(days=2), self.publish)
        timeline.on(day, self.begin)
        for code in self.codes:
            timeline.on(day, self.promise, code)
        timeline.on(day, self.sign)

    def open(self):
        """This year's lead opens the next one; criteria and dates are taken over."""
        before = self.cast.clerk(self.scenario["opened_by"])
        seasons.open_season(
            self.cast.bloc, year=self.scenario["year"], theme=self.scenario["theme"], by=before
        )

    def publish(self):
        """The criteria of the next year are frozen by who still acts for it."""
        publishing.publish(self.season.criteria, by=self.cast.clerk(self.scenario["opened_by"]))

    def begin(self):
        """The newly elected lead ends the planning."""
        seasons.conclude_planning(self.season, by=self.head)
