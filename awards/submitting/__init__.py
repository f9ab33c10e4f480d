"""What goes to a higher authority, and what it answers.

dossiers (begun, filled, drawn up) · dossier_papers (their papers) · submission_paper (the tờ trình as
blocks) · dossier_parcels (everything in one ZIP) · requirements (what a dossier must hold, as dated rows) ·
completeness (what is missing) · lengths (how long a text should be) · deadlines (until when) · opinions
(asked of other bodies) · workdays (days worked in between) · holidays (public holidays) · sending (the act of
sending) · outcomes (what each level says) · board (nominations by how far they have come) · handed_over
(papers of rooms further right) · and the wiring: holiday_forms, forms, permissions, urls.
"""
