"""Whether what is put forward fulfils the rules of its season: what is missing and where it is written.

A binding rule that is missed keeps a nomination from being endorsed and from being sent up, unless somebody
with the right to do so let it pass with a reason (awards/qualifying/waivers.py). All other rules only tell.
"""

from dataclasses import dataclass

from awards.models import EligibilityRule, EligibilityWaiver
from awards.qualifying import case_files, eligibility_rules, eligibility_wording, precedence, verdicts
from core.rules import RuleError

KINDS = EligibilityRule.Kind
LATER = {KINDS.VOTE, KINDS.FRESH}  # asked when a dossier is sent up: the bloc endorses long before


@dataclass(frozen=True)
class Finding:
    """One rule on one nomination: what it asks, whether that is so (see `verdicts`), why, by which source."""

    rule: EligibilityRule
    title: str
    outcome: str
    text: str
    source: str
    waiver: EligibilityWaiver | None = None
    beside: bool = False  # another way to the same form is open

    @property
    def sentence(self):
        """What is so, with its source: "Còn thiếu 1 năm …: theo Luật 06/2022/QH15, Điều 22"."""
        return f"{self.text}: theo {self.source}"

    @property
    def is_missing(self):
        """Whether it speaks against the nomination."""
        return self.outcome == verdicts.MISSING and not self.beside

    @property
    def forbids(self):
        """Whether a binding rule is missed and nobody let it pass."""
        return self.is_missing and self.rule.binding and self.waiver is None

    @property
    def is_told(self):
        """Whether a list of nominations mentions it."""
        return self.is_missing or self.outcome == verdicts.CHECK


def of(season, nominations):
    """Return {nomination's id: [Finding]} for `nominations` of the season; queries do not grow with them."""
    return examined(season, nominations)[1]


def examined(season, nominations):
    """Return ({nomination's id: Case}, {nomination's id: [Finding]})."""
    rows = list(nominations)
    rules = eligibility_rules.of(season) if rows else []
    cases = case_files.of(season, rows, {rule.kind for rule in rules})
    waivers = _waivers(rows, rules)
    names = next(iter(cases.values())).names if cases else {}
    words = {rule.pk: eligibility_wording.title(rule, names) for rule in rules}
    first = precedence.of(season, rules, rows)
    found = {}
    for row in rows:
        asked = [rule for rule in rules if rule.asks(row.form, row.recipient)]
        told = [*verdicts.of(asked, cases[row.pk]), *first.get(row.pk, ())]
        findings = [
            Finding(rule, words[rule.pk], *says, rule.source, waivers.get((row.pk, rule.pk)))
            for rule, says in told
        ]
        found[row.pk] = verdicts.open_routes(findings)
    return cases, found


def refusal(nomination):
    """Say in one sentence, which names the article, why it may not be sent up; empty when it may.

    A council's vote that a binding rule asks for must have been recorded by then (Điều 33.5).
    """
    return _refusal(nomination, keeps)


def refusal_to_endorse(nomination):
    """The same for the bloc's endorsement, before which no dossier and no council's vote is asked for."""
    return _refusal(nomination, _forbids_here)


def refuse(season, nominations):
    """Raise RuleError when a binding rule keeps one of `nominations` of the season from being decided here.

    As for the bloc's endorsement, no council's vote is asked for: the head decides, not a council.
    """
    if not any(rule.binding for rule in eligibility_rules.of(season)):
        return
    rows = list(nominations)
    found = of(season, rows)
    for row in rows:
        if kept := next(filter(_forbids_here, found[row.pk]), None):
            raise RuleError(_sentence(row, kept))


def may_be_waived(nomination):
    """Return the Findings that keep the nomination from being sent up and that a reason can set aside."""
    found = of(nomination.season, [nomination])[nomination.pk]
    return [each for each in found if keeps(each)]


def keeps(found):
    """Say whether a Finding keeps its nomination from being sent up."""
    lacks_vote = found.outcome == verdicts.OPEN and found.rule.kind == KINDS.VOTE
    return found.forbids or (lacks_vote and found.rule.binding and found.waiver is None)


def _refusal(nomination, stands_in_the_way):
    rules = eligibility_rules.of(nomination.season)
    if not any(rule.binding and rule.asks(nomination.form, nomination.recipient) for rule in rules):
        return ""
    findings = of(nomination.season, [nomination])[nomination.pk]
    kept = next(filter(stands_in_the_way, findings), None)
    return _sentence(nomination, kept) if kept else ""


def _forbids_here(found):
    return found.forbids and found.rule.kind not in LATER


def _sentence(nomination, kept):
    return (
        f"{nomination}: {kept.sentence}. Hãy bổ sung cho đủ, hoặc đề nghị người có quyền cho phép "
        "kèm lý do tại trang của đề nghị này."
    )


def _waivers(rows, rules):
    """{(nomination's id, rule's id): EligibilityWaiver}; asked only where a rule binds."""
    if not any(rule.binding for rule in rules):
        return {}
    found = EligibilityWaiver.objects.filter(nomination__in=[row.pk for row in rows])
    return {(row.nomination_id, row.rule_id): row for row in found.select_related("by__person")}
