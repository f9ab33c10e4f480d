"""What the bloc does together in a year: planned, changed, held, cancelled; and what was given."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from blocs import activities, seasons, traces
from blocs.forms import ReasonForm
from blocs.models import Activity, Gift, Season
from blocs.permissions import can_direct_activity, can_direct_gift, can_direct_season, can_see
from blocs.together_forms import ActivityForm, GiftForm, HoldForm
from core.guards import allowed, edits, reads, writes
from documents import excel

FORM = "blocs/activity_form.html"
COLUMNS = [
    "TT",
    "Hoạt động",
    "Loại",
    "Từ ngày",
    "Đến ngày",
    "Hạn hoàn thành",
    "Nơi tổ chức",
    "Đơn vị chủ trì",
    "Trạng thái",
    "Số ngày quá hạn",
    "Số đơn vị tham gia",
    "Số người tham gia",
    "Quà tặng",
    "Trị giá quà tặng (đồng)",
    "Ghi chú",
]


@reads
@allowed(can_see, Season)
def activity_list(request, season):
    """The year's activities by date, with what their gifts are worth, beside its movements."""
    rows = season.activities.hosted(season.standing_on).prefetch_related("gifts", "participants")
    if request.GET.get("format") == "xlsx":
        table = [[place, *_exported(row)] for place, row in enumerate(rows, 1)]
        return excel.download(f"Hoạt động chung {season.named} - {season.bloc.short_name}", COLUMNS, table)
    context = {
        "season": season,
        "rows": rows,
        "movements": season.movements.all(),
        "directs": can_direct_season(request.user, season),
    }
    return render(request, "blocs/activity_list.html", context)


@reads
@allowed(can_see, Activity)
def activity_detail(request, activity):
    """One activity with its gifts and their total value."""
    whole = Activity.objects.hosted(activity.season.standing_on).prefetch_related("gifts").get(pk=activity.pk)
    whole.season = activity.season  # comes with its bloc and terms
    directs = can_direct_activity(request.user, activity)
    context = {
        "activity": whole,
        "season": whole.season,
        "directs": directs,
        "participants": traces.participants_of(activity),
        "photos": activity.photos.all(),
    }
    return render(request, "blocs/activity_detail.html", context)


@edits
@allowed(can_direct_season, Season)
def activity_new(request, season):
    """Put an activity into the plan."""
    form = _form(request, season)
    if form.attempt(activities.plan, season, by=request.user):
        messages.success(request, f"Đã đưa “{form.result}” vào kế hoạch.")
        return redirect(form.result)
    context = {"form": form, "season": season, "heading": "Thêm hoạt động chung"}
    return render(request, FORM, context | {"back": reverse("blocs:activities", args=[season.pk])})


@edits
@allowed(can_direct_activity, Activity)
def activity_change(request, activity):
    """Change an activity."""
    facts = {name: getattr(activity, name) for name in ActivityForm.base_fields}
    form = _form(request, activity.season, initial=facts)
    if form.attempt(activities.change, activity, by=request.user):
        messages.success(request, "Đã sửa hoạt động.")
        return redirect(activity)
    return _page(request, activity, form, f"Sửa “{activity}”", "Lưu")


@edits
@allowed(can_direct_activity, Activity)
def activity_hold(request, activity):
    """Record that it took place."""
    days = {"starts_on": activity.starts_on, "ends_on": activity.ends_on}
    form = HoldForm(request.POST or None, initial=days)
    if form.attempt(activities.hold, activity, by=request.user):
        messages.success(request, f"Đã ghi “{activity}” là đã tổ chức.")
        return redirect(activity)
    return _page(request, activity, form, f"Ghi “{activity}” đã tổ chức", "Ghi đã tổ chức")


@edits
@allowed(can_direct_activity, Activity)
def activity_cancel(request, activity):
    """Cancel it, with a reason that stays in sight."""
    form = ReasonForm(request.POST or None)
    if form.attempt(activities.cancel, activity, by=request.user):
        messages.success(request, f"Đã hủy “{activity}”. Hoạt động vẫn còn trong danh sách cùng lý do.")
        return redirect(activity)
    return _page(request, activity, form, f"Hủy “{activity}”", "Hủy hoạt động", danger=True)


@writes
@allowed(can_direct_activity, Activity)
def activity_restore(request, activity):
    """Put it back into the plan."""
    activities.restore(activity, by=request.user)
    messages.success(request, f"Đã đưa “{activity}” lại vào kế hoạch.")
    return redirect(activity)


@edits
@allowed(can_direct_activity, Activity)
def gift_new(request, activity):
    """Record a gift; "save and add another" keeps the page."""
    form = GiftForm(request.POST or None)
    if form.attempt(activities.add_gift, activity, by=request.user):
        messages.success(request, "Đã ghi quà tặng.")
        again = reverse("blocs:gift_new", args=[activity.pk])
        return redirect(again if "another" in request.POST else activity)
    return _page(request, activity, form, f"Ghi quà tặng của “{activity}”", "Lưu", another=True)


@writes
@allowed(can_direct_gift, Gift)
def gift_remove(request, gift):
    """Take a gift away."""
    activities.remove_gift(gift, by=request.user)
    messages.success(request, f"Đã bỏ quà tặng “{gift.item}”.")
    return redirect(gift.activity)


def _form(request, season, **more):
    """The form of an activity, with the hosts of this year."""
    members = seasons.members_of(season)
    return ActivityForm(request.POST or None, members=members, day=season.standing_on, **more)


def _page(request, activity, form, heading, submit, **more):
    """A form about one activity."""
    back = activity.get_absolute_url()
    context = {"form": form, "season": activity.season, "heading": heading, "submit": submit, "back": back}
    return render(request, FORM, context | more)


def _exported(row):
    gifts = "\n".join(str(gift) for gift in row.gifts.all())
    days = (row.starts_on, row.last_day, row.due_on)
    state, kind, late = row.get_state_display(), row.get_kind_display(), row.days_late or None
    came = [participant.people for participant in row.participants.all()]
    who = (row.host_name, state, late, len(came) or None, sum(came) or None)
    return row.name, kind, *days, row.place, *who, gifts, row.gifts_value, row.note
