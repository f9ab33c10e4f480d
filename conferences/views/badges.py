"""Badges: asked for, watched while they are drawn, handed out to be printed and cut."""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences.attending import badges
from conferences.models import BadgeSheet, Conference
from conferences.permissions import can_run, can_run_item
from core.guards import allowed, edits
from documents import handout


@edits
@allowed(can_run, Conference)
def badge_list(request, conference):
    """What was drawn, and who has no badge yet; POST draws for all, or for the new ones only."""
    address = _address(request)
    if request.method == "POST":
        only_new = "new" in request.POST
        sheet = badges.start(conference, address=address, only_new=only_new, by=request.user)
        return redirect("conferences:badge_progress", sheet.pk)
    context = {"conference": conference, "season": conference.season, "address": address}
    context |= {"sheets": conference.badge_sheets.select_related("job__started_by__person")}
    context |= {"waiting": badges.without(conference), "listed": conference.delegates.sitting().count()}
    return render(request, "conferences/badge_list.html", context)


badge_progress, badge_file = handout.of_job(
    BadgeSheet,
    can_run_item,
    room=__name__,
    url="conferences:badge",
    template="conferences/paper_progress.html",
    about=lambda sheet: {"conference": sheet.conference, "season": sheet.conference.season},
    label=lambda sheet: "Tải tệp thẻ đại biểu",
    name=lambda sheet: f"Thẻ đại biểu {sheet.pk}.pdf",
    stored=badges.file_of,
)


def _address(request):
    """What stands before a code in the QR code; nothing where a telephone would open itself by it."""
    place = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    host = urlsplit(place).hostname or ""
    if host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127."):
        return ""
    return place + reverse("conferences:badge", args=["0"]).removesuffix("0/")
