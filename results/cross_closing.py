"""Closing the cross-scoring: the mean of the marks becomes the appraised value of each line."""

from collections import defaultdict

from django.db import transaction

from blocs import leadership, phases, seasons
from blocs.models import Season
from core import history
from core.rules import RuleError
from core.transitions import move
from results import cross_holds, cross_means, holds, scoring
from results.models import CrossAssignment, CrossMark, CrossRound, ScoreLine, ScoreSheet

STATES = CrossAssignment.State
WRITTEN = ("appraised_points", "appraisal_reason", "agreed_points", "agreed_reason", "crossed", "version")


def lacking(round_):
    """Return {scorer's id: how many sheets it has neither handed in nor abstained from}."""
    found = defaultdict(int)
    rows = round_.assignments.filter(state=STATES.DRAFT).order_by("pk")
    for scorer in rows.values_list("scorer", flat=True):
        found[scorer] += 1
    return dict(found)


def close(season, *, by):
    """Close the round; return how many sheets got their appraised values.

    Each line that was marked gets the mean of its marks, or the trimmed mean, as the rules of the year say
    (results/cross_means.py: computed exactly, rounded half up to two decimals), with a reason where it
    differs from the self points. The appraiser keeps it or agrees otherwise, with a reason; the head's own
    sheet, where it is covered, is closed at once, for nobody appraises it beside. Lines nobody marked stay
    open. Raises RuleError with the scorers that are missing, and with the sheets that are being mended.
    """
    with transaction.atomic():
        season, _ = hold(season)
        found = _open(season)
        assignments = list(CrossAssignment.objects.select_for_update().filter(round=found).order_by("pk"))
        names = {member.agency_id: member.name for member in seasons.members_of(season)}
        _refuse_unfinished(season, assignments, names)
        handed_in = [row for row in assignments if row.state == STATES.HANDED_IN]
        sheets = _sheets(season, handed_in, names)
        holds.refuse_correcting(season, "khép chấm chéo")
        given = _given(handed_in)
        trimmed = cross_holds.rule_of(season).trimmed
        for sheet in sheets:
            _write(sheet, given, trimmed, by)
        move(found, "close", by=by)
        own = leadership.own_of_head(season)
        for sheet in sheets:
            if sheet.agency_id in own and not _rest(sheet).exists():
                move(sheet, "finish", by=by)
        return len(sheets)


def hold(season):
    """Return the season and its sheets under their locks, in the order in which all of them are taken."""
    seasons_ = Season.objects.select_for_update(of=("self",)).select_related("bloc", "criteria")
    season = seasons_.get(pk=season.pk)
    return season, list(ScoreSheet.objects.select_for_update().filter(season=season).order_by("pk"))


def _open(season):
    if season.phase != "appraisal":
        raise RuleError(f"Chấm chéo khép ở bước Thẩm định; năm này đang ở bước {phases.label(season.phase)}.")
    found = CrossRound.objects.select_for_update().filter(season=season).first()
    if found is None:
        raise RuleError("Chưa bốc thăm chấm chéo.")
    if not found.is_open:
        raise RuleError("Chấm chéo đã khép. Hãy tải lại trang để xem kết quả.")
    return found


def _refuse_unfinished(season, assignments, names):
    """Who scores the head's own sheet goes unnamed where the rules show no names, for the head reads this."""
    waiting = [row for row in assignments if row.state == STATES.DRAFT]
    hidden = () if cross_holds.named(season) else leadership.own_of_head(season)
    gone = f"đơn vị đã rời {season.bloc.word}"
    told = dict.fromkeys(names.get(row.scorer_id, gone) for row in waiting if row.scored_id not in hidden)
    if any(row.scored_id in hidden for row in waiting):
        told["đơn vị chấm bảng của đơn vị đứng đầu"] = None
    if told:
        raise RuleError(
            f"Chưa khép được chấm chéo. Chưa chấm xong: {', '.join(told)}. "
            "Chờ các đơn vị nộp, hoặc chọn Không tính và ghi lý do."
        )


def _sheets(season, handed_in, names):
    """The scored sheets under their locks; refused while one of them is in its member's hands again."""
    agencies = {row.scored_id for row in handed_in}
    rows = ScoreSheet.objects.select_for_update().filter(season=season, agency__in=agencies)
    sheets = list(rows.order_by("pk"))
    mending = [names.get(row.agency_id, "") for row in sheets if row.state != ScoreSheet.State.SUBMITTED]
    if mending:
        raise RuleError(f"Chưa khép được chấm chéo: đang chờ {', '.join(mending)} nộp lại bảng.")
    return sheets


def _given(handed_in):
    """{line's key: its marks}, in the order of the assignments."""
    rows = CrossMark.objects.filter(assignment__in=handed_in, points__isnull=False)
    found = defaultdict(list)
    for line, points in rows.order_by("assignment", "pk").values_list("line", "points"):
        found[line].append(points)
    return found


def _write(sheet, given, trimmed, by):
    lines = ScoreLine.objects.applicable().filter(sheet=sheet).select_related("criterion")
    marked = [line for line in lines.order_by("criterion__path", "pk") if line.pk in given]
    for line in marked:
        most = scoring.most_of(line.criterion)  # a correction may have lowered it since
        marks = [min(points, most) for points in given[line.pk]]
        before = {name: getattr(line, name) for name in WRITTEN}
        line.appraised_points = cross_means.value(marks, trimmed=trimmed)
        differs = line.appraised_points != (line.self_points or 0)
        line.appraisal_reason = cross_means.words(marks, trimmed=trimmed) if differs else ""
        line.agreed_points, line.agreed_reason, line.crossed = None, "", True
        line.version += 1
        after = {name: getattr(line, name) for name in WRITTEN}
        history.record(line, "line.cross", by=by, before=before, after=after)
    ScoreLine.objects.bulk_update(marked, WRITTEN)


def _rest(sheet):
    return ScoreLine.objects.applicable().filter(sheet=sheet, appraised_points__isnull=True)
