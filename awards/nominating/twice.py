"""One subject put forward twice for one form in a year: the second is refused, namesakes told."""

from awards.cataloguing import clauses
from awards.models import Nomination
from awards.qualifying import eligibility_rules
from core.rules import RuleError


def refuse(row):
    """Raise RuleError, naming the article, when the subject of `row` is put forward for its form already.

    By the same agency (also for another version of the form) or by another one, which is named then.
    """
    same = Nomination.objects.filter(season=row.season_id, form__code=row.form.code).live()
    same = same.filter(person=row.person_id, collective=row.collective_id).exclude(pk=row.pk)
    if row.person_id is None and row.collective_id is None:
        same = same.filter(agency=row.agency_id)
    first = same.named(row.season.standing_on).order_by("pk").first()
    if first is None:
        return
    rules = [rule for rule in eligibility_rules.of(row.season) if rule.kind == "one_form"]
    by = clauses.told((rule.source, rule.recalled) for rule in rules)  # one achievement is honoured once
    if first.agency_id == row.agency_id:
        raise RuleError(_again(row, first, by))
    raise RuleError(
        f"{row.subject} đã được {first.name} đề nghị {row.form.name} {row.season.named}, nên "
        f"{row.agency} không đề nghị lần thứ hai{by}. Hai cơ quan hãy thống nhất; {first.name} rút thì "
        f"{row.agency} mới đề nghị được."
    )


def namesakes(row, peers):
    """Yield a sentence for each of `peers` (open ones of the year) that may be the same person elsewhere.

    Those of the same form and full name, put forward by another agency; one record per person is kept by
    the members' register, so these are only told.
    """
    if row.person_id is None:
        return
    for peer in peers:
        other = peer.person_id is not None and peer.agency_id != row.agency_id
        if other and peer.person.search_key == row.person.search_key:
            yield (
                f"Trùng họ tên với người được {peer.name} đề nghị cùng hình thức; "
                "hãy kiểm tra có phải một người"
            )


def _again(row, first, by):
    who = "Đối tượng này" if row.person_id or row.collective_id else "Đơn vị này"
    older = ", theo bản trước của hình thức" if first.form_id != row.form_id else ""
    return (
        f"{who} đã được đề nghị hình thức đó trong năm{older}; "
        f"một thành tích không khen hai lần{by}. Hãy mở đề nghị đã có."
    )
