"""Certificates: made when a decision is issued, replaced by a new one when a word was wrong, or revoked.

The paper outlives the year: correcting and revoking stay possible after the season is closed.
"""

import secrets
from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from awards.certifying import wording
from awards.designing import uses
from awards.models import Certificate, RegisterEntry
from awards.registering import registers
from core import history, records
from core.rules import RuleError
from core.transitions import move

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else on paper
NAMED = 3  # recipients a refusal names before it only counts the others


def make(decision, *, by):
    """Make the certificate of every line of `decision` and return them in ceremony order.

    Part of issuing, in its transaction and after the register: every line has its number. Raises RuleError
    that names the recipients whose text cannot be printed; then nothing is written.
    """
    with transaction.atomic():
        entries = RegisterEntry.objects.filter(line__decision=decision, void_reason="")
        entry_of = {entry.line_id: entry for entry in entries.select_related("register")}
        shared, key_for = wording.shared_by(decision), _designs_of(decision)
        agencies = wording.agencies_of(decision)
        made = [
            _draft(line, entry_of[line.pk], shared, key_for(line.kind), agencies[line.pk])
            for line in decision.lines.order_by("position", "id")
        ]
        _refuse(made)
        made = Certificate.objects.bulk_create(made)
        after = {"certificates": {row.pk: row.sha256 for row in made}}
        history.record(decision, "certificate.make", by=by, after=after)
    return made


def replace(certificate, *, corrections, reason, by):
    """Make a new certificate with some of `wording.FIELDS` corrected (a dict) and return it.

    It has a new number, token and code; the old one answers from now on that it was replaced, and its number
    is voided in the register. Raises RuleError when nothing is corrected, the new text cannot be printed, or
    the certificate does not count any more.
    """
    changed = {name: text for name, text in corrections.items() if text != certificate.facts[name]}
    if not changed:
        raise RuleError(
            "Nội dung mới giống hệt nội dung cũ. Nếu chỉ tờ giấy bị hỏng, hãy in lại tờ đó từ đợt in."
        )
    with transaction.atomic():
        old = move(certificate, "replace", by=by, reason=reason)
        line = old.line
        entry = registers.enter_line(line, by=by)
        said = {name: old.facts[name] for name in wording.FIELDS} | changed
        shared, key = wording.shared_by(line.decision), _designs_of(line.decision)(line.kind)
        agency = wording.agencies_of(line.decision)[line.pk]
        new = _draft(line, entry, shared, key, agency, corrections=said, replaces=old)
        _refuse([new])
        records.keep(new, by=by, act="certificate.make", reason=reason)
        registers.void(old.entry, reason=f"Đã thay bằng số {entry}", by=by)
    return new


def revoke(certificate, *, reason, void="Bằng khen đã thu hồi", by):
    """Take a certificate back for good; its number is voided, for the reason `void`, and never given again.

    Raises RuleError without a reason or when it does not count any more.
    """
    with transaction.atomic():
        move(certificate, "revoke", by=by, reason=reason)
        registers.void(certificate.entry, reason=void, by=by)
    return certificate


def _designs_of(decision):
    """What says the key of the design for a kind of recipient, as the issuing agency chose."""
    return partial(uses.key_for, uses.table(decision.issuing_agency_id), decision.form.code)


def _draft(line, entry, shared, design, agency, *, corrections=None, replaces=None):
    token, code = secrets.token_urlsafe(16), _short_code()
    own = {"agency": agency, "code": code, "address": _address(token), "corrections": corrections}
    facts = wording.facts_of(line, entry, shared, **own)
    return Certificate(
        line=line,
        entry=entry,
        token=token,
        short_code=code,
        design=design,
        facts=facts,
        sha256=wording.digest(facts, design),
        replaces=replaces,
    )


def _refuse(drafts):
    """Note the warnings of each draft; raise one RuleError that names those which cannot be printed."""
    refusals = []
    for draft in drafts:
        refused, draft.warnings = wording.remarks(draft.facts, draft.design)
        if refused:
            refusals.append(f"Bằng khen của {draft.recipient}: {' '.join(refused)}")
    if (more := len(refusals) - NAMED) > 0:
        refusals = [*refusals[:NAMED], f"Còn {more} Bằng khen khác cũng vướng như vậy."]
    if refusals:
        raise RuleError(" ".join(refusals))


def _address(token):
    """What the QR code opens; nothing where the installation has no public address."""
    return f"{settings.PUBLIC_URL}{reverse('awards:verify', args=[token])}" if settings.PUBLIC_URL else ""


def _short_code():
    """Forty random bits as 7F4K-29QX: with the number, enough against guessing at 20 tries in 5 minutes."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"
