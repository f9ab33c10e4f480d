"""Persons of one name: told to who enters or puts forward one of them, never taken for the same."""

from dataclasses import dataclass

from core import clock
from members.models import Person
from members.naming import Names

TOLD = 5  # persons named in a sentence; the page lists them all


@dataclass(frozen=True)
class Namesakes:
    """Who goes by a name already: those one may see, and how many others there are."""

    name: str
    seen: list
    others: int = 0

    def __bool__(self):
        return bool(self.seen) or self.others > 0

    @property
    def sentence(self):
        """As the pages say it: "Đã có 2 người tên Nguyễn Văn An: … "."""
        told = [described(person) for person in self.seen[:TOLD]]
        if self.others:
            told.append(f"{self.others} người ở cơ quan khác")
        return f"Đã có {len(self.seen) + self.others} người tên {self.name}: {'; '.join(told)}."


def of(name, user, *, but=None):
    """Return the Namesakes of a full name as `user` may know them; of the others only the number is told.

    Accents and capitals do not matter; `but` is the person the question is about. Three queries at most.
    """
    every = Person.objects.namesakes(name).exclude(pk=but.pk if but else None)
    count = every.count()
    if not count:
        return Namesakes(name, [])
    seen, today = list(every.visible_to(user).select_related("agency")), clock.today()
    names = Names(person.agency_id for person in seen)
    for person in seen:
        person.agency.name = names.on(person.agency_id, today)
    return Namesakes(name, seen, count - len(seen))


def described(person):
    """Name one of several: post, agency and code, as far as they are recorded."""
    code = f"mã {person.personal_code}" if person.personal_code else ""
    return ", ".join(part for part in (str(person), person.position, person.agency.name, code) if part)
