"""An issued decision is changed by a later one only: words of its lines corrected, single awards revoked.

It is drafted, filled with changes and issued like any other. What is printed follows: a corrected line gets a
new number and certificate, the old number is voided in the register and never given again.
"""

from django.db import transaction

from awards import rounds
from awards.certifying import certificates
from awards.deciding import dating, decisions, numbering, papers
from awards.models import Certificate, Decision, DecisionLine, LineChange
from core import records
from core.dates import short
from core.rules import RuleError
from core.text import clean_line
from core.transitions import move

ISSUED = Decision.State.ISSUED
SAME = ("season", "form", "issuing_agency", "authority", "achievement")  # as in the decision that is changed


def draft(earlier, *, number, signed_on, paper_form="", by, **facts):
    """Begin a decision that corrects or revokes lines of `earlier`, which is issued; return it as a draft.

    `facts`: signer_name, signer_post, place, backdated of an own one. A higher authority's `number` is kept
    as typed. Also in a closed year. Raises RuleError when it would be signed before `earlier`, or its number
    is taken. A second click finds the first one.
    """
    with transaction.atomic():
        season = rounds.hold(earlier.season, rounds.AMENDING)
        _refuse(earlier, signed_on)
        made = Decision(amends=earlier, signed_on=signed_on, paper_form=paper_form, **facts)
        for name in SAME:
            setattr(made, name, getattr(earlier, name))
        made.season, made.number = season, _number(made, number, paper_form)
        if known := records.repeated(made, by=by, act="decision.draft"):
            return known
        if not made.is_own and earlier.amended_by.filter(number=made.number).exists():
            raise RuleError(f"{made} sửa đổi, hủy bỏ {earlier} đã được ghi.")
        if made.is_own:
            numbering.refuse_taken(made)
        return records.keep(made, by=by, act="decision.draft")


def revise(decision, *, number, signed_on, paper_form="", by, **facts):
    """Change what the draft of such a decision says beside its changes. Raises as `draft` does."""
    with transaction.atomic():
        row = decisions.hold(decision, amending=True)
        _refuse(row.amends, signed_on)
        facts |= {"signed_on": signed_on, "paper_form": paper_form}
        facts["number"] = _number(row, number, paper_form)
        if row.is_own:
            row.number, row.signed_on, row.paper_form = facts["number"], signed_on, paper_form
            numbering.refuse_taken(row)
        return records.change(decision, **facts, by=by, act="decision.revise")


def correct(decision, line, *, prefix="", name, unit, reason, by):
    """Let a draft correct the words of a line; return the LineChange.

    Raises RuleError when nothing differs or the line is not one of the decision that is changed.
    """
    words = {"prefix": clean_line(prefix), "name": clean_line(name), "unit": clean_line(unit)}
    if words == {name: getattr(line, name) for name in words}:
        raise RuleError("Nội dung mới giống hệt nội dung cũ. Hãy sửa tên, chức vụ hoặc đơn vị rồi ghi lại.")
    return _enter(decision, LineChange(line=line, kind=LineChange.Kind.CORRECT, **words), reason, by)


def revoke(decision, line, *, reason, by):
    """Let a draft revoke the award of a line; return the LineChange."""
    return _enter(decision, LineChange(line=line, kind=LineChange.Kind.REVOKE), reason, by)


def take_out(change, *, by):
    """Take a change out of its draft."""
    with transaction.atomic():
        decisions.hold(change.decision, amending=True)
        records.drop(change, by=by, act="decision.remove")


def issue(decision, *, by):
    """Issue the decision: all its changes take effect, or none. Return it.

    Corrected lines have the new words from now on, revoked awards count no more; certificates of ours are
    replaced or revoked, their numbers voided. Raises RuleError without any change, for a day still to come
    or a number out of order, when another agency heads the year, or when something cannot be printed.
    """
    with transaction.atomic():
        row = decisions.hold(decision, amending=True)
        if row.is_own:
            decisions.refuse_other_head(row)
            numbering.refuse_out_of_order(row)
        dating.refuse_future(row.signed_on)
        changes = list(row.changes.select_related("line__nomination", "line__decision__season__bloc"))
        if not changes:
            raise RuleError("Dự thảo chưa sửa, chưa hủy dòng nào. Hãy chọn ít nhất một dòng rồi ban hành.")
        for change in changes:
            _carry_out(change, by)
        move(decision, "issue", by=by)
        if not row.is_own:
            return decision
        decision.refresh_from_db()
        return records.change(
            decision, paper=papers.issue_decision(decision, by=by), by=by, act="decision.paper"
        )


def effective(lines):
    """Return {line's id: its LineChanges that are in force, the oldest first}; one query."""
    found = {}
    rows = LineChange.objects.filter(line__in=[line.pk for line in lines], decision__state=ISSUED)
    for change in rows.select_related("decision", "line").order_by("decision__issued_at", "pk"):
        found.setdefault(change.line_id, []).append(change)
    return found


def _enter(decision, change, reason, by):
    with transaction.atomic():
        row = decisions.hold(decision, amending=True)
        line = DecisionLine.objects.select_related("nomination").get(pk=change.line_id)
        if line.decision_id != row.amends_id:
            raise RuleError(f"“{line}” không có trong {row.amends}. Hãy tải lại trang.")
        _refuse_revoked(line)
        change.decision, change.reason = row, clean_line(reason)
        return records.keep(change, by=by, act=f"decision.{change.kind}")


def _carry_out(change, by):
    line, decision = change.line, change.decision
    _refuse_revoked(line)
    records.change(change, was=line.words, by=by, act="decision.effect")
    reason = f"{change.reason} ({decision})"[:300]
    certificate = Certificate.objects.filter(line=line, state=Certificate.State.VALID).first()
    if change.kind == LineChange.Kind.REVOKE:
        move(line.nomination, "revoke", by=by, reason=reason)
        if certificate:
            certificates.revoke(certificate, reason=reason, void=f"Hủy khen thưởng theo {decision}", by=by)
        return
    words = {name: getattr(change, name) for name in ("prefix", "name", "unit")}
    records.change(line, **words, by=by, act="decision.corrected", reason=reason)
    printed = {"prefix": change.prefix, "recipient": change.name, "unit": change.unit}
    if certificate and any(certificate.facts[name] != text for name, text in printed.items()):
        certificates.replace(certificate, corrections=printed, reason=reason, by=by)


def _refuse(earlier, signed_on):
    if earlier.state != ISSUED or earlier.amends_id:
        raise RuleError("Chỉ sửa đổi, hủy bỏ được nội dung của quyết định khen thưởng đã ban hành.")
    if signed_on < earlier.signed_on:
        raise RuleError(
            f"Ngày ký {short(signed_on)} trước ngày ký của {earlier} ({short(earlier.signed_on)}): quyết "
            "định chỉ được sửa đổi, hủy bỏ bằng quyết định ban hành sau. Hãy sửa ngày ký."
        )


def _refuse_revoked(line):
    if line.nomination.state == "revoked":
        raise RuleError(f"Khen thưởng cho {line} đã bị hủy bỏ. Hãy bỏ dòng này khỏi dự thảo.")


def _number(decision, typed, paper_form):
    if decision.is_own:
        return numbering.whole(typed, decision.season, paper_form)
    return clean_line(typed)
