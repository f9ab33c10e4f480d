"""Where an agency comes from and what became of it, followed through every succession in both directions."""

from dataclasses import dataclass

from core import clock
from members import lifetimes
from members.models import Succession, SuccessionLink
from members.models.successions import taken_over
from members.naming import Names


@dataclass(frozen=True)
class Kin:
    """An agency further back or further on: its name of that time and the act that leads to it."""

    agency_id: int
    name: str
    succession: Succession
    takes_over: bool


@dataclass(frozen=True)
class Lineage:
    """All of it: predecessors, the latest act first; successors, the first act first; its own end."""

    predecessors: list
    successors: list
    end: lifetimes.End | None
    dissolved_by: Succession | None  # when it ended and nobody followed
    taken_over: set  # ids of the agencies whose open work it holds today, its own included


def of(agency):
    """Return the Lineage of an agency. Three queries at most."""
    links = SuccessionLink.objects.select_related("succession")
    links = list(links.order_by("-succession__happens_on", "-succession", "pk"))
    back = _followed(links, agency.pk, lambda link: (link.successor_id, link.predecessor_id))
    on = _followed(links, agency.pk, lambda link: (link.predecessor_id, link.successor_id))[::-1]
    names = Names([link.predecessor_id for link in back] + [link.successor_id for link in on])
    own = (link for link in links if link.predecessor_id == agency.pk and link.successor_id is None)
    return Lineage(
        predecessors=[_kin(link, link.predecessor_id, names, link.succession.eve) for link in back],
        successors=[_kin(link, link.successor_id, names, link.succession.happens_on) for link in on],
        end=lifetimes.ends_from(links, [agency.pk]).get(agency.pk),
        dissolved_by=next((link.succession for link in own), None),
        taken_over=taken_over([agency.pk], _takers(links)),
    )


def predecessors(agency):
    """Return the Kin from which the agency comes, directly and in turn, the latest act first."""
    return of(agency).predecessors


def successors(agency):
    """Return the Kin that follow the agency, directly and in turn, the first act first."""
    return of(agency).successors


def _followed(links, start, ends):
    """The links that lead on from `start`, each once, in their order; `ends` tells where one comes from."""
    reached, known, found = {start}, 0, []
    while known != len(reached):
        known = len(reached)
        found = [link for link in links if ends(link)[0] in reached and ends(link)[1] not in (None, start)]
        reached |= {ends(link)[1] for link in found}
    return found


def _takers(links):
    today = clock.today()
    return {
        link.predecessor_id: link.successor_id
        for link in links
        if link.takes_over and link.succession.happens_on <= today
    }


def _kin(link, agency_id, names, day):
    return Kin(agency_id, names.on(agency_id, day), link.succession, link.takes_over)
