"""The rehearsal of a conference: a copy that is run by the same rules, concludes nothing, and is erased.

It differs in one column, `rehearses`: the phase of the year does not matter to it (`holding`), what would
write into the year is refused (`holding.refuse_rehearsal`), its places come from sample points
(`ranking.seen_by`), its papers are marked (`conference_papers`), and no list of conferences has it
(`Conference.objects`). The database lets its opened polls and shut urns go, and only these (0031).
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from blocs.models import Season
from conferences.attending import attendance
from conferences.casting import urns
from conferences.holding import hold
from conferences.models import Conference, Poll, Sample
from conferences.rehearsing import rehearsal_copies, sample_ballots
from conferences.standing import sample_points
from core import belongings, clock, history, records
from core.models import Entry
from core.rules import RuleError
from documents import forgetting
from documents.models import Document, Job, StoredFile

STATES = Conference.State
MODES = Poll.Mode
KEPT_FOR = timedelta(days=7)
COPIED = (
    rehearsal_copies.agenda,
    rehearsal_copies.people,
    rehearsal_copies.quorum,
    rehearsal_copies.ballots,
)
ITSELF = "Đây đã là buổi diễn tập. Muốn làm lại từ đầu thì xóa diễn tập rồi diễn tập lại từ trang hội nghị."
TOO_LATE = {
    STATES.OPEN: "Hội nghị đã khai mạc nên không diễn tập được nữa.",
    STATES.CLOSED: "Hội nghị đã bế mạc nên không còn gì để diễn tập.",
}
ONLY_HERE = "Việc này chỉ có trong buổi diễn tập. Ở hội nghị thật, từng người được điểm danh và tự bỏ phiếu."
NOT_IN_AN_URN = "Cuộc bỏ phiếu này không nhận phiếu qua mạng nên không có phiếu mẫu."


def make(conference, *, by):
    """Copy a planned conference with sample points and return the rehearsal; one that stands is returned.

    Raises RuleError for a conference that was opened, and for a rehearsal.
    """
    with transaction.atomic():
        conference = hold(conference, *STATES)
        if conference.is_rehearsal:
            raise RuleError(ITSELF)
        if conference.state in TOO_LATE:
            raise RuleError(TOO_LATE[conference.state])
        if found := of(conference):
            return found
        begun = {"rehearses": conference, "conclusion": ""}  # one that went back to its plan may have one
        copy = rehearsal_copies.keep_copy(conference, by, act="rehearsal.make", **begun)
        sample = Sample(conference=copy, made_at=clock.now(), made_by=by)
        sample.points = sample_points.make(copy.season, seed=conference.pk)
        records.keep(sample, by=by, act="rehearsal.sample")
        for copied in COPIED:
            copied(conference, copy, by=by)
        return copy


def of(conference):
    """Return the rehearsal of a conference, None without one; it is no rehearsal of itself."""
    rows = Conference.every.filter(rehearses=conference.pk)
    return rows.select_related("sample", "season__bloc").first()


def lasts_until(rehearsal):
    """Return when a rehearsal is erased by itself."""
    return rehearsal.sample.made_at + KEPT_FOR


def check_everybody_in(conference, *, by):
    """Check in who is not yet; return how many. Raises RuleError in a real conference."""
    with transaction.atomic():
        conference = hold(conference, STATES.PLANNED, STATES.OPEN)
        if not conference.is_rehearsal:
            raise RuleError(ONLY_HERE)
        absent = list(conference.delegates.sitting().filter(attendance__isnull=True))
        for delegate in absent:
            attendance.check_in(delegate, by=by)
        return len(absent)


def vote_for_the_rest(poll, *, by):
    """Put sample ballots in for all who have not voted yet; return how many.

    Where some vote on paper, only the others: paper ballots are counted by tellers.
    Raises RuleError in a real conference (under the urn's lock, too), for a poll that is not open and for one
    without an urn.
    """
    with transaction.atomic():
        conference = hold(poll.conference, STATES.OPEN)
        if not conference.is_rehearsal:
            raise RuleError(ONLY_HERE)
        if poll.mode == MODES.PAPER or poll.by_hands:
            raise RuleError(NOT_IN_AN_URN)
        count = urns.cast_samples(poll.pk, lambda waiting: sample_ballots.papers(poll.form, waiting))
        history.record(poll, "rehearsal.vote", by=by, after={"papers": count})
        return count


def erase(conference, *, by):
    """Take away the rehearsal of a conference (or this one, if it is one) with all that hangs on it.

    Returns whether there was one: the second click finds none. It is possible in any state and phase.
    """
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=conference.season_id)
        rows = Conference.every.select_for_update(of=("self",)).filter(rehearses__isnull=False)
        found = rows.filter(Q(pk=conference.pk) | Q(rehearses=conference.pk)).first()
        if found is None:
            return False
        told = {"title": found.title, "rehearses_id": found.rehearses_id}
        history.record(found, "rehearsal.erase", by=by, before=told)
        hanging = belongings.of(found)
        papers, files, jobs = (belongings.keys_to(kind, hanging) for kind in (Document, StoredFile, Job))
        files |= _taken_off(found)
        belongings.take_away(hanging)
        forgetting.papers(papers)
        forgetting.jobs(jobs)
        forgetting.files(files)
        return True


def _taken_off(rehearsal):
    """The keys of files that a rehearsal had once: a photo or paper taken off leaves its content stored.

    So it does where the point of the agenda that had it went later.
    """
    photos = Entry.objects.filter(act="picture.remove", before__conference_id=rehearsal.pk)
    gone = Entry.objects.filter(act="agenda.remove", before__conference_id=rehearsal.pk)
    points = {*rehearsal.agenda.values_list("pk", flat=True), *gone.values_list("subject_id", flat=True)}
    papers = Entry.objects.filter(act="agenda_paper.remove", before__item_id__in=points)
    return {entry.before["file_id"] for entry in (*photos, *papers)} - {None}


def erase_left():
    """Erase the rehearsals that were made a week ago; for the workers, at every sweep."""
    for sample in Sample.objects.filter(made_at__lt=clock.now() - KEPT_FOR).select_related("conference"):
        erase(sample.conference, by=None)
