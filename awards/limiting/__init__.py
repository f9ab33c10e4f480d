"""How many of a form a year may put forward: quotas (hạn mức).

quotas (what is allowed, used, and what one more would do) · limits (the numbers, pure) · meters (one quota as
a page shows it) · overrides (a place beyond it, with a reason) · and the wiring: forms.
"""
