"""Workbooks whose formulas carry their results, as Excel itself writes them.

openpyxl writes a formula without what it gives. Excel works it out when the file is opened, but not in its
Protected View, and no preview on a phone does: there every total would be empty.
"""

import re
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl.utils import quote_sheetname

PARTS = "xl/worksheets/sheet{}.xml"  # openpyxl numbers them in the order of the book
FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?)>(<f>.*?</f>)<v ?(?:/>|></v>)</c>', re.DOTALL)


def saved(book, results):
    """Return the bytes of `book`; `results`: {title of a sheet: {coordinate: what its formula gives}}.

    A result is a number, or a text; formulas without one stay as openpyxl writes them. Whoever opens the file
    in Excel has everything worked out anew.
    """
    book.calculation.fullCalcOnLoad = True
    plain = BytesIO()
    book.save(plain)
    known = {PARTS.format(place): results.get(name, {}) for place, name in enumerate(book.sheetnames, 1)}
    content = BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            body = source.read(part)
            if known.get(part.filename):
                body = _filled(body.decode(), known[part.filename]).encode()
            target.writestr(part, body)
    return content.getvalue()


def link(title, coordinate="A1"):
    """Return what names a cell of another sheet in a formula and in a link: 'Ban Một'!A1."""
    return f"{quote_sheetname(title)}!{coordinate}"


def _filled(body, results):
    def fill(found):
        begin, coordinate, formula = found.groups()
        result = results.get(coordinate)
        if result is None:
            return found[0]
        if isinstance(result, str):
            return f'{begin} t="str">{formula}<v>{escape(result)}</v></c>'
        return f"{begin}>{formula}<v>{result}</v></c>"

    return FORMULA.sub(fill, body)
