"""What it costs to save one cell of a sheet of a hundred criteria: CPU over that of an empty signed-in POST.

Both pass the same middleware, in one process on the same SQLite database, in turn. The cells are of every
kind; the answer carries the version, the cells of the row, and the totals of the whole sheet.
"""

import statistics
import time

from django.core.management import call_command
from django.db import connection
from django.http import JsonResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from bench import _sheets
from core.guards import allowed, anyone, writes

AIM = 3
ROUNDS = 100  # cells


@writes
@allowed(anyone)
def bare(request):
    """A view that only checks who is there."""
    return JsonResponse({})


urlpatterns = [path("bare/", bare), path("", include("config.urls"))]


def run(rounds=ROUNDS, each=_sheets.EACH):
    """Print the ratio."""
    call_command("migrate", verbosity=0)
    season = _sheets.year(3, each)
    sheet = season.sheets.order_by("pk").last()
    lines = list(sheet.lines.select_related("criterion"))
    with override_settings(ROOT_URLCONF="bench.grid", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(_sheets.clerks(sheet.agency, 1)[0])
        saves, floors = [], []
        for number in range(-3, rounds):  # the first ones only warm up
            line = lines[number % len(lines)]
            save, floor = _cpu(client, *_save(line, number)), _cpu(client, "/bare/", {})
            if number >= 0:
                saves.append(save)
                floors.append(floor)
        with CaptureQueriesContext(connection) as captured:
            _cpu(client, *_save(lines[0], 5))
    save, floor = statistics.median(saves), statistics.median(floors)
    print(
        f"grid: ratio={save / floor:.1f} aim={AIM} queries={len(captured)} ms={save * 1000:.1f} "
        f"bare_ms={floor * 1000:.1f} (CPU of saving a cell of {len(lines)} lines over an empty POST)",
        flush=True,
    )


def _save(line, number):
    """(address, what is sent) of one cell; the line's version goes up with it."""
    cell, text = _sheets.typed(line, number % 9 + 1)
    sent = {"value": text, "version": line.version}
    line.version += 1
    return reverse("results:line_enter", args=[line.pk, cell]), sent


def _cpu(client, url, facts):
    began = time.process_time()
    answer = client.post(url, facts)
    spent = time.process_time() - began
    assert answer.status_code == 200, (url, answer.status_code, answer.content)
    return spent
