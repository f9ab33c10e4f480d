"""One person put forward by two agencies for one form in a year: the second is refused, namesakes told."""

from awards import eligibility_rules
from awards.models import Nomination
from core.rules import RuleError


def refuse(row):
    """Raise RuleError, naming both agencies, when another one has put the same subject forward."""
    if row.person_id is None and row.collective_id is None:
        return
    same = Nomination.objects.filter(season=row.season_id, form=row.form_id).live()
    same = same.filter(person=row.person_id, collective=row.collective_id).exclude(agency=row.agency_id)
    if first := same.named(row.season.standing_on).order_by("pk").first():
        sources = eligibility_rules.sources(row.season, "one_form")  # one achievement is honoured once
        by = f" (theo {'; '.join(sources)})" if sources else ""
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
