"""The rules of eligibility: dated facts of `eligibility_rules.toml`, kept as rows that an officer mends."""

import tomllib
from pathlib import Path

from django.db import transaction

from awards.models import AwardForm, EligibilityRule
from core import records
from core.dates import short
from core.rules import RuleError

SOURCE = Path(__file__).parent / "eligibility_rules.toml"
COLUMNS = ("level", "recipient", "number", "times", "title", "earlier", "measure", "words", "route")


def rows():
    """Return the facts of every row of the file, as keyword arguments of `EligibilityRule`."""
    rules = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["rules"]
    return [_row(rule, period) for rule in rules for period in rule["periods"]]


def of(season):
    """Return the rules in force for the season, on the same day as the catalogue (see `catalogue.of`)."""
    return list(EligibilityRule.objects.on(season.standing_on))


def sources(season, kind):
    """Return where the rules of a kind are written that hold for the season."""
    return [rule.source for rule in of(season) if rule.kind == kind]


def add(*, kind, valid_from, source, by, **facts):
    """Enter a rule of `kind` that holds from `valid_from` on; return it.

    Raises ValidationError when it does not say what its kind asks, or has no source.
    """
    with transaction.atomic():
        rule = EligibilityRule(kind=kind, valid_from=valid_from, source=source, **facts)
        _refuse_unknown_form(rule)
        rule.code = _code(rule)
        return records.keep(rule, by=by, act="rule.enter")


def correct(rule, *, source, checked, binding, by):
    """Correct where the rule is written; say that the source was read (`checked`) and whether it binds.

    Raises ValidationError when a rule nobody has read is to bind.
    """
    facts = {"source": source, "recalled": not checked, "binding": binding}
    return records.change(rule, **facts, by=by, act="rule.correct")


def end(rule, *, last_day, by):
    """Let the rule hold until the end of `last_day`; seasons that are counted later ask it no more.

    Raises RuleError when it ends already, ValidationError when the day lies before its first one.
    """
    with transaction.atomic():
        row = EligibilityRule.objects.select_for_update().get(pk=rule.pk)
        if row.valid_to:
            raise RuleError(f"Điều kiện này đã ghi áp dụng đến hết ngày {short(row.valid_to)}.")
        return records.change(rule, valid_to=last_day, by=by, act="rule.end")


def _row(rule, period):
    return {
        "code": rule["code"],
        "form_code": rule.get("form", ""),
        "kind": rule["kind"],
        **{name: rule[name] for name in COLUMNS if name in rule},
        "merit_only": rule.get("merit_only", False),
        "binding": period.get("binding", False),
        "valid_from": period["from"],
        "valid_to": period.get("to"),
        "source": period["source"],
        "recalled": period.get("recalled", False),
    }


def _code(rule):
    """A mark of its own, of what it asks for which form."""
    start = f"{rule.form_code or 'all'}-{rule.kind}".replace("_", "-")
    taken = EligibilityRule.objects.filter(code__startswith=start).count()
    return f"{start}-{taken + 1}"


def _refuse_unknown_form(rule):
    codes = {code for code in (rule.form_code, rule.title, rule.earlier) if code}
    if codes - set(AwardForm.objects.filter(code__in=codes).values_list("code", flat=True)):
        raise RuleError("Danh mục không có hình thức này. Hãy chọn một hình thức trong danh mục khen thưởng.")
