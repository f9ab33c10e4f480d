"""Text in a figure: real text on the screen, outlines of our own face on paper; its table."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from documents.figures.letters import outline
from documents.figures.looks import INK

register = template.Library()
SHARES = {"start": 0, "middle": 0.5, "end": 1}  # how much of its length stands before x
HALO = 3  # units of paper around letters that cross a line
BREAK = mark_safe("<br>")
CODE = re.compile(r"(\w+(?:\.\d+)+)")  # II.5, T.1, I.3.2: renderers break a line after their points


@register.filter
def firm(text):
    """Return `text` for the table of a figure: its lines kept, no code torn at the end of one."""
    lines = (CODE.split(line) for line in text.split("\n"))
    return format_html_join(BREAK, "{}", ((_joined(parts),) for parts in lines))


def _joined(parts):
    """The parts of a line, every second of which is a code."""
    marked = (
        format_html('<span class="firm">{}</span>', part) if n % 2 else part for n, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in marked))


@register.simple_tag(takes_context=True)
def letters(context, text, x, y, *, size=12, anchor="start", bold=False, fill=INK, halo=""):
    """Draw one line of `text` at (x, y), `size` units high; `halo` is the colour that keeps it clear.

    On paper (the context says `paper`) as a shape. Raises RuleError as `outline` does.
    """
    if context.get("paper"):
        drawn, length, em = outline(str(text), bold=bold)
        scale = size / em
        left = float(x) - length * scale * SHARES[anchor]
        return _shape(
            drawn, f"translate({left:.2f} {y:.2f}) scale({scale:.5f} {-scale:.5f})", scale, fill, halo
        )
    return format_html(
        '<text x="{}" y="{}"{} font-size="{}"{} fill="{}"{}>{}</text>',
        f"{x:g}",
        f"{y:g}",
        "" if anchor == "start" else format_html(' text-anchor="{}"', anchor),
        size,
        format_html(' font-weight="{}"', 700) if bold else "",
        fill,
        format_html(' stroke="{}" stroke-width="{}" paint-order="stroke"', halo, HALO) if halo else "",
        text,
    )


def _shape(drawn, placed, scale, fill, halo):
    """The outline in its place, over a broad line of the colour `halo` where there is one."""
    around = format_html(
        '<path d="{}" fill="{}" stroke="{}" stroke-width="{}" stroke-linejoin="round"/>',
        drawn,
        halo,
        halo,
        f"{HALO / scale:.0f}",
    )
    return format_html(
        '<g transform="{}">{}<path d="{}" fill="{}"/></g>', placed, around if halo else "", drawn, fill
    )
