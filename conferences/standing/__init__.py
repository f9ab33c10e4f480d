"""The standing as a conference sees it: places, ties, what would be if.

ranking (places, who shares one, where quotas end) · tie_polls (a ballot on a shared place) · tie_rulings
(told apart or kept) · trials (points or rules changed in a sandbox) · readiness (what should be settled
before) · sample_points (points for a rehearsal) · and the wiring: tie_forms, trial_forms.
"""
