"""A ballot on its way to and from the phone: whatever it says, it is as many bytes. Pure.

A log writes how long an answer was, and who watches the line sees it; a page that listed only what was chosen
would tell the choice by its length. So a page shows every option, each word as long as the longest one
that could stand in its place (blanks at the end are not seen), and a ballot travels as one letter for
each option.
"""

from conferences.reckoning import ballot_papers, rank_ballots
from core.rules import RuleError

YES, NO, SILENT = ballot_papers.YES, ballot_papers.NO, ballot_papers.SILENT
LETTERS = {YES: "y", NO: "n", SILENT: "s"}  # none of them is longer when a form encodes it
SIGNS = {letter: sign for sign, letter in LETTERS.items()}
SUMMARY = 160  # bytes of the longest sentence above the list
MARKS = {  # (class, words) of an option on the page to look at again
    True: {YES: ("is-chosen", "Đồng ý"), NO: ("is-refused", "Không đồng ý"), SILENT: ("", "Không có ý kiến")},
    False: {YES: ("is-chosen", "Chọn"), SILENT: ("", "Không chọn")},
}


def sent(form, paper):
    """Return what the form of the page holds of a ballot: a letter for each option, a digit for its place."""
    if form.kind == ballot_papers.RANK:
        return "".join(ballot_papers.signs_of(form, paper))
    return "".join(LETTERS[sign] for sign in ballot_papers.signs_of(form, paper))


def received(form, text):
    """Return the ballot that `sent` made this text of. Raises RuleError for any other text."""
    if form.kind == ballot_papers.RANK:
        if len(text) != form.options or not (text.isascii() and text.isdecimal()):
            raise RuleError(ballot_papers.STRANGE)
        return rank_ballots.ordered(form.most, [int(digit) for digit in text])
    signs = [SIGNS.get(letter) for letter in text]
    if form.kind == ballot_papers.YES_NO:
        return ballot_papers.judged(form, signs)
    if len(signs) != form.options or not set(signs) <= {YES, SILENT}:
        raise RuleError(ballot_papers.STRANGE)
    return ballot_papers.chosen(form, [place for place, sign in enumerate(signs) if sign == YES])


def review(poll, paper):
    """Return what the page to look at again shows: (label, class, words) of every option, and a summary.

    The options stand as on the ballot; where they were put in order, the first stands first.
    """
    marks = _marks(poll)
    sizes = [max(len(mark[at].encode()) for mark in marks.values()) for at in (0, 1)]
    signs = ballot_papers.signs_of(poll.form, paper)
    pairs = list(zip(poll.labels, signs, strict=True))
    if poll.kind == ballot_papers.RANK:
        pairs.sort(key=lambda pair: (pair[1] == SILENT, pair[1]))
    rows = [
        (label, *(_long(text, size) for text, size in zip(marks[sign], sizes, strict=True)))
        for label, sign in pairs
    ]
    tone, words = _summary(signs, poll.kind)
    return {
        "paper": sent(poll.form, paper),
        "rows": rows,
        "tone": _long(tone, len("alert-warning")),
        "summary": _long(words, SUMMARY),
    }


def _marks(poll):
    if poll.kind != ballot_papers.RANK:
        return MARKS[poll.kind == ballot_papers.YES_NO]
    places = {str(place): ("is-chosen", f"Thứ {place}") for place in range(1, poll.most + 1)}
    return {SILENT: ("", "Không xếp"), **places}


def _summary(signs, kind):
    count, every = len(signs) - signs.count(SILENT), len(signs)
    if not count:
        return "alert-warning", "Phiếu chưa chọn gì: gửi đi là phiếu trắng."
    if kind == ballot_papers.RANK:
        return "alert-info", f"Anh, chị xếp thứ cho {count} trên {every} trường hợp. Hãy xem lại."
    if kind == ballot_papers.YES_NO:
        return "alert-info", f"Anh, chị ghi ý kiến cho {count} trên {every} trường hợp."
    return "alert-info", f"Anh, chị chọn {count} trên {every}. Hãy xem lại từng dòng."


def _long(text, size):
    return text + " " * (size - len(text.encode()))
