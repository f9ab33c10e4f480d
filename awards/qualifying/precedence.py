"""Who comes first when a quota leaves fewer places than equal candidates: a suggestion, never a decision.

Nghị định 152/2025/NĐ-CP, Điều 4.6: women, and collectives of which enough are women.
"""

from collections import defaultdict
from dataclasses import dataclass

from awards.models import EligibilityRule, Nomination, Quota
from awards.qualifying import case_files, verdicts
from results.models import Standing


@dataclass(frozen=True)
class Candidate:
    """Somebody under a quota; `level` is what candidates are compared by: less is better, None is nothing."""

    key: int
    level: float | None
    favour: str = ""  # why it comes first among equals, in words; empty when it does not


def of(season, rules, nominations):
    """Return {nomination's id: [(rule, Verdict)]} of those among `nominations` that are level at an edge."""
    rule = next((rule for rule in rules if rule.kind == EligibilityRule.Kind.WOMEN_FIRST), None)
    limits = _limits(season) if rule else {}
    if not limits:
        return {}
    told = {}
    for limit, candidates in _candidates(season, rule).items():
        told |= advice(*level_at_edge(candidates, limits[limit])) if limit in limits else {}
    asked = [row.pk for row in nominations if row.is_open and row.pk in told]
    return {key: [(rule, verdicts.Verdict(verdicts.CHECK, told[key]))] for key in asked}


def level_at_edge(candidates, places):
    """Return (the candidates level with each other at the edge of `places`, how many places they have)."""
    ordered = sorted((each for each in candidates if each.level is not None), key=lambda each: each.level)
    if places >= len(ordered) or places < 1 or ordered[places - 1].level != ordered[places].level:
        return [], 0
    edge = ordered[places].level
    before = sum(each.level < edge for each in ordered)
    return [each for each in ordered if each.level == edge], places - before


def advice(equal, left):
    """Return {candidate's key: whom the article puts first}, or nothing when it does not tell them apart.

    Nobody is named: a member reads it on the page of its own nomination.
    """
    first = [each for each in equal if each.favour]
    if not first or len(first) == len(equal):
        return {}
    start = f"{len(equal)} đề nghị ngang nhau cho {left} chỗ còn lại của hạn mức; "
    end = "là gợi ý, Hội đồng quyết định"
    others = f"{len(first)} đề nghị khác thuộc diện ưu tiên, {end}"
    return {
        each.key: start
        + (f"đề nghị này thuộc diện ưu tiên ({each.favour}), {end}" if each.favour else others)
        for each in equal
    }


def _limits(season):
    """{(form's id, kind of recipient): places} of the quotas that count the whole bloc."""
    rows = Quota.objects.filter(season=season, total__isnull=False)
    return {
        (form, recipient): total for form, recipient, total in rows.values_list("form", "recipient", "total")
    }


def _candidates(season, rule):
    """{(form's id, kind of recipient): [Candidate]} of the year's live nominations."""
    ranks = dict(Standing.objects.filter(season=season).values_list("agency", "rank"))
    figures = case_files.figures_of(season)
    live = Nomination.objects.filter(season=season).live()
    found = defaultdict(list)
    for row in live.select_related("person", "collective").order_by("pk"):
        level = _share_of_votes(row) if row.person or row.collective else ranks.get(row.agency_id)
        favour = _favour(row, figures.get((row.agency_id, row.collective_id)), rule.number)
        found[row.form_id, row.recipient].append(Candidate(row.pk, level, favour))
    return found


def _share_of_votes(row):
    return -row.votes / row.votes_base if row.votes_base else None


def _favour(row, figures, share):
    if row.person:
        return "nữ" if row.person.honorific == "ms" else ""
    if figures and figures.women * 100 >= share * figures.people:
        return f"{figures.women}/{figures.people} là nữ"
    return ""
