"""What a demo year does together: movements and joint activities with their gifts, and its conferences."""

from datetime import time, timedelta

from awards.models import Nomination
from blocs import activities, traces
from blocs.models import Activity
from conferences import agenda
from conferences.attending import attendance, delegates
from conferences.endorsing import elections, endorsement
from conferences.models import Conference, Delegate, Report
from conferences.reporting import reports
from conferences.running import meetings, resolutions
from core import clock
from desk.demo import photos

BEGINS_AT, ENDS_AT = time(8, 30), time(11, 40)


class Together:
    """The common acts of one year; the scenario's `movements`, `activities` and `conferences`."""

    def __init__(self, year):
        self.year, self.cast = year, year.cast

    def put_on(self, timeline):
        """Enter the acts into the timeline, each on its day."""
        facts = self.year.scenario
        timeline.on(facts["done"]["planned"], self.plan)
        for row in facts.get("activities", ()):
            timeline.on(row.get("ends_on", row["starts_on"]), self.hold, row)
        for row in facts.get("conferences", ()):
            timeline.on(row["starts_on"] - timedelta(days=14), self.call, row)
            if kind := REPORTS.get(row["kind"]):
                timeline.on(row["starts_on"] - timedelta(days=1), self.report, kind)
            timeline.on(row["ends_on"], self.meet, row)

    def plan(self):
        """The head enters the year's movements and activities."""
        season, by = self.year.season, self.year.head
        for row in self.year.scenario.get("movements", ()):
            activities.add_movement(season, name=row["name"], launched_by=row["launched_by"], note="", by=by)
        for row in self.year.scenario.get("activities", ()):
            names = ("name", "kind", "starts_on", "ends_on", "place", "note")
            facts = {name: row[name] for name in names if name in row}
            activity = activities.plan(season, host=self.cast.agencies[row["host"]], **facts, by=by)
            for gift in row.get("gifts", ()):
                activities.add_gift(activity, **gift, by=by)

    def hold(self, row):
        """An activity took place; its photos are kept."""
        activity = Activity.objects.get(season=self.year.season, name=row["name"])
        days = {"starts_on": activity.starts_on, "ends_on": activity.ends_on}
        activities.hold(activity, **days, by=self.year.head)
        for scene, caption in row.get("photos", ()):
            traces.add_photo(activity, upload=photos.taken(scene), caption=caption, by=self.year.head)

    def call(self, row):
        """A conference is prepared: agenda and delegates."""
        by = self.year.head
        names = ("kind", "title", "starts_on", "ends_on", "venue")
        facts = {name: row[name] for name in names}
        conference = meetings.plan(self.year.season, starts_at=BEGINS_AT, **facts, by=by)
        for title in row.get("agenda", ()):
            agenda.add(conference, title=title, by=by)
        if "agenda" not in row:
            agenda.use_template(conference, by=by)
        for person in row["people"]:
            facts = dict(person)
            if code := facts.pop("agency", None):
                facts["agency"] = self.cast.agencies[code]
            delegates.invite(conference, **facts, by=by)
        secretary = by.person
        delegates.invite(
            conference,
            agency=secretary.agency,
            full_name=secretary.full_name,
            position=secretary.position,
            role=Delegate.Role.SECRETARY,
            by=by,
        )
        delegates.invite_agency_leads(conference, by=by)

    def report(self, kind):
        """The lead issues the report that the conference hears."""
        report = reports.start(self.year.season, kind=kind, by=self.year.head)
        for section in report.sections.filter(text=""):
            if text := self.year.scenario["report"].get(section.key):
                reports.write(section, text=text, version=section.version, by=self.year.head)
        reports.issue(report, by=self.year.head)

    def meet(self, row):
        """The conference: everybody checks in, votes are recorded, the minutes are issued."""
        by = self.year.head
        conference = Conference.objects.get(season=self.year.season, title=row["title"])
        for delegate in conference.delegates.all():
            attendance.check_in(delegate, by=by)
        with clock.at(row["starts_on"], BEGINS_AT):
            conference = meetings.open(conference, by=by)
        for text in row["resolutions"]:
            resolutions.add(conference, text=text, by=by)
        if row["kind"] == "yearend":
            self._decide(conference)
        with clock.at(row["ends_on"], ENDS_AT):
            meetings.conclude(conference, conclusion=row["conclusion"], by=by)
            meetings.close(conference, by=by)

    def _decide(self, conference):
        facts, by = self.year.scenario, self.year.head
        base = len(self.cast.agencies)
        votes = {}
        for row in facts.get("honours", {}).get("agencies", ()):
            agency = self.cast.agencies[row["agency"]]
            found = Nomination.objects.get(season=self.year.season, form__code=row["form"], agency=agency)
            votes[found] = row["votes"]
        endorsement.endorse(conference, votes, base, by=by)
        places = [
            (row["post"], self.cast.agencies[row["agency"]], row["votes"], base)
            for row in facts.get("elected", ())
        ]
        if places:
            elections.record(conference, places=places, by=by)


REPORTS = {"midyear": Report.Kind.MIDYEAR, "yearend": Report.Kind.YEAREND}
