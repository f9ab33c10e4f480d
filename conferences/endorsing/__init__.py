"""What a conference decides by votes: nominations endorsed, the next lead elected.

counting (by which rule, of how many) · majority (votes against the rule, in words) · endorsement (endorsed or
dropped) · endorsement_changes (said otherwise later) · nomination_paper (the endorsed ones as blocks) ·
elections (the lead of next year).
"""
