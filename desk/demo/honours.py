"""A demo year's honours: quotas, what members propose, the lead's decision with its certificates."""

from datetime import timedelta

from awards.cataloguing import catalogue
from awards.deciding import decisions
from awards.limiting import quotas
from awards.models import Decision, Nomination, PrintBatch
from awards.nominating import nominations
from awards.printing import batches, printers
from awards.registering import registers
from core import clock, numbers
from desk.demo import cast
from members import people
from members.models import Collective

OWN = "head-merit"


class Honours:
    """The acts around the honours of one year; `facts` is the scenario's part of that name."""

    def __init__(self, year, facts):
        self.year, self.facts, self.cast = year, facts, year.cast

    def put_on(self, timeline):
        """Enter the acts into the timeline, each on its day."""
        done, signed = self.year.scenario["done"], self.facts["signed_on"]
        timeline.on(done["appraisal"], self.set_quotas)
        for place, code in enumerate(self.cast.agencies):
            timeline.on(done["appraisal"] + timedelta(days=15 + place % 6), self.propose, place, code)
        timeline.on(done["appraised"] + timedelta(days=3), self.put_forward)
        timeline.on(signed - timedelta(days=3), self.draft)
        timeline.on(signed - timedelta(days=1), self.measure)
        timeline.on(signed, self.issue)
        timeline.on(signed + timedelta(days=1), self.print)

    def set_quotas(self):
        """The officer enters the letter's quotas, the bloc's own among them."""
        for row in self.facts["quotas"]:
            numbers = {name: row.get(name) for name in ("total", "per_member")}
            facts = {name: value for name, value in row.items() if name not in ("form", "recipient")}
            form = self.form(row["form"])
            quotas.set_quota(
                self.year.season, form, row["recipient"], **numbers | facts, by=self.cast.officer
            )

    def propose(self, place, code):
        """One member puts two collectives (the last ones only one) and three of its people forward."""
        agency, clerk = self.cast.agencies[code], self.cast.clerk(code)
        names = self.facts["collectives"]
        for number in range(2 if place < len(self.cast.agencies) - 2 else 1):
            name = names[(place * 3 + number) % len(names)]
            people.form_collective(agency, name=name, by=clerk)
            collective = Collective.objects.get(agency=agency, name=name)
            self._propose(OWN, agency, clerk, collective=collective)
        for number, position in enumerate(self.facts["positions"]):
            person = cast.recipient(agency, 40 + place * 5 + number * 3, position, by=clerk)
            self._propose(OWN, agency, clerk, person=person)

    def put_forward(self):
        """The head puts the leading members forward for the State's honours."""
        for row in self.facts["agencies"]:
            self._propose(row["form"], self.cast.agencies[row["agency"]], self.year.head)

    def draft(self):
        """The head's clerk drafts the decision with everybody proposed for it."""
        names = ("number", "signed_on", "signer_name", "signer_post", "achievement")
        season, by = self.year.season, self.year.head
        registers.open_register(
            self.cast.agencies[self.year.scenario["head"]],
            self.facts["signed_on"].year,
            first_number=1,
            by=by,
        )
        decision = decisions.draft(
            season,
            form=self.form(OWN),
            place="Hà Nội",
            **{name: self.facts[name] for name in names},
            by=by,
        )
        decisions.add(decision, list(Nomination.objects.filter(season=season, form__code=OWN)), by=by)

    def issue(self):
        """The decision is issued."""
        decisions.issue(Decision.objects.get(season=self.year.season, form__code=OWN), by=self.year.head)

    def measure(self):
        """The certificate officer enters the printer for the certificates and measures it."""
        facts, head = self.facts["printer"], self.year.scenario["head"]
        officer = self.cast.account(head, "certificate_officer")
        words = {name: facts[name] for name in ("name", "tray", "width", "height")}
        profile = printers.add(self.cast.agencies[head], **words, by=officer)
        typed = {name: numbers.parse_decimal(text) for name, text in facts["measured"].items()}
        printers.calibrate(profile, **typed, by=officer)

    def print(self):
        """The certificate officer has the certificates made into one file."""
        officer = self.cast.account(self.year.scenario["head"], "certificate_officer")
        decision = Decision.objects.get(season=self.year.season, form__code=OWN)
        batches.start(decision, mode=PrintBatch.Mode.FULL, by=officer)

    def form(self, code):
        """Return the form of that code as the year knows it."""
        return catalogue.of(self.year.season).get(code=code)

    def _propose(self, form, agency, by, **subject):
        season = self.year.season
        nominations.propose(
            season,
            form=self.form(form),
            agency=agency,
            **subject,
            ground=Nomination.Ground.MERIT,
            achievement=f"Hoàn thành xuất sắc nhiệm vụ và các chỉ tiêu thi đua năm {season.year}.",
            achieved_from=clock.today().replace(year=season.year, month=1, day=1),
            achieved_to=clock.today().replace(year=season.year, month=12, day=31),
            by=by,
        )
