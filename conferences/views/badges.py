"""Badges: asked for, watched while they are drawn, handed out to be printed and cut."""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences import badges
from conferences.models import BadgeSheet, Conference
from conferences.permissions import can_run, can_run_item
from core.guards import allowed, edits, reads
from documents import files, jobs


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


@reads
@allowed(can_run_item, BadgeSheet)
def badge_progress(request, sheet):
    """How far the file is."""
    context = {"conference": sheet.conference, "season": sheet.conference.season, "job": sheet.job}
    context |= {"progress": jobs.progress(sheet.job), "result_label": "Tải tệp thẻ đại biểu"}
    context["progress_url"] = reverse("conferences:badge_progress", args=[sheet.pk])
    context["result_url"] = reverse("conferences:badge_file", args=[sheet.pk])
    template = "partials/_progress.html" if request.htmx else "conferences/paper_progress.html"
    return render(request, template, context)


@reads
@allowed(can_run_item, BadgeSheet)
def badge_file(request, sheet):
    """Hand out the finished file."""
    stored = badges.file_of(sheet)
    if stored is None:
        return redirect("conferences:badge_progress", sheet.pk)
    return files.serve(request, stored, name=f"Thẻ đại biểu {sheet.pk}.pdf", inline="show" in request.GET)


def _address(request):
    """What stands before a code in the QR code; nothing where a telephone would open itself by it."""
    place = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    host = urlsplit(place).hostname or ""
    if host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127."):
        return ""
    return place + reverse("conferences:badge", args=["0"]).removesuffix("0/")
