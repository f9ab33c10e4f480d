"""Of several titles for the same time only the highest one is paid: told on the draft, decided by people.

Nghị định 152/2025/NĐ-CP, Điều 49 khoản 5-7: a title and a form at once are both paid, and so are titles for
different times. Which text holds on the day of signing is data (`prizes.toml`).
"""

from awards.deciding import prizes
from awards.models import AwardForm, DecisionLine

SUBJECT = ("agency_id", "collective_id", "person_id", "achieved_from", "achieved_to")


def of(decision, lines):
    """Return {nomination's id: sentence} of lines whose subject has a higher title for the same time.

    Other decisions of the year count, drafts too. One query, none where the form is no title.
    """
    if decision.form.kind != AwardForm.Kind.TITLE:
        return {}
    found, law = {}, (prizes.rule_on(decision.signed_on) or {}).get("highest_only", "quy định về tiền thưởng")
    others = DecisionLine.objects.standing().filter(
        decision__season=decision.season_id,
        decision__form__kind=AwardForm.Kind.TITLE,
        decision__form__ceremony_order__lt=decision.form.ceremony_order,
    )
    titles = {_subject(line): line for line in others.select_related("nomination", "decision__form")}
    for line in lines:
        if higher := titles.get(_subject(line)):
            found[line.nomination_id] = (
                f"Cùng thời gian lập thành tích còn được tặng {higher.decision.form.name} "
                f"({higher.decision}): chỉ nhận tiền thưởng của danh hiệu cao nhất ({law})."
            )
    return found


def _subject(line):
    return tuple(getattr(line.nomination, name) for name in SUBJECT)
