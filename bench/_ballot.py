"""`python -m bench._ballot PHONES`, inside a throw-away installation: an open ballot and who votes in it.

Prints as JSON the addresses of the ballot and, for each phone, the key of an open session and of its elector.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from conferences.showing import screens  # noqa: E402
from members.models import Post  # noqa: E402
from tests import world  # noqa: E402
from tests.conferences import polled  # noqa: E402

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody signs in with these passwords


def build(phones):
    """A conference of as many units as there are phones, its ballot open, its turnout on the wall.

    Returns what the phones need, and the wall.
    """
    with override_settings(PASSWORD_HASHERS=QUICK):
        poll = polled.opened(polled.hall(phones))
        units = {elector.unit_id: elector.pk for elector in poll.electors.all()}
        people = [_phone(agency, units) for agency in world.members(poll.conference.season.bloc)]
    key = screens.renew(poll.conference, by=None)
    screens.send(poll.conference, f"turnout:{poll.pk}", version=0, by=None)
    words = ("poll_state", "poll_vote")
    found = {word: reverse(f"conferences:{word}", args=[poll.pk]) for word in words}
    return found | {"phones": people, "key": key, "screen_now": reverse("conferences:screen_now")}


def _phone(agency, units):
    user = world.person(agency, Post.Kind.LEADER, username=f"phone-{agency.pk}").user
    client = Client()
    client.force_login(user)
    return {"session": client.cookies[settings.SESSION_COOKIE_NAME].value, "elector": units[agency.pk]}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(build(int(sys.argv[1]))))
