"""What is known about somebody who is put forward, as plain data, on which rules are judged."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Honour:
    """Something that was granted earlier: which form, for which year, for what was achieved when.

    `source` names the decision. `ground` is a value of `Nomination.Ground`, empty where it is not known.
    """

    code: str
    year: int
    begins: date | None = None
    ends: date | None = None
    source: str = ""
    achievement: str = ""
    ground: str = ""
    level: str = ""

    @property
    def last_day(self):
        """Until when achievements were counted; the end of the year where nobody wrote it."""
        return self.ends or date(self.year, 12, 31)


@dataclass(frozen=True)
class Figures:
    """The people of an agency or collective in a year, and how many of them reached what."""

    people: int
    women: int = 0
    completed: int = 0
    advanced: int = 0
    fighters: int = 0


@dataclass(frozen=True)
class Vote:
    """How a council voted; `members` counts the absent ones too."""

    in_favour: int
    members: int


@dataclass(frozen=True)
class Pause:
    """A time in which the subject is not to be put forward; `what` says why in words."""

    kind: str  # a value of Hold.Kind
    what: str
    begins: date
    ends: date | None = None

    def is_active(self, day):
        """Whether it holds on `day`."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Inherited:
    """What comes from an agency that the subject succeeded; it is only pointed out, never counted."""

    agency: str
    honours: tuple = ()
    pauses: tuple = ()


@dataclass(frozen=True)
class Case:
    """One nomination as the rules look at it.

    `rank` and `grade` are None until the year's standing is concluded; `grades` lists the labels of the
    year's table, the best first. `others` names what else at state level the subject is put forward for in
    the year. `names` gives the short names of forms by their codes. `today` is the day of the question.
    """

    code: str
    year: int
    begins: date
    ends: date
    today: date
    achievement: str = ""
    held: tuple = ()  # Honours, the latest first
    inherited: tuple = ()
    rank: int | None = None
    grade: str | None = None
    grades: tuple = ()
    figures: Figures | None = None
    vote: Vote | None = None
    pauses: tuple = ()
    others: tuple = ()
    names: dict = field(default_factory=dict)

    def named(self, code):
        """Return the short name of a form."""
        return self.names.get(code, code)
