"""More than half of the units present: the threshold of a bloc's own votes, in figures and in words.

Pure. The bloc's meeting decides by more than half of those present unless its rules say otherwise
(law-and-formats, section 1.4); the thresholds of the Council that decides later are not ours.
"""

from core.numbers import NOTHING, percent


def needed(base):
    """Return the fewest votes that are more than half of `base`."""
    return base // 2 + 1


def carried(votes, base):
    """Say whether `votes` of `base` carry."""
    return 2 * votes > base


def share(votes, base):
    """92,9%: the votes as a share of the base; "–" where nothing was counted."""
    return NOTHING if votes is None else percent(votes, base)


def in_words(base):
    """Return the threshold in words."""
    return f"quá nửa số đơn vị có mặt: từ {needed(base)} phiếu trên {base}"


def result_in_words(votes, base):
    """Return a result in words: counted votes with their share, or agreement by show of hands."""
    if votes is None:
        return "biểu quyết nhất trí"
    return f"{votes}/{base} phiếu ({percent(votes, base)})"


def below_in_words(votes, base):
    """Return why a vote does not carry."""
    return f"{result_in_words(votes, base)}, chưa {in_words(base)}"
