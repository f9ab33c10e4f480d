"""Who is there on the later days of a conference that meets for several."""

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences.attending import day_presence
from conferences.attending.forms import DayForm
from conferences.models import Conference
from conferences.permissions import can_receive
from core.guards import allowed, edits
from core.rules import RuleError


@edits
@allowed(can_receive, Conference)
def conference_days(request, conference):
    """One later day (`day` of the address, else today's): who is there, noted all at once."""
    if conference.state != Conference.State.OPEN:
        raise RuleError("Các ngày sau được điểm danh khi hội nghị đang họp.")
    days = dict(day_presence.later_days(conference))
    asked = request.GET.get("day", "")
    day = next((number for number in days if str(number) == asked), day_presence.today(conference))
    people, noted = day_presence.people(conference), day_presence.noted(conference, day)
    begun = {row.pk for row in people if row.came}
    form = DayForm(request.POST or None, people=people, noted=noted, begun=begun)
    if form.attempt(day_presence.note, conference, day=day, by=request.user):
        messages.success(request, f"Đã lưu điểm danh ngày thứ {day}.")
        return redirect("conferences:delegates", conference.pk)
    context = {"conference": conference, "season": conference.season, "form": form, "people": people}
    context |= {"days": days, "day": day, "date": days[day], "is_noted": bool(noted)}
    context["action"] = f"{request.path}?day={day}"  # the day that was shown, whatever day it is by now
    return render(request, "conferences/days.html", context)
