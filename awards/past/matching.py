"""Whose a past award is: found in the directory by code, or by name inside an agency by any name it ever had.

A name alone decides nothing, and of two who could be meant none is taken: then somebody chooses.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from core.text import search_key
from members.models import AgencyName, Collective, Person, SuccessionLink

ADDRESSED = re.compile(r"^(?:(?:ông|bà|đồng chí|đ/c|đc)[ .:]+|tập thể(?: cán bộ[^,]*?)? )", re.IGNORECASE)
KEEP, SKIP = "keep", "skip"  # what else somebody may choose: leave the words as they are; leave the row out


@dataclass
class Match:
    """What a row stands for. `choices` are those who could be meant when `subject` is None."""

    line: object
    form: object = None
    unit: int | None = None
    subject: object = None  # (kind, id)
    who: str = ""  # the subject in words
    choices: list = field(default_factory=list)
    note: str = ""

    @property
    def group(self):
        """Rows about the same recipient are chosen for together."""
        return self.line.key[:3]


class Units:
    """Agencies by every name they ever had, and who follows whom; read once.

    `chosen` is {text as written: a name of the directory} of what somebody said.
    """

    def __init__(self, chosen=None):
        self._by_name, self.names = defaultdict(set), {}
        for row in AgencyName.objects.order_by("valid_from"):
            self.names[row.agency_id] = row.name
            for said in (row.name, row.short_name, row.code):
                self._by_name[search_key(said)].add(row.agency_id)
        self._chosen = {search_key(text): name for text, name in (chosen or {}).items()}
        links = SuccessionLink.objects.exclude(successor=None)
        self._links = list(links.values_list("predecessor", "successor"))
        self._families = {}

    def find(self, text):
        """Return the agency's id, or None when no or more than one agency was ever called so."""
        key = search_key(text)
        found = self._by_name.get(search_key(self._chosen.get(key, text)), ())
        return next(iter(found)) if key and len(found) == 1 else None

    def family(self, agency):
        """Return the ids of an agency, of all it comes from and of all that came of it."""
        if agency not in self._families:
            back = _followed(agency, [(after, before) for before, after in self._links])
            self._families[agency] = {agency} | back | _followed(agency, self._links)
        return self._families[agency]


class People:
    """The persons and collectives that the rows of a file may mean, read once."""

    def __init__(self, lines):
        names = {search_key(bare(line.recipient)) for line in lines}
        codes = {line.code for line in lines if line.code}
        people = Person.objects.filter(search_key__in=names) | Person.objects.filter(personal_code__in=codes)
        self._people, self._by_code = defaultdict(list), {}
        for person in people.order_by("pk").distinct():
            self._people[person.search_key].append(person)
            if person.personal_code:
                self._by_code[person.personal_code] = person
        self._collectives = defaultdict(list)
        for row in Collective.objects.filter(search_key__in=names).order_by("pk"):
            self._collectives[row.search_key].append(row)

    def by_code(self, code):
        """Return the Person with this code, or None."""
        return self._by_code.get(code)

    def named(self, name):
        """Return (persons, collectives) of this name, wherever they belong."""
        key = search_key(name)
        return self._people.get(key, []), self._collectives.get(key, [])


def bare(recipient):
    """Return a recipient without "Ông", "đồng chí", "Tập thể" in front."""
    return ADDRESSED.sub("", recipient)


def described(row, units):
    """Name a person or collective so that it is told apart: post, agency as it is called today, code."""
    code = getattr(row, "personal_code", "")
    parts = (
        str(row),
        getattr(row, "position", ""),
        units.names.get(row.agency_id, ""),
        code and f"mã {code}",
    )
    return ", ".join(part for part in parts if part)


def match(lines, *, catalogue, units):
    """Return the Match of every row without a fault. A constant number of queries."""
    lines = [_split(line, units) for line in lines if not line.faults]
    people = People(lines)
    return [_match(line, catalogue, units, people) for line in lines]


def _split(line, units):
    """Where the unit stands behind the recipient's name after a comma, part them."""
    head, comma, tail = line.recipient.rpartition(",")
    if comma and not line.unit and units.find(tail):
        line.recipient, line.unit = head.strip(), tail.strip()
    return line


def _match(line, catalogue, units, people):
    found = Match(line, form=catalogue.find(line.form, line.year, line.decided_on))
    found.unit = units.find(line.unit)
    name = bare(line.recipient)
    if line.code and (person := people.by_code(line.code)):
        return _by_code(found, person, name, units)
    own = units.find(line.recipient)
    if own and (not line.unit or found.unit in units.family(own)):
        found.subject, found.who = ("agency", own), units.names[own]
        return found
    persons, collectives = people.named(name)
    family = units.family(found.unit) if found.unit else ()
    inside = [row for row in (*persons, *collectives) if row.agency_id in family and not _other(row, line)]
    if len(inside) == 1:
        return _sure(found, inside[0], units)
    found.choices = inside or [*persons, *collectives]
    if found.choices:
        found.note = "Có nhiều người, tập thể mang tên này" if inside else "Cùng tên nhưng chưa rõ cơ quan"
    return found


def _by_code(found, person, name, units):
    if person.search_key == search_key(name):
        return _sure(found, person, units)
    found.choices, found.note = [person], f"Mã {person.personal_code} đã ghi cho {person}"
    return found


def _sure(found, row, units):
    found.subject, found.who = (row._meta.model_name, row.pk), described(row, units)
    return found


def _other(row, line):
    """Whether the row of the directory has another code than the line tells."""
    return bool(line.code and getattr(row, "personal_code", "") and row.personal_code != line.code)


def _followed(start, links):
    """All that is reached from `start` along `links`, without itself."""
    found, fresh = set(), {start}
    while fresh:
        fresh = {after for before, after in links if before in fresh} - found - {start}
        found |= fresh
    return found
