"""What the page of a decision tells beside its words: changes, ended agencies, what to look at again."""

from dataclasses import dataclass

from awards.deciding import amendments, dating, numbering, overlaps, prizes, receivers, texts
from awards.models import DecisionLine, Nomination
from core import clock
from core.dates import short
from members import lifetimes
from members.lifetimes import End


@dataclass(frozen=True)
class Row:
    """One line: its number in the register, changes in force, a doubt about its prize, its agency's end."""

    line: DecisionLine
    number: str
    changes: list
    overlap: str
    end: End | None


def of(decision, lines, numbers):
    """Return the Rows of `lines` in their order. Four queries at most."""
    changes = {} if decision.is_draft else amendments.effective(lines)
    told = overlaps.of(decision, lines) if decision.is_draft else {}
    ends = lifetimes.ends_of({line.nomination.agency_id for line in lines})
    return [
        Row(
            line,
            numbers.get(line.pk, ""),
            changes.get(line.pk, []),
            told.get(line.nomination_id, ""),
            ends.get(line.nomination.agency_id),
        )
        for line in lines
    ]


def remarks(decision, shown):
    """Return sentences on a draft that whoever issues it should read; none forbids what the rule allows.

    `shown` are the Rows of its lines.
    """
    found, lines = [], [row.line for row in shown]
    ends = {row.line.nomination.agency_id: row.end for row in shown}
    if decision.signed_on > clock.today():
        found.append(f"Ngày ký {short(decision.signed_on)} chưa đến: ban hành được từ ngày đó.")
    rows = [line.nomination for line in lines]
    if early := dating.early(decision.signed_on, _with_forms(rows)):
        said = f"Lý do đã ghi: {decision.backdated}." if decision.backdated else dating.HOW
        found.append(f"{early} {said}")
    if order := numbering.out_of_order(decision):
        said = f"Lý do đã ghi: {decision.backdated}." if decision.backdated else numbering.ORDER
        found.append(f"{order} {said}")
    if ended := receivers.ended(decision.signed_on, rows, ends):
        said = f"Người nhận thay đã ghi: {decision.receivers}." if decision.receivers else receivers.HOW
        found.append(f"{ended} {said}")
    if any(line.coefficient and line.prize is None for line in lines):
        found.append(
            f"Chưa có mức lương cơ sở áp dụng ngày {short(decision.signed_on)} nên chưa tính được tiền "
            "thưởng. Nhờ cán bộ cơ quan quản lý ghi mức đó trong Danh mục khen thưởng."
        )
    return [*found, *texts.doubts(decision, lines)]


def money(lines):
    """Return the Sum of prize money of `lines`, or None where nothing is known."""
    return prizes.total(lines)


def _with_forms(rows):
    """The nominations with all that their names ask for; one query."""
    asked = Nomination.objects.filter(pk__in=[row.pk for row in rows])
    return asked.select_related("form", "person", "collective", "agency")
