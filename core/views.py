"""Pages that belong to no room: what is said when a request cannot be answered."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say in words that the page was open too long or cookies are off."""
    return render(request, "403_csrf.html", status=403)
