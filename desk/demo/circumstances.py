"""What surrounds a demo year's honours: days, a rule and its waiver, figures, pauses, councils' votes."""

from datetime import timedelta

from awards.cataloguing import catalogue
from awards.limiting import quotas
from awards.models import EligibilityRule, Hold, Nomination, Quota
from awards.qualifying import council_votes, eligibility_rules, holds, waivers, workforce
from awards.submitting import deadlines
from core import clock
from desk.demo import cast

TWO_A_DAY = 2  # members that tell their figures


class Circumstances:
    """The acts of a scenario's tables rule, waiver, deadlines, workforce, holds, council_votes."""

    def __init__(self, year, facts):
        self.year, self.facts, self.cast = year, facts, year.cast

    def put_on(self, timeline):
        """Enter the acts into the timeline, each on its day."""
        facts = self.facts
        timeline.on(facts["rule"]["on"], self.ask_more)
        timeline.on(facts["waiver"]["on"], self.let_pass)
        timeline.on(facts["member_quota"]["on"], self.limit_member)
        for row in facts["deadlines"]:
            timeline.on(row["on"], self.set_deadline, row)
        for place, row in enumerate(facts["workforce"]["rows"]):
            timeline.on(facts["workforce"]["from"] + timedelta(days=place // TWO_A_DAY), self.tell, row)
        for row in facts["holds"]:
            timeline.on(row["starts_on"], self.pause, row)
            if "lifted" in row:
                timeline.on(row["lifted"]["on"], self.lift, row["lifted"])
        for row in facts["council_votes"]:
            timeline.on(row["on"], self.vote, row)

    def ask_more(self):
        """The officer enters what the letter of the quotas asks beside the law."""
        facts = {name: value for name, value in self.facts["rule"].items() if name != "on"}
        eligibility_rules.add(**facts, by=self.cast.officer)

    def let_pass(self):
        """The officer lets one pass that misses the letter's rule, with a reason."""
        facts = self.facts["waiver"]
        rule = EligibilityRule.objects.get(source=self.facts["rule"]["source"])
        waivers.waive(self.nomination(facts), rule=rule, reason=facts["reason"], by=self.cast.officer)

    def limit_member(self):
        """The head agrees with a member on a number of its own."""
        facts = self.facts["member_quota"]
        key = {"form__code": facts["form"], "recipient": facts["recipient"]}
        quota = Quota.objects.get(season=self.year.season, **key)
        agency, said = (
            self.cast.agencies[facts["agency"]],
            {name: facts[name] for name in ("number", "source")},
        )
        quotas.set_member(quota, agency, **said, by=self.year.head)

    def set_deadline(self, row):
        """The officer enters until when the letter wants a dossier."""
        form = catalogue.of(self.year.season).get(code=row["form"])
        days = {"due_on": row["due_on"], "source": row["source"]}
        deadlines.set_own(self.year.season, form=form, **days, by=self.cast.officer)

    def tell(self, row):
        """A member tells its figures."""
        code, people, women, completed, advanced, fighters = row
        facts = {"people": people, "women": women, "completed": completed}
        facts |= {"advanced": advanced, "fighters": fighters, "source": self.facts["workforce"]["source"]}
        agency, clerk = self.cast.agencies[code], self.cast.clerk(code)
        workforce.set_figures(self.year.season, agency, **facts, by=clerk)

    def pause(self, row):
        """The officer notes that somebody is not to be put forward for a time."""
        agency, by = self.cast.agencies[row["agency"]], self.cast.officer
        if "collective" in row:
            subject = {"collective": cast.known_collective(agency, row["collective"], by=by)}
        else:
            subject = {"person": cast.known_recipient(agency, row["number"], row["position"], by=by)}
        facts = {name: row[name] for name in ("kind", "reason", "source", "starts_on")}
        holds.add(agency, **facts, **subject, by=by)

    def lift(self, facts):
        """The pause that was entered last has ended."""
        last_day = clock.today() - timedelta(days=1)
        hold = Hold.objects.filter(ends_on=None).latest("pk")
        holds.lift(hold, last_day=last_day, source=facts["source"], by=self.cast.officer)

    def vote(self, row):
        """The officer copies what a council voted."""
        facts = {name: row[name] for name in ("council", "members", "in_favour", "source")}
        council_votes.record(self.nomination(row), held_on=row["on"], **facts, by=self.cast.officer)

    def nomination(self, row):
        """Return the nomination of the member `agency` for `form` that a row of the scenario means."""
        key = {"form__code": row["form"], "agency": self.cast.agencies[row["agency"]]}
        return Nomination.objects.get(season=self.year.season, **key)
