"""A poll from its question to its record.

polls (prepared, opened, closed, void) · poll_questions (what may be asked) · poll_words (its rules in
sentences) · voting (who stands before it, the ballot handed in) · late_paper (a vote that changes to paper) ·
poll_cleaning (no former state of the urn left) · poll_results (what it says, and where that goes) · rank_told
(orders as tables) · hands_told (hands as sentences) · paper_record (what is said of paper ballots) ·
count_record (the biên bản kiểm phiếu) · polls_told (all ballots, for the minutes) · poll_exports (for
Excel) · and the wiring: rank_forms, forms.
"""
