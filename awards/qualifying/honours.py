"""Everything that anybody was granted, from wherever it is known: the one place that rules and pages ask."""

from collections import defaultdict
from itertools import chain

from django.db.models import Q

from awards.models import Nomination, PastAward
from awards.qualifying.cases import Honour
from core.dates import short

SUBJECTS = ("person", "collective", "agency")
WHOLE = {"agency": {"collective": None, "person": None}}  # an agency that is honoured itself


def held(subjects):
    """Return {subject: its Honours, the latest first}; a subject is ("person", id), ("agency", id) and so on.

    One query for each source of honours, whatever the number of subjects.
    """
    found = defaultdict(list)
    for subject, honour in chain(_granted_here(set(subjects)), _entered_from_lists(set(subjects))):
        found[subject].append(honour)
    for rows in found.values():
        rows.sort(key=lambda honour: (-honour.year, honour.code))
    return found


def subject_of(row):
    """Return who is honoured by a nomination or a past award, as `held` takes it."""
    return next((name, getattr(row, f"{name}_id")) for name in SUBJECTS if _holds(row, name))


def of_subjects(subjects):
    """Return the condition that a row with agency, collective and person is about one of `subjects`."""
    wanted = Q(pk__in=[])
    for name in SUBJECTS:
        keys = [key for kind, key in subjects if kind == name]
        wanted |= Q(**{f"{name}__in": keys, **WHOLE.get(name, {})}) if keys else Q(pk__in=[])
    return wanted


def _holds(row, name):
    return getattr(row, f"{name}_id") is not None


def _granted_here(subjects):
    """What decisions granted here: our own and those of higher authorities that were recorded."""
    granted = Nomination.objects.filter(of_subjects(subjects), state=Nomination.State.GRANTED)
    for row in granted.select_related("form", "season", "decision_line__decision").order_by("pk"):
        line = getattr(row, "decision_line", None)
        yield (
            subject_of(row),
            Honour(
                code=row.form.code,
                year=row.season.year,
                begins=row.achieved_from,
                ends=row.achieved_to,
                source=_named(line.decision) if line else "",
                achievement=row.achievement,
                ground=row.ground,
                level=row.form.level,
            ),
        )


def _named(decision):
    return f"Quyết định {decision.number}, ngày {short(decision.signed_on)}"


def _entered_from_lists(subjects):
    """What was given before this system, where somebody said whose it is and which form it means.

    A decision that names no period of achievement counts from its own day (Nghị định 152/2025, Điều 33.7).
    """
    rows = PastAward.objects.filter(of_subjects(subjects), form__isnull=False)
    for row in rows.select_related("form").order_by("pk"):
        facts = {"code": row.form.code, "year": row.year, "level": row.form.level}
        ends = row.achieved_to or row.decided_on
        facts |= {"begins": row.achieved_from, "ends": ends, "achievement": row.achievement}
        facts["ground"] = row.ground
        yield subject_of(row), Honour(**facts, source=_written(row))


def _written(row):
    day = f", ngày {short(row.decided_on)}" if row.decided_on else ""
    return f"Quyết định {row.decision_number}{day}" if row.decision_number else ""
