"""The settings and addresses of the ballot's load: our own, and an empty POST beside them to compare with."""

from django.http import HttpResponse
from django.urls import include, path

from config.settings import *  # noqa: F403
from core.guards import allowed, anyone, writes

ROOT_URLCONF = "bench._ballot_site"


@writes
@allowed(anyone)
def bare(request):
    """A view that only checks who is there."""
    return HttpResponse("")


urlpatterns = [path("bare/", bare), path("", include("config.urls"))]
