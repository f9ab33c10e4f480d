"""The nominations of a year as the page and Excel show them: in order, with what speaks against each."""

from dataclasses import dataclass

from awards.models import AwardForm, Nomination
from awards.models.catalogue import Recipient
from awards.nominating import conditions
from blocs import seasons
from core.text import search_key, title_key
from results import standings

TABS = {
    "state": "Cấp Nhà nước",
    "attention": "Cần xử lý",
    "collectives": "Tập thể",
    "persons": "Cá nhân",
    "ended": "Không còn xét",
}
FIRST = ("attention", "state", "collectives", "persons", "ended")  # the first of these that holds something


@dataclass(frozen=True)
class Row:
    """One nomination with the names of the season's day and the remarks on it."""

    nomination: Nomination
    name: str
    detail: str  # the post of a person, else what kind of recipient
    agency: str
    remarks: list

    @property
    def is_person(self):
        """Whether a person is put forward."""
        return self.nomination.recipient == Recipient.PERSON

    @property
    def is_state_level(self):
        """Whether the State's awards are meant."""
        return self.nomination.form.level == AwardForm.Level.STATE

    @property
    def is_ended(self):
        """Whether it was withdrawn, left out or refused."""
        return not self.nomination.is_open and self.nomination.state != Nomination.State.GRANTED

    @property
    def tabs(self):
        """The tabs it stands in."""
        if self.is_ended:
            return {"ended"}
        kind = "persons" if self.is_person else "collectives"
        return {"state" if self.is_state_level else kind} | ({"attention"} if self.remarks else set())


def rows(season, found, meters):
    """Return the Rows of `found` (a queryset of the season's nominations): by form, protocol order, name."""
    named = list(found.named(season.standing_on))
    remarks = conditions.of(season, named, meters)
    protocol = {member.agency_id: place for place, member in enumerate(seasons.members_of(season))}
    made = [_row(nomination, remarks.get(nomination.pk, [])) for nomination in named]
    return sorted(made, key=lambda row: _place(row.nomination, protocol))


def tabs(found):
    """Return [(key, label, count)]; the last tab only when it holds something."""
    counts = {key: sum(key in row.tabs for row in found) for key in TABS}
    return [(key, label, counts[key]) for key, label in TABS.items() if key != "ended" or counts[key]]


def chosen(found, key):
    """Return the tab that the page shows: `key`, or the first one that holds something."""
    held = {tab for row in found for tab in row.tabs}
    return key if key in TABS else next((tab for tab in FIRST if tab in held), "collectives")


def search(found, words):
    """Return the Rows whose recipient or agency contains `words`; accents do not matter."""
    key = search_key(words)
    return [row for row in found if key in search_key(f"{row.name} {row.agency} {row.detail}")]


def basis(season, found):
    """Return [(Row, its agency's Place)] of the live state-level nominations. Four queries."""
    state = [row for row in found if row.is_state_level and not row.is_ended]
    if not state:
        return []
    places = {place.agency_id: place for place in standings.of(season)}
    return [(row, places.get(row.nomination.agency_id)) for row in state]


def _row(nomination, remarks):
    subject = nomination.person or nomination.collective
    kind = Recipient(nomination.recipient).label
    detail = (nomination.person.position or kind) if nomination.person else kind
    name = str(subject) if subject else nomination.name
    return Row(nomination, name, detail, nomination.name, remarks)


def _place(row, protocol):
    inside = row.person.sort_key if row.person else title_key(row.collective.name) if row.collective else ""
    order = (row.form.ceremony_order, row.person_id is not None)
    return (*order, protocol.get(row.agency_id, len(protocol)), inside, row.pk)
