"""What a dossier of a form must hold on a day, and which article asks for it; kept by council officers."""

import tomllib
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from awards.cataloguing import catalogue
from awards.models import AwardForm, RequiredPart
from core import clock, records

SOURCE = Path(__file__).parent / "dossier_rules.toml"
Part = RequiredPart.Part


def rows():
    """Return (facts of every FormDeadline, facts of every RequiredPart) of the file, for the migration."""
    facts = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return facts["deadlines"], [row for group in facts["parts"] for row in _spread(group)]


def parts_of(form, day=None):
    """Return the RequiredParts in force for a form on `day` (today), in the order of a dossier. One query.

    Of two rows for one part that of the form itself counts, else the younger one.
    """
    return parts_of_each([form], day)[form.pk]


def parts_of_each(forms, day=None):
    """Return {form's id: its RequiredParts}, as `parts_of` says, in one query."""
    day = day or clock.today()
    held = RequiredPart.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    rows = list(held.order_by("valid_from", "pk"))
    return {form.pk: _chosen(form, rows) for form in forms}


def every():
    """Return every RequiredPart with `whose`, the name of its form or kind; each in a dossier's order."""
    names = catalogue.names()
    found = list(RequiredPart.objects.order_by("form_code", "kind", "-valid_from", "pk"))
    found.sort(key=lambda row: (row.form_code, row.kind, Part.values.index(row.part)))
    for row in found:
        row.whose = names.get(row.form_code, row.form_code) or f"Mọi {row.get_kind_display().lower()}"
    return found


def enter(*, whose, by, **facts):
    """Enter a part that a new text asks for and return it; `whose` is a form's code, "title" or "form".

    Raises ValidationError when that part has a row from that day already or the facts do not fit together.
    """
    with transaction.atomic():
        return records.keep(RequiredPart(**_of(whose), **facts), by=by, act="required_part.enter")


def correct(row, *, whose, by, **facts):
    """Correct a row or give it its last day. Raises ValidationError as `enter` does."""
    return records.change(row, **_of(whose), **facts, by=by, act="required_part.correct")


def _of(whose):
    kind = whose in AwardForm.Kind.values
    return {"kind": whose if kind else "", "form_code": "" if kind else whose}


def _chosen(form, rows):
    found = {}
    for row in rows:
        if form.code != row.form_code and form.kind != row.kind:
            continue
        kept = found.get(row.part)
        if kept is None or not kept.form_code or row.form_code:
            found[row.part] = row
    return [found[part] for part in Part.values if part in found]


def _spread(group):
    facts = {name: value for name, value in group.items() if name not in ("of", "parts")}
    return [facts | _of(whose) | {"part": part} for whose in group["of"] for part in group["parts"]]
