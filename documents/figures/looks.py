"""How the parts of figures look: ink, paper and three patterns, so that black and white says the same.

The patterns are drawn by figures/_patterns.html.
"""

from dataclasses import dataclass

INK, SOFT, PALE, PAPER = "#231c17", "#574d43", "#84796b", "#fff"
HATCH, CROSS, DOTS = "url(#kt-hatch)", "url(#kt-cross)", "url(#kt-dots)"


@dataclass(frozen=True)
class Look:
    """What fills a shape and what surrounds it; `dash` as SVG writes it."""

    fill: str
    stroke: str = INK
    dash: str = ""


SERIES = (Look(PAPER), Look(INK), Look(HATCH))
MOST = Look("none", PALE, "2 2")  # the track up to a maximum
STEPS = {
    "maximum": Look(PAPER),
    "lost": Look(HATCH),
    "exempt": Look(DOTS),
    "rescaled": Look("#a59a8c"),
    "bonus": Look("#a59a8c"),
    "floor": Look("#a59a8c"),
    "penalty": Look(CROSS),
    "cap": Look(CROSS),
    "total": Look(INK),
}
MARKS = {
    "full": Look(PAPER, PALE),
    "same": Look(PAPER, PALE),
    "proof": Look(HATCH),
    "empty": Look(INK),
    "down": Look(INK),
    "up": Look("#d5ccbe"),
    "exempt": Look(DOTS, PALE),
    "free": Look("none", PALE, "1 2"),
    "open": Look("none", "#dad3c5"),
}
