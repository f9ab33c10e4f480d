"""The standing as page and workbook show it: rows with links, change against last year, the seal."""

from dataclasses import dataclass

from django.urls import reverse

from documents import excel
from results import seals, standings, years
from results.models import ScoreSheet
from results.permissions import CONCLUDED


@dataclass(frozen=True)
class Row:
    """One member; `link` opens its sheet and `why` the account of its total, empty for who may not."""

    place: standings.Place
    link: str
    why: str
    change: years.Change | None


def of(places, changed, *, follows, own):
    """Return the Rows of `places`; `changed` as `years.changes`, `own`: the reader's agencies."""
    return [
        Row(place, _link(place, follows, own), _why(place, follows, own), changed.get(place.agency_id))
        for place in places
    ]


def seal(season, places):
    """Return what the page says of the seal: itself, whether it still holds, those before it."""
    found = seals.of(season)
    if found is None:
        return {}
    found.season = season  # comes with its bloc and criteria
    open_ = season.phase not in CONCLUDED
    return {
        "seal": found,
        "seal_open": open_,
        "seal_holds": open_ or seals.holds(found, places),
        "seals_before": seals.former(found),
    }


def workbook(season, places, changed):
    """Answer with the standing as Excel."""
    groups, grades = season.criteria.groups.all(), season.criteria.grades.all()
    former = next((change.year for change in changed.values()), None)
    graded = ["Xếp loại"] if grades else []
    before = [f"Xếp thứ {former}", f"Điểm so với {former}"] if former else []
    heads = map(standings.heading, groups)
    columns = ["Xếp thứ", "Đơn vị", *heads, "Tổng điểm", *graded, *before, "Trạng thái"]
    rows = [
        [
            place.rank,
            place.name,
            *standings.brought(place.totals, groups),
            place.totals and place.totals.total,
            *([place.grade] if grades else []),
            *(_before(changed.get(place.agency_id)) if former else []),
            place.state,
        ]
        for place in places
    ]
    return excel.download(f"Xếp thứ {season.named} - {season.bloc.short_name}", columns, rows)


def _before(change):
    return (change.former_rank, change.points) if change else (None, None)


def _link(place, follows, own):
    """Where the total can be opened; empty for who may not see the sheet."""
    if place.sheet and follows:
        return reverse("results:appraise", args=[place.sheet.pk])
    return place.sheet.get_absolute_url() if place.sheet and place.agency_id in own else ""


def _why(place, follows, own):
    """Where the total is explained: to its member once it is judged, to who follows the bloc always."""
    judged = place.sheet and place.sheet.state == ScoreSheet.State.APPRAISED
    if place.sheet and (follows or (judged and place.agency_id in own)):
        return reverse("results:why", args=[place.sheet.pk])
    return ""
