"""A file of past awards as it was looked at: what each row stands for, what somebody still has to choose."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from awards.models import DecisionLine, PastAward
from awards.models.past import SUBJECTS
from awards.past import matching
from awards.past import reading as past_reading
from awards.past.form_names import Catalogue
from awards.past.matching import KEEP, SKIP
from core.text import search_key

MOST_CHOICES = 200  # of one kind on a page; what is beyond keeps its words and is matched later
SHOWN = 100  # rows of what is clear that the page names
TWICE = "Đã ghi từ trước."
HERE = "Đã có trong quyết định {} của hệ thống."
NOTHING_SETTLED = {"encodings": {}, "forms": {}, "units": {}}


@dataclass(frozen=True)
class Group:
    """Rows about one recipient who could be several: chosen for together, by the number of the group."""

    number: int
    matches: list
    options: list  # (value, words)

    @property
    def first(self):
        """The row that is shown for all."""
        return self.matches[0]


@dataclass(frozen=True)
class Asked:
    """Words of the file that catalogue or directory do not know: how many rows say so, what was chosen."""

    words: str
    count: int
    chosen: str


@dataclass
class Preview:
    """What would become of a file under what was `settled`: {"encodings", "forms", "units"}."""

    name: str
    reading: past_reading.Reading
    settled: dict
    matches: list
    groups: list
    left: list  # (line, why) of rows that are not taken
    forms: list = field(default_factory=list)
    units: list = field(default_factory=list)
    choices: list = field(default_factory=list)  # (code, name) of the catalogue's forms
    names: list = field(default_factory=list)  # of all agencies, as today's directory calls them
    token: str = ""  # stands for the file and for what was settled

    @property
    def is_undecided(self):
        """Whether a column that looks older than Unicode waits for somebody to choose."""
        return any(column.key not in self.settled["encodings"] for column in self.reading.columns)

    @property
    def matched(self):
        """How many rows stand for somebody of the directory."""
        return sum(match.subject is not None for match in self.matches)

    @property
    def shown(self):
        """The first of the rows that stand for somebody."""
        return [match for match in self.matches if match.subject is not None][:SHOWN]

    @property
    def open(self):
        """How many rows could be one of several."""
        return sum(match.subject is None and bool(match.choices) for match in self.matches)

    @property
    def unmatched(self):
        """The rows that could be nobody of the directory."""
        return [match for match in self.matches if match.subject is None and not match.choices]

    @property
    def seen(self):
        """What the rows are taken for, as a hash: it must be the same when they are written."""
        told = [
            (match.line.number, match.form and match.form.pk, match.unit, match.subject, _values(match))
            for match in self.matches
        ]
        return sha256(repr(told).encode()).hexdigest()


def of(content, name, settled):
    """Return the Preview of a workbook (a stream) named `name`. A constant number of queries."""
    reading = past_reading.read(content, settled["encodings"])
    catalogue, units = Catalogue(settled["forms"]), matching.Units(settled["units"])
    every = matching.match(reading.rows, catalogue=catalogue, units=units)
    faulty = [(line, " ".join(line.faults)) for line in reading.rows if line.faults]
    matches, known = _apart(every)
    unknown = [match.line.unit for match in matches if match.line.unit and match.unit is None]
    return Preview(
        name,
        reading,
        settled,
        matches,
        groups=_groups(matches, units),
        left=sorted([*faulty, *known], key=lambda row: row[0].number),
        forms=_asked(
            [row.line.form for row in matches if row.form is None], matches, "form", settled["forms"]
        ),
        units=_asked(unknown, matches, "unit", settled["units"]),
        choices=catalogue.choices,
        names=sorted(units.names.values()),
    )


def mark(line):
    """Return the mark under which the award of a row is entered, once."""
    return sha256("|".join(line.key).encode()).hexdigest()


def known(match):
    """Return why the award of a row is not written, in a sentence; empty for one that is new."""
    _, found = _apart([match])
    return found[0][1] if found else ""


def _apart(matches):
    """Part what is new from what is known: entered before, or granted by a decision of this system."""
    marks = [mark(match.line) for match in matches]
    entered = set(PastAward.objects.filter(mark__in=marks).values_list("mark", flat=True))
    decided = _decided([match.line.decision for match in matches if match.line.decision])
    fresh, known = [], []
    for match, own in zip(matches, marks, strict=True):
        if own in entered:
            known.append((match.line, TWICE))
        elif match.form and (match.subject, match.form.code, search_key(match.line.decision)) in decided:
            known.append((match.line, HERE.format(match.line.decision)))
        else:
            fresh.append(match)
    return fresh, known


def _decided(numbers):
    """(subject, code of the form, number) of what issued decisions with these numbers granted here."""
    lines = DecisionLine.objects.filter(decision__state="issued", decision__number__in=set(numbers))
    keys = [f"nomination__{kind}" for kind in SUBJECTS]
    found = set()
    for code, number, *subjects in lines.values_list("decision__form__code", "decision__number", *keys):
        subject = next((pair for pair in zip(SUBJECTS, subjects, strict=True) if pair[1]), None)
        found.add((subject, code, search_key(number)))
    return found


def _groups(matches, units):
    """The Groups of rows that could be one of several."""
    found = {}
    for match in matches:
        if match.subject is None and match.choices:
            found.setdefault(match.group, []).append(match)
    return [
        Group(number, rows, _options(rows[0], units))
        for number, rows in enumerate(list(found.values())[:MOST_CHOICES], 1)
    ]


def _options(match, units):
    told = [(f"{row._meta.model_name}-{row.pk}", matching.described(row, units)) for row in match.choices]
    return [(KEEP, "Giữ tên như trong tệp, chưa gắn với ai"), *told, (SKIP, "Không ghi")]


def _values(match):
    return [(row._meta.model_name, row.pk) for row in match.choices]


def _asked(unknown, matches, name, chosen):
    """The words that are not known, and those for which somebody chose already, most frequent first."""
    counts = Counter(unknown)
    every = Counter(getattr(match.line, name) for match in matches)
    counts |= Counter({words: every[words] for words in chosen if every[words]})
    return [Asked(words, count, chosen.get(words, "")) for words, count in counts.most_common(MOST_CHOICES)]
