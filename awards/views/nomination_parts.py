"""What the page of a nomination shows of its way: check, files, report, opinions, dossier, outcomes."""

from django.db.models import Prefetch

from awards import checking, deadlines, lengths, nomination_files, opinions, outcomes, reporting, rounds
from awards.dossier_permissions import can_ask, can_check, can_complete, can_file, can_send_back
from awards.models import Dossier, NominationFile
from documents.models import Preview


def of(user, nomination):
    """Return the context of these parts; a constant number of queries."""
    season, state = nomination.season, nomination.state
    working = season.phase in rounds.PROPOSING
    papers_open = working and state in nomination_files.OPEN
    guide = lengths.guide(nomination.form)
    words = lengths.count(nomination.achievement)
    checkable = working and state in checking.CHECKABLE and not nomination.checked_at
    checks = checkable and can_check(user, nomination)
    drawn = Prefetch("file__previews", Preview.objects.select_related("shard"))
    files = NominationFile.objects.filter(nomination=nomination).select_related("file")
    return {
        "words": words,
        "guide": guide,
        "length_remark": guide.remark(words) if guide and nomination.is_open else "",
        "checks": checks,
        "check_refusal": checking.refusal(nomination, user) if checks else "",
        "sends_back": working and state in checking.RETURNABLE and can_send_back(user, nomination),
        "completes": working and state == "returned" and can_complete(user, nomination),
        "files": files.prefetch_related(drawn).order_by("pk"),
        "adds_files": papers_open and can_file(user, nomination),
        "asks": papers_open and can_ask(user, nomination),
        "answers": working and can_ask(user, nomination),
        "opinions": opinions.of([nomination])[nomination.pk],
        "written": [section for section in reporting.sections(nomination) if section.text]
        if reporting.is_written(nomination)
        else [],
        "outcomes": outcomes.of(nomination),
        "due": None if nomination.form.own else deadlines.due(season, nomination.form),
        "dossier": _dossier(user, nomination),
    }


def _dossier(user, nomination):
    """The dossier it stands in, for who may open it."""
    seen = Dossier.objects.visible_to(user)
    return seen.filter(lines__nomination=nomination, lines__left=False).first()
