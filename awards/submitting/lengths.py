"""How long a text should be: its words counted, beside what its form expects. A guide, no rule."""

from dataclasses import dataclass

from awards.submitting import requirements


@dataclass(frozen=True)
class Guide:
    """From how many to how many words; either end may be open."""

    first: int | None
    last: int | None
    source: str

    @property
    def words(self):
        """The guide in words: "20 đến 150 chữ"."""
        if self.first is None:
            return f"nhiều nhất {self.last} chữ"
        return f"từ {self.first} chữ" if self.last is None else f"{self.first} đến {self.last} chữ"

    def remark(self, count):
        """What to say of a text of `count` words; nothing when it fits."""
        if self.first is not None and count < self.first:
            return f"Có {count} chữ, ngắn hơn thường lệ ({self.words}). Hãy ghi thêm việc và số liệu."
        if self.last is not None and count > self.last:
            return f"Có {count} chữ, dài hơn thường lệ ({self.words}). Hãy giữ việc và số liệu chính."
        return ""


def count(text):
    """Return how many words (chữ, as Vietnamese offices count: parted by blanks) a text has."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def guide(form, part=requirements.Part.ACHIEVEMENT, day=None):
    """Return the Guide for a text of a form's dossier on `day` (today), or None where none is known."""
    return _guide(requirements.parts_of(form, day), part)


def guides(forms, part=requirements.Part.ACHIEVEMENT, day=None):
    """Return [(Guide, names of the forms it holds for)] of several forms; one query."""
    rows = requirements.parts_of_each(forms, day)
    found = {}
    for form in forms:
        if guided := _guide(rows[form.pk], part):
            found.setdefault(guided, []).append(form.name)
    return list(found.items())


def _guide(rows, part):
    for row in rows:
        if row.part == part and (row.words_from or row.words_to):
            return Guide(row.words_from, row.words_to, row.source)
    return None
