"""How a vote is cast: by account, by slip, on paper, by hand; what an open poll keeps.

rolls (who may vote) · channels (by which way each vote is cast) · own_votes (those an account may cast) ·
urns (one row, one write) · slips (drawn codes) · turnouts (how many are in) · ballot_prints (ballots as a
file) · tellers (counted by two, blind) · teller_agreements (two who differed) · hands (a show of hands) · and
the wiring: hands_forms, paper_forms.
"""
