"""A demo year's dossiers: what waits is checked, asked about, drawn up, sent; what each level said of it."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.cataloguing import catalogue
from awards.models import Dossier, Nomination
from awards.nominating import checking, nomination_files, nominations, reporting
from awards.submitting import dossier_papers, dossiers, opinions, outcomes, sending
from core import clock
from desk.demo import cast
from desk.demo.year import proof

ACTS = (  # table of the scenario, which of its days, what happens then
    ("nominations", "on", "propose"),
    ("opinions", "asked_on", "ask"),
    ("opinions", "answered_on", "answer"),
    ("reports", "on", "report"),
    ("checked", "on", "check"),
    ("returned", "on", "send_back"),
    ("dossiers", "begin", "begin"),
    ("dossiers", "draw_up", "draw_up"),
    ("dossiers", "send", "send"),
    ("outcomes", "on", "hear"),
    ("dropped", "on", "drop"),
)
HEARD = ("level", "authority", "outcome", "number", "reason")  # what a row says of an outcome


class Dossiers:
    """The acts of the scenario's tables that ACTS names."""

    def __init__(self, year, facts):
        self.year, self.facts, self.cast = year, facts, year.cast

    def put_on(self, timeline):
        """Enter the acts into the timeline; those of one day in the order in which they need each other."""
        for table, day, act in ACTS:
            for row in self.facts[table]:
                if day in row:
                    timeline.on(row[day], getattr(self, act), row)

    def propose(self, row):
        """A member puts a collective or one of its people forward."""
        agency, by = self.cast.agencies[row["agency"]], self.cast.clerk(row["agency"])
        if "collective" in row:
            subject = {"collective": cast.known_collective(agency, row["collective"], by=by)}
        else:
            subject = {"person": cast.known_recipient(agency, row["number"], row["position"], by=by)}
        season = self.year.season
        nominations.propose(
            season,
            form=self._form(row["form"]),
            agency=agency,
            **subject,
            ground=Nomination.Ground.MOVEMENT,
            achievement=row["achievement"],
            achieved_from=date(season.year, 1, 1),
            achieved_to=date(season.year, 12, 31),
            by=by,
        )

    def ask(self, row):
        """The head asks another body."""
        facts = {name: row[name] for name in ("asked_of", "asked_on", "letter", "due_on")}
        opinions.ask(self._nomination(row), **facts, by=self.year.head)

    def answer(self, row):
        """The body has answered; its paper is kept."""
        asked = self._nomination(row).opinions.get(asked_of=row["asked_of"])
        facts = {name: row[name] for name in ("answered_on", "answer", "note")}
        opinions.answer(asked, **facts, upload=self._upload("Văn bản trả lời.pdf"), by=self.year.head)

    def report(self, row):
        """A member writes its report and adds a paper to it."""
        nomination, by = self._nomination(row), self.cast.clerk(row["agency"])
        texts = self.facts["report_texts"]["person" if nomination.person_id else "others"]
        reporting.write(nomination, texts=texts, by=by)
        nomination_files.add(nomination, upload=self._upload("Phụ lục số liệu.pdf"), by=by)

    def check(self, row):
        """The managing body's officer has looked through some nominations."""
        for code in row["agencies"]:
            nomination = self._nomination({"form": row["form"], "agency": code})
            checking.check(nomination, note=row["note"], by=self.cast.officer)

    def send_back(self, row):
        """The head returns a nomination to be completed."""
        facts = {name: row[name] for name in ("reason", "due_on")}
        checking.send_back(self._nomination(row), **facts, by=self.year.head)

    def begin(self, row):
        """The head begins a dossier with all that waits and has been checked or voted on."""
        form, by = self._form(row["form"]), self.year.head
        made = dossiers.begin(self.year.season, form=form, addressee=row["addressee"], by=by)
        dossiers.revise(made, addressee=row["addressee"], appraisal=row["appraisal"], by=by)

    def draw_up(self, row):
        """Its papers are drawn up."""
        dossier_papers.draw_up(self._dossier(row["form"]), by=self.year.head)

    def send(self, row):
        """It is sent with its letter."""
        letter = {"letter_number": row["letter_number"], "letter_on": clock.today()}
        sending.send(self._dossier(row["form"]), **letter, despite=row.get("despite", ""), by=self.year.head)

    def hear(self, row):
        """A level has said something of some nominations."""
        chosen = [self._nomination({"form": row["form"], "agency": code}) for code in row["agencies"]]
        facts = {name: row[name] for name in HEARD if name in row}
        if lower := row.get("lower_form"):
            facts["lower_form"] = self._form(lower)
        dossier = self._dossier(row["form"])
        outcomes.record(dossier, nominations=chosen, decided_on=row["on"], **facts, by=self.year.head)

    def drop(self, row):
        """The head leaves a nomination out of the list."""
        nominations.drop(self._nomination(row), reason=row["reason"], by=self.year.head)

    def _form(self, code):
        return catalogue.of(self.year.season).get(code=code)

    def _nomination(self, row):
        key = {"form__code": row["form"], "agency": self.cast.agencies[row["agency"]]}
        return Nomination.objects.select_related("season").get(season=self.year.season, **key)

    def _dossier(self, code):
        return Dossier.objects.get(season=self.year.season, form__code=code)

    def _upload(self, name):
        return SimpleUploadedFile(name, proof(self.year.season.form), "application/pdf")
