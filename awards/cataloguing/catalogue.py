"""The catalogue of titles and forms: dated facts of `catalogue.toml`, kept as rows one can refer to."""

import tomllib
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from awards.cataloguing import clauses
from awards.models import AwardForm
from awards.models.catalogue import NOMINATED, Recipient
from core import clock, records
from core.dates import short
from core.rules import RuleError

SOURCE = Path(__file__).parent / "catalogue.toml"


def load(*, by):
    """Bring the rows of the catalogue to what the file says; doing it again changes nothing.

    A row is known by its code and first day. What only the database knows stays as it is, and so does a row
    that somebody has checked in its source.
    """
    with transaction.atomic():
        for facts in (row | more for row, more in zip(rows(), later_facts(), strict=True)):
            key = {"code": facts["code"], "valid_from": facts["valid_from"]}
            found = AwardForm.objects.filter(**key).first()
            if found is None:
                records.keep(AwardForm(**facts), by=by, act="award_form.enter")
            elif found.checked_at is None:
                told = {"valid_to": found.valid_to} if found.ended_by else {}
                records.change(found, **facts | told, by=by, act="award_form.correct")


def rows():
    """Return the facts of every row of the file that migration 0002 enters, as arguments of `AwardForm`."""
    return [_row(form, period) for form, period in _periods()]


def later_facts():
    """Return the facts that migration 0005 brought, one dict for each of `rows()`."""
    return [_later(form, period) for form, period in _periods()]


def of(season):
    """Return the forms in force for the season: those of the day on which its members are counted.

    One day for the whole season, so that what is proposed in December and in January is counted together.
    """
    return AwardForm.objects.on(season.standing_on)


def used_in(season):
    """Return the forms a decision of the season may be about: those in force, and the versions that its
    nominations were entered under (what was handed in keeps the text of its day)."""
    entered = Q(nominations__season=season)
    return AwardForm.objects.filter(Q(pk__in=of(season)) | entered).distinct()


def names(day=None, field="name"):
    """Return {code: name} of every form begun by `day` (today), as it is or was last called. One query."""
    begun = AwardForm.objects.filter(valid_from__lte=day or clock.today()).order_by("valid_from")
    return dict(begun.values_list("code", field))


def refuse_absent(form, season, *, also_used=False):
    """Raise RuleError when the season does not know the form, saying when it ended and what goes on.

    With `also_used` a version under which something was entered in the season counts, too.
    """
    if (used_in(season) if also_used else of(season)).filter(pk=form.pk).exists():
        return
    said = f"{form.name} không có trong danh mục áp dụng cho {season.named}"
    later = of(season).filter(code=form.code).first()
    if form.valid_to is None or form.valid_to >= season.standing_on:
        more = f"bản này áp dụng từ {short(form.valid_from)}{cited(form)}."
    elif later:
        more = f"bản này áp dụng đến hết {short(form.valid_to)}. "
        more += f"Hãy chọn bản áp dụng từ {short(later.valid_from)}{cited(later)}."
    else:
        by = f" theo {form.ended_by}" if form.ended_by else ""
        more = (
            f"hình thức này áp dụng đến hết {short(form.valid_to)}{by} và không có bản thay thế. "
            "Đề nghị đã ghi trước vẫn được xét tiếp; đề nghị mới hãy chọn hình thức khác."
        )
    raise RuleError(f"{said}: {more}")


def refuse_recipient(form, recipient, *, allowed):
    """Raise RuleError, naming the form's source, when it is not for such a recipient but for `allowed`."""
    if recipient not in allowed:
        raise RuleError(f"{form.name} không dành cho {Recipient(recipient).label.lower()}{cited(form)}.")


def cited(form):
    """Return " (theo …)": by which text this version of a form holds, and whether nobody has read it."""
    return clauses.told([(form.source, form.recalled)])


def _periods():
    forms = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["forms"]
    return [(form, period) for form in forms for period in form["periods"]]


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
        **{f"for_{kind}": kind in form["for"] for kind in NOMINATED},
    }


def _later(form, period):
    prize = period.get("prize")
    return {
        "for_household": "household" in form["for"],
        "prize_coefficient": None if prize is None else Decimal(prize),
        "doubles_for_collectives": period.get("doubles"),
        "prize_source": period.get("prize_source", ""),
        "certificate": form["certificate"],
    }
