"""What somebody was ever given: by decisions of this system and by those of the time before, in one list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from awards.models import Decision, DecisionLine, PastAward
from awards.models.past import SUBJECTS
from core import clock
from core.text import search_key
from members import acting, lineage
from members.models import Agency, Collective, Person
from members.naming import Names

OWN = {"nomination__collective": None, "nomination__person": None}  # an agency that is honoured itself
ORIGIN = "Quyết định trong hệ thống"
LINE, PAST = "line", "past"
MODELS = {"person": Person, "collective": Collective, "agency": Agency}


@dataclass(frozen=True)
class Honour:
    """One award as lists show it; `former` names the predecessor that received it, `url` is its page."""

    year: str
    form: str
    recipient: str
    unit: str
    number: str
    decided_on: date | None
    decided_by: str
    achievement: str
    origin: str
    url: str
    whose: str = ""  # the address of all that its recipient was ever given, where one may see that
    former: str = ""
    is_matched: bool = True


class Honours:
    """Awards of both kinds, the latest first; counted at once, read a page at a time.

    `user` reads them: links lead to what that person may see; `names` knows the predecessors.
    """

    def __init__(self, lines, past, *, user, names=None):
        self._user, self._names = user, names or Names([])
        told = ("pk", "decision__season__year", "decision__signed_on")
        keys = [(year, day, LINE, pk) for pk, year, day in lines.values_list(*told)]
        keys += [
            (year, day or date(year, 12, 31), PAST, pk)
            for pk, year, day in past.values_list("pk", "year", "decided_on")
        ]
        self._keys = sorted(keys, reverse=True)

    def __len__(self):
        return len(self._keys)

    def __iter__(self):
        return iter(self[:])

    def __getitem__(self, cut):
        """Return the Honours of a slice. A constant number of queries."""
        keys = self._keys[cut]
        lines = DecisionLine.objects.filter(pk__in=[pk for *_, kind, pk in keys if kind == LINE])
        past = PastAward.objects.filter(pk__in=[pk for *_, kind, pk in keys if kind == PAST])
        lines = list(lines.select_related("decision__form", "decision__season__bloc", "nomination"))
        past = list(past.told())
        open_ = _seen(self._user).filter(pk__in={row.decision_id for row in lines})
        open_ = set(open_.values_list("pk", flat=True))
        links = self._links([*(row.nomination for row in lines), *past])
        found = {(LINE, row.pk): self._of_line(row, open_, links) for row in lines}
        found |= {(PAST, row.pk): self._of_past(row, links) for row in past}
        return [found[kind, pk] for *_, kind, pk in keys]

    def _links(self, rows):
        """{(kind, id): address of the history} of the recipients that the reader may see."""
        found = {}
        for kind, model in MODELS.items():
            ids = {getattr(row, f"{kind}_id") for row in rows} - {None}
            seen = model.objects.visible_to(self._user).filter(pk__in=ids).order_by()
            for pk in seen.values_list("pk", flat=True):
                found[kind, pk] = reverse(f"awards:honours_of_{kind}", args=[pk])
        return found

    def _of_line(self, row, open_, links):
        decision = row.decision
        return Honour(
            year=decision.season.label,
            form=decision.form.name,
            recipient=f"{row.prefix} {row.name}".strip(),
            unit=row.unit,
            number=decision.number,
            decided_on=decision.signed_on,
            decided_by=decision.authority,
            achievement=decision.achievement,
            origin=ORIGIN,
            url=decision.get_absolute_url() if decision.pk in open_ else "",
            whose=links.get(_recipient(row.nomination), ""),
            former=self._names.on(row.nomination.agency_id, decision.signed_on),
        )

    def _of_past(self, row, links):
        agency = row.agency_id or getattr(row.person or row.collective, "agency_id", None)
        return Honour(
            year=str(row.year),
            form=row.form_text,
            recipient=row.recipient_text,
            unit=", ".join(part for part in (row.position_text, row.unit_text) if part),
            number=row.decision_number,
            decided_on=row.decided_on,
            decided_by=row.decided_by,
            achievement=row.achievement,
            origin=row.source,
            url=row.get_absolute_url(),
            whose=links.get(_recipient(row), ""),
            former=self._names.on(agency, row.decided_on or date(row.year, 12, 31)),
            is_matched=agency is not None,
        )


def of_person(user, person):
    """Return the Honours of a person."""
    past = PastAward.objects.filter(person=person)
    return Honours(_lines().filter(nomination__person=person), past, user=user)


def of_collective(user, collective):
    """Return the Honours of a collective."""
    past = PastAward.objects.filter(collective=collective)
    return Honours(_lines().filter(nomination__collective=collective), past, user=user)


def of_agency(user, agency, *, inside=False):
    """Return the Honours of an agency and of its predecessors, these flagged with the name of the time.

    With `inside` those of its collectives and persons, which only its own people and officers are shown.
    """
    former = [kin.agency_id for kin in lineage.predecessors(agency)]
    ids, seen = [agency.pk, *former], _seen(user)
    if inside:
        known = Q(decision__in=seen) | Q(nomination__agency__in=acting.agencies_of(user))
        lines = _lines().filter(known, nomination__agency__in=ids).exclude(**OWN)
        past = PastAward.objects.visible_to(user)
        past = past.filter(Q(person__agency__in=ids) | Q(collective__agency__in=ids))
    else:
        lines = _lines().filter(nomination__agency__in=ids, decision__in=seen, **OWN)
        past = PastAward.objects.filter(agency__in=ids)
    return Honours(lines, past, user=user, names=Names(former))


def search(user, *, words="", code="", year=None, unmatched=False):
    """Return the Honours that `user` may look up, narrowed by words, form (its code), year; unmatched ones.

    Those of decisions one sees, of agencies, and of the own people.
    """
    lines, past = _lines().filter(decision__in=_seen(user)), PastAward.objects.visible_to(user)
    if code:
        lines, past = lines.filter(decision__form__code=code), past.filter(form__code=code)
    if year:
        lines, past = lines.filter(decision__season__year=year), past.filter(year=year)
    if unmatched:
        lines, past = lines.none(), past.unmatched()
    if parts := search_key(words).split():
        lines, past = _saying(lines, parts), past.search(words)
    return Honours(lines, past, user=user)


def years(user):
    """Return the years in which anything of it was awarded, the latest first."""
    lines = _lines().filter(decision__in=_seen(user)).values_list("decision__season__year", flat=True)
    past = PastAward.objects.visible_to(user).values_list("year", flat=True)
    return sorted({*lines.distinct(), *past.distinct()}, reverse=True) or [clock.today().year]


def _recipient(row):
    """(kind, id) of whom a nomination or a past award is about; an agency proposes others, too."""
    return next(
        ((kind, pk) for kind in SUBJECTS if (pk := getattr(row, f"{kind}_id"))),
        None,
    )


def _lines():
    """The lines of what was issued; a draft is nobody's award."""
    return DecisionLine.objects.filter(decision__state=Decision.State.ISSUED)


def _seen(user):
    found = Decision.objects.visible_to(user).filter(state=Decision.State.ISSUED)
    return found.prefetch_related(None).order_by()


def _saying(lines, parts):
    """Narrow lines to those whose words hold every one of `parts`; accents do not matter."""
    said = lines.values_list(
        "pk", "name", "unit", "decision__form__name", "decision__number", "decision__season__year"
    )
    keys = ((pk, search_key(" ".join(map(str, words)))) for pk, *words in said)
    return lines.filter(pk__in=[pk for pk, key in keys if all(part in key for part in parts)])
