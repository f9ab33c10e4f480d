"""The awards of the years before a demo's own: a list that an officer takes in, with rows left open."""

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.past import imports, reading
from documents import excel


class PastYears:
    """The import of a scenario's table `past`: a day, a file's name, `keys` of its columns and its rows."""

    def __init__(self, officer, facts):
        self.officer, self.facts = officer, facts

    def put_on(self, timeline):
        """The officer takes the list in on one day."""
        timeline.on(self.facts["on"], self.take)

    def take(self):
        """The list is looked at and taken as it stands; who is not found keeps the words of the list."""
        columns = [reading.HEADINGS[key][0] for key in self.facts["keys"]]
        content = excel.workbook("Khen thưởng cũ", columns, self.facts["rows"])
        upload = SimpleUploadedFile(self.facts["name"], content, excel.XLSX)
        preview = imports.stage(upload=upload, by=self.officer)
        imports.take(token=preview.token, chosen={}, by=self.officer)
