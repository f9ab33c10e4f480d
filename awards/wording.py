"""What a certificate says: every word of it put together once, frozen, and proven before it is drawn."""

import hashlib
import json

from awards.designing import looks
from core import dates
from core.rules import RuleError
from documents import sheets
from members.models import Agency

FIELDS = ("prefix", "recipient", "unit", "achievement")  # what can be corrected by a new certificate


def shared_by(decision):
    """Return the facts that every certificate of `decision` shares: who awards, for what, signed by whom."""
    day = dates.words(decision.signed_on)
    return {
        "authority": decision.authority,
        "achievement": decision.achievement,
        "decision": f"Quyết định số {decision.number}\n{day}",
        "place_and_day": f"{decision.place}, {day}",
        **_signer(decision),
        "sample": decision.season.bloc.sample,
    }


def facts_of(line, entry, shared, *, code, address, corrections=None):
    """Return the facts of the certificate of a decision's `line` under the register's `entry`, as plain text.

    `shared` is what `shared_by` says, `code` the short code, `address` what the QR code opens ("" prints
    none); `corrections` replace some of `FIELDS`.
    """
    own = {"prefix": line.prefix, "recipient": line.name, "unit": line.unit}
    keys = {"register": str(entry), "code": code, "qr": address}
    return shared | own | keys | (corrections or {})


def digest(facts, design):
    """Return the SHA-256 (hex) of frozen facts and the key of their design, over their canonical JSON."""
    frozen = {"facts": facts, "design": design}
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def row_of(certificate):
    """Return the frozen facts of `certificate` as a row to draw.

    Raises RuleError when they are no longer, to the letter, what was frozen.
    """
    if digest(certificate.facts, certificate.design) != certificate.sha256:
        raise RuleError(
            f"Nội dung đã chốt của Bằng khen số {certificate.facts.get('register', '')} không còn khớp "
            "với mã băm lúc lập nên không in được. "
            "Hãy báo người quản trị khôi phục Bằng khen này từ bản sao lưu."
        )
    return sheets.Row(**certificate.facts)


def remarks(facts, design):
    """Return (refusals, warnings) about facts on the design with the key `design`, as lists of sentences."""
    found = sheets.check(looks.named(design), sheets.Row(**facts))
    refused = [remark.sentence for remark in found if remark.kind == sheets.REFUSE]
    return refused, [remark.sentence for remark in found if remark.kind != sheets.REFUSE]


def _signer(decision):
    """The head's label, then the post and the agency that the signer held on that day; nothing said twice."""
    label, post = decision.season.bloc.head_label, decision.signer_post
    agency = Agency.objects.named(decision.signed_on).get(pk=decision.issuing_agency_id).name
    said = [] if post.casefold() == label.casefold() else [post]
    if agency.casefold() not in post.casefold():
        said.append(agency)
    return {
        "signer_post": label,
        "signer_post_2": "\n".join(said),
        "signer_name": decision.signer_name,
    }
