"""What is late in a year, the reminder to members, and each letter as PDF or Word."""

from django.contrib import messages
from django.db.models import Case, When
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs import lateness as planned
from blocs.models import Season
from core import clock
from core.guards import allowed, edits, reads
from documents import excel, handout
from documents.models import Rendition
from members import acting
from members.models import Agency
from results import lateness, reminders
from results.forms import ReminderForm
from results.models import Reminder
from results.permissions import can_direct, can_see, can_see_all_sheets

COLUMNS = ["TT", "Việc, đơn vị", "Hạn", "Số ngày quá hạn", "Đôn đốc gần nhất"]


@reads
@allowed(can_see, Season)
def late_list(request, season):
    """What is late: phases, activities, and the members that owe something (a member sees itself only)."""
    late, missing = planned.of(season), _missing(request.user, season)
    if request.GET.get("format") == "xlsx":
        rows = [(row.name, row.due_on, row.days, None) for row in late]
        rows += [(row.name, row.due_on, row.days_late, row.reminded_on) for row in missing]
        table = [(place, *row) for place, row in enumerate(rows, 1)]
        return excel.download(f"Việc chậm {season.named} - {season.bloc.short_name}", COLUMNS, table)
    about = lateness.asked(season)
    context = {
        "season": season,
        "late": late,
        "missing": missing,
        "about": f"{about.verb} {about.noun}" if about else "",
        "directs": can_direct(request.user, season),
        "reminders": season.reminders.visible_to(request.user).prefetch_related("reminded"),
        "formats": Rendition.Format.choices,
    }
    return render(request, "results/late.html", context)


@edits
@allowed(can_direct, Season)
def reminder_new(request, season):
    """The head reminds members of what they owe."""
    missing = lateness.missing(season)
    order = Case(*[When(pk=row.agency_id, then=place) for place, row in enumerate(missing)], default=0)
    owing = Agency.objects.named(season.standing_on).filter(pk__in=[row.agency_id for row in missing])
    chosen = [row.agency_id for row in missing if row.days_late and row.reminded_on != clock.today()]
    form = ReminderForm(request.POST or None, agencies=owing.order_by(order), initial={"agencies": chosen})
    if form.attempt(reminders.issue, season, by=request.user):
        messages.success(request, f"Đã lập công văn đôn đốc gửi {form.result.reminded.count()} đơn vị.")
        return redirect("results:late", season.pk)
    return render(request, "results/reminder_form.html", {"form": form, "season": season})


reminder_paper_request, reminder_paper_progress, reminder_paper_file = handout.views(
    Reminder,
    can_see,
    room=__name__,
    url="results:reminder_paper",
    template="results/paper_progress.html",
    about=lambda reminder: {
        "back": reverse("results:late", args=[reminder.season_id]),
        "back_label": "Việc chậm",
        "season": reminder.season,
    },
)


def _missing(user, season):
    rows = lateness.missing(season)
    if can_see_all_sheets(user, season) or season.phase == "pledging":  # pledges are made before all
        return rows
    own = acting.agencies_of(user)
    return [row for row in rows if row.agency_id in own]
