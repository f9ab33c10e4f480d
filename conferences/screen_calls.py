"""Who is called up when honours are handed over, as plain words for the screen.

Higher forms first, titles before forms of commendation (both by the order of the catalogue), collectives
before persons (Nghị định 152/2025/NĐ-CP, Điều 29).
"""

from awards.models import Decision, DecisionLine
from awards.models.catalogue import Recipient


def groups_of(conference):
    """Return [{"form": what is called out, "names": […]}] of the year's issued decisions. One query."""
    rows = DecisionLine.objects.filter(
        decision__season=conference.season_id, decision__state=Decision.State.ISSUED
    )
    found = {}
    for line in sorted(rows.select_related("decision__form"), key=_order):
        found.setdefault(line.decision.form.name, []).append(_called(line))
    return [{"form": form, "names": names} for form, names in found.items()]


def _order(line):
    form = line.decision.form
    persons = line.kind == Recipient.PERSON
    return form.ceremony_order, form.pk, persons, line.decision.signed_on, line.decision_id, line.position


def _called(line):
    return f"{line.prefix} {line.name}".strip() if line.kind == Recipient.PERSON else line.name
