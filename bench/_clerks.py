"""`python -m bench._clerks CLERKS SHARING`, inside a throw-away installation: sheets and people to fill them.

Prints as JSON, for each clerk, the key of an open session and what is typed: [[address, text], …]; no two
clerks type into the same row.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench import _sheets  # noqa: E402

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody signs in with these passwords


def build(clerks, sharing, each=_sheets.EACH):
    """Make the sheets, and `clerks` people of whom `sharing` fill each."""
    season = _sheets.year(max(3, -(-clerks // sharing)), each)
    with override_settings(PASSWORD_HASHERS=QUICK):
        found = [
            clerk
            for sheet in season.sheets.select_related("agency").order_by("pk")
            for clerk in _of(sheet, sharing)
        ]
    return found[:clerks]


def _of(sheet, sharing):
    lines = list(sheet.lines.select_related("criterion").order_by("pk"))
    for place, user in enumerate(_sheets.clerks(sheet.agency, sharing)):
        client = Client()
        client.force_login(user)
        cells = [_cell(line) for line in lines[place::sharing]]
        yield {"session": client.cookies[settings.SESSION_COOKIE_NAME].value, "cells": cells}


def _cell(line):
    cell, text = _sheets.typed(line, line.pk % 9 + 1)
    return [reverse("results:line_enter", args=[line.pk, cell]), text]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(build(*map(int, sys.argv[1:]))))
