"""Where each text of a sheet stands: every line already sized and broken; for the ground also as HTML."""

import unicodedata
from dataclasses import dataclass

from django.template.loader import render_to_string

from documents import faces, fitting
from documents.designs import FIELD, Box


@dataclass(frozen=True)
class Placed:
    """A text in its box: how it is fitted, and the left edge and width (mm) it was given."""

    box: Box
    fitted: fitting.Fitted
    x: float
    width: float

    @property
    def lines(self):
        """Its lines as they are printed."""
        return self.fitted.lines

    @property
    def text(self):
        """Its lines as one text."""
        return "\n".join(self.lines)

    @property
    def top(self):
        """Where the first line begins, in mm."""
        spare = self.box.height - self.fitted.height(self.box)
        return self.box.y + {"top": 0, "middle": spare / 2, "bottom": spare}[self.box.vertical]

    @property
    def rule(self):
        """Its place and size as CSS."""
        return (
            f"left: {self.x:.3f}mm; top: {self.top:.3f}mm; width: {self.width:.3f}mm; "
            f"font-size: {self.fitted.size:g}pt"
        )


def placed(design, row):
    """Return the texts of one certificate, each in its box, as the design orders them; no empty ones."""
    facts = {name: value.strip() for name, value in vars(row).items() if isinstance(value, str)}
    texts = ((box, _said(box, facts)) for box in design.boxes)
    return [_placed(box, text, design, bool(row.qr)) for box, text in texts if text]


def printed(design):
    """Return the words that stand on every sheet of `design`, each in its box."""
    return [_placed(box, _cased(box, box.text), design, True) for box in design.words]


def page(design, sheets, *, ground=False):
    """Return the HTML of `sheets`, a list of texts for each, on pages of their own."""
    rules, shown = {}, []
    for texts in sheets:
        lines = [
            {
                "box": text.box,
                "text": text.text,
                "classes": f"b-{text.box.name} p{rules.setdefault(text.rule, len(rules))}",
            }
            for text in texts
        ]
        shown.append(lines)
    facts = {
        "rules": [f".p{number} {{ {rule} }}" for rule, number in rules.items()],
        "sheets": shown,
        "ground": design.ground if ground else "",
        "title": design.title,
    }
    return render_to_string("paper/certificate/sheets.html", facts)


def style(design, *, words=True):
    """Return the style sheet (text) of all sheets of `design`; without `words` that of its drawing."""
    own = [
        {
            "url": faces.address(cut),
            "family": cut[0],
            "weight": cut[1],
            "slope": "italic" if cut[2] else "normal",
        }
        for cut in (design.cuts if words else ())
    ]
    boxes = (*design.words, *design.boxes) if words else ()
    facts = {"faces": own, "design": design, "boxes": boxes}
    return render_to_string("paper/certificate/sheet.css", facts)


def _placed(box, text, design, has_code):
    x, width = box.x, box.width
    if box.beside_code and design.code and design.code.x < x and not has_code:
        x, width = design.code.x, box.width + box.x - design.code.x
    return Placed(box, fitting.fit(box, text, width), x, width)


def _said(box, facts):
    """The text of a box, composed, in single spaces; a line is left out when all its fields are empty."""
    bare = dict.fromkeys(facts, "")
    lines = []
    for pattern in box.text.split("\n"):
        filled, empty = _filled(pattern, facts), _filled(pattern, bare)
        if filled != empty or not FIELD.search(pattern):
            lines += [" ".join(line.split()) for line in filled.split("\n")]
    return _cased(box, unicodedata.normalize("NFC", "\n".join(filter(None, lines))))


def _cased(box, text):
    return text.upper() if box.upper else text


def _filled(pattern, facts):
    """`pattern` with its fields; plain names only, for whoever makes a design writes patterns."""
    return FIELD.sub(lambda found: facts.get(found[1], found[0]), pattern)
