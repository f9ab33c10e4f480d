"""A conference tried out beforehand, and erased.

rehearsals (begun, run by the same rules, erased) · rehearsal_copies (what is taken over) · sample_ballots
(what many would fill in).
"""
