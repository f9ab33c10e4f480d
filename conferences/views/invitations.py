"""Invitations: whom they go to, the file to print, each paper alone, the letters by e-mail."""

from operator import attrgetter

from django.contrib import messages
from django.shortcuts import redirect, render

from conferences.attending import invitation_mail, invitations
from conferences.attending.forms import InvitationsForm
from conferences.models import Conference, ConferenceInvitation, InvitationRound
from conferences.permissions import can_run, can_run_item, can_see_invitation
from core.guards import allowed, edits, reads, writes
from documents import handout
from documents.models import Rendition


@reads
@allowed(can_run, Conference)
def invitation_list(request, conference):
    """Every round of invitations, with how far its letters are."""
    rounds = conference.invitation_rounds.prefetch_related("invitations__letters__job__shards")
    context = {"conference": conference, "season": conference.season, "rounds": rounds}
    context |= {"mails": invitation_mail.is_offered(), "formats": Rendition.Format.choices}
    return render(request, "conferences/invitation_list.html", context)


@edits
@allowed(can_run, Conference)
def invitation_new(request, conference):
    """Choose whom to invite; issue."""
    every = invitations.recipients_of(conference)
    form = InvitationsForm(request.POST or None, season=conference.season, recipients=every)
    if form.attempt(invitations.issue, conference, by=request.user):
        messages.success(request, f"Đã lập {form.result.invitations.count()} giấy mời.")
        return redirect("conferences:round_progress", form.result.pk)
    context = {"form": form, "conference": conference, "season": conference.season}
    context |= {"heading": "Lập giấy mời", "submit": "Lập giấy mời", "of_invitations": True}
    return render(request, "conferences/form.html", context)


round_progress, round_file = handout.of_job(
    InvitationRound,
    can_run_item,
    room=__name__,
    url="conferences:round",
    template="conferences/paper_progress.html",
    about=lambda round: {"conference": round.conference, "season": round.conference.season},
    label=lambda round: "Tải tệp giấy mời để in",
    name=lambda round: f"Giấy mời {round.pk}.pdf",
    stored=invitations.file_of,
)


@writes
@allowed(can_run_item, InvitationRound)
def round_mail(request, round):
    """Send the invitations of a round by e-mail."""
    count = invitation_mail.send(round, again="again" in request.POST, by=request.user)
    messages.success(request, f"Đã giao gửi {count} thư." if count else "Thư vừa được giao gửi.")
    return redirect("conferences:invitations", round.conference_id)


invitation_paper_request, invitation_paper_progress, invitation_paper_file = handout.views(
    ConferenceInvitation,
    can_see_invitation,
    room=__name__,
    url="conferences:invitation_paper",
    template="conferences/paper_progress.html",
    about=lambda row: {"conference": row.round.conference, "season": row.round.conference.season},
    paper=attrgetter("paper"),
)
