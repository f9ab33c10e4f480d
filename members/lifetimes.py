"""Until when an agency is there, and who stands in its place: read from its succession, never stored."""

from dataclasses import dataclass
from datetime import date

from core import clock
from core.dates import short
from core.rules import RuleError
from members.models import SuccessionLink
from members.models.successions import heir, taken_over
from members.naming import Names


@dataclass(frozen=True)
class End:
    """The end of an agency: its last day, the day after, and who holds its work today (None: nobody)."""

    last_day: date
    heir_id: int | None = None
    heir: str = ""

    @property
    def is_past(self):
        """Whether its last day has passed."""
        return self.last_day < clock.today()

    @property
    def words(self):
        """As lists say it: "đến 02/02/2025, nay thuộc Ban Tuyên giáo và Dân vận Trung ương"."""
        until = f"đến {short(self.last_day)}"
        return f"{until}, nay thuộc {self.heir}" if self.heir else f"{until}, đã kết thúc hoạt động"


def ends_of(agency_ids):
    """Return {agency: End} of those among `agency_ids` that have ended or will. Two queries at most."""
    return ends_from(SuccessionLink.objects.ending().select_related("succession"), agency_ids)


def ends_from(links, agency_ids):
    """As `ends_of`, from links (of all agencies, with their succession) that have been read already."""
    every = {link.predecessor_id: link for link in links if link.is_end}
    ended = [agency for agency in agency_ids if agency in every]
    takers = {agency: link.successor_id for agency, link in every.items() if link.takes_over}
    heirs = {agency: heir(agency, takers) for agency in ended if every[agency].takes_over}
    names, today = Names(heirs.values()), clock.today()
    found = {}
    for agency in ended:
        last_day, taker = every[agency].succession.eve, heirs.get(agency)
        found[agency] = End(last_day, taker, names.on(taker, today))
    return found


def ended():
    """Return {agency's id: the SuccessionLink with which it has ended by today}. One query."""
    links = SuccessionLink.objects.ending().in_force().select_related("succession", "successor")
    return {link.predecessor_id: link for link in links}


def taken_over_by(agency):
    """Return the ids of the agency and of all whose open work it holds today. One query."""
    return taken_over([agency.pk], SuccessionLink.objects.takers())


def holders_of(agency_ids):
    """Return {agency: who holds its work today}; itself while it goes on. One query."""
    takers = SuccessionLink.objects.takers()
    return {agency: heir(agency, takers) for agency in agency_ids}


def refuse_ended(agency, day):
    """Raise RuleError when the agency is no longer there on `day`: it can begin nothing new."""
    end = ends_of([agency.pk]).get(agency.pk)
    if end and end.last_day < day:
        remedy = f"Hãy chọn {end.heir}." if end.heir else "Hãy chọn cơ quan khác."
        raise RuleError(f"{agency} hoạt động đến hết ngày {short(end.last_day)}. {remedy}")
