"""Gathers what is known about nominations into Cases: a constant number of queries, whatever their number."""

from collections import defaultdict

from awards.cataloguing import catalogue
from awards.models import AwardForm, CouncilVote, EligibilityRule, Hold, Nomination, Workforce
from awards.qualifying import honours
from awards.qualifying.cases import Case, Figures, Inherited, Pause, Vote
from core import clock
from members.models import SuccessionLink
from members.naming import Names
from results import standings
from results.models import Standing

KINDS = EligibilityRule.Kind
STANDING = {KINDS.RANK, KINDS.GRADE}
FIGURES = {KINDS.SHARE, KINDS.PEOPLE, KINDS.WOMEN_FIRST}
TITLES = {KINDS.RUN, KINDS.EARLIER}


def of(season, nominations, kinds):
    """Return {nomination's id: Case}; facts that no rule of `kinds` asks for are not read."""
    rows = list(nominations)
    subjects = {row.pk: honours.subject_of(row) for row in rows}
    parents = _parents(subjects.values()) if kinds & {*TITLES, KINDS.HOLD} else {}
    every = {*subjects.values(), *(("agency", key) for found in parents.values() for key, _ in found)}
    held = honours.held(every)
    pauses = _pauses(every) if KINDS.HOLD in kinds else {}
    facts = _Facts(season, rows, kinds)
    return {
        row.pk: facts.case(
            row,
            held=tuple(held.get(subjects[row.pk], ())),
            pauses=tuple(pauses.get(subjects[row.pk], ())),
            inherited=tuple(
                Inherited(name, tuple(held.get(("agency", key), ())), tuple(pauses.get(("agency", key), ())))
                for key, name in parents.get(subjects[row.pk], ())
            ),
        )
        for row in rows
    }


class _Facts:
    """What the year knows about its nominations, each list read once and only where a rule asks for it."""

    def __init__(self, season, rows, kinds):
        self.season, self.today = season, clock.today()
        self.names = catalogue.names(season.standing_on, "short_name") if rows else {}
        self.standing = _standing(season) if kinds & STANDING else {}
        self.grades = _grades(season) if KINDS.GRADE in kinds else ()
        self.figures = figures_of(season) if kinds & FIGURES else {}
        self.votes = _votes(rows) if KINDS.VOTE in kinds else {}
        self.state = _state_level(season) if KINDS.STATE_ONCE in kinds else {}

    def case(self, row, **facts):
        """The Case of one nomination."""
        rank, grade = self.standing.get(row.agency_id, (None, None))
        others = self.state.get(honours.subject_of(row), ())
        return Case(
            code=row.form.code,
            year=self.season.year,
            begins=row.achieved_from,
            ends=row.achieved_to,
            today=self.today,
            achievement=row.achievement,
            rank=rank,
            grade=grade,
            grades=self.grades,
            figures=self.figures.get((row.agency_id, row.collective_id)),
            vote=self.votes.get(row.pk),
            others=tuple(form.short_name for pk, form in others if pk != row.pk),
            names=self.names,
            **facts,
        )


def figures_of(season):
    """Return {(agency's id, collective's id or None): Figures} of the year. One query."""
    rows = Workforce.objects.filter(season=season).values_list(
        "agency", "collective", "people", "women", "completed", "advanced", "fighters"
    )
    return {(agency, collective): Figures(*numbers) for agency, collective, *numbers in rows}


def _standing(season):
    rows = Standing.objects.filter(season=season).values_list("agency", "rank", "grade")
    return {agency: (rank, grade) for agency, rank, grade in rows}


def _grades(season):
    """The labels of the year's grades, the best first."""
    return tuple(label for label, _, _ in standings.thresholds_of(standings.table_with_rules(season)))


def _votes(rows):
    found = CouncilVote.objects.filter(nomination__in=[row.pk for row in rows])
    return {row.nomination_id: Vote(row.in_favour, row.members) for row in found}


def _state_level(season):
    """{subject: (id, form) of what is put forward for it at state level in the year}."""
    live = Nomination.objects.filter(season=season, form__level=AwardForm.Level.STATE).live()
    found = defaultdict(list)
    for row in live.select_related("form").order_by("pk"):
        found[honours.subject_of(row)].append((row.pk, row.form))
    return found


def _pauses(subjects):
    found = defaultdict(list)
    for row in Hold.objects.filter(honours.of_subjects(subjects)).order_by("-starts_on", "pk"):
        what = f"{row.get_kind_display()}: {row.reason} ({row.source})"
        found[honours.subject_of(row)].append(Pause(row.kind, what, row.starts_on, row.ends_on))
    return found


def _parents(subjects):
    """{("agency", id): [(id, last name) of each agency it comes from, directly or in turn]}. Two queries."""
    agencies = {key for kind, key in subjects if kind == "agency"}
    if not agencies:
        return {}
    links = SuccessionLink.objects.in_force().filter(successor__isnull=False)
    before = defaultdict(dict)
    for link in links.select_related("succession"):
        before[link.successor_id][link.predecessor_id] = link.succession.eve
    found = {key: _followed(key, before) for key in agencies}
    names = Names([parent for rows in found.values() for parent in rows]) if any(found.values()) else None
    return {
        ("agency", key): [(parent, names.on(parent, eve)) for parent, eve in rows.items()]
        for key, rows in found.items()
        if rows
    }


def _followed(start, before):
    """{id: its last day before the act} of all that `start` comes from."""
    found, waiting = {}, [start]
    while waiting:
        for parent, eve in before.get(waiting.pop(), {}).items():
            if parent != start and parent not in found:
                found[parent] = eve
                waiting.append(parent)
    return found
