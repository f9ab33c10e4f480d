"""The figures of a report, read from what every room holds; nothing is counted that is not recorded.

Honours appear only once the bloc has endorsed them, the standing only once the appraisal is concluded, so a
report shows nothing that its readers may not see. A constant number of queries whatever the rows.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from awards import states
from awards.models import Nomination
from awards.models.catalogue import Recipient
from blocs import seasons
from blocs.models import Activity, Season
from conferences.models import Conference, Election, Report
from members.models.agencies import names_on
from results import seals, standings
from results.permissions import CONCLUDED

DECIDED = states.SUPPORTED


@dataclass(frozen=True)
class Held:
    """A place of the bloc's lead and the agency that holds it, with its votes where it was elected."""

    label: str
    agency: str
    votes: str = ""


@dataclass(frozen=True)
class Promise:
    """How many targets a member promised."""

    agency: str
    targets: int


@dataclass(frozen=True)
class Honour:
    """One nomination that the bloc endorsed."""

    form: str
    recipient: str  # a value of awards' Recipient
    subject: str
    agency: str
    votes: str
    granted: bool
    own: bool = False  # given by the bloc's head


@dataclass(frozen=True)
class Tally:
    """How many of each kind of recipient the bloc endorsed for one form."""

    form: str
    agencies: int
    collectives: int
    people: int
    granted: int


@dataclass(frozen=True)
class Figures:
    """Everything a report of the year can tell in numbers and names."""

    season: Season
    members: list  # memberships with their names, in protocol order
    lead: list
    promises: list
    signed_on: date | None
    groups: list
    places: list  # of the standing, the first place first
    seal: str  # the line under the standing with its hash; empty while it is not written
    movements: list
    activities: list  # held ones by date, with `host_name`
    honours: list
    conference: Conference | None
    elected: list

    @property
    def targets(self):
        """The targets of all members together."""
        return sum(promise.targets for promise in self.promises)

    @property
    def gifts_value(self):
        """What the gifts of all activities are worth together (đồng), as far as their value is known."""
        return sum(activity.gifts_value or 0 for activity in self.activities)

    @property
    def head(self):
        """The name of the agency that heads the year; empty while there is none."""
        return self.lead[0].agency if self.lead else ""

    @property
    def tallies(self):
        """The honours counted by form, in the order of a ceremony."""
        return _tallies(self.honours)

    @property
    def put_forward(self):
        """The honours that are asked of others; what the head has given already is not among them."""
        return [honour for honour in self.honours if not (honour.own and honour.granted)]

    @property
    def tallies_put_forward(self):
        """The honours put forward, counted by form in the order of a ceremony."""
        return _tallies(self.put_forward)


def of(season, kind):
    """Return the Figures for a report of `kind` (a value of `Report.Kind`) on `season`."""
    members = list(seasons.members_of(season))
    conference = season.conferences.filter(kind=kind).first()
    return Figures(
        season=season,
        members=members,
        lead=_lead(season),
        promises=_promises(season, members),
        signed_on=_signed_on(season),
        movements=list(season.movements.all()),
        activities=_activities(season, kind),
        honours=_honours(season, members),
        conference=conference,
        elected=_elected(season, conference),
        **_standing(season),
    )


def _lead(season):
    terms = season.terms.select_related("season__bloc").named(season.standing_on)
    return [Held(term.label, term.name) for term in terms.order_by("rank")]


def _promises(season, members):
    counted = dict(season.pledges.annotate(count=Count("targets")).values_list("agency", "count"))
    return [Promise(member.name, counted.get(member.agency_id, 0)) for member in members]


def _signed_on(season):
    signing = getattr(season, "pledge_signing", None)
    return signing.signed_on if signing else None


def _standing(season):
    if season.phase not in CONCLUDED:
        return {"groups": [], "places": [], "seal": ""}
    places = standings.by_place(standings.of(season))
    seal = seals.of(season)
    return {"groups": season.criteria.tops, "places": places, "seal": seals.words(seal) if seal else ""}


def _activities(season, kind):
    """What was held in the time the report tells of: the year, or its first half."""
    held = season.activities.filter(state=Activity.State.HELD)
    if kind == Report.Kind.MIDYEAR:
        held = held.filter(starts_on__lte=season.half_ends)
    return list(held.hosted(season.standing_on).prefetch_related("gifts"))


def _honours(season, members):
    order = {member.agency_id: place for place, member in enumerate(members)}
    found = season.nominations.filter(state__in=DECIDED).select_related("form", "collective", "person")
    kinds = {kind: place for place, kind in enumerate(Recipient.values)}
    rows = sorted(
        found.named(season.standing_on),
        key=lambda row: (
            row.form.ceremony_order,
            row.form_id,
            kinds[row.recipient],
            order.get(row.agency_id, len(order)),
            row.person.sort_key if row.person else "",
            row.pk,
        ),
    )
    return [
        Honour(
            form=row.form.name,
            recipient=row.recipient,
            subject=_subject(row),
            agency=row.name,
            votes=_votes(row.votes, row.votes_base),
            granted=row.state == Nomination.State.GRANTED,
            own=row.form.own,
        )
        for row in rows
    ]


def _subject(nomination):
    if nomination.recipient == Recipient.AGENCY:
        return nomination.name
    return str(nomination.person or nomination.collective)


def _elected(season, conference):
    election = Election.objects.filter(conference=conference).first() if conference else None
    if election is None:
        return []
    lines = election.lines.annotate(**names_on(season.standing_on, "agency")).order_by("rank")
    return [
        Held(getattr(season.bloc, f"{line.post}_label"), line.name, _votes(line.votes, line.votes_base))
        for line in lines
    ]


def _votes(votes, base):
    return "" if votes is None else f"{votes}/{base}"


def _tallies(honours):
    by_form = {}
    for honour in honours:
        by_form.setdefault(honour.form, []).append(honour)
    return [_tally(form, rows) for form, rows in by_form.items()]


def _tally(form, rows):
    kinds = [row.recipient for row in rows]
    return Tally(
        form=form,
        agencies=kinds.count(Recipient.AGENCY),
        collectives=kinds.count(Recipient.COLLECTIVE),
        people=kinds.count(Recipient.PERSON),
        granted=sum(row.granted for row in rows),
    )
