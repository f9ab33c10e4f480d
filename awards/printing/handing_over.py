"""Handing certificates over: to the recipient, to somebody of the agency for many, or at the conference.

One certificate is handed over once; a slip is taken back with a reason and stays in the history.
"""

from django.db import transaction

from awards.models import Certificate, HandOver
from awards.printing import ledger
from core import clock, history, records
from core.dates import short
from core.rules import RuleError

TO = HandOver.To
NAMED = 3  # certificates a refusal names before it only counts the others


def hand(decision, certificates, *, to, on, receiver="", note="", by):
    """Record that `certificates` of `decision` were handed over on the day `on`; return how many.

    `receiver` is who took them, by name; empty with TO.RECIPIENT: each who is awarded. A second click records
    nothing. Raises RuleError that names the certificates in the way: ended, handed over already, not printed,
    spoilt; without certificates or receiver; for a day before the decision or to come.
    """
    _refuse_day(decision, on)
    if to != TO.RECIPIENT and not receiver.strip():
        raise RuleError("Hãy ghi họ tên người đại diện cơ quan nhận thay.")
    with transaction.atomic():
        rows = _locked(decision, certificates)
        facts = {"to": to, "on": on, "note": note}
        if _clicked_twice(rows, receiver, facts, by):
            return 0
        _refuse(rows)
        return len(_add(decision, rows, receiver, facts, by))


def at_ceremony(lines, *, occasion, by):
    """Follow in the ledger that the honours of `lines` (DecisionLines) were handed over at a ceremony.

    For the room of the conferences, in its transaction: lines without a certificate of ours, and what was
    handed over before, are passed over. `occasion` names the ceremony.
    """
    rows = Certificate.objects.filter(line__in=lines, state=Certificate.State.VALID)
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))  # clerks at the desk wait
    rows = rows.filter(hand_over__isnull=True)
    facts = {"to": TO.CEREMONY, "on": clock.today(), "note": occasion[:300]}
    by_decision = {}
    for row in rows.select_related("line__decision").order_by("pk"):
        by_decision.setdefault(row.line.decision, []).append(row)
    for decision, certificates in by_decision.items():
        _add(decision, certificates, "", facts, by)


def undo_ceremony(lines, *, occasion, by):
    """Take back what `at_ceremony` recorded for `lines` at this ceremony; what was recorded else stays."""
    rows = HandOver.objects.filter(certificate__line__in=lines, to=TO.CEREMONY, note=occasion[:300])
    for row in rows.order_by("pk"):
        records.drop(row, by=by, act="certificate.take_back")


def take_back(certificate, *, reason, by):
    """Take back that `certificate` was handed over, with the reason: it is with us again.

    Raises RuleError without a reason, or when it is not handed over.
    """
    if not reason.strip():
        raise RuleError("Hãy ghi lý do hủy lượt giao.")
    with transaction.atomic():
        row = HandOver.objects.select_for_update(of=("self",)).filter(certificate=certificate).first()
        if row is None:
            raise RuleError("Bằng khen này chưa ghi giao cho ai. Hãy tải lại trang.")
        records.drop(row, by=by, act="certificate.take_back", reason=reason)


def _refuse_day(decision, on):
    if not decision.signed_on <= on <= clock.today():
        raise RuleError(
            f"Ngày giao {short(on)} không đúng: nhập ngày từ khi ký quyết định ({short(decision.signed_on)}) "
            f"đến hôm nay ({short(clock.today())})."
        )


def _locked(decision, certificates):
    """The certificates as they stand now, in ceremony order, each with its hand-over and how its paper is."""
    wanted = {certificate.pk for certificate in certificates}
    if not wanted:
        raise RuleError("Chưa chọn Bằng khen nào. Hãy đánh dấu các Bằng khen đã giao.")
    found = Certificate.objects.filter(line__decision=decision, pk__in=wanted)
    list(found.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    rows = list(ledger.certificates_of(decision).filter(pk__in=wanted).select_related("hand_over"))
    if len(rows) < len(wanted):
        raise RuleError("Có Bằng khen không thuộc quyết định này. Hãy tải lại trang rồi chọn lại.")
    return rows


def _clicked_twice(rows, receiver, facts, by):
    """Whether the same hand has just recorded exactly this."""
    since = clock.now() - records.SECOND_CLICK
    return by is not None and all(
        (done := getattr(row, "hand_over", None))
        and done.by_id == by.pk
        and done.at >= since
        and done.receiver == _receiver(row, receiver)
        and all(getattr(done, name) == value for name, value in facts.items())
        for row in rows
    )


def _refuse(rows):
    hindered = [(row, why) for row in rows if (why := _hindrance(row))]
    if not hindered:
        return
    told = [f"số {row.entry}: {why}" for row, why in hindered[:NAMED]]
    more = f"; và {len(hindered) - NAMED} Bằng khen khác" if len(hindered) > NAMED else ""
    raise RuleError(f"Chưa ghi giao Bằng khen nào. Không giao được {'; '.join(told)}{more}.")


def _hindrance(row):
    """Why a certificate cannot be handed over now, as part of a sentence; empty when it can."""
    if not row.is_valid:
        return f"{row.get_state_display().lower()}"
    if done := getattr(row, "hand_over", None):
        return f"đã giao cho {done.receiver} ngày {short(done.on)}"
    if not row.printed:
        return "chưa in"
    return "tờ hỏng chưa in lại" if row.told and not row.good else ""


def _add(decision, rows, receiver, facts, by):
    """Write the hand-overs of certificates that the caller holds or has just looked up, in one statement."""
    now = clock.now()
    made = HandOver.objects.bulk_create(
        HandOver(certificate=row, receiver=_receiver(row, receiver), at=now, by=by, **facts) for row in rows
    )
    after = facts | {"receiver": receiver, "certificates": [row.pk for row in rows]}
    history.record(decision, "certificate.hand_over", by=by, after=after)
    return made


def _receiver(row, receiver):
    return receiver or row.recipient[:200]
