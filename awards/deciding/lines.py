"""The lines of a decision: who is named, in which words, in the order of the ceremony."""

from django.core.exceptions import ValidationError
from django.db.models import F

from awards.deciding import prizes
from awards.models import DecisionLine, Nomination
from awards.models.catalogue import Recipient
from blocs import seasons
from core import history
from core.rules import RuleError
from core.text import title_key

ASIDE = 10_000  # positions are unique at every moment: the old ones step aside before the new ones are given
FROZEN = ("position", "kind", "prefix", "name", "unit", "coefficient", "prize")
COLLECTIVE = "Tập thể"


def of(decision, nominations):
    """Return unsaved lines for `nominations`, in ceremony order, with the names of the day of signing.

    Collectives before persons, then the protocol order of the agencies; inside an agency itself first,
    then collectives by name and persons by tên, họ, đệm. Nghị định 152/2025/NĐ-CP, Điều 29.
    """
    protocol = {row.agency_id: place for place, row in enumerate(seasons.members_of(decision.season))}
    named = Nomination.objects.named(decision.signed_on).filter(pk__in=[row.pk for row in nominations])
    rows = named.select_related("collective", "person")
    ordered = sorted(rows, key=lambda row: _place(row, protocol))
    return [_line(decision, row, position) for position, row in enumerate(ordered, 1)]


def ordered(decision):
    """Return the lines of a draft as they would be issued now; those of an issued decision as they are."""
    kept = {line.nomination_id: line for line in decision.lines.select_related("nomination")}
    if not decision.is_draft:
        return list(kept.values())
    fresh = of(decision, Nomination.objects.filter(pk__in=kept))
    for line in fresh:
        line.pk, line.unpaid = kept[line.nomination_id].pk, kept[line.nomination_id].unpaid
    prizes.put_on(decision, fresh)
    return fresh


def freeze(decision, *, by):
    """Write the lines of a draft in ceremony order with words and prizes of the day of signing; return them.

    Raises RuleError, naming the recipient, when a name or unit is too long to be kept.
    """
    fresh = ordered(decision)
    for line in fresh:
        try:
            line.clean_fields(exclude=["decision", "nomination"])
        except ValidationError as fault:
            raise RuleError(f"{line.name}: {' '.join(fault.messages)}") from fault
    DecisionLine.objects.filter(decision=decision).update(position=F("position") + ASIDE)
    DecisionLine.objects.bulk_update(fresh, FROZEN)
    words = [{name: getattr(line, name) for name in FROZEN} | {"line": line.pk} for line in fresh]
    history.record(decision, "decision.freeze", by=by, after={"lines": words})
    return fresh


def _place(row, protocol):
    inside = row.person.sort_key if row.person else title_key(row.collective.name) if row.collective else ""
    return (row.person_id is not None, protocol.get(row.agency_id, len(protocol)), inside, row.pk)


def _line(decision, row, position):
    line = DecisionLine(decision=decision, nomination=row, position=position, kind=row.recipient)
    if row.recipient == Recipient.PERSON:
        line.prefix, line.name = row.person.get_honorific_display(), row.person.full_name
        line.unit = ", ".join(part for part in (row.person.position, row.name) if part)
    elif row.recipient == Recipient.COLLECTIVE:
        line.prefix, line.name, line.unit = COLLECTIVE, row.collective.name, row.name
    else:
        line.prefix, line.name = COLLECTIVE, row.name
    return line
