"""Whether somebody fulfils what a title or form asks for: eligibility, explained rule by rule.

eligibility (the findings of each nomination, and what they forbid) · eligibility_rules (the rules as dated
rows) · eligibility_wording (a rule in one line) · verdicts (one rule judged, pure) · cases (what rules are
judged on) · case_files (cases gathered in few queries) · honours (everything anybody was granted) · runs
(years without a gap) · precedence (who comes first at the edge of a quota) · waivers (the leave to pass) ·
holds (pauses) · workforce (figures of people) · council_votes (how a council voted) · subjects (who of an
agency can be meant) · and the wiring: forms, permissions, urls.
"""
