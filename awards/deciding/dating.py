"""On which day a decision may be signed: not ahead of its time, not before what it decides on."""

from django.utils import timezone

from awards.cataloguing import clauses
from awards.models import Nomination
from core import clock
from core.dates import short
from core.models import Entry
from core.rules import RuleError

NAMED = 2  # nominations a sentence names before it only counts the others
HOW = "Hãy sửa ngày ký; nếu hồ sơ giấy được ghi vào phần mềm sau, hãy ghi lý do ký trước ngày đề nghị."


def refuse_future(day):
    """Raise RuleError when `day`, the day of signing, is still to come: nobody has signed yet."""
    if day > clock.today():
        raise RuleError(f"Ngày ký {short(day)} chưa đến nên chưa ban hành, chưa ghi được. Hãy sửa ngày ký.")


def early(day, nominations):
    """Return a sentence that names nominations proposed or endorsed after `day`; empty when there is none.

    One query. The history knows when the bloc endorsed one.
    """
    keys = [row.pk for row in nominations]
    votes = Entry.objects.filter(
        subject_type=Nomination._meta.label_lower, subject_id__in=keys, act="endorse"
    )
    endorsed = {pk: timezone.localdate(at) for pk, at in votes.order_by("at").values_list("subject_id", "at")}
    found = [told for row in nominations if (told := _told(row, day, endorsed.get(row.pk)))]
    if not found:
        return ""
    more = f"; còn {len(found) - NAMED} đề nghị khác" if len(found) > NAMED else ""
    law = clauses.article(clauses.DOSSIER, day)
    by = f": theo {law}" if law else ""  # a decision is made on a dossier that is there
    return f"Ngày ký {short(day)} trước ngày {'; '.join(found[:NAMED])}{more}{by}."


def refuse_early(decision, nominations):
    """Raise RuleError when a decision grants what was put forward after its signing, unless it says why."""
    sentence = early(decision.signed_on, nominations)
    if sentence and not decision.backdated:
        raise RuleError(f"{sentence} {HOW}")


def _told(row, day, endorsed):
    proposed = timezone.localdate(row.proposed_at)
    if endorsed and endorsed > day:
        return f"“{row}” được thông qua ({short(endorsed)})"
    return f"“{row}” được đề nghị ({short(proposed)})" if proposed > day else ""
