"""The list to call by when honours are handed over: who comes up, in which order, who has come.

Higher forms first, titles before forms of commendation (both by the order of the catalogue), then collectives
before persons, then decision by decision (Nghị định 152/2025/NĐ-CP, Điều 29). Inside, member agencies in the
order of their places, all others in the order of their decision, which is that of protocol.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from awards.models import Certificate, Decision, DecisionLine
from awards.models.catalogue import Recipient
from conferences.models import Conferral

VALID = Certificate.State.VALID
LAST = 10_000  # behind every place


@dataclass(frozen=True)
class Call:
    """One recipient: as called, the number in the golden register, the Conferral once handed over."""

    key: int  # of the line of the decision
    name: str
    unit: str
    number: str  # "31/2024"; empty where no certificate is printed here
    handed: Conferral | None = None


@dataclass(frozen=True)
class Group:
    """Those who come up together: one form, one decision, collectives or persons."""

    form: object  # AwardForm
    decision: Decision
    persons: bool
    calls: list = field(default_factory=list)

    @property
    def title(self):
        """What is called out: the form, and for whom where it goes to both."""
        if len({kind == Recipient.PERSON for kind in self.form.recipients}) == 1:
            return self.form.name
        return f"{self.form.name}, {'cá nhân' if self.persons else 'tập thể'}"

    @property
    def waiting(self):
        """Those who have not come up yet."""
        return [call for call in self.calls if call.handed is None]

    @property
    def giver(self):
        """Who handed over what was noted last, likely who goes on."""
        handed = [call.handed for call in self.calls if call.handed]
        return max(handed, key=lambda row: (row.at, row.pk)).giver if handed else ""


def of_conference(conference):
    """Return the Groups to call at a conference, in their order. Four queries whatever their number.

    What was decided for the year and not handed over at another conference; drafts and revoked certificates
    are left out.
    """
    season = conference.season
    ranks = dict(season.standings.values_list("agency", "rank"))
    numbers = _numbers(season)
    found = {}
    for line in sorted(_lines(conference), key=lambda line: _order(line, ranks)):
        persons = line.kind == Recipient.PERSON
        group = found.setdefault(
            (line.decision_id, persons), Group(line.decision.form, line.decision, persons)
        )
        group.calls.append(_call(line, numbers))
    return list(found.values())


def snapshot(conference):
    """Return [{"form": what is called out, "names": […]}] in order, for the screen: plain texts."""
    return [
        {"form": group.title, "names": [_called(call) for call in group.calls]}
        for group in of_conference(conference)
    ]


def _called(call):
    return f"{call.name}, {call.unit}" if call.unit else call.name


def count(groups):
    """Return how many are called and how many have received theirs, as {"calls": …, "handed": …}."""
    calls = [call for group in groups for call in group.calls]
    return {"calls": len(calls), "handed": sum(bool(call.handed) for call in calls)}


def count_of(conference):
    """Return what `count` says, without the names: two numbers in one query."""
    found = open_lines(conference).aggregate(calls=Count("pk"), handed=Count("conferral"))
    return {"calls": found["calls"], "handed": found["handed"]}


def open_lines(conference):
    """Return the lines of decisions that are called at this conference, as rows."""
    issued = {"decision__season": conference.season_id, "decision__state": "issued"}
    rows = DecisionLine.objects.standing().filter(**issued)
    certified = Certificate.objects.filter(line=OuterRef("pk"))
    counts = ~Exists(certified) | Exists(certified.filter(state=VALID))
    return rows.filter(counts, Q(conferral__isnull=True) | Q(conferral__conference=conference))


def _lines(conference):
    return open_lines(conference).select_related("decision__form", "nomination", "conferral__by__person")


def _numbers(season):
    """{line's key: number in the register} of the certificates that count."""
    rows = Certificate.objects.filter(line__decision__season=season, state=VALID)
    return {row.line_id: str(row.entry) for row in rows.select_related("entry__register")}


def _order(line, ranks):
    decision, form = line.decision, line.decision.form
    persons = line.kind == Recipient.PERSON
    own = line.kind == Recipient.AGENCY
    place = ranks.get(line.nomination.agency_id, LAST) if own else LAST
    when = (decision.signed_on, decision.pk)
    return (form.ceremony_order, form.pk, persons, *when, place, line.position, line.pk)


def _call(line, numbers):
    name = f"{line.prefix} {line.name}".strip() if line.kind != Recipient.AGENCY else line.name
    handed = line.conferral if hasattr(line, "conferral") else None
    return Call(line.pk, name, line.unit, numbers.get(line.pk, ""), handed)
