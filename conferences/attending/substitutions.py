"""Standing in (ủy quyền): somebody who cannot come names another, who takes that place in every list.

The one stands in the place of the other in the list, the minutes, on a badge and on the roll of a poll; both
rows are kept. Nobody who stands in passes the place on again.
"""

from django.db import transaction

from blocs import ballots
from conferences.holding import hold
from conferences.models import Attendance, Conference, Delegate, Poll, Substitution
from core import records
from core.rules import RuleError

STATES = Conference.State
WRITABLE = (STATES.PLANNED, STATES.OPEN)
NAME = "substitution.name"
ROLL_IS_FROZEN = (
    "Cuộc bỏ phiếu “{}” đang mở và danh sách cử tri theo đại biểu đã chốt. "
    "Hãy đóng hoặc hủy cuộc bỏ phiếu rồi ghi ủy quyền."
)


def name(
    delegate, *, full_name, title="", position="", email="", reason, paper_number="", paper_date=None, by
):
    """Record that somebody else comes in a delegate's place and return the Substitution.

    The second click returns the same one. Raises RuleError as `hindrance` says, ValidationError for somebody
    who is on the list of that agency already.
    """
    facts = {"full_name": full_name, "title": title, "position": position, "email": email}
    with transaction.atomic():
        conference = hold(delegate.conference, *WRITABLE)
        found = Substitution.objects.of(conference).filter(absent=delegate).first()
        if found and found.substitute.full_name == full_name:
            return found
        row = _listed(conference, delegate)
        if sentence := hindrance(row):
            raise RuleError(sentence)
        same = {name: getattr(row, name) for name in ("conference", "agency", "body", "role")}
        substitute = records.keep(Delegate(**same, **facts), by=by, act="delegate.invite", reason=reason)
        mandate = Substitution(absent=row, substitute=substitute, reason=reason)
        mandate.paper_number, mandate.paper_date = paper_number, paper_date
        return records.keep(mandate, by=by, act=NAME, reason=reason)


def withdraw(substitute, *, by):
    """Let the one who was stood in for come after all: the substitute leaves the list; the history tells.

    Who comes sits in the capacity that the substitute has now: were it given to somebody else meanwhile,
    there would be two secretaries. The second click does nothing. Raises RuleError once the substitute has
    checked in, or while a poll by delegates is open.
    """
    with transaction.atomic():
        conference = hold(substitute.conference, *WRITABLE)
        found = Substitution.objects.of(conference).filter(substitute=substitute).first()
        if found is None:
            return
        _refuse_frozen(conference)
        if Attendance.objects.filter(delegate=substitute).exists():
            raise RuleError(f"{substitute} đã điểm danh có mặt. Hãy bỏ điểm danh trước rồi hủy ủy quyền.")
        records.drop(found, by=by, act="substitution.withdraw")
        records.drop(found.substitute, by=by, act="delegate.remove")
        if found.absent.role != found.substitute.role:
            records.change(found.absent, role=found.substitute.role, by=by, act="delegate.correct")


def hindrance(delegate):
    """Return why nobody can take this delegate's place now, in a sentence; empty when somebody can."""
    if found := Substitution.objects.filter(absent=delegate).select_related("substitute").first():
        return f"{delegate} đã ủy quyền cho {found.substitute}. Hãy hủy ủy quyền đó rồi ghi lại."
    if Substitution.objects.filter(substitute=delegate).exists():
        return (
            f"{delegate} đang thay người khác nên không ủy quyền lại. Hãy hủy ủy quyền rồi chọn người khác."
        )
    if Attendance.objects.filter(delegate=delegate).exists():
        return f"{delegate} đã điểm danh có mặt nên không ủy quyền nữa. Nếu điểm danh nhầm, hãy bỏ điểm danh."
    return _frozen(delegate.conference)


def refuse_absent(delegate):
    """Raise RuleError for somebody in whose place another comes."""
    found = Substitution.objects.filter(absent=delegate).select_related("substitute").first()
    if found:
        raise RuleError(
            f"{delegate} đã ủy quyền cho {found.substitute} dự họp. "
            f"Hãy làm việc này với {found.substitute}, hoặc hủy ủy quyền trước."
        )


def refuse_elsewhere(delegate, *, agency, body):
    """Raise RuleError where a substitute would sit for another agency or body than who is stood in for."""
    found = Substitution.objects.filter(substitute=delegate).select_related("absent").first()
    if found and (found.absent.agency_id, found.absent.body) != (agency and agency.pk, body):
        raise RuleError(
            f"{delegate} đang thay {found.absent} nên thuộc cùng đơn vị. Hãy giữ nguyên đơn vị, "
            "hoặc hủy ủy quyền rồi ghi người này vào đơn vị khác."
        )


def _listed(conference, delegate):
    found = conference.delegates.select_related("conference").filter(pk=delegate.pk).first()
    if found is None:
        raise RuleError(records.GONE)
    return found


def _frozen(conference):
    """The sentence about an open poll whose roll is of delegates, or nothing."""
    open_polls = conference.polls.filter(state=Poll.State.OPEN, roll=ballots.DELEGATES)
    return ROLL_IS_FROZEN.format(found) if (found := open_polls.first()) else ""


def _refuse_frozen(conference):
    if sentence := _frozen(conference):
        raise RuleError(sentence)
