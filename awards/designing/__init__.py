"""How an agency designs its own certificates.

contents (what a version holds) · drafts (the acts) · looks (what is printed) · uses (where) · samples,
proofs, placements (what one looks at before) · fonts, pictures (what one brings) · parcels (out and in).
"""
