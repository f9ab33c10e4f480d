"""The board of the standing as plain words: what is frozen for the hall, and what of it each step reveals.

Pure but for `of`, which reads the year, or sample points, once; from there on only its words are handed on.
"""

from itertools import groupby

from awards.limiting import quotas
from conferences.standing import ranking
from core import numbers
from results import ladder_told

MOST_GROUPS = 3  # more columns of points leave no room for names of 32 pixels
BESIDE_GROUPS, BESIDE_QUOTAS, ALONE = 40, 56, 78  # characters of a name of 32 pixels that fit on one line
A_GRADE, IN_A_CROWD = 40, 20  # characters of a grade that fit on two lines of its column, and on one
FEW, CROWD = 8, 14  # rows up to which the drawing is large, and roomy
LADDER = "Điểm bằng nhau thì phân định theo thứ tự đã công bố; vẫn bằng thì cùng thứ."
SHARED = "Điểm bằng nhau thì cùng thứ, thứ kế tiếp bỏ trống."
VOTED = "Điểm bằng nhau thì cùng thứ, trừ nơi hội nghị đã phân định."  # without a ladder


def of(conference):
    """Return the board a conference sees now, as plain JSON; who has no place yet stands last, without.

    Grades, and what the ladder settled, stand in it where the year has them: any other is frozen without.
    """
    season, places = conference.season, ranking.seen_by(conference)
    found = ranking.from_places(season, places, limits=quotas.totals(season))
    codes = [group.code for group in season.criteria.tops if group.kind == "scored"]
    grades = [grade.label for grade in season.criteria.grades.all()]
    layout = laid_out([line.place.name for line in found.lines], codes, grades)
    settled = [each.short for each in ladder_told.settled(places)]
    return layout | {
        "heading": f"Kết quả thi đua {season.named}",
        "rows": [_row(line, bool(layout["groups"])) for line in found.lines],
        "quotas": [_quota(band) for band in found.bands],
        "notes": [crossing.sentence for crossing in found.crossings],
        "rule": rule(season, settled),
        **({"settled": settled} if settled else {}),
    }


def rule(season, settled):
    """Return what became of equal totals, in a sentence; `settled` is what `ladder_told.settled` says."""
    return LADDER if season.criteria.ladder.all() else VOTED if settled else SHARED


def laid_out(names, groups, grades=()):
    """Return which `groups` (codes) stand beside the names, how large rows are, whether the table is alone.

    A long name rather takes the place of points and quotas than becomes smaller than 32 pixels. In a year
    with `grades` (labels) these stand where the groups would: `grades` says whether there is room.
    """
    longest, count = max(map(len, names), default=0), len(names)
    fits = len(groups) <= MOST_GROUPS and longest <= BESIDE_GROUPS and not grades
    size = "few" if count <= FEW else "crowd" if count > CROWD else ""
    found = {"groups": groups if fits else [], "size": size, "alone": longest > BESIDE_QUOTAS}
    if grades:
        most = IN_A_CROWD if count > CROWD else A_GRADE
        found["grades"] = longest <= BESIDE_GROUPS and max(map(len, grades)) <= most
    return found


def unplaced(says):
    """Return the names of those on a board who have no place yet."""
    return [row["name"] for row in says["rows"] if row["rank"] is None]


def whole(says):
    """Return what the whole board shows: one step."""
    return {"all": _head(says), "frames": [_last(says)]}


def revealed(says):
    """Return what is shown from the bottom up: nothing at first, then place by place, last the whole board.

    Those who share a place come together. No step holds a word about a place that is still hidden, nor how
    quotas end, which would tell that a place is shared.
    """
    steps = [list(rows) for _, rows in groupby(reversed(says["rows"]), key=lambda row: row["rank"])]
    frames = [_partly(says, steps, count) for count in range(len(steps))]
    newest = {row["name"] for row in steps[-1]}
    last = _last(says)
    last["rows"] = [row | {"new": row["name"] in newest} for row in last["rows"]]
    return {"all": _head(says), "frames": [*frames, last]}


def _head(says):
    return {key: says[key] for key in ("heading", "groups", "rule", "size", "alone", "grades") if key in says}


def _last(says):
    told = {"hidden": [], "rows": says["rows"], "quotas": says["quotas"], "notes": says["notes"]}
    return told | {"settled": says.get("settled", [])}


def _partly(says, steps, count):
    shown = [row | {"new": number == count} for number, rows in enumerate(steps[:count], 1) for row in rows]
    hidden = [0] * (len(says["rows"]) - len(shown))
    quotas = [quota | {"places": ""} for quota in says["quotas"]]
    return {"hidden": hidden, "rows": shown[::-1], "quotas": quotas, "notes": [], "reveals": True}


def _row(line, with_groups):
    place, totals = line.place, line.place.totals
    row = {"rank": place.rank, "name": place.name, "long": len(place.name) > ALONE}
    row |= {"band": min(line.band, 2), "cut": line.is_cut} | ({"grade": place.grade} if place.grade else {})
    if totals is None:
        return row | {"groups": [], "extra": numbers.NOTHING, "total": numbers.NOTHING}
    scored = [group for group in totals.groups if group.kind == "scored"] if with_groups else []
    points = [numbers.points(group.points) if group.applies else numbers.NOTHING for group in scored]
    extra = numbers.change(ranking.extra(totals))
    return row | {"groups": points, "extra": extra, "total": numbers.points(totals.total)}


def _quota(band):
    return {"band": min(band.number, 2), "name": band.form.name, "total": band.total, "places": band.places}
