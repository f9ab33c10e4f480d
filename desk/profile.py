"""An agency through time: names, where it comes from and what became of it, blocs, places and honours.

Whatever its predecessors held belongs to its history; every fact carries the name of its day.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from awards.models import Decision, DecisionLine
from awards.models.catalogue import Recipient
from blocs.models import Membership
from core import clock
from members import lineage
from members.models import AgencyName
from members.naming import Names
from results.models import Standing
from results.permissions import CONCLUDED

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """What an agency reached in one year of one bloc, under the name of that year's standing day."""

    standing: Standing
    name: str


@dataclass(frozen=True)
class Honour:
    """One decision and whom of the agency it honours, in words, under the name of the day of signing."""

    decision: Decision
    name: str
    whom: str


@dataclass(frozen=True)
class Belonging:
    """A membership under the name of its last day, or of today."""

    membership: Membership
    name: str


@dataclass(frozen=True)
class Profile:
    """Everything the page shows, as `user` may see it."""

    names: list
    lineage: lineage.Lineage
    belongings: list
    places: list
    honours: list


def of(user, agency):
    """Return the Profile of an agency. A constant number of queries, however long its history."""
    line = lineage.of(agency)
    ids = [agency.pk, *(kin.agency_id for kin in line.predecessors)]
    names = Names(ids)
    return Profile(
        names=AgencyName.objects.filter(agency=agency).select_related("brought_by"),
        lineage=line,
        belongings=_belongings(user, ids, names),
        places=_places(user, ids, names),
        honours=_honours(user, ids, names),
    )


def _belongings(user, ids, names):
    rows = Membership.objects.visible_to(user).filter(agency__in=ids).select_related("bloc")
    rows = rows.order_by("bloc__name", "-joined_on", "order")
    return [
        Belonging(row, names.on(row.agency_id, row.left_on - DAY if row.left_on else clock.today()))
        for row in rows
    ]


def _places(user, ids, names):
    rows = Standing.objects.visible_to(user).filter(agency__in=ids, season__phase__in=CONCLUDED)
    rows = rows.select_related("season__bloc").order_by("-season__year", "season__bloc__name", "rank")
    return [Place(row, names.on(row.agency_id, row.season.standing_on)) for row in rows]


def _honours(user, ids, names):
    decisions = Decision.objects.visible_to(user).filter(state=Decision.State.ISSUED).values("pk")
    lines = DecisionLine.objects.standing().filter(decision__in=decisions, nomination__agency__in=ids)
    lines = lines.select_related("decision__form", "decision__season", "nomination")
    found = {}
    for line in lines.order_by("-decision__signed_on", "-decision", "position"):
        found.setdefault((line.decision, line.nomination.agency_id), []).append(line.kind)
    return [
        Honour(decision, names.on(agency, decision.signed_on), _whom(Counter(kinds)))
        for (decision, agency), kinds in found.items()
    ]


def _whom(counted):
    parts = ["cơ quan"] if counted[Recipient.AGENCY] else []
    words = ((Recipient.COLLECTIVE, "tập thể"), (Recipient.PERSON, "cá nhân"))
    return ", ".join(parts + [f"{counted[kind]} {what}" for kind, what in words if counted[kind]])
