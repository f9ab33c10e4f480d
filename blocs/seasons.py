"""A season: opened from last year's, its plan of dates, and the end of its planning."""

from contextlib import contextmanager
from datetime import date
from itertools import pairwise

from django.db import transaction

from blocs import criteria, phases, states
from blocs.models import CriteriaTable, Deadline, Membership, Season, TitleOption
from core import clock, records
from core.dates import short
from core.rules import RuleError

OPENS_NEXT_FROM = states.KEYS.index("appraisal")


def open_season(bloc, *, year, theme="", by):
    """Open a year of the bloc; criteria, paper form and dates are taken over from the year before.

    Raises RuleError when the bloc has fewer than two members, or when the year before has not
    reached appraisal: until then there is nothing to build on.
    """
    with transaction.atomic():
        latest = bloc.seasons.select_for_update().order_by("-year").first()
        _refuse_early(bloc, latest, year)
        season = Season(
            bloc=bloc,
            year=year,
            theme=theme,
            form=latest.form if latest else bloc.form,
            clerk_submits=latest.clerk_submits if latest else False,
            standing_on=date(year, 12, 31),
            phase_since=clock.now(),
            opened_by=by,
        )
        records.keep(season, by=by, act="season.open")
        table = records.keep(CriteriaTable(season=season), by=by, act="criteria.draft")
        if latest:
            criteria.copy(latest.criteria, to=table, by=by)
            _copy_deadlines(latest, season, by)
            _copy_titles(latest, season, by)
    return season


def describe(season, *, theme, form, standing_on, clerk_submits, by):
    """Set the theme, the form of its papers, the day on which members are counted, and who submits.

    Raises RuleError when another day is chosen on which the bloc has too few members, or a lead
    that is none.
    """
    if standing_on != season.standing_on:
        _refuse_standing_on(standing_on, season)
    facts = {"theme": theme, "form": form, "standing_on": standing_on, "clerk_submits": clerk_submits}
    return records.change(season, **facts, by=by, act="season.describe")


def plan(season, *, by, **ends):
    """Set the planned last day of each phase: `ends` maps phase to date or None.

    Raises RuleError when a later phase would end before an earlier one.
    """
    dated = [(phase, ends[phase]) for phase in states.KEYS if ends.get(phase)]
    for (earlier, first), (later, second) in pairwise(dated):
        if second < first:
            raise RuleError(
                f"“{phases.label(later)}” không thể kết thúc ngày {second:%d/%m/%Y}, "
                f"trước “{phases.label(earlier)}” ({first:%d/%m/%Y})."
            )
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=season.pk)
        kept = {deadline.phase: deadline for deadline in season.deadlines.all()}
        for phase, day in dated:
            deadline = kept.pop(phase, None) or Deadline(season=season, phase=phase)
            deadline.ends_on = day
            records.keep(deadline, by=by, act="deadline.plan")
        for deadline in kept.values():
            records.drop(deadline, by=by, act="deadline.drop")


def lacking(season):
    """Return, in words, what the planning still lacks; empty when it can be concluded."""
    have = {term.post for term in season.terms.all()}
    planned = {deadline.phase for deadline in season.deadlines.all()}
    checks = [
        ("head" in have, "đơn vị Khối trưởng"),
        (season.criteria.state == CriteriaTable.State.PUBLISHED, "bảng tiêu chí đã công bố"),
        ({"pledging", "scoring", "conference"} <= planned, "mốc ký giao ước, tự chấm và hội nghị"),
    ]
    return [words for done, words in checks if not done]


def conclude_planning(season, *, by):
    """End the planning: from here the members promise their targets.

    Raises RuleError with the list of what is missing.
    """
    if missing := lacking(season):
        raise RuleError(f"Chưa kết thúc được bước Xây dựng kế hoạch. Còn thiếu: {'; '.join(missing)}.")
    return phases.advance(season, frm="planning", by=by)


def go_on(season, *, by):
    """Go on from one of the two phases of work, which no round of their own concludes.

    Raises RuleError in any other phase: those end with the act that concludes their round.
    """
    if season.phase not in ("running", "midyear"):
        raise RuleError(
            f"Bước {season.get_phase_display()} kết thúc khi việc của bước hoàn thành, không chuyển tay được."
        )
    return phases.advance(season, frm=season.phase, by=by)


@contextmanager
def held_open(season, what):
    """Hold the season for one act and yield it as it stands; refuse when it is closed.

    `what` is named in the refusal: "hoạt động và phong trào".
    """
    with transaction.atomic():
        now = Season.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=season.pk)
        if now.is_closed:
            raise RuleError(f"Năm thi đua {now.year} đã khép lại; {what} chỉ còn xem được.")
        yield now


def members_of(season):
    """Return the memberships that count in the season, in protocol order, with the names of that day."""
    return Membership.objects.filter(bloc=season.bloc_id).on(season.standing_on).named(season.standing_on)


def _refuse_early(bloc, latest, year):
    if Membership.objects.filter(bloc=bloc).on(date(year, 12, 31)).count() < 2:
        raise RuleError("Khối cần ít nhất hai đơn vị thành viên trước khi mở năm thi đua.")
    if latest and year <= latest.year:
        raise RuleError(f"Khối đã có năm {latest.year}. Năm mở tiếp phải sau năm đó.")
    if latest and states.KEYS.index(latest.phase) < OPENS_NEXT_FROM:
        raise RuleError(
            f"Năm {latest.year} đang ở bước “{latest.get_phase_display()}”. "
            "Năm sau mở được khi năm này đã tới bước Thẩm định."
        )


def _refuse_standing_on(standing_on, season):
    counted = set(
        Membership.objects.filter(bloc=season.bloc_id).on(standing_on).values_list("agency", flat=True)
    )
    if len(counted) < 2:
        raise RuleError(
            f"Vào ngày {short(standing_on)} Khối chưa có hai đơn vị thành viên. Hãy chọn ngày khác."
        )
    for term in season.terms.all():
        if term.agency_id not in counted:
            raise RuleError(
                f"{term.agency} là {term.label} nhưng không phải thành viên vào ngày {short(standing_on)}. "
                "Hãy chọn ngày khác, hoặc nhờ cơ quan quản lý khối ghi lại lãnh đạo Khối trước."
            )


def _copy_deadlines(latest, season, by):
    for deadline in latest.deadlines.all():
        ends_on = _years_later(deadline.ends_on, season.year - latest.year)
        records.keep(
            Deadline(season=season, phase=deadline.phase, ends_on=ends_on), by=by, act="deadline.plan"
        )


def _years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _copy_titles(source, season, by):
    for title in source.titles.all():
        facts = {"name": title.name, "given_to": title.given_to, "position": title.position}
        records.keep(TitleOption(season=season, **facts), by=by, act="title.copy")
