"""What an activity leaves behind: who took part, the photos with what they show."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs import seasons, traces
from blocs.models import Activity, Photo
from blocs.permissions import can_direct_activity, can_direct_photo, can_see
from blocs.together_forms import CaptionForm, ParticipantsForm, PhotoForm
from core.guards import allowed, edits, reads, writes
from documents import files

FORM = "blocs/activity_form.html"


@edits
@allowed(can_direct_activity, Activity)
def participants_count(request, activity):
    """Record how many people of each member came."""
    members = seasons.members_of(activity.season)
    counts = {str(row.agency_id): row.people for row in activity.participants.all()}
    form = ParticipantsForm(request.POST or None, members=members, initial=counts)
    if form.attempt(traces.count_participants, activity, by=request.user):
        messages.success(request, "Đã ghi các đơn vị tham gia.")
        return redirect(activity)
    note = "Ghi số người của từng đơn vị; đơn vị không tham gia thì để trống."
    return _page(request, activity, form, f"Đơn vị tham gia “{activity}”", "Lưu", note=note)


@edits
@allowed(can_direct_activity, Activity)
def photo_new(request, activity):
    """Add a photo; "save and add another" keeps the page."""
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.attempt(traces.add_photo, activity, by=request.user):
        messages.success(request, "Đã thêm ảnh.")
        again = reverse("blocs:photo_new", args=[activity.pk])
        return redirect(again if "another" in request.POST else activity)
    return _page(request, activity, form, f"Thêm ảnh của “{activity}”", "Thêm ảnh", another=True)


@reads
@allowed(can_see, Photo)
def photo_show(request, photo):
    """The photo itself, shown in place; only who sees the year finds it."""
    return files.serve(request, photo.file, name=photo.name, inline="download" not in request.GET)


@edits
@allowed(can_direct_photo, Photo)
def photo_caption(request, photo):
    """Say what the photo shows."""
    form = CaptionForm(request.POST or None, initial={"caption": photo.caption})
    if form.attempt(traces.caption_photo, photo, by=request.user):
        messages.success(request, "Đã lưu chú thích.")
        return redirect(photo.activity)
    return _page(request, photo.activity, form, f"Chú thích ảnh “{photo}”", "Lưu")


@writes
@allowed(can_direct_photo, Photo)
def photo_remove(request, photo):
    """Take a photo away."""
    traces.remove_photo(photo, by=request.user)
    messages.success(request, f"Đã bỏ ảnh “{photo}”.")
    return redirect(photo.activity)


def _page(request, activity, form, heading, submit, **more):
    """A form about one activity."""
    back = activity.get_absolute_url()
    context = {"form": form, "season": activity.season, "heading": heading, "submit": submit, "back": back}
    return render(request, FORM, context | more)
