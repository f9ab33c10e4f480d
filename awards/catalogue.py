"""The catalogue of titles and forms: dated facts of `catalogue.toml`, kept as rows one can refer to."""

import tomllib
from pathlib import Path

from django.db import transaction

from awards.models import AwardForm
from awards.models.catalogue import Recipient
from core import records

SOURCE = Path(__file__).parent / "catalogue.toml"


def load(*, by):
    """Bring the rows of the catalogue to what the file says; doing it again changes nothing.

    A row is known by its code and first day. What only the database knows stays as it is.
    """
    with transaction.atomic():
        for facts in rows():
            key = {"code": facts["code"], "valid_from": facts["valid_from"]}
            found = AwardForm.objects.filter(**key).first()
            if found is None:
                records.keep(AwardForm(**facts), by=by, act="award_form.enter")
            else:
                records.change(found, **facts, by=by, act="award_form.correct")


def rows():
    """Return the facts of every row of the file, as keyword arguments of `AwardForm`."""
    forms = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["forms"]
    return [_row(form, period) for form in forms for period in form["periods"]]


def of(season):
    """Return the forms in force for the season: those of the day on which its members are counted.

    One day for the whole season, so that what is proposed in December and in January is counted together.
    """
    return AwardForm.objects.on(season.standing_on)


def _row(form, period):
    return {
        "code": form["code"],
        "name": form["name"],
        "short_name": form["short_name"],
        "kind": form["kind"],
        "level": form["level"],
        "decided_by": form["decided_by"],
        "own": form.get("own", False),
        "ceremony_order": form["order"],
        "valid_from": period["from"],
        "valid_to": period.get("to"),
        "source": period["source"],
        "recalled": period.get("recalled", False),
        **{f"for_{kind}": kind in form["for"] for kind in Recipient.values},
    }
