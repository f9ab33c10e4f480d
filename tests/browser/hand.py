"""A person's hand at the browser: everything clicked and typed is counted, so that it can be told as time.

Three seconds are reckoned for a click (to find it and to press it), one for five letters; a field is clicked
before it is typed into, a list is clicked twice, a file takes three clicks and the names of none.
"""

import re
from dataclasses import dataclass

SECONDS_A_CLICK, LETTERS_A_SECOND = 3, 5


@dataclass
class Hand:
    """Acts on a Playwright page and counts."""

    page: object
    clicks: int = 0
    fields: int = 0
    letters: int = 0

    def click(self, locator):
        """Press a button or follow a link."""
        self.clicks += 1
        locator.click()

    def press(self, name, role="button"):
        """Press the button, or follow the link, of that name."""
        self.click(self.page.get_by_role(role, name=name, exact=True))

    def follow(self, name):
        """Follow the link of that name."""
        self.press(name, role="link")

    def field(self, label):
        """The field of that label; a star behind it says that it must be filled in."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))

    def type(self, label, text):
        """Click into a field and type."""
        self.clicks, self.fields, self.letters = self.clicks + 1, self.fields + 1, self.letters + len(text)
        self.field(label).fill(text)

    def choose(self, label, option):
        """Open a list and pick; what stands there already costs a look only."""
        field = self.field(label)
        if field.locator("option:checked").inner_text() != option:
            self.clicks += 2
            field.select_option(label=option)

    def hand_in(self, label, content, name):
        """Choose a file from a folder."""
        self.clicks += 3
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        self.field(label).set_input_files({"name": name, "mimeType": kind, "buffer": content})

    @property
    def seconds(self):
        """How long a person takes for all of it."""
        return self.clicks * SECONDS_A_CLICK + self.letters / LETTERS_A_SECOND
