"""Invitations (giấy mời): one paper for each member agency and each guest, bound into one file to print.

Each is a frozen paper of its own; who was invited when is kept, and inviting again has to be meant.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from conferences import conference_papers
from conferences.attending import delegates, invitation_blocks
from conferences.holding import hold
from conferences.models import Conference, ConferenceInvitation, InvitationRound
from core import clock, dates, records
from core.rules import RuleError
from documents import binding, files, jobs, papers
from documents.models import Document, Shard

TASK = "conferences.bind_invitations"
STATES = Conference.State


@dataclass
class Recipient:
    """Who gets one invitation: a member with the people it sends, or a guest of another body."""

    key: str  # "a12": agency 12; "g5": the guest in row 5
    name: str
    agency_id: int | None = None
    guest: object = None
    people: list = field(default_factory=list)
    invited_at: datetime | None = None

    @property
    def choice(self):
        """What it is called where it is chosen, with the day of its last invitation."""
        return f"{self.name} (đã mời {dates.moment(self.invited_at)})" if self.invited_at else self.name


def recipients_of(conference):
    """Return every Recipient of a conference, members by protocol first, guests of other bodies last."""
    found = {
        f"a{row.agency_id}": Recipient(f"a{row.agency_id}", row.name, agency_id=row.agency_id)
        for row in delegates.units(conference)
    }
    for row in delegates.listed(conference):
        if row.place is not None:
            found[f"a{row.agency_id}"].people.append(row)
        elif row.agency_id is None:
            name = f"{invitation_blocks.described(row)}, {row.body}"
            found[f"g{row.pk}"] = Recipient(f"g{row.pk}", name, guest=row, people=[row])
    rows = ConferenceInvitation.objects.filter(round__conference=conference).select_related("round")
    for row in rows.order_by("pk"):
        key = f"a{row.agency_id}" if row.agency_id else f"g{row.guest_id}"
        if key in found:
            found[key].invited_at = row.round.made_at
    return list(found.values())


def issue(conference, *, recipients, again=False, contact="", form="", by):
    """Issue invitations to those whose keys are in `recipients` and return the InvitationRound.

    `form` is that of these papers (empty: the year's). The second click returns the same one. Raises
    RuleError for somebody invited before, unless `again` says that it is meant, and once the conference is
    open.
    """
    with transaction.atomic():
        conference = hold(conference, STATES.PLANNED)
        chosen = [row for row in recipients_of(conference) if row.key in recipients]
        if not chosen:
            raise RuleError("Hãy chọn ít nhất một nơi nhận có trong danh sách.")
        if same := _just_issued(conference, chosen):
            return same
        if (known := [row for row in chosen if row.invited_at]) and not again:
            raise RuleError(
                f"Đã có giấy mời: {'; '.join(row.choice for row in known)}. "
                "Hãy bỏ chọn nơi đó, hoặc đánh dấu “Mời lại” nếu vẫn gửi giấy mới."
            )
        made = [(row, _paper(conference, row, form, contact, by)) for row in chosen]
        label = f"Tạo tệp {len(made)} giấy mời"
        job = jobs.enqueue(TASK, shards=[{"papers": [paper.pk for _, paper in made]}], label=label, by=by)
        kept = InvitationRound(conference=conference, made_at=clock.now(), job=job)
        records.keep(kept, by=by, act="invitation.issue")
        for row, paper in made:
            facts = {"agency_id": row.agency_id, "guest": row.guest, "addressee": row.name[:400]}
            invitation = ConferenceInvitation(round=kept, paper=paper, **facts)
            records.keep(invitation, by=by, act="invitation.make")
        return kept


def bind(shard):
    """Do the only shard of a round: every paper drawn, one after another, in one file to print."""
    every = Document.objects.in_bulk(shard.facts["papers"])
    parts = [papers.render_bytes(every[pk], "pdf") for pk in shard.facts["papers"]]
    return files.keep(binding.join(parts, title="Giấy mời"), content_type=papers.CONTENT_TYPES["pdf"])


def file_of(round):
    """Return the StoredFile of a round, or None while it is not made."""
    return Shard.objects.select_related("file").get(job=round.job_id).file


def latest_for(conference, agencies):
    """Return the newest invitation of one of these agencies (ids), or None."""
    rows = ConferenceInvitation.objects.filter(round__conference=conference, agency__in=agencies)
    return rows.order_by("-pk").first()


def _just_issued(conference, chosen):
    """The round that the first of two clicks issued a moment ago, or None."""
    last = conference.invitation_rounds.filter(made_at__gte=clock.now() - records.SECOND_CLICK).first()
    if last is None:
        return None
    named = sorted(last.invitations.values_list("addressee", flat=True))
    return last if named == sorted(row.name[:400] for row in chosen) else None


def _paper(conference, recipient, form, contact, by):
    form = form or conference.season.form
    title = f"Giấy mời {recipient.name} dự {invitation_blocks.lower_first(conference.title)}"
    return conference_papers.issue(
        conference,
        kind=Document.Kind.LETTER,
        title=title,
        blocks=invitation_blocks.of(conference, recipient, form=form, contact=contact),
        form=form,
        by=by,
    )
