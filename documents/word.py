"""Pieces to a Word file by python-docx, from the same pieces as the PDF.

The office's computers have Times New Roman, the twin of the face our PDFs are set in. The same pieces
always give the same bytes.
"""

import io
import zipfile
from datetime import UTC

from django.template.loader import render_to_string
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from documents import layouts, word_pictures
from documents.pieces import Picture
from documents.word_parts import JUSTIFY, MM, PT, elements, style_id, w

FACE = "Times New Roman"
STAMP = (1980, 1, 1, 0, 0, 0)  # of every part inside the file: the oldest a zip can hold


def render(pieces, layout, imprint):
    """Return the Word file (bytes) of `pieces` in `layout`; `imprint` is what the file says about itself."""
    document = Document()
    _sign(document, imprint)
    _set_defaults(document)
    for name, style in layout.styles.items():
        _add_style(document, name, style)
    _set_page(document.sections[0], layout, imprint)
    body = document.element.body
    end = body.sectPr
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if isinstance(piece, Picture):
            end.addprevious(word_pictures.element(piece, document.part))
            continue
        for element in elements(piece, layout, keep=bool(getattr(following, "before", 0))):
            end.addprevious(element)
    return _packed(document)


def _sign(document, imprint):
    """Say what the file is, when its content was frozen and from which; nothing of the machine."""
    about = document.core_properties
    about.title, about.keywords = imprint.title[:255], f"sha256:{imprint.sha256}"
    about.created = about.modified = imprint.made_at.astimezone(UTC)
    about.author = about.last_modified_by = about.comments = ""
    about.language, about.revision = "vi-VN", 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _set_defaults(document):
    """Times New Roman, Vietnamese, no spacing of its own, and today's rules of setting tables."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault"))
    run.clear()
    language = w("lang", val="vi-VN", eastAsia="vi-VN", bidi="vi-VN")
    run.append(w("rPr", _fonts(), w("sz", val=28), w("szCs", val=28), language))
    paragraph = defaults.find(qn("w:pPrDefault"))
    paragraph.clear()
    paragraph.append(w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto")))
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Word 2013 and later; older rules push tables out of the margin


def _add_style(document, name, style):
    """One paragraph style per element of the layout: an office that edits the file keeps its form."""
    level = int(name[-1]) if name.startswith("heading") else 0
    if level:
        element = document.styles[f"Heading {level}"].element
    else:
        element = document.styles.add_style(style_id(name), WD_STYLE_TYPE.PARAGRAPH).element
        element.set(qn("w:styleId"), style_id(name))
        element.find(qn("w:name")).set(qn("w:val"), style.label)
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    element.append(_paragraph_look(style, level))
    element.append(_run_look(style))


def _paragraph_look(style, level):
    look = w("pPr")
    if style.keep:
        look.append(w("keepNext"))
    look.append(w("widowControl"))
    line = round(style.leading * PT)
    before, after = round(style.before * PT), round(style.after * PT)
    look.append(w("spacing", before=before, after=after, line=line, lineRule="exact"))
    if style.indent:
        look.append(w("ind", firstLine=round(style.indent * MM)))
    look.append(w("jc", val=JUSTIFY.get(style.align, style.align)))
    if level:
        look.append(w("outlineLvl", val=level - 1))
    return look


def _run_look(style):
    look = w("rPr", _fonts())
    for tag, on in (("b", style.bold), ("bCs", style.bold), ("i", style.italic), ("iCs", style.italic)):
        look.append(w(tag, val=int(on)))
    look.append(w("color", val="000000"))
    look.append(w("sz", val=round(style.size * 2)))
    look.append(w("szCs", val=round(style.size * 2)))
    if style.underline:
        look.append(w("u", val="single"))
    return look


def _fonts():
    return w("rFonts", ascii=FACE, hAnsi=FACE, eastAsia=FACE, cs=FACE)


def _set_page(section, layout, imprint):
    page = layout.page
    section.page_width, section.page_height = Mm(layouts.PAPER_WIDTH), Mm(layouts.PAPER_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(page.number_top), Mm(page.number_top)
    section.different_first_page_header_footer = True
    numbered, first = section.header.paragraphs[0], section.first_page_header.paragraphs[0]
    for paragraph in (numbered, first):
        paragraph._p.style = style_id("page_number")
        if imprint.mark:
            drawn = render_to_string("paper/mark.xml", {"mark": imprint.mark})
            paragraph._p.append(w("r", parse_xml(drawn)))
    text = w("t")
    text.text = "2"
    numbered._p.append(w("fldSimple", w("r", text), instr=" PAGE "))


def _packed(document):
    """Return the file with every part stamped alike: a zip otherwise notes the minute it was made."""
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in parts.namelist():
            target.writestr(zipfile.ZipInfo(name, STAMP), parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
