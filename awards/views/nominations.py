"""Nominations: the list with its quotas, one nomination with its history, and the acts on it."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards import rounds, trail
from awards.cataloguing import versions
from awards.forms import NominationForm
from awards.limiting import quotas
from awards.models import Nomination
from awards.nominating import nominations, overview
from awards.permissions import (
    can_conclude,
    can_drop,
    can_let_pass,
    can_propose,
    can_propose_again,
    can_refuse,
    can_see,
    can_see_all,
    can_withdraw,
)
from awards.submitting import lengths
from awards.views import nomination_parts
from awards.views.candidates import agencies_for, first_values
from awards.views.meters import for_user, standing_above
from awards.views.nomination_facts import panel
from blocs import leadership
from blocs.forms import ReasonForm
from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from documents import excel
from members import namesakes
from members.permissions import can_keep_people
from results.permissions import can_see_standing

COLUMNS = [
    "TT",
    "Tập thể, cá nhân",
    "Chức vụ, đối tượng",
    "Đơn vị trình",
    "Hình thức",
    "Loại hình",
    "Thành tích",
    "Từ ngày",
    "Đến ngày",
    "Trạng thái",
    "Phiếu",
    "Kiểm tra điều kiện",
]


@reads
@allowed(can_see, Season)
def nomination_list(request, season):
    """What is put forward: the own agency's, or of all for who leads or manages; as a page or as Excel."""
    user, words = request.user, request.GET.get("q", "")
    meters = for_user(user, season)
    excess = standing_above(user, season, meters)
    found = overview.rows(season, Nomination.objects.visible_to(user).filter(season=season), meters)
    tab = overview.chosen(found, request.GET.get("tab", ""))
    shown = [row for row in overview.search(found, words) if tab in row.tabs]
    if request.GET.get("format") == "xlsx":
        title = f"Đề nghị khen thưởng {season.named} - {overview.TABS[tab]}"
        return excel.download(title, COLUMNS, [_exported(*row) for row in enumerate(shown, 1)])
    context = {"season": season, "meters": meters, "found": found, "rows": shown, "tab": tab, "words": words}
    context |= {"excess": excess, "lets_pass": leadership.leads(user, season)}
    context |= {"tabs": overview.tabs(found), "all": can_see_all(user, season), **_acts(user, season)}
    ranked = can_see_standing(user, season)
    context["basis"] = overview.basis(season, found) if ranked else []
    return render(request, "awards/nomination_list.html", context)


def _acts(user, season):
    """What the person may do on the list now."""
    open_ = season.phase in rounds.PROPOSING
    concludes = season.phase == "awarding" and can_conclude(user, season)
    lacking = rounds.lacking(season) if concludes else []
    return {
        "proposes": open_ and can_propose(user, season),
        "concludes": concludes,
        "lacking": lacking,
    }


def _exported(number, row):
    nomination = row.nomination
    votes = "" if nomination.votes is None else f"{nomination.votes}/{nomination.votes_base}"
    return [
        number,
        row.name,
        row.detail,
        row.agency,
        nomination.form.name,
        nomination.get_ground_display(),
        nomination.achievement,
        nomination.achieved_from,
        nomination.achieved_to,
        nomination.state_words,
        votes,
        "; ".join(remark.text for remark in row.remarks),
    ]


@edits
@allowed(can_propose, Season)
def nomination_new(request, season):
    """Put somebody forward; the head's clerk first says for which member."""
    agencies = agencies_for(request.user, season)
    agency = next((row for row in agencies if str(row.pk) == request.GET.get("agency")), agencies[0])
    overrides = leadership.leads(request.user, season)
    facts = {"season": season, "agency": agency, "overrides": overrides}
    form = NominationForm(request.POST or None, initial=first_values(season, request.GET), **facts)
    if form.attempt(nominations.propose, season, by=request.user):
        messages.success(request, f"Đã đề nghị {form.result}.")
        if "another" in request.POST:
            return redirect(request.get_full_path())
        return redirect(form.result)
    context = {"season": season, "form": form, "agency": agency, "agencies": agencies}
    context["guides"] = lengths.guides(form.fields["form"].queryset)
    context["keeps_people"] = can_keep_people(request.user, agency)
    context["meters"] = for_user(request.user, season)
    return render(request, "awards/nomination_new.html", context)


@reads
@allowed(can_see, Nomination)
def nomination_detail(request, nomination):
    """One nomination: what for, what speaks against it, what became of it."""
    season, user = nomination.season, request.user
    line = getattr(nomination, "decision_line", None)
    context = {
        "season": season,
        "nomination": nomination,
        "subject": nomination.subject,
        "namesakes": nomination.person and namesakes.of(str(nomination.person), user, but=nomination.person),
        "steps": trail.of(nomination),
        "next_version": versions.next_of(nomination.form),
        "excess": [row for row in quotas.open_excess(season) if row.nomination.pk == nomination.pk],
        "decision": line.decision
        if line and (not line.decision.is_draft or can_see_all(user, season))
        else None,
        **panel(user, nomination),
        **nomination_parts.of(user, nomination),
        **_possible(user, nomination),
    }
    return render(request, "awards/nomination_detail.html", context)


def _possible(user, nomination):
    """Which acts the page offers."""
    phase, state = nomination.season.phase, nomination.state
    open_ = phase in rounds.PROPOSING
    proposed = state in nomination.STATES.steps["withdraw"].source
    again = state in nomination.STATES.steps["propose_again"].source
    recording = phase in rounds.RECORDING and not nomination.form.own
    return {
        "withdraws": open_ and proposed and can_withdraw(user, nomination),
        "drops": open_ and nomination.is_open and can_drop(user, nomination),
        "again": open_ and again and can_propose_again(user, nomination),
        "lets_pass": open_ and can_let_pass(user, nomination),
        "refuses": recording and nomination.is_open and can_refuse(user, nomination),
    }


@edits
@allowed(can_withdraw, Nomination)
def nomination_withdraw(request, nomination):
    """The member takes its nomination back."""
    words = ("Rút đề nghị", "Đã rút đề nghị.")
    return _ended(request, nomination, nominations.withdraw, words)


@edits
@allowed(can_drop, Nomination)
def nomination_drop(request, nomination):
    """The head leaves it out of the list."""
    words = ("Không đưa vào danh sách", "Đã bỏ khỏi danh sách; đơn vị đọc được lý do.")
    return _ended(request, nomination, nominations.drop, words)


@edits
@allowed(can_refuse, Nomination)
def nomination_refuse(request, nomination):
    """Record that the authority did not grant it."""
    words = ("Ghi không được khen thưởng", "Đã ghi kết quả: không được khen thưởng.")
    return _ended(request, nomination, nominations.refuse, words)


@writes
@allowed(can_propose_again, Nomination)
def nomination_again(request, nomination):
    """Put forward anew what was withdrawn or left out."""
    nominations.propose_again(nomination, by=request.user)
    messages.success(request, "Đã đề nghị lại.")
    return redirect(nomination)


@edits
@allowed(can_conclude, Season)
def year_conclude(request, season):
    """The head closes the year; asked once, since nobody opens it again."""
    if request.method == "POST":
        rounds.conclude(season, by=request.user)
        messages.success(request, f"Đã khép lại {season.named}. Mọi số liệu của năm chỉ còn xem được.")
    if season.is_closed:
        return redirect(season)
    context = {"season": season, "lacking": rounds.lacking(season)}
    return render(request, "awards/year_conclude.html", context)


def _ended(request, nomination, act, words):
    heading, done = words
    form = ReasonForm(request.POST or None)
    if form.attempt(act, nomination, by=request.user):
        messages.success(request, done)
        return redirect(nomination)
    context = {"form": form, "nomination": nomination, "season": nomination.season, "heading": heading}
    return render(request, "awards/nomination_end.html", context)
