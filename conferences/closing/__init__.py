"""What goes out of a conference and over to the next head.

closing_papers (papers frozen at the closing) · closing_state (how far their files are) · press_summary (the
year in plain words) · follow_ups (tasks given to members) · handovers (between two heads) · handover_papers
(its record as blocks) · open_work (what is still open) · and the wiring: handover_forms.
"""
