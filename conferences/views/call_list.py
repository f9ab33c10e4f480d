"""The award-call list of a conference: to call by, to mark who has come up, to print."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from conferences.models import Conference
from conferences.permissions import can_run, can_see
from conferences.running import call_list, call_papers, conferrals
from conferences.running.conferral_forms import ConferralForm
from core.dates import moment
from core.guards import allowed, reads, writes
from core.rules import RuleError
from documents import excel, papers
from members import acting
from results.views import reading_copies

HEADS = ["Lượt", "Hình thức", "Quyết định", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Số vào sổ"]
HANDED = ["Trao lúc", "Người trao", "Người ghi"]


@reads
@allowed(can_see, Conference)
def award_calls(request, conference):
    """Group by group who comes up, who has come and who comes next; as Excel on demand."""
    groups = call_list.of_conference(conference)
    if request.GET.get("format") == "xlsx":
        return excel.download(call_papers.title(conference)[:150], HEADS + HANDED, list(_exported(groups)))
    planned = conference.state == Conference.State.PLANNED
    context = {"conference": conference, "season": conference.season, "groups": groups}
    context |= call_list.count(groups) | {"planned": planned}
    idle = planned or conference.is_rehearsal or conference.season.is_closed
    context["runs"] = can_run(request.user, conference) and not idle
    context["next"] = next((call.key for group in groups for call in group.waiting), None)
    return render(request, "conferences/award_calls.html", context)


@writes
@allowed(can_run, Conference)
def award_hand(request, conference):
    """Mark one or a whole group as handed over."""
    lines, giver = _sent(request)
    count = conferrals.hand(conference, lines=lines, giver=giver, by=request.user)
    told = f"Đã ghi trao {count} lượt." if count else "Các lượt này đã được ghi từ trước."
    messages.success(request, told)
    return _back(conference, lines)


@writes
@allowed(can_run, Conference)
def award_take_back(request, conference):
    """Take a mark back that was set by mistake."""
    lines, _ = _sent(request)
    conferrals.take_back(conference, lines=lines, by=request.user)
    messages.success(request, "Đã bỏ ghi trao.")
    return _back(conference, lines)


@reads
@allowed(can_see, Conference)
def award_calls_file(request, conference, format):
    """The list as PDF or Word, drawn as it stands now."""
    if format not in papers.CONTENT_TYPES:
        raise Http404
    content = call_papers.file(conference, format=format)
    return reading_copies.answer(call_papers.title(conference), content, format)


def _sent(request):
    """(keys, who gave it): a button sends what the page held, so a fault is told on the page."""
    form = ConferralForm(request.POST)
    if not form.is_valid():
        raise RuleError(" ".join(sentence for errors in form.errors.values() for sentence in errors))
    return form.cleaned_data["lines"], form.cleaned_data["giver"]


def _back(conference, lines):
    """To the row that was just marked: the list is long and read on a phone."""
    return redirect(f"{reverse('conferences:award_calls', args=[conference.pk])}#luot-{lines[-1]}")


def _exported(groups):
    numbered = ((group, call) for group in groups for call in group.calls)
    for place, (group, call) in enumerate(numbered, 1):
        handed = call.handed
        told = [moment(handed.at), handed.giver, acting.name_of(handed.by)] if handed else [None] * 3
        yield [place, group.title, group.decision.number, call.name, call.unit, call.number, *told]
