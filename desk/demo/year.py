"""A demo year up to its standing: planned, pledged, scored, appraised, by the people who do it."""

from datetime import timedelta
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from awards import rounds
from blocs import criteria, leadership, publishing, reply_days, seasons
from blocs.models import Criterion, Season
from core import clock
from core.numbers import points
from desk.demo import marks
from documents import layouts, papers
from documents.blocks import Paragraph, Title, freeze
from documents.models import Document
from results import appraisal, evidence, pledges, scoring
from results.models import ScoreSheet, Target

CRITERION = ("name", "guidance", "max_points", "evidence_required")
LOWERED = "Số liệu trong minh chứng thấp hơn kết quả đơn vị kê khai."
RETURNED = "Minh chứng chưa có trang ký; đề nghị bổ sung."


class Year:
    """One bloc's year in the demo: the acts its timeline tells, for a cast and the facts of a scenario."""

    def __init__(self, cast, scenario):
        self.cast, self.scenario = cast, scenario
        self.codes = list(cast.agencies)
        self.head = cast.clerk(scenario["head"])

    @property
    def season(self):
        """The season as the database has it now."""
        return Season.objects.select_related("bloc", "criteria").get(
            bloc=self.cast.bloc, year=self.scenario["year"]
        )

    def put_on(self, timeline):
        """Enter this year's acts into the timeline, each on its day."""
        done = self.scenario["done"]
        timeline.on(done["opened"], self.open)
        timeline.on(done["planned"], self.plan)
        timeline.on(done["published"], self.publish)
        for number, code in enumerate(self.codes):
            timeline.on(done["pledged"] - timedelta(days=9 - number % 9), self.promise, code)
        timeline.on(done["pledged"], self.sign)
        for name in ("midyear", "scoring"):
            if name in done:
                timeline.on(done[name], self.go_on)
        if "submitted" in done:
            self._put_sheets_on(timeline, done["submitted"])
        if "appraised" in done:
            self._put_appraisal_on(timeline, done)

    def open(self):
        """The officer opens the year and records its lead, as it was elected."""
        facts, by = self.scenario, self.cast.officer
        season = seasons.open_season(self.cast.bloc, year=facts["year"], theme=facts["theme"], by=by)
        leadership.appoint(
            season,
            head=self.cast.agencies[facts["head"]],
            standing_deputy=self.cast.agencies[facts["standing_deputy"]],
            deputies=[self.cast.agencies[code] for code in facts["deputies"]],
            by=by,
        )

    def plan(self):
        """The head sets the dates and writes the criteria."""
        seasons.plan(self.season, by=self.head, **self.scenario["plan"])
        table = self.season.criteria
        for group in list(table.groups.all()):  # taken over from the year before
            criteria.remove_group(group, by=self.head)
        for facts in self.scenario["groups"]:
            group = criteria.add_group(
                table, kind=facts["kind"], name=facts["name"], max_points=facts["max_points"], by=self.head
            )
            for row in facts["criteria"]:
                criteria.add_criterion(group, **{name: row[name] for name in CRITERION}, by=self.head)
        reply_days.set_days(table, days=self.scenario.get("reply_days", 0), by=self.head)

    def publish(self):
        """The criteria are frozen and the members begin to promise."""
        publishing.publish(self.season.criteria, by=self.head)
        seasons.conclude_planning(self.season, by=self.head)

    def promise(self, code):
        """One member writes its targets and hands them in."""
        clerk, season = self.cast.clerk(code), self.season
        rows = [row for group in self.scenario["groups"] for row in group["criteria"]]
        texts = {row["name"]: row["target"] for row in rows if "target" in row}
        pledge = pledges.start(season, agency=self.cast.agencies[code], by=clerk)
        for criterion in self.criteria():
            if criterion.name in texts:
                text = texts[criterion.name]
                pledges.set_target(pledge, criterion, text=text, version=0, by=clerk)
        pledges.hand_in(pledge, by=self.cast.leader(code))

    def sign(self):
        """All sign together."""
        pledges.conclude(self.season, signed_on=clock.today(), by=self.head)

    def go_on(self):
        """The head ends a phase of work."""
        seasons.go_on(self.season, by=self.head)

    def start_sheet(self, place, lines):
        """A member begins its sheet with that many lines."""
        code = self.codes[place]
        clerk = self.cast.clerk(code)
        sheet = scoring.start(self.season, agency=self.cast.agencies[code], by=clerk)
        self._fill(self._lines(sheet)[:lines], self.agreed(place), clerk)

    def submit_sheet(self, place):
        """A member completes its sheet; its leader submits it."""
        code = self.codes[place]
        clerk, leader = self.cast.clerk(code), self.cast.leader(code)
        sheet = scoring.start(self.season, agency=self.cast.agencies[code], by=clerk)
        self._fill(self._lines(sheet), self.agreed(place), clerk)
        scoring.submit(sheet, by=leader)

    def conclude_scoring(self):
        """All sheets are in."""
        scoring.conclude(self.season, by=self.head)

    def appraise(self, place):
        """One sheet is appraised: its first line lowered where the member claimed more, the rest accepted.

        The head's sheet is appraised by a deputy.
        """
        sheet, by = self._sheet(place), self._appraiser(place)
        line = self._lines(sheet)[0]
        lowered = self.agreed(place)[line.criterion_id]
        if line.appraised_points is None and line.self_points != lowered:
            appraisal.judge(line, text=points(lowered), reason=LOWERED, version=line.version, by=by)
        appraisal.accept_rest(sheet, by=by)
        appraisal.finish(sheet, by=by)

    def send_back(self, place):
        """One line of a sheet is returned to its member."""
        sheet = self._sheet(place)
        appraisal.send_back(sheet, lines=[self._lines(sheet)[1]], reason=RETURNED, by=self._appraiser(place))

    def answer(self, place):
        """The member hands the returned sheet in again."""
        scoring.submit(self._sheet(place), by=self.cast.leader(self.codes[place]))

    def conclude_appraisal(self):
        """The points of the whole bloc are closed and its standing is written."""
        appraisal.conclude(self.season, by=self.head)

    def close(self):
        """Nothing is open any more: the year is closed."""
        rounds.conclude(self.season, by=self.head)

    def criteria(self):
        """Return the year's criteria in their order."""
        rows = Criterion.objects.filter(group__table__season=self.season)
        return rows.select_related("group__table").order_by("path")

    def agreed(self, place):
        """Return {criterion's key: points} that the member at `place` has in the end."""
        totals = self.scenario.get("totals", {}).get(self.codes[place])
        return marks.of_member(list(self.criteria()), place, totals)

    def _put_sheets_on(self, timeline, last_day):
        """Members begin and submit one after the other, the last of them on the last day."""
        count = len(self.codes)
        for place in range(count):
            ends = last_day - timedelta(days=(count - 1 - place) * 2 // 3)
            timeline.on(ends - timedelta(days=4), self.start_sheet, place, 3 + place % 9)
            timeline.on(ends, self.submit_sheet, place)

    def _put_appraisal_on(self, timeline, done):
        first, last = done["appraisal"], done["appraised"]
        timeline.on(first, self.conclude_scoring)
        days = max((last - first).days - 2, 1)
        back = self.scenario.get("returned", [])
        for place, code in enumerate(self.codes):
            day = first + timedelta(days=1 + place * days // len(self.codes))
            if code in back:
                timeline.on(first + timedelta(days=2), self.send_back, place)
                timeline.on(day + timedelta(days=1), self.answer, place)
                day += timedelta(days=2)
            if code != self.scenario["head"] or "cross" not in self.scenario:  # else see crossing.py
                timeline.on(min(day, last), self.appraise, place)
        timeline.on(last, self.conclude_appraisal)

    def _sheet(self, place):
        return ScoreSheet.objects.get(season=self.season, agency=self.cast.agencies[self.codes[place]])

    def _lines(self, sheet):
        return list(sheet.lines.select_related("criterion__group", "sheet__season"))

    def _appraiser(self, place):
        if self.codes[place] == self.scenario["head"]:
            return self.cast.clerk(self.scenario["standing_deputy"])
        return self.head

    def _fill(self, lines, agreed, clerk):
        targets = dict(
            Target.objects.filter(
                pledge__season=lines[0].sheet.season_id, pledge__agency=lines[0].sheet.agency_id
            ).values_list("criterion", "text")
        )
        for number, line in enumerate(lines):
            if line.self_points is None:
                given = agreed[line.criterion_id]
                given = marks.claimed(given, line.criterion.max_points) if number == 0 else given
                self._fill_line(line, given, targets.get(line.criterion_id, ""), clerk)

    def _fill_line(self, line, given, target, clerk):
        if target:
            line = scoring.enter(line, cell="result", text=target, version=line.version, by=clerk)
        line = scoring.enter(line, cell="self_points", text=points(given), version=line.version, by=clerk)
        self._prove(line, clerk)

    def _prove(self, line, clerk):
        if line.self_points and line.criterion.evidence_required:
            name = f"Minh chứng {line.criterion.code}.pdf"
            upload = SimpleUploadedFile(name, proof(line.sheet.season.form), "application/pdf")
            evidence.add(line, upload=upload, by=clerk)


@cache
def proof(form):
    """Return the bytes of a one-page PDF that says it is only a sample; no paper of the installation."""
    layout = layouts.profile_for(form, clock.today())
    words = [Title("Minh chứng mẫu"), Paragraph("Tệp này chỉ dùng để xem thử phần mềm.")]
    blocks, sha256 = freeze(words, layout.name)
    paper = Document(
        title="Tệp minh chứng mẫu",
        layout=layout.name,
        blocks=blocks,
        sha256=sha256,
        sample=True,
        issued_at=clock.now(),
    )
    return papers.render_bytes(paper, "pdf")
