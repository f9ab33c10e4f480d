"""Figures: facts in, pure geometry out, drawn by templates of the same name for the screen and on paper.

Nothing here knows rows or requests. Colours are ink and paper, told apart by pattern, so that a figure stays
readable in black and white; the same facts stand in a table under each. Lengths are units of an SVG.
"""
