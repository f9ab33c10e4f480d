"""The rehearsal of a conference: begun, helped along with samples, shown on the projector, erased."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.limiting import quotas
from conferences.models import Conference, Poll
from conferences.permissions import can_run, can_run_poll, can_see
from conferences.rehearsing import rehearsals
from conferences.standing import ranking
from conferences.views.ranking import board_page
from core.guards import allowed, edits, reads, writes


@writes
@allowed(can_run, Conference)
def rehearsal_make(request, conference):
    """Copy a planned conference with sample points."""
    rehearsal = rehearsals.make(conference, by=request.user)
    messages.success(request, "Buổi diễn tập đã sẵn sàng. Bắt đầu bằng điểm danh, rồi khai mạc.")
    return redirect(rehearsal)


@edits
@allowed(can_run, Conference)
def rehearsal_erase(request, conference):
    """Tell what goes and what stays; erase."""
    real = conference.rehearses or conference
    if request.method == "POST":
        if rehearsals.erase(conference, by=request.user):
            messages.success(request, "Đã xóa diễn tập. Năm thi đua và hội nghị thật giữ nguyên.")
        else:
            messages.info(request, "Không còn buổi diễn tập nào để xóa.")
        return redirect(real)
    context = {"conference": real, "season": real.season, "rehearsal": rehearsals.of(real)}
    return render(request, "conferences/rehearsal_erase.html", context)


@writes
@allowed(can_run, Conference)
def rehearsal_check_in(request, conference):
    """Check in everybody who is left, so that the walk goes on."""
    count = rehearsals.check_everybody_in(conference, by=request.user)
    told = f"Đã điểm danh mẫu {count} đại biểu." if count else "Mọi đại biểu đã được điểm danh."
    messages.success(request, told)
    return redirect("conferences:delegates", conference.pk)


@writes
@allowed(can_run_poll, Poll)
def rehearsal_vote(request, poll):
    """Put sample ballots in for who has not voted on a phone."""
    count = rehearsals.vote_for_the_rest(poll, by=request.user)
    told = f"Đã bỏ {count} phiếu mẫu vào hòm." if count else "Mọi phiếu đã ở trong hòm."
    messages.success(request, told)
    return redirect(poll)


@reads
@allowed(can_see, Conference)
def rehearsal_board(request, conference):
    """The board as the projector shows it, by sample points; that of a real conference is its year's."""
    season = conference.season
    if not conference.is_rehearsal:
        return redirect("conferences:board", season.pk)
    places, limits = ranking.seen_by(conference), quotas.totals(season)
    found = ranking.from_places(season, places, limits=limits)
    return board_page(request, season, found, conference)
