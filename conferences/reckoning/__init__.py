"""What stands on a ballot and how ballots are added up; pure, it knows no poll and no person.

ballot_papers (one ballot, one text; the sums) · ballot_pages (as many bytes, whatever is chosen) · poll_rules
(who carries) · rank_ballots (names in order) · rank_rules (who stands where by them) · paper_counts (whether
a teller's figures agree) · paper_promises (what paper protects) · tallies (urn and paper as one) · few (when
figures would tell who chose what).
"""
