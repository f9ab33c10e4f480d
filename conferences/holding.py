"""Holding a conference and its year while one act is done, so that nobody closes it beside; its phases."""

from blocs import phases
from blocs.models import Season
from conferences.models import Conference
from core.rules import RuleError

KINDS, STATES = Conference.Kind, Conference.State
OPENS_IN = {KINDS.MIDYEAR: ("running", "midyear"), KINDS.YEAREND: ("conference",)}  # thematic: any
REFUSALS = {
    STATES.PLANNED: "Hội nghị chưa khai mạc. Hãy khai mạc trước rồi ghi tiếp.",
    STATES.OPEN: "Hội nghị đã khai mạc. Hãy tải lại trang để xem tình hình mới nhất.",
    STATES.CLOSED: "Hội nghị đã bế mạc, biên bản đã lập; chỉ còn xem được.",
}
ONLY_REHEARSED = (
    "Đây là buổi diễn tập nên không ghi gì vào năm thi đua: đề nghị khen thưởng, kết quả bầu, bước của năm "
    "giữ nguyên. Việc này làm tại hội nghị thật."
)


def hold(conference, *states):
    """Lock the year, then the conference, and return it as it stands now.

    Raises RuleError unless its state is one of `states`, or when the year is closed.
    """
    hold_season(conference.season)
    found = _locked(conference)
    if found.state not in states:
        raise RuleError(REFUSALS[found.state])
    return found


def refuse_closed(conference):
    """Refuse, before anybody types, what `hold` would refuse of a conference that is over."""
    if conference.state == STATES.CLOSED:
        raise RuleError(REFUSALS[STATES.CLOSED])


def hold_anyhow(conference):
    """Lock the year, then the conference, whatever their state: for what must be ended in any phase."""
    Season.objects.select_for_update().get(pk=conference.season_id)
    return _locked(conference)


def _locked(conference):
    rows = Conference.every.select_for_update(of=("self",)).select_related("season__bloc")
    return rows.get(pk=conference.pk)


def hold_season(season):
    """Lock the year. Raises RuleError when it is closed."""
    if Season.objects.select_for_update().get(pk=season.pk).is_closed:
        raise RuleError(f"Năm {season.label} đã khép lại; chỉ còn xem được.")


def other_phase(conference):
    """Return why the year's phase does not let this conference meet, in words; empty when it does.

    A rehearsal meets in any phase: it concludes none.
    """
    season, allowed = conference.season, OPENS_IN.get(conference.kind)
    if conference.is_rehearsal or not allowed or season.phase in allowed:
        return ""
    named = " hoặc ".join(phases.label(phase) for phase in allowed)
    return (
        f"{conference.get_kind_display()} họp ở bước {named}; năm này đang ở bước "
        f"{season.get_phase_display()}."
    )


def refuse_rehearsal(conference, sentence=ONLY_REHEARSED):
    """Raise RuleError in a rehearsal: for acts that would write into the year itself, or reach somebody."""
    if conference.is_rehearsal:
        raise RuleError(sentence)


def refuse_other_phase(conference):
    """Raise RuleError when the year's phase does not let this conference meet."""
    if sentence := other_phase(conference):
        raise RuleError(sentence)
