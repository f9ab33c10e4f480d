"""The number of an own decision: typed short or whole, kept whole, as the form of its paper writes it."""

import re
from typing import NamedTuple

from awards.cataloguing import clauses
from awards.models import Decision
from blocs.models.blocs import Form
from core.dates import short
from core.rules import RuleError
from core.text import clean_line

LOOKS = {Form.PARTY: "{number}-QĐ/{issuer}", Form.STATE: "{number}/QĐ-{issuer}"}
WHOLE = re.compile(r"(\d{1,6})(?: ?[-/] ?QĐ ?[-/] ?(.{1,24}))?", re.IGNORECASE)
ORDER = "Hãy sửa số hoặc ngày ký, hoặc ghi lý do (ví dụ: nhiệm kỳ mới đánh số lại)."


class Number(NamedTuple):
    """The parts of a decision's number: 05 and KTĐ of 05-QĐ/KTĐ."""

    number: str
    issuer: str


def whole(typed, season, form=""):
    """Return the number as a paper of the season in `form` (empty: the year's) shows it.

    Digits alone get the bloc's symbol. Raises RuleError, with an example, for anything that is no number
    of a decision.
    """
    looks = LOOKS[form or season.form]
    found = WHOLE.fullmatch(clean_line(typed))
    if found is None or not int(found[1]):
        example = looks.format(number="05", issuer=season.bloc.symbol)
        raise RuleError(f"Ghi số quyết định đủ như {example}, hoặc chỉ ghi số, ví dụ 5.")
    number, issuer = int(found[1]), found[2]
    return looks.format(number=f"{number:02d}", issuer=issuer or season.bloc.symbol)


def parts(number):
    """Return the Number of one that `whole` made."""
    return Number(*WHOLE.fullmatch(number).groups())


def refuse_taken(decision):
    """Raise RuleError, naming the article, when an own decision of its agency has the number that year."""
    other = _same_year(decision).filter(number=decision.number).first()
    if other is not None:
        raise RuleError(
            f"Cơ quan này đã có quyết định mang số {other.number} trong năm {decision.signed_on.year}, ký "
            f"ngày {short(other.signed_on)}; mỗi số chỉ dùng cho một quyết định{_cited(decision)}. "
            "Hãy xem lại số quyết định."
        )


def out_of_order(decision):
    """Say, with the article, how number and day run against those of an issued one; empty when they do not.

    Numbers of one agency, one symbol and one form of paper rise with the days of signing.
    """
    other = _against(decision)
    if other is None:
        return ""
    return (
        f"Số {decision.number} ký ngày {short(decision.signed_on)} không theo thứ tự: số {other.number} đã "
        f"ký ngày {short(other.signed_on)}{_cited(decision)}."
    )


def refuse_out_of_order(decision):
    """Raise RuleError when an own decision is out of order and does not say why (`backdated`)."""
    if not decision.backdated and (sentence := out_of_order(decision)):
        raise RuleError(f"{sentence} {ORDER}")


def _against(decision):
    own = parts(decision.number)
    for row in _same_year(decision).filter(state=Decision.State.ISSUED).order_by("signed_on", "pk"):
        peer = parts(row.number)
        same = peer.issuer == own.issuer and row.written_in == decision.written_in
        below = int(peer.number) < int(own.number)
        if same and row.signed_on != decision.signed_on and below != (row.signed_on < decision.signed_on):
            return row
    return None


def _same_year(decision):
    rows = Decision.objects.filter(issuing_agency=decision.issuing_agency_id)
    rows = rows.filter(signed_on__year=decision.signed_on.year).exclude(pk=decision.pk)
    return rows.select_related("season__bloc")


def _cited(decision):
    return clauses.cited(clauses.NUMBER, decision.signed_on, decision.written_in)
