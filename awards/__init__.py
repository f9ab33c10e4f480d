"""Honours: what may be awarded, how much of it, who is put forward, what was decided, printed and proven.

Rooms, each using those before it only: cataloguing, limiting, past, qualifying, nominating, registering,
designing, certifying, printing, deciding, submitting.

At the top stands only what all rooms share: models, views, states (what a step stamps), visibility (whose
honours one sees), permissions and forms of more than one room, rounds (the honours among the phases of the
year), trail (the history of one thing in words), and what Django, Celery and `core.effects` look for by name:
apps, urls, tasks, effects.
"""
