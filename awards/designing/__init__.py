"""How an agency designs its own certificates.

contents (what a version holds) · reading (that, value by value) · drafts (the acts) · boxes (one box at a
time) · looks (what is printed) · uses (where) · samples (the words it is looked at with) · proofs (what one
looks at before) · placements (where its lines stand) · told (what the page is told) · fonts (faces one
brings) · pictures (pictures one brings) · small (one version small enough for a list) · parcels (out and
in) · and the wiring: forms, box_forms, permissions, urls.
"""
