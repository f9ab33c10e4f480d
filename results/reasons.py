"""Why a member has the total it has: every sum of the rulebook in words, from the lines up to the place.

The figures are those of `standings` and `arithmetic`, which the pages and papers show; here they are told.
"""

from dataclasses import dataclass
from decimal import Decimal

from blocs import tree
from blocs.models import CriteriaGroup
from core.numbers import change, plain
from results import arithmetic, cross_told, line_trail, measures, reply_lists, standings
from results.models import ScoreLine

ZERO = Decimal(0)
PENALTY = CriteriaGroup.Kind.PENALTY


@dataclass(frozen=True)
class Line:
    """One criterion: `points` count in the end; `formula` and `own_reason` stay empty where none measures."""

    line: ScoreLine
    points: Decimal | None
    formula: str
    own_reason: str
    trail: tuple
    replies: tuple  # what was asked and answered in a second reading
    given: tuple = ()  # the marks of cross-scoring (cross_told.Given)

    is_group = False

    @property
    def row(self):
        """The criterion."""
        return self.line.criterion

    @property
    def differs(self):
        """Whether the three columns do not say the same."""
        line = self.line
        judged = line.appraised_points is not None and line.appraised_points != (line.self_points or 0)
        return judged or line.agreed_points is not None

    @property
    def change(self):
        """What counts against what the member gave itself (points), with its sign in the total; or None."""
        if self.points is None or self.line.exempt:
            return None
        found = self.points - (self.line.self_points or ZERO)
        return -found if self.row.group.kind == PENALTY else found


@dataclass(frozen=True)
class Group:
    """One group with its Lines and Groups in order, and how its sum comes about, sentence by sentence."""

    row: CriteriaGroup
    total: arithmetic.GroupTotal
    children: tuple
    sentences: tuple

    is_group = True


def groups(table, sheet, totals):
    """Return the top Groups of a sheet (from `whole()`) with its Totals.

    Three queries, for history, replies and cross-scoring; two more where there was one.
    """
    lines = list(sheet.lines.all())
    trails, asked, given = line_trail.of(lines), reply_lists.told(lines), cross_told.of(sheet)
    told = {
        line.criterion_id: _line(line, trails[line.pk], asked[line.pk], given.get(line.pk, ()))
        for line in lines
    }
    by_key = totals.by_key
    return tuple(_group(node, by_key, told) for node in tree.of(table))


def total_words(totals, total_cap):
    """Return the sentences that lead from the groups to the total."""
    scored = [group for group in totals.groups if group.kind == "scored" and group.applies]
    kept = sum((group.points for group in scored), ZERO)
    found = [f"Các nhóm chấm điểm: {_sum((group.code, group.points) for group in scored)}."]
    if totals.rescaling:
        found.append(_rescaled(totals.rescaling, kept))
    parts = [("chấm điểm", totals.of("scored"))]
    parts += [("thưởng", each.points) for each in totals.groups if each.kind == "bonus"]
    parts += [("trừ", -each.points) for each in totals.groups if each.kind == "penalty"]
    whole = sum((points for _, points in parts), ZERO)
    signed = [f"{'−' if name == 'trừ' else '+'} {plain(abs(points))} ({name})" for name, points in parts[1:]]
    found.append(f"Cộng: {' '.join([f'{plain(parts[0][1])} (chấm điểm)', *signed])} = {plain(whole)}.")
    if whole < 0:
        found.append("Tổng điểm không thấp hơn 0.")
    if total_cap is not None and whole > total_cap:
        found.append(f"Tổng điểm không quá {plain(total_cap)}, nên {plain(whole)} còn {plain(totals.total)}.")
    return tuple(found)


def grade_words(table, totals):
    """Return why the member has its grade, and what the next one would have taken; empty without grades."""
    thresholds = standings.thresholds_of(table)
    if not thresholds:
        return ""
    reached = standings.grade_of(table, totals)
    above = None
    for label, least, words in thresholds:
        if label == reached:
            said = f"Đạt “{label}”: {words}."
            break
        above = label, least
    else:
        said = f"Chưa đạt mức thấp nhất “{thresholds[-1][0]}”: {thresholds[-1][2]}."
    if above and totals.total < above[1]:
        said += f" Còn thiếu {plain(above[1] - totals.total)} điểm để đạt “{above[0]}”."
    return said


def place_words(places, agency_id):
    """Return the sentences about the place of a member among `places` (of all, from `standings.of`)."""
    order = standings.by_place(places)
    own = next((place for place in order if place.agency_id == agency_id), None)
    if own is None or own.rank is None:
        return ()
    placed = [place for place in order if place.rank]
    found = [f"Xếp thứ {own.rank} trong {len(placed)} đơn vị đã có điểm."]
    level = [place for place in placed if place.totals.total == own.totals.total]
    if len(level) == 1:
        return tuple(found)
    others = ", ".join(place.name for place in level if place is not own)
    found.append(f"Bằng điểm với {others} ({plain(own.totals.total)} điểm).")
    found += _ties(level, own)
    return tuple(found)


def _ties(level, own):
    """How the ladder stood the member among those with the same total."""
    beside = [place for place in level if place.rank == own.rank and place is not own]
    before = [place for place in level if place.rank < own.rank and place.decided]
    if beside:
        names = ", ".join(place.name for place in beside)
        wait = f" vì còn chờ {own.waits}" if own.waits else ", không bước phân định nào tách được"
        yield f"Cùng thứ với {names}{wait}."
    if before:
        last = before[-1]
        yield f"{last.name} xếp trước: {last.decided}."
    if own.decided:
        yield f"Xếp trước đơn vị bằng điểm kế tiếp: {own.decided}."


def _line(line, trail, asked, given):
    measured = measures.is_measured(line.criterion) and not line.exempt
    return Line(
        line=line,
        points=None if line.exempt else standings.final_points(line),
        formula=measures.words(line) if measured else "",
        own_reason=measures.overridden(line) if measured else "",
        trail=trail,
        replies=asked,
        given=given,
    )


def _group(node, by_key, told):
    children = tuple(
        _group(child, by_key, told) if child.is_group else told[child.row.pk]
        for child in node.children
        if child.is_group or child.row.pk in told
    )
    total = by_key[node.row.pk]
    return Group(node.row, total, children, tuple(_sentences(total, children)))


def _sentences(total, children):
    if not total.applies:
        yield "Không tiêu chí nào của nhóm áp dụng với đơn vị, nên nhóm không tính."
        return
    parts = [(child.row.code, _brings(child)) for child in children]
    parts = [(code, points) for code, points in parts if points is not None]
    found = sum((points for _, points in parts), ZERO)
    yield f"Cộng: {_sum(parts)}."
    if total.rescaling:
        yield _rescaled(total.rescaling, found)
        found = total.rescaling.of(found)
    if found > total.cap:
        yield f"Nhóm này không quá {plain(total.cap)} điểm, nên {plain(found)} còn {plain(total.points)}."


def _brings(child):
    if child.is_group:
        return child.total.points if child.total.applies else None
    return child.points


def _sum(parts):
    """18 (I.1) + 15 (I.2) = 33; one part needs no sum."""
    parts = list(parts)
    if not parts:
        return "chưa có điểm nào"
    told = " + ".join(f"{plain(points)} ({code})" for code, points in parts)
    return told if len(parts) == 1 else f"{told} = {plain(sum(points for _, points in parts))}"


def _rescaled(rescaling, found):
    words = rescaling.words
    sum_ = f"{plain(found)} × {plain(rescaling.whole)} : {plain(rescaling.reachable)}"
    return f"{words[0].upper()}{words[1:]}: {sum_} = {plain(rescaling.of(found))} (làm tròn 2 chữ số)."


def difference_words(effect):
    """Return in one sentence what the appraisal changed in the total (points)."""
    if not effect:
        return "Thẩm định không làm thay đổi tổng điểm tự chấm."
    return f"Thẩm định làm tổng điểm thay đổi {change(effect)} so với tự chấm."
