"""More time for one member to hand in its sheet; when the day is over the sheet locks by itself."""

from django.db import transaction
from django.utils import timezone

from blocs import phases, seasons
from blocs.models import Season
from core import clock, records
from core.dates import short
from core.rules import RuleError
from results.models import Extension, ScoreSheet

OPEN = ("scoring", "appraisal")


def grant(season, *, agency, until, reason, by):
    """Give a member until the end of `until`; a second time moves the day. Returns the Extension.

    Raises RuleError in another phase, for an agency that is no member or has handed in, for a day that is
    past, not after the planned one, or in another year; ValidationError without a reason.
    """
    with transaction.atomic():
        season = _hold(season, agency.pk)
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")
        if season.sheets.filter(agency=agency).exclude(state=ScoreSheet.State.DRAFT).exists():
            raise RuleError(f"{agency} đã nộp bảng nên không cần gia hạn.")
        _refuse_day(season, until)
        found = Extension.objects.filter(season=season, agency=agency).first()
        found = found or Extension(season=season, agency=agency)
        found.until, found.reason = until, reason
        found.granted_at, found.granted_by = clock.now(), by
        return records.keep(found, by=by, act="sheet.extend", reason=reason)


def withdraw(extension, *, by):
    """Take the further time back: the planned day counts again."""
    with transaction.atomic():
        _hold(extension.season, extension.agency_id)
        records.drop(extension, by=by, act="sheet.extension_withdraw")


def of(season):
    """Return {member: its Extension} of a year. One query."""
    return {row.agency_id: row for row in season.extensions.all()}


def in_time(season):
    """Return the ids of the members that still have more time today. One query."""
    return set(season.extensions.filter(until__gte=clock.today()).values_list("agency", flat=True))


def days_late(season, agency_id, moment):
    """Return how many days after its day a sheet came in at `moment`; 0 in time or without a planned day."""
    extension = season.extensions.filter(agency=agency_id).first()
    due = extension.until if extension else _planned(season)
    return max((timezone.localdate(moment) - due).days, 0) if due else 0


def _hold(season, agency_id):
    """The season and the member's sheet under their locks: handed in before the time changes, or after it."""
    now = Season.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=season.pk)
    if now.phase not in OPEN:
        raise RuleError(
            f"Gia hạn nộp bảng ở bước Tự chấm hoặc Thẩm định; năm này đang ở bước {phases.label(now.phase)}."
        )
    ScoreSheet.objects.select_for_update().filter(season=now, agency=agency_id).first()
    return now


def _planned(season):
    return season.deadlines.filter(phase="scoring").values_list("ends_on", flat=True).first()


def _refuse_day(season, until):
    if until < clock.today():
        raise RuleError(f"Ngày {short(until)} đã qua. Hãy chọn từ hôm nay trở đi.")
    planned = _planned(season)
    if planned and until <= planned:
        raise RuleError(f"Hạn chung đã là {short(planned)}; hạn mới phải sau ngày đó.")
    if (until - season.last_day).days > 366:
        raise RuleError(f"Hãy chọn hạn không quá một năm sau ngày {short(season.last_day)}.")
