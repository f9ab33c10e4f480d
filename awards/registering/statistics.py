"""Awards counted: by form, agency and year, and who the persons are; of one year or of all years of a bloc.

Lines of issued decisions count, revoked ones do not. A person's post is read from the words of the decision
(`posts`), women from its form of address; what neither tells is counted apart and never guessed.
"""

from collections import Counter
from dataclasses import dataclass, field

from awards.models import DecisionLine
from awards.models.catalogue import Recipient
from awards.registering import posts
from core import numbers
from members.naming import Names

NO_DATA = "Không có dữ liệu"
COLLECTIVE, PERSON = "collective", "person"
WOMAN, MAN = "Bà", "Ông"


@dataclass
class Tally:
    """What was counted under one heading: `counts` by kind, and of its persons by post and by address."""

    name: str
    counts: Counter = field(default_factory=Counter)
    posts: Counter = field(default_factory=Counter)
    sexes: Counter = field(default_factory=Counter)
    forms: Counter = field(default_factory=Counter)  # by the code of the form
    years: Counter = field(default_factory=Counter)  # by the key of the season

    @property
    def collectives(self):
        """Agencies and collectives."""
        return self.counts[COLLECTIVE]

    @property
    def persons(self):
        """Persons."""
        return self.counts[PERSON]

    @property
    def total(self):
        """All of them."""
        return self.collectives + self.persons

    @property
    def without_post(self):
        """The share of persons without a leading post in those of whom it is known, or NO_DATA."""
        return _share(self.posts[posts.WITHOUT], self.posts[posts.WITHOUT] + self.posts[posts.LEADING])

    @property
    def women(self):
        """The share of women, likewise."""
        return _share(self.sexes[WOMAN], self.sexes[WOMAN] + self.sexes[MAN])

    @property
    def post_unknown(self):
        """Persons whose words do not tell the post."""
        return self.posts[posts.UNKNOWN]

    @property
    def sex_unknown(self):
        """Persons without a form of address."""
        return self.persons - self.sexes[WOMAN] - self.sexes[MAN]

    def by_form(self, forms):
        """(Name, count) of each of `forms`, (code, Tally), in their order."""
        return [(tally.name, self.forms[code]) for code, tally in forms]

    def by_year(self, seasons):
        """(Label, count) of each of `seasons`, in their order."""
        return [(season.label, self.years[season.pk]) for season in seasons]

    def take(self, line, agency):
        """Count one more line; `agency` is the name that ends the words about a person."""
        person = line.kind == Recipient.PERSON
        self.counts[PERSON if person else COLLECTIVE] += 1
        self.forms[line.decision.form.code] += 1
        self.years[line.decision.season_id] += 1
        if person:
            self.posts[posts.of(line.unit, agency)] += 1
            self.sexes[line.prefix] += 1


@dataclass(frozen=True)
class Statistics:
    """All tallies: the whole, by form in the order of a ceremony, by agency by name, by year."""

    seasons: list
    whole: Tally
    forms: list  # (code, Tally)
    agencies: list
    years: list


def of(seasons):
    """Return the Statistics of `seasons` (of one bloc, the earliest first). Two queries."""
    whole, forms, agencies = Tally("Tổng số"), {}, {}
    years = {season.pk: Tally(season.label) for season in seasons}
    for line, signed, name in _named(seasons):
        form, agency = line.decision.form, line.nomination.agency_id
        tallies = (
            whole,
            years[line.decision.season_id],
            forms.setdefault(form.code, Tally(form.name)),
            agencies.setdefault(agency, Tally(name)),
        )
        for tally in tallies:
            tally.take(line, signed)
    ordered = sorted(agencies.values(), key=lambda tally: (-tally.total, tally.name))
    return Statistics(list(seasons), whole, list(forms.items()), ordered, list(years.values()))


def flat(seasons):
    """Return the rows of the Excel list of `seasons`: year, agency, form, and how many of each kind."""
    by_key, found = {season.pk: season for season in seasons}, {}
    for line, signed, name in _named(seasons):
        key = (by_key[line.decision.season_id].label, name, line.decision.form.name)
        found.setdefault(key, Tally("")).take(line, signed)
    return [[*key, *_figures(tally)] for key, tally in found.items()]


def _figures(tally):
    held = [tally.posts[kind] for kind in (posts.LEADING, posts.WITHOUT, posts.UNKNOWN)]
    sexes = [tally.sexes[MAN], tally.sexes[WOMAN], tally.sex_unknown]
    return [tally.collectives, tally.persons, *held, *sexes]


def _named(seasons):
    """Yield (line, what its agency was called on the day of signing, what it was called in the last year)."""
    lines = list(_lines(seasons))
    names = Names({line.nomination.agency_id for line in lines})
    last = max((season.standing_on for season in seasons), default=None)
    for line in lines:
        agency = line.nomination.agency_id
        yield line, names.on(agency, line.decision.signed_on), names.on(agency, last)


def _lines(seasons):
    rows = DecisionLine.objects.standing().filter(decision__season__in=seasons, decision__state="issued")
    rows = rows.select_related("decision__form", "nomination")
    return rows.order_by(
        "decision__form__ceremony_order", "decision__season__year", "decision", "position", "pk"
    )


def _share(part, known):
    return numbers.percent(part, known) if known else NO_DATA
