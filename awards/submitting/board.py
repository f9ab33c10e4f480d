"""The nominations of a year by how far they have come: one lane for each step, counted."""

from dataclasses import dataclass, field

from awards.models import Nomination
from awards.submitting import deadlines, dossiers
from blocs import seasons
from core import clock
from core.text import search_key

STATES = Nomination.State
WAITING, CHECKED, ENDED = "waiting", "checked", "ended"
LANES = {  # key: (name, shown though nothing stands there)
    WAITING: ("Chờ kiểm tra", True),
    STATES.RETURNED: ("Trả lại để bổ sung", True),
    CHECKED: ("Đã kiểm tra", True),
    STATES.ENDORSED: ("{bloc.word} đã thông qua", True),
    STATES.SENT: ("Đã trình cấp trên", True),
    STATES.GRANTED: ("Đã khen thưởng", True),
    STATES.LOWERED: ("Khen hình thức thấp hơn", False),
    STATES.REFUSED: ("Không được khen thưởng", False),
    STATES.REVOKED: ("Đã hủy khen thưởng", False),
    ENDED: ("Đã rút, không đưa vào", False),
}
OVER = (STATES.GRANTED, STATES.LOWERED, STATES.REFUSED, STATES.REVOKED, ENDED)  # nothing to do there
FEW = 8  # of those, how many cards are shown


@dataclass
class Lane:
    """One step with what stands there."""

    key: str
    name: str
    cards: list = field(default_factory=list)

    @property
    def shown(self):
        """The cards that the board shows: where nothing is left to do, the first ones only."""
        return self.cards[:FEW] if self.key in OVER else self.cards

    @property
    def more(self):
        """How many cards the board leaves to the list."""
        return len(self.cards) - len(self.shown)


@dataclass(frozen=True)
class Card:
    """One nomination as the board shows it; `note` says by when or how it stands."""

    nomination: Nomination
    name: str
    agency: str
    note: str
    is_late: bool = False


def lanes(season, rows):
    """Return the Lanes of `rows` (a queryset of the year's nominations), each in protocol order.

    A constant number of queries whatever the rows.
    """
    found = {key: Lane(key, name.format(bloc=season.bloc)) for key, (name, _) in LANES.items()}
    protocol = {row.agency_id: place for place, row in enumerate(seasons.members_of(season))}
    due = deadlines.of(season)
    named = rows.named(season.standing_on).select_related("form", "person", "collective", "season__bloc")
    for row in sorted(named, key=lambda row: _place(row, protocol)):
        found[_lane(row)].cards.append(_card(row, due.get(row.form_id)))
    return [lane for key, lane in found.items() if lane.cards or LANES[key][1]]


def narrowed(rows, *, form="", agency=""):
    """Narrow nominations to one form and one agency, given as typed into an address; nonsense is nothing."""
    if form.isascii() and form.isdecimal() and len(form) < 19:
        rows = rows.filter(form=form)
    if agency.isascii() and agency.isdecimal() and len(agency) < 19:
        rows = rows.filter(agency=agency)
    return rows


def _lane(row):
    if row.state == STATES.PROPOSED:
        return CHECKED if row.checked_at else WAITING
    return row.state if row.state in LANES else ENDED


def _card(row, due):
    name, today = dossiers.name_of(row), clock.today()
    if row.state == STATES.RETURNED:
        late = row.due_on < today
        return Card(row, name, row.name, f"hạn gửi lại {row.due_on:%d/%m/%Y}", late)
    if row.state == STATES.ENDORSED and due:
        return Card(row, name, row.name, f"trình trước {due.day:%d/%m/%Y}, {due.words}", due.is_past)
    return Card(row, name, row.name, "")


def _place(row, protocol):
    order = (row.form.ceremony_order, row.person_id is not None)
    return (*order, protocol.get(row.agency_id, len(protocol)), search_key(dossiers.name_of(row)), row.pk)
