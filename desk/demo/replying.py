"""A member of a demo year asks for a second reading of the line that was lowered; its points are kept."""

from core.numbers import points
from results import replies, second_reading
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
        """The member's leader asks for the points the member gave itself."""
        code = self.facts["member"]
        sheet = self.year.season.sheets.get(agency=self.cast.agencies[code])
        line = sheet.lines.select_related("criterion__group").order_by("criterion__path").first()
        wishes = {line.pk: Wish(points(line.self_points), self.facts["grounds"])}
        replies.file(sheet, wishes=wishes, by=self.cast.leader(code))

    def answer(self):
        """The head reads and keeps the points."""
        reply = Reply.objects.get(sheet__season=self.year.season)
        second_reading.begin(reply, by=self.year.head)
        facts = {"outcome": ReplyLine.Outcome.KEPT, "text": "", "reason": self.facts["answer"]}
        for row in reply.lines.select_related("reply"):
            second_reading.answer(row, **facts, version=row.version, by=self.year.head)
        second_reading.close(reply, by=self.year.head)
