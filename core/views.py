"""Pages that belong to no room: what is said when a request cannot be answered."""

import sys

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from core import disk


def csrf_failure(request, reason=""):
    """Say in words that the page was open too long or cookies are off."""
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """Say that something broke, and where the disk is full that it is. Asks neither session nor database."""
    name, status = ("507.html", 507) if disk.is_full(sys.exc_info()[1]) else ("500.html", 500)
    return HttpResponse(get_template(name).render(), status=status)
