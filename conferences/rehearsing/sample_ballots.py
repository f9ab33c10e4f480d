"""Ballots for a rehearsal: what many would fill in, with a last place that stays undecided. Pure."""

from conferences.reckoning import ballot_papers
from core.rules import RuleError

UNKNOWN = "Cách bỏ phiếu này chưa có phiếu mẫu. Hãy bỏ phiếu bằng điện thoại, hoặc hủy cuộc bỏ phiếu."


def papers(form, count):
    """Return so many ballots of a Form: all agree on the first lines, halves differ about the last.

    Raises RuleError for a kind of ballot without samples.
    """
    makers = {
        ballot_papers.YES_NO: _judged,
        ballot_papers.APPROVE: _chosen,
        ballot_papers.ONE: _chosen,
        ballot_papers.RANK: _ordered,
    }
    if form.kind not in makers:
        raise RuleError(UNKNOWN)
    return [ballot_papers.checked(form, makers[form.kind](form, number)) for number in range(count)]


def _judged(form, number):
    last = (ballot_papers.YES, ballot_papers.NO)[number % 2]
    return ballot_papers.YES * (form.options - 1) + last


def _ordered(form, number):
    """All agree on the first places; halves turn the last two round, so that these have the same sum."""
    order = list(range(form.most))
    if number % 2:
        order[-2:] = reversed(order[-2:])
    return ",".join(map(str, order))


def _chosen(form, number):
    sure = min(form.most, form.options) - 1
    return ballot_papers.chosen(form, [*range(sure), min(sure + number % 2, form.options - 1)])
