"""A conference from its plan to its minutes.

meetings (planned, opened, concluded, closed) · course (which point runs now) · course_told (the course, for
the minutes) · agenda_papers (papers of a point) · speeches (what was said) · resolutions (what was
resolved) · pictures (photos) · call_list (who comes up for an honour) · call_papers (the same on paper) ·
conferrals (honours handed over) · decided (votes and places, for the minutes) · minutes (the biên bản hội
nghị) · and the wiring: conferral_forms, course_forms.
"""
