"""The second reading as texts: the answer to each line as it was typed, written, refused."""

from dataclasses import dataclass

from core.numbers import points
from core.rules import RuleError
from core.text import clean_block
from results import assignments, cells, reason_templates, reply_lists, second_reading
from results.models import ReplyLine
from results.permissions import can_reread
from results.views import answers


@dataclass(frozen=True)
class Typed:
    """The answer to one line as the page shows it or sends it."""

    outcome: str
    text: str
    reason: str
    version: str


@dataclass(frozen=True)
class Drawn:
    """One line of a reply as it is drawn: the row, what its fields hold, why they could not be written.

    `whose`: who appraises it, in words; empty where it was given to nobody. `opens`: whether the reader
    answers it, as far as the reply is open.
    """

    row: ReplyLine
    typed: Typed
    refusal: str
    whose: str
    opens: bool


def drawn(reply, user, typed, refused):
    """Return the Drawn lines of a reply as `user` sees them.

    `typed` and `refused` by the row's key, for what could not be written.
    """
    shares, agency = assignments.of(reply.sheet.season), reply.sheet.agency_id
    return [
        Drawn(
            row,
            typed.get(row.pk) or _held(row),
            refused.get(row.pk, ""),
            ", ".join(each.words for each in shares.named(agency, row.line.criterion)),
            can_reread(user, reply) and shares.lets(user, agency, row.line.criterion),
        )
        for row in reply_lists.rows_of(reply)
    ]


def typed_in(reply, post):
    """Return {row's key: Typed} of what a page sends."""
    found = {}
    for row in reply.lines.all():
        if f"version-{row.pk}" in post:
            reason = clean_block(reason_templates.typed(post, f"reason-{row.pk}"))
            outcome, text = post.get(f"outcome-{row.pk}", ""), post.get(f"points-{row.pk}", "").strip()
            found[row.pk] = Typed(outcome, text, reason, post[f"version-{row.pk}"])
    return found


def write(reply, typed, *, by):
    """Write the answers that were changed; return {row's key: sentence} of the refused ones."""
    refused = {}
    for row in reply_lists.rows_of(reply):
        sent = typed.get(row.pk)
        if sent is None or not (sent.outcome or sent.text or sent.reason):
            continue
        facts = {"outcome": sent.outcome, "text": sent.text, "reason": sent.reason}
        try:
            second_reading.answer(row, **facts, version=answers.version_of(sent.version), by=by)
        except cells.StaleCell:
            refused[row.pk] = _overtaken(ReplyLine.objects.get(pk=row.pk))
        except RuleError as refusal:
            refused[row.pk] = str(refusal)
    return refused


def _overtaken(row):
    if not row.outcome:
        return (
            f"Bảng tiêu chí vừa sửa nên dòng này đang được tính {points(row.held)} điểm. "
            "Xem lại trả lời rồi lưu lần nữa."
        )
    said = row.get_outcome_display().lower()
    return f"Người khác vừa trả lời dòng này: {said}, “{row.reason}”. Lưu lần nữa để ghi đè."


def _held(row):
    text = "" if row.points is None else points(row.points)
    return Typed(row.outcome, text, row.reason, str(row.version))
