"""What an act on an agency or on the records of a person touches in this room, and what forbids it."""

from collections import defaultdict

from awards import states
from awards.models import Decision, Nomination, PastAward
from core import effects
from core.text import search_key
from members.joining import Joining
from members.models import Agency


@effects.told_of(Agency)
def of_honours(agency, day):
    """Its open nominations, which keep their subject and its name, and the drafts it would have issued."""
    if count := Nomination.objects.filter(agency=agency, state__in=states.LIVE).count():
        yield f"{count} đề nghị khen thưởng đang chờ"
    drafts = Decision.objects.filter(issuing_agency=agency, state=Decision.State.DRAFT)
    if count := drafts.count():
        yield f"{count} dự thảo quyết định khen thưởng"


@effects.forbidding(Joining)
def of_one_nominated_twice(pair):
    """Nobody is put forward twice for a form in a year, or has checked what concerns the own person."""
    rows = Nomination.objects.filter(person__in=[pair.gone, pair.kept]).live().order_by("pk")
    rows = list(rows.select_related("form", "agency", "season__bloc", "checked_by"))
    same = defaultdict(list)
    for row in rows:
        same[row.season_id, row.form.code].append(row)
    for twice in same.values():
        if len(twice) > 1:
            yield _nominated_twice(*twice)
    users = {pair.gone.user_id, pair.kept.user_id} - {None}
    for row in rows:
        if row.state in states.LIVE and row.checked_by_id in users:
            yield (
                f"Đề nghị {row.form.name} {row.season.named} cho người này do chính tài khoản "
                f"{row.checked_by.username} kiểm tra. Hãy trả lại đề nghị ấy để người khác kiểm tra rồi gộp."
            )


@effects.told_of(Joining)
def of_past_awards_entered_twice(pair, day):
    """What may be one past award, entered under both records: told, as its words may differ."""
    known = {_said(row) for row in PastAward.objects.filter(person=pair.kept)}
    for row in PastAward.objects.filter(person=pair.gone).order_by("-year", "pk"):
        if _said(row) in known:
            yield (
                f"{row.form_text} năm {row.year} có ở cả hai bản ghi; nếu là một lần khen thưởng, gộp xong "
                "hãy bỏ bớt một dòng ở Khen thưởng qua các năm."
            )


def _nominated_twice(first, second):
    said = f"Cả hai bản ghi đều được đề nghị {first.form.name} {first.season.named}"
    by = f"{first.agency} và {second.agency}" if first.agency_id != second.agency_id else first.agency
    if Nomination.State.GRANTED in (first.state, second.state):
        remedy = "Một lần đã khen thưởng: hãy kết thúc hoặc hủy bỏ lần kia theo quyết định sau, rồi gộp lại."
    else:
        remedy = (
            "Một người chỉ được đề nghị một lần: hãy rút hoặc bỏ một đề nghị khỏi danh sách, rồi gộp lại."
        )
    return f"{said} ({by}). {remedy}"


def _said(row):
    return row.year, row.form_id or search_key(row.form_text)
