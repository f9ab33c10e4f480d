"""What the first look at a certificate costs: CPU over that of a bare request and half a second.

Ours: an officer asks for a preview, a worker draws the page, the officer fetches the file. Neither has drawn
anything since it started: faces, style and words are read, parsed and shaped anew, and the ground is found
where another process has kept it (documents/drawn_once.py). `new` is a design that nobody has drawn yet,
`again` the next certificate of the same one, in seconds like the others. Only the renderer is loaded, which a
worker does once when it has to draw; `load` says what that takes. The bare request passes the same middleware
and only checks who is there. All in one process on one database, in turn; medians of CPU time.
"""

import functools
import statistics
import subprocess
import sys

from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from awards.printing import batches
from bench import _certificates, _office
from tests.awards import printed

AIM, ALLOWED = 1, 0.5  # ALLOWED: seconds of CPU beside the bare request
ROUNDS = 5


def run(rounds=ROUNDS):
    """Print the ratio."""
    call_command("migrate", verbosity=0)
    decision = printed.decision(persons=3 * rounds + 1)
    certificates = printed.certificates(decision)[1:]
    new, first, again, bare = [], [], [], []
    with override_settings(ROOT_URLCONF="bench.grid", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(printed.officer(decision.season))
        look(client, certificates.pop())  # loads what is imported late
        for _ in range(rounds):
            forget(), cache.clear()
            new.append(_certificates.cpu(look, client, certificates.pop()))
            forget()
            first.append(_certificates.cpu(look, client, certificates.pop()))
            again.append(_certificates.cpu(look, client, certificates.pop()))
            bare.append(_certificates.cpu(ask, client))
    new, first, again, bare = map(statistics.median, (new, first, again, bare))
    print(
        f"preview: ratio={first / (bare + ALLOWED):.2f} aim={AIM} seconds={first:.3f} new={new:.3f} "
        f"again={again:.3f} bare={bare:.4f} load={load():.2f} "
        f"(CPU of ours over a bare request and {ALLOWED} s)",
        flush=True,
    )


def look(client, certificate):
    """Ask for the preview of `certificate`, draw it as a worker does, fetch it; return the PDF (bytes)."""
    asked = client.post(reverse("awards:preview_request", args=[certificate.pk]))
    certificate.refresh_from_db()
    printed.draw(certificate.preview, batches.draw_preview)
    answer = client.get(reverse("awards:preview_file", args=[certificate.pk]))
    assert (asked.status_code, answer.status_code) == (302, 200), (asked, answer)
    return b"".join(answer)


def ask(client):
    """Make the bare request."""
    assert client.post("/bare/").status_code == 200


def forget():
    """Take away what this process keeps of papers: faces, parsed styles, grounds, shaped words."""
    modules = [module for name, module in sys.modules.items() if name.startswith(("documents.", "awards."))]
    for module in modules:
        for each in vars(module).values():
            if isinstance(each, functools._lru_cache_wrapper):
                each.cache_clear()


def load():
    """Return the CPU seconds that loading the renderer takes."""
    spent = []
    for code in ("pass", "import weasyprint"):
        before = _office.spent()
        subprocess.run([sys.executable, "-c", code], check=True)
        spent.append(_office.spent() - before)
    return spent[1] - spent[0]
