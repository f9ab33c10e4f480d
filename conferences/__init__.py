"""Where the year comes together: conferences, their people and papers, elections, the reports of a year.

Rooms, each using those before it only: reckoning, attending, endorsing, casting, polling, standing,
reporting, closing, rehearsing, running, showing.

At the top stands only what all rooms share: models, views, states (what a step stamps), permissions and forms
of more than one room, holding (a conference and its year held while one act is done), conference_papers (the
one door papers are issued by), agenda (the points that people, minutes and screen go by), places (an order of
rows), marks (which choice a page saw), and what Django, Celery and `core.effects` look for by name: apps,
urls, tasks, effects.
"""
