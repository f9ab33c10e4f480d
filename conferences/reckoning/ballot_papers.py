"""What stands on one ballot, in one canonical form, and how the ballots of an urn are counted. Pure.

Two ballots that say the same are the same text, so that nothing but the choice is in it. Choosing among
options leaves their places in order ("0,3"), judging each of them a sign for each ("+-0"), putting them in
order names the first first (`rank_ballots`); a ballot without any choice is blank.
"""

import re
from dataclasses import dataclass

from conferences.reckoning import rank_ballots
from core.rules import RuleError

APPROVE, YES_NO, ONE, RANK = "approve", "yes_no", "one", rank_ballots.RANK
YES, NO, SILENT = "+", "-", "0"
PLACES = re.compile(r"(\d+(,\d+)*)?", re.ASCII)
STRANGE = rank_ballots.STRANGE


@dataclass(frozen=True)
class Form:
    """How a ballot is filled in: its kind, how many options there are, how many are chosen or ordered."""

    kind: str
    options: int
    most: int


@dataclass(frozen=True)
class Sums:
    """What the ballots say together: for and against each option, how many there are, how many are blank.

    Of ballots that put options in order, `votes` are the sums of places (the lowest is first) and `places`
    says how often each option was given each place.
    """

    votes: tuple
    against: tuple
    cast: int
    blank: int
    places: tuple = ()


def chosen(form, picks):
    """Return the ballot that chooses the options at `picks`. Raises RuleError for too many or strange."""
    places = sorted(set(picks))
    if any(place not in range(form.options) for place in places):
        raise RuleError(STRANGE)
    if len(places) > form.most:
        raise RuleError(
            f"Đã chọn {len(places)}, chỉ được chọn không quá {form.most}. Hãy bỏ bớt rồi xem lại phiếu."
        )
    return ",".join(map(str, places))


def judged(form, signs):
    """Return the ballot that says YES, NO or SILENT to each option in turn. Raises RuleError for others."""
    if len(signs) != form.options or not set(signs) <= {YES, NO, SILENT}:
        raise RuleError(STRANGE)
    return "".join(signs)


def checked(form, paper):
    """Return `paper` when it is a ballot of this form in the one way to write it. Raises RuleError."""
    if form.kind == YES_NO:
        return judged(form, list(paper))
    if form.kind == RANK:
        return rank_ballots.checked(form.options, form.most, paper)
    if not PLACES.fullmatch(paper) or chosen(form, _places(paper)) != paper:
        raise RuleError(STRANGE)
    return paper


def signs_of(form, paper):
    """Return what a ballot says to each option: YES, NO or SILENT; the number of its place in an order."""
    if form.kind == YES_NO:
        return list(paper)
    if form.kind == RANK:
        return [str(place) for place in rank_ballots.places_of(form.options, paper)]
    picked = set(_places(paper))
    return [YES if place in picked else SILENT for place in range(form.options)]


def is_blank(form, paper):
    """Say whether a ballot chooses nothing at all."""
    return set(signs_of(form, paper)) <= {SILENT}


def sums(form, papers):
    """Return the Sums of all ballots of an urn. Raises RuleError for one that is none of this form."""
    if form.kind == RANK:
        return _orders(form, papers)
    read = [signs_of(form, checked(form, paper)) for paper in papers]
    columns = list(zip(*read, strict=True)) if read else [()] * form.options
    return Sums(
        votes=tuple(column.count(YES) for column in columns),
        against=tuple(column.count(NO) for column in columns),
        cast=len(papers),
        blank=sum(is_blank(form, paper) for paper in papers),
    )


def _orders(form, papers):
    given = [paper for paper in (checked(form, paper) for paper in papers) if paper]
    places = rank_ballots.matrix(form.options, form.most, given)
    return Sums(
        votes=rank_ballots.sums(places, len(given)),
        against=(0,) * form.options,
        cast=len(papers),
        blank=len(papers) - len(given),
        places=places,
    )


def _places(paper):
    return [int(place) for place in paper.split(",") if len(place) < 5] if paper else []
