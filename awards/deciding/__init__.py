"""Decisions: drafted, issued or recorded, and changed by later ones.

decisions (the acts) · amendments (an issued one changed by a later one) · lines (who is named, in which
words) · decision_rows (what the page tells beside) · texts (bases and articles) · papers (the paper as
blocks) · numbering (the number) · dating (the day) · signers (who most likely signs) · receivers (who
receives for an agency that ended) · prizes (prize money) · overlaps (of several titles only the highest is
paid) · salaries (base salaries) · and the wiring: forms.
"""
