"""The reports of a year.

reports (started, written part by part, issued) · outlines (what each says, in which order) · figures (read
from every app) · drafting (the first words) · quotes (paragraphs of members) · report_tables (what the
figures fill) · report_papers (a report as blocks) · and the wiring: forms.
"""
