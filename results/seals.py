"""The seal of a standing: a SHA-256 over all that was written when the appraisal was concluded.

Page and papers that print the standing show it, so that two copies are seen to be the same. It is computed
from the sealed words alone (`says`), in a form no database changes; the former one stays in the history when
the year is opened again and its standing written anew.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core import clock, records
from core.models import Entry
from members import acting
from results.models import StandingSeal

ACT = "standing.seal"


@dataclass(frozen=True)
class Former:
    """A seal that was written before: its hash, when, and by whom (a name)."""

    fingerprint: str
    at: datetime
    who: str


def said(season, places):
    """Return what the standing of a year says, as plain JSON: the first place first.

    `places`: those of `standings.of`; who is not placed yet is left out.
    """
    rows = sorted((place for place in places if place.rank), key=lambda place: place.rank)
    return {
        "bloc": season.bloc.name,
        "year": season.year,
        "standing_on": season.standing_on.isoformat(),
        "criteria": season.criteria.sha256,
        "places": [
            {
                "rank": place.rank,
                "name": place.name,
                "code": place.code,
                "groups": [[group.code, _plain(group.signed)] for group in place.totals.groups],
                "total": _plain(place.totals.total),
                "grade": place.grade,
                "decided": place.decided,
            }
            for place in rows
        ],
    }


def fingerprint(says):
    """Return the SHA-256 (hex) of what a standing says, over its canonical JSON."""
    text = json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(season, places, *, by):
    """Seal what the standing says; called by `standings.write` in its transaction, under the season's lock.

    The one row of the year is kept again, so its history holds every seal before.
    """
    says = said(season, places)
    seal = StandingSeal.objects.filter(season=season).first() or StandingSeal(season=season)
    seal.says, seal.sha256, seal.sealed_at = says, fingerprint(says), clock.now()
    return records.keep(seal, by=by, act=ACT)


def of(season):
    """Return the seal of a year, or None: its standing is not written, or was before there were seals."""
    return StandingSeal.objects.filter(season=season).first()


def holds(seal, places):
    """Whether `places` (from `standings.of`) still say what was sealed, and the seal is that of its words."""
    return seal.says == said(seal.season, places) and seal.sha256 == fingerprint(seal.says)


def words(seal):
    """Return the line that papers and pages print under a standing."""
    return f"Mã kiểm tra bảng xếp thứ đã chốt (SHA-256): {seal.sha256}"


def former(seal):
    """Return the Former seals of the same year, the latest first. One query."""
    entries = list(Entry.objects.about(seal).filter(act=ACT).select_related("actor__person"))
    found = []
    for entry in entries:
        if (digest := entry.after.get("sha256")) and digest != seal.sha256:
            found.append(Former(digest, entry.at, acting.name_of(entry.actor)))
    return found


def _plain(value):
    return format(value.quantize(Decimal("0.01")), "f")
