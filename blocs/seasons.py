"""A season: opened from last year's, its plan of dates, and the end of its planning."""

from contextlib import contextmanager
from itertools import pairwise

from django.db import transaction

from blocs import drafts, phases, states
from blocs.models import CriteriaTable, Deadline, Membership, Season, Span, TitleOption
from core import clock, records
from core.dates import short
from core.rules import RuleError
from members import lifetimes

OPENS_NEXT_FROM = states.KEYS.index("appraisal")


def open_season(bloc, *, year, theme="", by):
    """Open a year of the bloc, as it counts its years; criteria, form and dates come from the year before.

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
            span=bloc.span,
            standing_on=Span(bloc.span).last_day(year),
            phase_since=clock.now(),
            opened_by=by,
        )
        records.keep(season, by=by, act="season.open")
        table = records.keep(CriteriaTable(season=season), by=by, act="criteria.draft")
        if latest:
            drafts.copy(latest.criteria, to=table, by=by)
            _copy_deadlines(latest, season, by)
            _copy_titles(latest, season, by)
    return season


def taken_over(season):
    """Return, in words, what a year just opened has from the year before; empty for a bloc's first year."""
    former = season.bloc.seasons.filter(year__lt=season.year).order_by("-year").first()
    if former is None:
        return ""
    table = CriteriaTable.objects.whole().get(season=season)
    counted = [
        (len(table.groups.all()), "nhóm"),
        (sum(len(group.criteria.all()) for group in table.groups.all()), "tiêu chí"),
        (table.grades.count(), "mức xếp loại"),
        (table.ladder.count(), "bước phân định khi bằng điểm"),
        (season.deadlines.count(), "mốc thời gian"),
    ]
    words = ", ".join(f"{count} {name}" for count, name in counted if count)
    return f"Đã lấy từ {former.named}: {words or 'thể thức văn bản'}. Các đơn vị thành viên theo sổ của Khối."


def describe(season, *, theme, form, standing_on, clerk_submits, by):
    """Set the theme, the form of its papers, the day on which members are counted, and who submits.

    Raises RuleError when another day is chosen on which the bloc has too few members, or a lead
    that is none.
    """
    if standing_on != season.standing_on:
        _refuse_standing_on(standing_on, season)
    facts = {"theme": theme, "form": form, "standing_on": standing_on, "clerk_submits": clerk_submits}
    return records.change(season, **facts, by=by, act="season.describe")


def plan(season, *, reason="", by, **ends):
    """Set the planned last day of each phase: `ends` maps phase to date or None.

    Raises RuleError when a later phase would end before an earlier one, and, once the planning is concluded,
    when a date changes without a reason: the members have arranged themselves by it.
    """
    dated = [(phase, ends[phase]) for phase in states.KEYS if ends.get(phase)]
    for (earlier, first), (later, second) in pairwise(dated):
        if second < first:
            raise RuleError(
                f"“{phases.label(later)}” không thể kết thúc ngày {second:%d/%m/%Y}, "
                f"trước “{phases.label(earlier)}” ({first:%d/%m/%Y})."
            )
    with transaction.atomic():
        season = Season.objects.select_for_update().get(pk=season.pk)
        kept = {deadline.phase: deadline for deadline in season.deadlines.all()}
        _refuse_silent_move(season, {phase: row.ends_on for phase, row in kept.items()}, dict(dated), reason)
        for phase, day in dated:
            deadline = kept.pop(phase, None) or Deadline(season=season, phase=phase)
            deadline.ends_on = day
            records.keep(deadline, by=by, act="deadline.plan", reason=reason)
        for deadline in kept.values():
            records.drop(deadline, by=by, act="deadline.drop", reason=reason)


def lacking(season):
    """Return, in words, what the planning still lacks; empty when it can be concluded."""
    have = {term.post for term in season.terms.all()}
    planned = {deadline.phase for deadline in season.deadlines.all()}
    checks = [
        ("head" in have, f"đơn vị {season.bloc.head_label}"),
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
            raise RuleError(f"Năm thi đua {now.label} đã khép lại; {what} chỉ còn xem được.")
        yield now


def members_of(season):
    """Return the memberships that count in the season, in protocol order, with the names of that day."""
    return Membership.objects.of(season)


def years_later(day, years):
    """Return the same day `years` later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _refuse_early(bloc, latest, year):
    if Membership.objects.filter(bloc=bloc).on(Span(bloc.span).last_day(year)).count() < 2:
        raise RuleError(f"{bloc.word} cần ít nhất hai đơn vị thành viên trước khi mở năm thi đua.")
    if latest and year <= latest.year:
        raise RuleError(f"{bloc.word} đã có {latest.named}. Năm mở tiếp phải sau năm đó.")
    if latest and states.KEYS.index(latest.phase) < OPENS_NEXT_FROM:
        raise RuleError(
            f"Năm {latest.label} đang ở bước “{latest.get_phase_display()}”. "
            "Năm sau mở được khi năm này đã tới bước Thẩm định."
        )


def _refuse_silent_move(season, before, after, reason):
    if season.phase != Season.Phase.PLANNING and before != after and not reason.strip():
        raise RuleError(
            "Bước Xây dựng kế hoạch đã kết thúc, các đơn vị đã sắp việc theo lịch này. "
            "Hãy ghi lý do dời lịch rồi gửi lại."
        )


def _refuse_standing_on(standing_on, season):
    counted = set(
        Membership.objects.filter(bloc=season.bloc_id).on(standing_on).values_list("agency", flat=True)
    )
    if len(counted) < 2:
        raise RuleError(
            f"Vào ngày {short(standing_on)} {season.bloc.word} chưa có hai đơn vị thành viên. "
            "Hãy chọn ngày khác."
        )
    for term in season.terms.all():
        if not lifetimes.taken_over_by(term.agency) & counted:
            raise RuleError(
                f"{term.agency} là {term.label} nhưng không phải thành viên vào ngày {short(standing_on)}. "
                f"Hãy chọn ngày khác, hoặc nhờ cơ quan quản lý {season.bloc.small_word} ghi lại lãnh đạo "
                f"{season.bloc.word} trước."
            )


def _copy_deadlines(latest, season, by):
    for deadline in latest.deadlines.all():
        ends_on = years_later(deadline.ends_on, season.year - latest.year)
        records.keep(
            Deadline(season=season, phase=deadline.phase, ends_on=ends_on), by=by, act="deadline.plan"
        )


def _copy_titles(source, season, by):
    for title in source.titles.all():
        facts = {"name": title.name, "given_to": title.given_to, "position": title.position}
        records.keep(TitleOption(season=season, **facts), by=by, act="title.copy")
