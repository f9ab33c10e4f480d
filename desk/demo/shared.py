"""What a demo year shares: the fund, the flag, the work plan, who came, titles, a reminder, an amendment."""

from datetime import timedelta

from blocs import flags, funds, titles, traces, work_plans
from blocs.models import Activity, Criterion, RotatingFlag
from core import clock
from results import amendments, pledges, reminders


class Shared:
    """The acts of the scenario's table `shared`, each on its day."""

    def __init__(self, year):
        self.year, self.cast, self.facts = year, year.cast, year.scenario["shared"]

    def put_on(self, timeline):
        """Enter the acts into the timeline."""
        facts, done = self.facts, self.year.scenario["done"]
        timeline.on(facts["handed_on"], self.introduce_flag)
        timeline.on(done["planned"], self.offer_titles)
        timeline.on(facts["plan_on"], self.issue_plan)
        timeline.on(done["pledged"] - timedelta(days=5), self.remind)
        timeline.on(done["published"] + timedelta(days=4), self.register)
        timeline.on(facts["countersigned_on"], self.countersign)
        for number, code in enumerate(self.year.codes):
            if code not in facts["unpaid"]:
                timeline.on(facts["paid_from"] + timedelta(days=number), self.pay, code)
        for row in facts["spent"]:
            timeline.on(row["on"], self.spend, row)
        for row in self.year.scenario["activities"]:
            timeline.on(row.get("ends_on", row["starts_on"]), self.count, row["name"])
        timeline.on(facts["amended_on"], self.amend)
        timeline.on(facts["next_on"], self.hand_on)

    def introduce_flag(self):
        """The bloc has a flag; its holder is known."""
        flag = flags.introduce(self.cast.bloc, name=self.facts["flag"], by=self.cast.officer)
        self._hand(flag, "holder", "Hội nghị tổng kết năm 2022")

    def hand_on(self):
        """The flag goes on at the year-end conference."""
        self._hand(RotatingFlag.objects.get(bloc=self.cast.bloc), "next_holder", "Hội nghị tổng kết năm 2023")

    def offer_titles(self):
        """The head offers the titles of the year."""
        for name, given_to in self.facts["titles"]:
            titles.offer(self.year.season, name=name, given_to=given_to, by=self.year.head)

    def issue_plan(self):
        """The head issues the plan of the year's work."""
        work_plans.issue(self.year.season, issued_on=clock.today(), by=self.year.head)

    def remind(self):
        """A member is reminded of its targets."""
        reply_by = clock.today() + timedelta(days=4)
        agencies = [self.cast.agencies[self.facts["reminded"]]]
        reminders.issue(self.year.season, agencies=agencies, reply_by=reply_by, by=self.year.head)

    def register(self):
        """Every member registers for titles before it hands in its targets."""
        season = self.year.season
        offered = list(season.titles.all())
        for place, code in enumerate(self.year.codes):
            counts = {offered[place % 2].pk: 1, offered[2].pk: 1 + place % 3}
            pledge = pledges.start(season, agency=self.cast.agencies[code], by=self.cast.clerk(code))
            pledges.register_titles(pledge, quantities=counts, by=self.cast.clerk(code))

    def countersign(self):
        """The managing body confirms the pledge."""
        day, signer = clock.today(), self.facts["signer"]
        pledges.countersign(self.year.season, signed_on=day, signer=signer, by=self.cast.officer)

    def pay(self, code):
        """One member pays its share."""
        season, agency = self.year.season, self.cast.agencies[code]
        content = f"Đóng góp quỹ hoạt động năm {season.year}"
        facts = {"amount": self.facts["share"], "content": content, "agency": agency}
        funds.receive(season, day=clock.today(), **facts, by=self.year.head)

    def spend(self, row):
        """Money is spent on an activity."""
        activity = self._activity(row["activity"])
        facts = {name: row[name] for name in ("amount", "content", "reference")}
        day = clock.today()
        funds.spend(self.year.season, day=day, activity=activity, **facts, by=self.year.head)

    def count(self, name):
        """Who came to an activity."""
        people = {self.cast.agencies[code].pk: 4 + place % 5 for place, code in enumerate(self.year.codes)}
        traces.count_participants(self._activity(name), people=people, by=self.year.head)

    def amend(self):
        """One member amends a signed target."""
        code = self.facts["amended"]
        pledge = self.year.season.pledges.get(agency=self.cast.agencies[code])
        rows = Criterion.objects.filter(targets__pledge=pledge).select_related("group__table")
        criterion = rows.order_by("path").first()
        words = {"text": self.facts["amendment"], "reason": self.facts["amendment_reason"]}
        amendments.amend(pledge, criterion, **words, number=5, unit="đề án", by=self.cast.leader(code))

    def _activity(self, name):
        return Activity.objects.get(season=self.year.season, name=name)

    def _hand(self, flag, whom, occasion):
        to = self.cast.agencies[self.facts[whom]]
        flags.hand_over(flag, to=to, on=clock.today(), occasion=occasion, by=self.cast.officer)
