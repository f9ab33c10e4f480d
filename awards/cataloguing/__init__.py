"""What may be awarded, and which text says so.

catalogue (titles and forms as dated rows) · versions (a new form, the next version of one) · foreseen (what
that version would change) · endings (a form that nothing follows) · bases (laws a decision cites) · clauses
(articles a refusal names) · and the wiring: forms.
"""
