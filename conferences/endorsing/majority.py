"""Votes against what the rules of the year ask for, in words; the arithmetic is blocs/ballots.py. Pure."""

from blocs import ballots
from core.numbers import NOTHING, percent


def share(votes, base):
    """92,9%: the votes as a share of the base; "–" where nothing was counted."""
    return NOTHING if votes is None else percent(votes, base)


def result_in_words(votes, base):
    """Return a result in words: counted votes with their share, or agreement by show of hands."""
    if votes is None:
        return "biểu quyết nhất trí"
    return f"{votes}/{base} phiếu ({percent(votes, base)})"


def below_in_words(rule, votes, base):
    """Return why a vote does not carry: "7/14 phiếu (50%), cần trên 50% của 14 đơn vị có mặt: …"."""
    return f"{result_in_words(votes, base)}, cần {ballots.in_words(rule, base)}"
