"""Pictures of points: pure geometry in units of an SVG, drawn by templates of the same name.

Nothing here knows rows or requests. Colours are ink and paper, told apart by pattern, so that a picture
stays readable in black and white; the figures stand in a table under each.
"""
