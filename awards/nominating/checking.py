"""Before a nomination goes on: checked by somebody else, or returned to be completed until a day."""

from django.db import transaction

from awards import rounds
from awards.models import DossierLine, Nomination
from awards.nominating import nominations
from core import clock, records
from core.dates import moment, short
from core.models import Entry
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from members import acting
from members.models import Post

STATES = Nomination.State
CHECKABLE = (STATES.PROPOSED, STATES.ENDORSED)
RETURNABLE = (*CHECKABLE, STATES.SENT)
OWN_ACTS = ("propose", "propose_again", "complete", "complete_supported")


def refusal(nomination, by):
    """Return why `by` does not check this nomination, in a sentence; empty when nothing speaks against it.

    Nobody checks what concerns the own person or the own agency, or what one has put forward.
    """
    if by is None:
        return ""
    if nomination.person_id and nomination.person.user_id == by.pk:
        return "Đề nghị này khen chính mình, nên người khác kiểm tra."
    if acting.acts_for(by, nomination.agency_id, tuple(Post.Kind.values)):
        return (
            f"Đề nghị này của {nomination.agency}, nơi mình đang giữ chức trách, nên cán bộ của đơn vị "
            f"{nomination.season.bloc.deputy_label} hoặc cơ quan quản lý kiểm tra."
        )
    if Entry.objects.about(nomination).filter(act__in=OWN_ACTS, actor=by).exists():
        return "Đề nghị này do chính mình ghi, nên người khác kiểm tra."
    return ""


def check(nomination, *, note="", by):
    """Note that subject, conditions and papers were looked through and hold; return the nomination.

    Raises RuleError for what was checked or decided already, and as `refusal` says.
    """
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.PROPOSING)
        row = _locked(nomination)
        if row.state not in CHECKABLE:
            raise RuleError(
                f"Chỉ kiểm tra đề nghị đang chờ; đề nghị này “{row.state_words}”. Hãy tải lại trang."
            )
        if row.checked_at:
            raise RuleError(f"{acting.name_of(row.checked_by)} đã kiểm tra lúc {moment(row.checked_at)}.")
        if why := refusal(row, by):
            raise RuleError(why)
        facts = {"checked_at": clock.now(), "checked_by": by, "check_note": note}
        return records.change(nomination, **facts, by=by, act="check", reason=clean_block(note))


def send_back(nomination, *, reason, due_on, by):
    """Return a nomination to its member, with what lacks and the day until which it is completed.

    One that came back from above leaves its dossier. Raises RuleError for a day that has passed.
    """
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.PROPOSING)
        nominations.refuse_in_draft(nomination)
        if due_on < clock.today():
            raise RuleError(f"Hạn bổ sung {short(due_on)} đã qua. Hãy chọn ngày từ hôm nay trở đi.")
        row = _locked(nomination)
        before = row.came_from if row.state == STATES.SENT else row.state
        move(
            nomination,
            "send_back",
            by=by,
            reason=clean_block(reason),
            due_on=due_on,
            came_from=before,
            check_note="",
        )
        for line in DossierLine.objects.filter(nomination=nomination, left=False).select_related("dossier"):
            _leave(line, by)
        return nomination


def complete(nomination, *, achievement, achieved_from, achieved_to, by):
    """The member says anew what was lacking and sends it again; it goes on from where it was returned."""
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.PROPOSING)
        row = _locked(nomination)
        step = "complete_supported" if row.came_from == STATES.ENDORSED else "complete"
        if row.state == STATES.RETURNED:  # else `move` says what it is by now
            facts = {"achievement": achievement, "achieved_from": achieved_from, "achieved_to": achieved_to}
            records.change(nomination, **facts, by=by, act="nomination.revise")
        return move(nomination, step, by=by, came_from="")


def _leave(line, by):
    if line.dossier.is_draft:
        records.drop(line, by=by, act="dossier.take_out")
    else:
        records.change(line, left=True, by=by, act="dossier.came_back")


def _locked(nomination):
    rows = Nomination.objects.select_for_update(of=("self",))
    return rows.select_related("season__bloc", "agency", "person", "checked_by__person").get(pk=nomination.pk)
