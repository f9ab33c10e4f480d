"""What the blocs of the demo do together: planned by the head, held on its day."""

from blocs import activities
from core import clock

FACTS = ("kind", "ends_on", "place")


def plan(season, scenario, by_code, head):
    """Write the scenario's movements and activities with their gifts into the plan."""
    for facts in scenario["movements"]:
        activities.add_movement(season, **facts, note="", by=head)
    for facts in scenario["activities"]:
        activity = activities.plan(
            season,
            name=facts["name"],
            host=by_code[facts["host"]],
            starts_on=facts["starts_on"],
            **{name: facts[name] for name in FACTS if name in facts},
            by=head,
        )
        for gift in facts.get("gifts", ()):
            activities.add_gift(activity, **gift, by=head)


def hold(season, today, head):
    """Record the activities whose days are over by `today`."""
    for activity in season.activities.filter(starts_on__lt=today):
        with clock.at(activity.last_day):
            activities.hold(activity, starts_on=activity.starts_on, ends_on=activity.ends_on, by=head)
