"""Which form of the catalogue a written one means: by its name or a usual short one, never by guessing."""

import re
from datetime import date

from awards.models import AwardForm
from core.text import search_key

SPELT_OUT = {  # short forms of lists, as `search_key` has them
    "bk": "bang khen",
    "gk": "giay khen",
    "cstd": "chien si thi dua",
    "hcld": "huan chuong lao dong",
    "ld": "lao dong",
    "ldtt": "lao dong tien tien",
    "ldxs": "lao dong xuat sac",
    "ttldtt": "tap the lao dong tien tien",
    "ttldxs": "tap the lao dong xuat sac",
    "ttg": "thu tuong",
    "ttcp": "thu tuong",
}
FILLING = {"cua", "cap", "danh", "hieu", "tang", "truy"}  # words that make no other form
CLASS = re.compile(r" hang (nhat|nhi|ba|i|ii|iii|1|2|3)$")


def plain(text):
    """Return what counts of a form's name when two are compared."""
    words = search_key(text).replace(",", " ").split()
    spelt = " ".join(SPELT_OUT.get(word, word) for word in words if word not in FILLING)
    return CLASS.sub("", spelt.replace("thu tuong chinh phu", "thu tuong"))


class Catalogue:
    """The forms of all times, read once. `chosen` is {text as written: code} of what somebody said."""

    def __init__(self, chosen=None):
        self.chosen = {search_key(text): code for text, code in (chosen or {}).items()}
        self.periods, self._codes = {}, {}
        for form in AwardForm.objects.order_by("ceremony_order", "valid_from", "pk"):
            self.periods.setdefault(form.code, []).append(form)
        names = {plain(form.name) for forms in self.periods.values() for form in forms}
        for code, forms in self.periods.items():
            for form in forms:
                self._note(plain(form.name), code)
                short = plain(form.short_name)
                if not any(name != plain(form.name) and name.startswith(short) for name in names):
                    self._note(short, code)

    @property
    def choices(self):
        """(code, name) of every form, in the order of a ceremony."""
        return [(code, forms[-1].name) for code, forms in self.periods.items()]

    def find(self, text, year, day=None):
        """Return the AwardForm in force then that `text` means; None when none or more than one could be."""
        codes = self._codes.get(plain(text), set())
        code = self.chosen.get(search_key(text)) or (next(iter(codes)) if len(codes) == 1 else None)
        return self.of(code, year, day)

    def of(self, code, year, day=None):
        """Return the AwardForm with this code that was in force then, else the nearest; None for no code."""
        periods = self.periods.get(code)
        return self._on(periods, day or date(year, 12, 31)) if periods else None

    def _note(self, key, code):
        self._codes.setdefault(key, set()).add(code)

    def _on(self, forms, day):
        """The one of that day; before the first and after the last one that is known, the nearest."""
        begun = [form for form in forms if form.valid_from <= day]
        return begun[-1] if begun else next(iter(forms), None)
