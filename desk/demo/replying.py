"""A member of a demo year asks for a second reading of the line that was lowered; its points are kept."""

from core.numbers import points
from results import replies, second_reading, standings
from results.models import Reply, ReplyLine
from results.replies import Wish


class Replying:
    """The reply of one year; the scenario's `reply`: whose, the two days, grounds and answer."""

    def __init__(self, year):
        self.year, self.cast, self.facts = year, year.cast, year.scenario.get("reply")

    def put_on(self, timeline):
        """The member asks on one day and is answered on another."""
        if self.facts:
            timeline.on(self.facts["asked_on"], self.ask)
            timeline.on(self.facts["answered_on"], self.answer)

    def ask(self):
        """The member's leader asks for the points the member gave itself, where a line was lowered."""
        code = self.facts["member"]
        sheet = self.year.season.sheets.get(agency=self.cast.agencies[code])
        lowered = [line for line in sheet.lines.all() if line.self_points != standings.final_points(line)]
        grounds = self.facts["grounds"]
        wishes = {line.pk: Wish(points(line.self_points), grounds) for line in lowered[:1]}
        if wishes:
            replies.file(sheet, wishes=wishes, by=self.cast.leader(code))

    def answer(self):
        """The head reads and keeps the points."""
        facts = {"outcome": ReplyLine.Outcome.KEPT, "text": "", "reason": self.facts["answer"]}
        for reply in Reply.objects.waiting().filter(sheet__season=self.year.season):
            second_reading.begin(reply, by=self.year.head)
            for row in reply.lines.select_related("reply"):
                second_reading.answer(row, **facts, version=row.version, by=self.year.head)
            second_reading.close(reply, by=self.year.head)
