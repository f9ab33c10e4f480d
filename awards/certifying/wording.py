"""What a certificate says: every word of it put together once, frozen, and proven before it is drawn."""

import hashlib
import json

from awards.designing import looks
from awards.models import Nomination
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
        "decision_number": decision.number,
        "decision_day": day,
        "place_and_day": f"{decision.place}, {day}",
        **_signer(decision),
        "sample": decision.season.bloc.sample,
    }


def agencies_of(decision):
    """Return {key of a line: the name its agency had on the day of signing}."""
    named = Nomination.objects.named(decision.signed_on).filter(decision_line__decision=decision)
    return dict(named.values_list("decision_line", "name"))


def facts_of(line, entry, shared, *, agency, code, address, corrections=None):
    """Return the facts of the certificate of a decision's `line` under the register's `entry`, as plain text.

    `shared` is what `shared_by` says, `agency` the name of the recipient's agency, `code` the short code,
    `address` what the QR code opens ("" prints none); `corrections` replace some of `FIELDS`.
    """
    own = {"prefix": line.prefix, "recipient": line.name, "unit": line.unit}
    keys = {"register": str(entry), "code": code, "qr": address}
    said = own | (corrections or {})
    return shared | said | keys | _parted(said["unit"], agency)


def _parted(unit, agency):
    """The post and the agency that `unit` names together; what cannot be told apart stays whole."""
    post = unit.removesuffix(f", {agency}")
    whole = post == unit
    return {"post": "" if whole else post, "agency": unit if whole else agency}


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
