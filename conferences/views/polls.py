"""A ballot of the conference: prepared, opened, watched by its turnout, closed, its result read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from awards.models import AwardForm
from blocs.models import Term
from conferences import holding
from conferences.casting import rolls, slips, tellers, turnouts, urns
from conferences.conference_papers import titled
from conferences.endorsing import counting
from conferences.models import Conference, Poll
from conferences.permissions import can_change_slips, can_close_poll, can_run, can_run_poll, can_see
from conferences.polling import (
    forms,
    hands_told,
    poll_cleaning,
    poll_exports,
    poll_results,
    poll_words,
    polls,
    rank_told,
    voting,
)
from conferences.reckoning import few, poll_rules
from conferences.standing import tie_polls
from conferences.views import hands, paper_panel
from core.guards import allowed, edits, reads, writes
from core.rules import RuleError
from documents import excel
from documents.models import Rendition

STATES = Poll.State
NOT_ON_ROLL = (
    "Có mặt nhưng không có trong danh sách lúc mở nên không bỏ phiếu được: {}. Danh sách đã khóa: người thay "
    "thế, người thêm sau hoặc tên vừa sửa không vào được. Cần cho họ bỏ phiếu thì hủy rồi mở cuộc khác."
)


@edits
@allowed(can_run, Conference)
def poll_new(request, conference):
    """Prepare a ballot: on the nominations for one form, on a post of next year, or on anything else."""
    if request.method != "POST":
        holding.refuse_closed(conference)
    award, post = _subject(request.GET, conference)
    initial = forms.usual(counting.rule_of(conference.season)) | _titled(conference, award, post)
    about = {"award": award, "post": post}
    if "tie" in request.GET:
        initial, about["tied"] = tie_polls.begun(conference, request.GET["tie"], initial)
    form = forms.PollForm(request.POST or None, conference=conference, **about, initial=initial)
    if form.attempt(polls.prepare, conference, by=request.user):
        word = poll_words.act(form.result)
        messages.success(request, f"Đã chuẩn bị cuộc {word}. Hãy xem lại thể lệ trước khi mở.")
        return redirect(form.result)
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": "Chuẩn bị bỏ phiếu, biểu quyết", "submit": "Lưu cuộc bỏ phiếu"}
    return render(request, "conferences/form.html", context)


@edits
@allowed(can_run_poll, Poll)
def poll_change(request, poll):
    """Change a ballot that is not open yet."""
    facts = {"award": poll.award, "post": poll.post, "initial": forms.held(poll)}
    facts["tied"] = tie_polls.subjects_of(poll)
    form = forms.PollForm(request.POST or None, conference=poll.conference, **facts)
    if form.attempt(polls.change, poll, by=request.user):
        messages.success(request, "Đã lưu cuộc bỏ phiếu.")
        return redirect(poll)
    return _form(request, poll, form, heading="Sửa cuộc bỏ phiếu", submit="Lưu cuộc bỏ phiếu")


@writes
@allowed(can_run_poll, Poll)
def poll_discard(request, poll):
    """Take away what was never opened."""
    polls.discard(poll, by=request.user)
    messages.success(request, f"Đã bỏ cuộc bỏ phiếu “{poll}”.")
    return redirect(poll.conference)


@reads
@allowed(can_see, Poll)
def poll(request, poll):
    """The rules; while it is open the turnout and nothing else; once it is closed the result."""
    if request.GET.get("format") == "xlsx" and poll.state == STATES.CLOSED:
        title = titled(poll.conference, f"Kết quả bỏ phiếu - {poll}")
        return excel.download(title[:150], *poll_exports.table_of(poll))
    told = {STATES.DRAFT: _prepared, STATES.OPEN: _open, STATES.CLOSED: _closed}.get(poll.state, _void)
    context = _about(request, poll) | told(request, poll)
    return render(request, "conferences/poll.html", context)


@writes
@allowed(can_run_poll, Poll)
def poll_open(request, poll):
    """Freeze roll and rules and take ballots."""
    polls.open(poll, by=request.user)
    word = poll_words.act(poll)
    messages.success(request, f"Đã mở {word}. Thể lệ và danh sách từ đây không đổi được.")
    return redirect(poll)


@writes
@allowed(can_run_poll, Poll)
def poll_admit(request, poll):
    """Let in who was checked in after the opening."""
    count, strangers = polls.admit_late(poll, by=request.user)
    if count or not strangers:
        told = f"Đã thêm {count} phiếu của người đến muộn." if count else "Không có ai mới được điểm danh."
        messages.success(request, told)
    if strangers:
        messages.warning(request, NOT_ON_ROLL.format("; ".join(strangers)))
    return redirect(poll)


@edits
@allowed(can_close_poll, Poll)
def poll_close(request, poll):
    """Tell how many have not voted yet; close and count, by a second person."""
    if request.method == "POST":
        polls.close(poll, seen=request.POST.get("seen") or "nothing", by=request.user)
        messages.success(
            request, f"Đã đóng {poll_words.act(poll)}{'' if poll.by_hands else ' và kiểm phiếu'}."
        )
        return redirect(poll)
    if poll.state != STATES.OPEN:
        raise RuleError(polls.MOVED.format(poll.get_state_display()))
    if poll.takes_paper:
        tellers.agreed(poll)  # else a sentence says who is waited for
    context = {"poll": poll, "conference": poll.conference, "season": poll.conference.season}
    context |= {"closes": poll.opened_by != request.user}
    if poll.by_hands:
        return render(request, "conferences/hands_close.html", context | hands.closing(request, poll))
    cast, present = urns.turnout(poll.pk)[0], polls.expected(poll)
    context |= {"cast": cast, "present": present, "left": present - cast, "electors": turnouts.of(poll)[1]}
    if not poll.takes_paper:
        context |= {"hindrance": few.hindrance(cast, present), "warnings": few.warnings(cast)}
    return render(request, "conferences/poll_close.html", context)


@edits
@allowed(can_close_poll, Poll)
def poll_void(request, poll):
    """Declare an open ballot void: nothing in the urn is ever counted."""
    form = forms.VoidForm(request.POST or None, by_hands=poll.by_hands)
    void = f"Hủy cuộc {poll_words.act(poll)}"
    if form.attempt(polls.void, poll, by=request.user):
        lost = "số đã ghi không được tính" if poll.by_hands else "phiếu trong hòm không được kiểm"
        messages.success(request, f"Đã {void.lower()}; {lost}.")
        return redirect(poll)
    return _form(request, poll, form, heading=f"{void}: {poll}", submit=void, danger=True)


@writes
@allowed(can_run_poll, Poll)
def poll_clean(request, poll):
    """Write the stored urns anew, where it could not be done at once, in a closed conference, too."""
    if poll_cleaning.clean(poll, by=request.user):
        poll.refresh_from_db()
        messages.success(request, poll_cleaning.told(poll))
    else:
        messages.error(
            request, "Chưa ghi lại kho phiếu được vì cơ sở dữ liệu đang bận. Hãy thử lại sau ít phút."
        )
    return redirect(poll)


@writes
@allowed(can_run_poll, Poll)
def poll_again(request, poll):
    """Prepare the second round."""
    return redirect(polls.again(poll, by=request.user))


@writes
@allowed(can_run_poll, Poll)
def poll_take(request, poll):
    """Record what was carried as endorsed by the conference."""
    count = poll_results.take(poll, by=request.user)
    messages.success(request, f"Đã ghi {count} đề nghị được thông qua với số phiếu của cuộc bỏ phiếu này.")
    return redirect("conferences:endorse", poll.conference_id)


def _about(request, poll):
    promised, not_promised = poll_results.promises(poll, secure=request.is_secure())
    return {
        "poll": poll,
        "conference": poll.conference,
        "season": poll.conference.season,
        "runs": can_run_poll(request.user, poll) and not poll.conference.is_over,
        "changes_slips": _changes_slips(request.user, poll),
        "uncleaned": poll_cleaning.lacking(poll) if can_run_poll(request.user, poll) else "",
        "rules": poll_words.rules_of(poll),
        "difference": counting.difference(poll),
        "asked": poll_words.told(poll),
        "promised": promised,
        "not_promised": not_promised,
        "drawn": poll.takes_slips,
        "word": poll_words.act(poll),
        **(paper_panel.context(request.user, poll) if poll.takes_paper else {"ready": True}),
    }


def _changes_slips(user, poll):
    opened = poll.state == STATES.OPEN and poll.opened_by == user
    return can_change_slips(user, poll) and not poll.conference.is_over and not opened


def _prepared(request, poll):
    present = rolls.present(rolls.of(poll.conference, poll.roll))
    found = {"hindrance": polls.hindrance(poll), "present": slips.due(poll), "printed": slips.valid(poll)}
    said = _warnings(poll, present)
    return found | {"warnings": said + paper_panel.warnings(poll)}


def _open(request, poll):
    if poll.by_hands:
        return hands.opened(request, poll)
    cast, electors = turnouts.of(poll)
    waiting, done = voting.votes_of(poll, request.user)
    return {
        "cast": cast,
        "electors": electors,
        "unused": electors - cast,
        "closes": can_close_poll(request.user, poll) and poll.opened_by != request.user,
        "watches": can_close_poll(request.user, poll),
        "voids": can_close_poll(request.user, poll)
        and not ((cast or poll.takes_paper) and poll.opened_by == request.user),
        "waiting": waiting,
        "done": done,
        "warnings": few.warnings(slips.present(poll) if poll.takes_paper else electors)
        + paper_panel.warnings(poll),
    }


def _closed(request, poll):
    outcome = polls.outcome(poll)
    again, _ = poll_rules.second_round(outcome)
    return {
        "lines": poll_results.lines_of(poll),
        "outcome": outcome,
        "threshold": poll_words.carried_when(poll),
        "ranked": rank_told.matrix(poll) if poll.kind == Poll.Kind.RANK else None,
        "settles": tie_polls.place_of(poll) if can_run_poll(request.user, poll) else None,
        **(hands.closed(poll) if poll.by_hands else {}),
        "again": again and not polls.next_round(poll),
        "takes": len(poll_results.waiting_for(poll)),
        "codes": urns.counted(poll.pk)[1],
        "formats": Rendition.Format.choices,
        "warnings": _warnings(poll, poll.tally["cast"], poll.tally) + paper_panel.warnings(poll),
    }


def _warnings(poll, votes, tally=None):
    return hands_told.warnings(poll, votes, tally) if poll.by_hands else few.warnings(votes, tally)


def _void(request, poll):
    return {}


def _form(request, poll, form, **context):
    context |= {"form": form, "poll": poll, "conference": poll.conference, "season": poll.conference.season}
    return render(request, "conferences/poll_form.html", context)


def _subject(asked, conference):
    """The award form or the post that the address names; both only where the conference votes on them."""
    post = asked.get("post", "")
    if asked.get("award", "").isdecimal() and len(asked["award"]) < 12:
        return get_object_or_404(AwardForm, pk=asked["award"]), ""
    yearend = conference.kind == Conference.Kind.YEAREND
    return None, post if post in Term.Place.values and yearend else ""


def _titled(conference, award, post):
    season = conference.season
    if award is not None:
        return {"title": f"Đề nghị tặng {award.name} {season.named}"}
    if post:
        label = getattr(season.bloc, f"{post}_label")
        one = post != Term.Place.DEPUTY
        return {"title": f"Bầu {label} năm {season.year + 1}", "kind": "one" if one else "approve"}
    return {}
