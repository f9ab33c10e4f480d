"""A ballot that puts names in order: its one text, and how the ballots of an urn are added up. Pure.

It says who is first, who second and so on down to place `most` ("2,0,1": option 2 is first), or nothing. An
order is never longer than MOST places: a longer one could be asked for, sworn to and found again among the
printed ballots (docs/decisions, 0026).
"""

import re

from core.rules import RuleError

RANK = "rank"
FEWEST, MOST = 2, 5  # places on one ballot
NONE = 0  # the place of an option that stands in no order
TEXT = re.compile(r"(\d{1,4}(,\d{1,4})*)?", re.ASCII)
STRANGE = "Phiếu có lựa chọn không thuộc cuộc bỏ phiếu này. Hãy mở lại trang bỏ phiếu rồi chọn lại."


def refuse_impossible(options, most):
    """Raise RuleError for a list that cannot be put in order on one ballot."""
    if options < FEWEST:
        raise RuleError("Danh sách quá ngắn để xếp thứ. Hãy ghi ít nhất 2 trường hợp.")
    if not FEWEST <= most <= MOST:
        raise RuleError(
            f"Mỗi phiếu xếp từ {FEWEST} đến {MOST} thứ: thứ tự dài hơn thì phiếu có thể bị nhận ra. "
            f"Hãy ghi số thứ được xếp từ {FEWEST} đến {MOST}."
        )


def ordered(most, places):
    """Return the ballot that gives each option in turn its place, NONE to those left out.

    All places from 1 to `most` are given once, or none at all. Raises RuleError for a place given twice,
    for one left free, for one that is none.
    """
    if any(place not in range(most + 1) for place in places):
        raise RuleError(STRANGE)
    given = [place for place in places if place != NONE]
    if not given:
        return ""
    wanted = range(1, most + 1)
    if twice := [place for place in wanted if given.count(place) > 1]:
        raise RuleError(
            f"{_listed(twice)} được ghi cho hơn một trường hợp. Mỗi thứ chỉ ghi một lần; hãy sửa rồi xem lại."
        )
    if free := [place for place in wanted if place not in given]:
        raise RuleError(
            f"{_listed(free)} chưa ghi cho ai. Hãy xếp đủ từ thứ 1 đến thứ {most}, hoặc để trống cả phiếu."
        )
    return ",".join(str(places.index(place)) for place in wanted)


def places_of(options, paper):
    """Return the place a ballot gives to each option, NONE to those left out."""
    found = [NONE] * options
    for place, option in enumerate(_options(paper), 1):
        found[option] = place
    return found


def checked(options, most, paper):
    """Return `paper` when it is an order of `most` among `options` in the one way to write it, or blank.

    Raises RuleError for any other text.
    """
    if not TEXT.fullmatch(paper) or any(option >= options for option in _options(paper)):
        raise RuleError(STRANGE)
    if ordered(most, places_of(options, paper)) != paper:
        raise RuleError(STRANGE)
    return paper


def matrix(options, most, papers):
    """Return for each option how many ballots give it place 1, 2 … `most`."""
    given = [places_of(options, paper) for paper in papers]
    return tuple(
        tuple(sum(places[option] == place for places in given) for place in range(1, most + 1))
        for option in range(options)
    )


def sums(counted, orders):
    """Return each option's sum of places over `orders` ballots; left out counts as one place behind.

    `counted` is a `matrix`. The lowest sum is the first.
    """
    return tuple(
        sum(place * count for place, count in enumerate(row, 1)) + (len(row) + 1) * (orders - sum(row))
        for row in counted
    )


def _options(paper):
    return [int(option) for option in paper.split(",")] if paper else []


def _listed(places):
    return "Thứ " + ", ".join(map(str, places))
