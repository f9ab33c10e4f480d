"""What the page of a nomination shows of its way: check, files, report, opinions, dossier, outcomes."""

from django.db.models import Prefetch

from awards import rounds
from awards.models import Dossier, NominationFile
from awards.nominating import checking, nomination_files, reporting
from awards.submitting import deadlines, lengths, opinions, outcomes
from awards.submitting.permissions import can_ask, can_check, can_complete, can_file, can_send_back
from documents.models import Preview


def of(user, nomination):
    """Return the context of these parts; a constant number of queries."""
    written = reporting.is_written(nomination)
    own = nomination.form.own
    return {
        **_length(nomination),
        **_acts(user, nomination),
        "files": _files(nomination),
        "opinions": opinions.of([nomination])[nomination.pk],
        "written": [each for each in reporting.sections(nomination) if each.text] if written else [],
        "outcomes": outcomes.of(nomination),
        "due": None if own else deadlines.due(nomination.season, nomination.form),
        "dossier": _dossier(user, nomination),
    }


def _length(nomination):
    guide, words = lengths.guide(nomination.form), lengths.count(nomination.achievement)
    remark = guide.remark(words) if guide and nomination.is_open else ""
    return {"words": words, "guide": guide, "length_remark": remark}


def _acts(user, nomination):
    """Which acts the page offers, and why the check is somebody else's."""
    state, working = nomination.state, nomination.season.phase in rounds.PROPOSING
    changing = working and state in nomination_files.OPEN
    checkable = working and state in checking.CHECKABLE and not nomination.checked_at
    checks = checkable and can_check(user, nomination)
    return {
        "checks": checks,
        "check_refusal": checking.refusal(nomination, user) if checks else "",
        "sends_back": working and state in checking.RETURNABLE and can_send_back(user, nomination),
        "completes": working and state == "returned" and can_complete(user, nomination),
        "adds_files": changing and can_file(user, nomination),
        "asks": changing and can_ask(user, nomination),
        "answers": working and can_ask(user, nomination),
    }


def _files(nomination):
    drawn = Prefetch("file__previews", Preview.objects.select_related("shard"))
    rows = NominationFile.objects.filter(nomination=nomination).select_related("file")
    return rows.prefetch_related(drawn).order_by("pk")


def _dossier(user, nomination):
    """The dossier it stands in, for who may open it."""
    seen = Dossier.objects.visible_to(user)
    return seen.filter(lines__nomination=nomination, lines__left=False).first()
