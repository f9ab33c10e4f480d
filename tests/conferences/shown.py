"""The screen of a conference, built through the rules: with its key, with the places frozen and confirmed."""

from conferences.models import Screen
from conferences.showing import reveal, screens
from core.models import User
from tests import kept, world

from . import reported, scene

NAMES = ("Ban Một", "Ban Hai", "Ban Ba", "Ban Tư")
TIED = ("50", "48", "48", "40")  # the second and the third share a place


@kept.once
def hall(names=NAMES, lowered=TIED):
    """An open year-end conference; whoever runs it is signed in as "vinh", a deputy as "clerk-2"."""
    season = reported.concluded(names, lowered=lowered)
    conference = scene.opened(season)
    world.head_of(season, "vinh")
    scene.user_of(season, scene.DEPUTY)
    return conference


def head(conference):
    """The account that runs the screen."""
    return User.objects.get(username="vinh")


def second(conference):
    """The account that confirms."""
    return User.objects.get(username="clerk-2")


def frozen(conference):
    """The places as the head froze them."""
    return reveal.freeze(conference, by=head(conference))


def confirmed(conference):
    """The places, frozen by one and confirmed by another."""
    found = frozen(conference)
    return reveal.confirm(found, sha256=found.sha256, by=second(conference))


def with_key(conference):
    """(the screen, its key)."""
    key = screens.renew(conference, by=None)
    return screen(conference), key


def screen(conference):
    """The screen as the database has it."""
    return Screen.objects.select_related("live").get(conference=conference)


def send(conference, offer):
    """Send from a page that is up to date."""
    return screens.send(conference, offer, version=screen(conference).version, by=None)


def wall(client, key, version=""):
    """What the page on the wall hears."""
    return client.get("/screen/now/", {"version": version}, headers={"Screen-Key": key})
