"""What a page costs: its CPU time over that of a bare signed-in view that returns the same bytes.

Both run in one process on the same SQLite database, in turn, so that the ratio holds on any machine.
Aims: design figures of what a page may cost (a list of 100 rows 35, a detail 25, an overview 25).
"""

import gzip
import statistics
import time

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from blocs.models import Season
from core.models import User
from desk.demo import build
from members import agencies

ROUNDS = 30
LISTED = 100  # rows of the list
bodies = {}


def bare(request, name):
    """A view that only checks who is there and returns what the page returned."""
    return HttpResponse(bodies[name])


urlpatterns = [path("bare/<str:name>/", bare), path("", include("config.urls"))]


def run():
    """Print one line for each page."""
    call_command("migrate", verbosity=0)
    build.build()
    for number in range(LISTED - 23):  # the demo has 23 agencies
        _agency(number)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    hosts = ["testserver"]
    with override_settings(ROOT_URLCONF="bench.pages", STORAGES=storages, ALLOWED_HOSTS=hosts):
        client = Client()
        client.force_login(User.objects.get(username="btdkt.lan"))
        for name, aim, url in _pages():
            print(_line(client, name, aim, url), flush=True)


def _pages():
    season = Season.objects.select_related("criteria").order_by("pk").first()
    head = season.terms.get(post="head").agency_id
    return [
        ("list", 35, reverse("members:agencies")),
        ("detail", 25, reverse("members:agency", args=[head])),
        ("overview", 25, reverse("desk:season", args=[season.pk])),
        ("rules", 25, reverse("blocs:season", args=[season.pk])),
        ("desk", 25, reverse("desk:desk")),
        ("criteria", 25, reverse("blocs:criteria", args=[season.criteria.pk])),
        ("grid", 25, reverse("results:sheet", args=[season.sheets.order_by("pk").first().pk])),
        ("standing", 25, reverse("results:standing", args=[season.pk])),
        ("ranking", 25, reverse("conferences:ranking", args=[season.pk])),
        ("board", 40, reverse("conferences:board", args=[season.pk])),
    ]


def _line(client, name, aim, url):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        queries = len(captured)  # the next request forgets them
    assert answer.status_code == 200, (url, answer.status_code)
    bodies[name] = answer.content
    page, floor = [], []
    for _ in range(ROUNDS):
        page.append(_cpu(client, url))
        floor.append(_cpu(client, f"/bare/{name}/"))
    ratio = statistics.median(page) / statistics.median(floor)
    size = len(gzip.compress(answer.content)) / 1024
    return (
        f"pages-{name}: ratio={ratio:.1f} aim={aim} queries={queries} "
        f"gzip_kb={size:.1f} (CPU of the page over a bare view of the same bytes)"
    )


def _cpu(client, url):
    began = time.process_time()
    client.get(url)
    return time.process_time() - began


def _agency(number):
    agencies.found(
        name=f"Đơn vị thử nghiệm số {number}",
        short_name=f"Đơn vị {number}",
        code=f"DV{number}",
        valid_from=build.BEGAN,
        kind="party",
        place="Hà Nội",
        by=None,
    )
