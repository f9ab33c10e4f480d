"""Who is invited, who comes, who stands in (ủy quyền).

delegates (the list and its order) · registration (a member's own part of it) · substitutions (who takes whose
place) · invitations (one frozen paper for each) · invitation_blocks (what it says) · invitation_mail (sent by
e-mail) · badges (codes and cards) · reception (the desk at the door) · attendance (who came, counted) ·
day_presence (on later days) · quorum (whether it is enough) · and the wiring: forms.
"""
