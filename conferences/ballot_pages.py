"""A ballot on its way to and from the phone: whatever it says, it is as many bytes. Pure.

A log writes how long an answer was, and who watches the line sees it; a page that listed only what was chosen
would tell the choice by its length. So a page shows every option, each word as long as the longest one
that could stand in its place (blanks at the end are not seen), and a ballot travels as one letter for
each option.
"""

from conferences import ballot_papers
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
    """Return what the form of the page holds of a ballot."""
    return "".join(LETTERS[sign] for sign in ballot_papers.signs_of(form, paper))


def received(form, text):
    """Return the ballot that `sent` made this text of. Raises RuleError for any other text."""
    signs = [SIGNS.get(letter) for letter in text]
    if form.kind == ballot_papers.YES_NO:
        return ballot_papers.judged(form, signs)
    if len(signs) != form.options or not set(signs) <= {YES, SILENT}:
        raise RuleError(ballot_papers.STRANGE)
    return ballot_papers.chosen(form, [place for place, sign in enumerate(signs) if sign == YES])


def review(poll, paper):
    """Return what the page to look at again shows: (label, class, words) of every option, and a summary."""
    judged = poll.kind == ballot_papers.YES_NO
    marks = MARKS[judged]
    sizes = [max(len(mark[at].encode()) for mark in marks.values()) for at in (0, 1)]
    signs = ballot_papers.signs_of(poll.form, paper)
    rows = [
        (label, *(_long(text, size) for text, size in zip(marks[sign], sizes, strict=True)))
        for label, sign in zip(poll.labels, signs, strict=True)
    ]
    tone, words = _summary(signs, judged)
    return {
        "paper": sent(poll.form, paper),
        "rows": rows,
        "tone": _long(tone, len("alert-warning")),
        "summary": _long(words, SUMMARY),
    }


def _summary(signs, judged):
    count, every = len(signs) - signs.count(SILENT), len(signs)
    if not count:
        return "alert-warning", "Phiếu chưa chọn gì: gửi đi là phiếu trắng."
    if judged:
        return "alert-info", f"Anh, chị ghi ý kiến cho {count} trên {every} trường hợp."
    return "alert-info", f"Anh, chị chọn {count} trên {every}. Hãy xem lại từng dòng."


def _long(text, size):
    return text + " " * (size - len(text.encode()))
