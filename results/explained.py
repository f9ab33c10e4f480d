"""All that the page "why is this my total" shows of one member's sheet, put together once."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import prefetch_related_objects

from core.numbers import round_points
from documents.figures import facts
from results import columns, reasons, standings, waterfall
from results.arithmetic import Totals
from results.models import ScoreSheet

SERIES = ("Tự chấm", "Được tính", "Trung vị các đơn vị")


@dataclass(frozen=True)
class Beside:
    """A top group as the member, the appraisal and the bloc (the median of all) have it; points or None."""

    code: str
    name: str
    cap: Decimal
    own: Decimal | None
    appraised: Decimal | None
    agreed: Decimal | None
    median: Decimal | None

    @property
    def label(self):
        """How it is called; bonus and penalty have no number."""
        return self.name if self.code in ("+", "−") else f"{self.code}. {self.name}"


@dataclass(frozen=True)
class Explanation:
    """The total of a sheet, told from the lines up; `place` is None while the reader may not see places.

    `rest`: how many lines are not judged yet, so that the total is not final.
    """

    sheet: ScoreSheet
    totals: Totals
    grade: str
    place: standings.Place | None
    rest: int
    groups: tuple
    sentences: tuple
    grade_words: str
    place_words: tuple
    change_words: str
    steps: tuple
    beside: tuple

    @property
    def fall(self):
        """The steps as a figure shows them."""
        return facts.Fall(self.steps)

    @property
    def bars(self):
        """The top groups as a figure shows them; without the median where the reader may not see it."""
        return facts.Bars(
            SERIES if self.place else SERIES[:2], tuple(self._bar(group) for group in self.beside)
        )

    def _bar(self, group):
        values = (group.own, group.agreed, group.median)
        return facts.Group(group.label, group.cap, values if self.place else values[:2])


def of(sheet, *, full):
    """Return the Explanation of a sheet (from `whole()`); `full`: with the places and medians of the bloc.

    A constant number of queries whatever the number of members and lines.
    """
    table = standings.table_of(sheet.season)
    prefetch_related_objects([table], "grades", "ladder__group")
    compared = columns.compare(sheet)
    totals, places = compared.agreed, standings.of(sheet.season) if full else []
    beside = tuple(_beside(compared, places))
    steps = waterfall.steps(totals, {group.pk: group.name for group in table.tops}, table.total_cap)
    return Explanation(
        sheet=sheet,
        totals=totals,
        grade=standings.grade_of(table, totals),
        place=next((place for place in places if place.agency_id == sheet.agency_id), None),
        rest=compared.rest,
        groups=reasons.groups(table, sheet, totals),
        sentences=reasons.total_words(totals, table.total_cap),
        grade_words=reasons.grade_words(table, totals),
        place_words=reasons.place_words(places, sheet.agency_id),
        change_words=reasons.difference_words(totals.total - compared.own.total),
        steps=steps,
        beside=beside,
    )


def _beside(compared, places):
    brought = [place.totals.by_key for place in places if place.totals]
    for row in compared.groups:
        if row.group.parent_id is not None:
            continue
        everywhere = [totals[row.group.pk] for totals in brought if row.group.pk in totals]
        known = [each.points for each in everywhere if each.applies]
        yield Beside(
            code=row.group.code,
            name=row.group.name,
            cap=row.agreed.cap,
            own=_points(row.own),
            appraised=_points(row.appraised),
            agreed=_points(row.agreed),
            median=round_points(median(known)) if known else None,
        )


def _points(total):
    return total.points if total.applies else None
