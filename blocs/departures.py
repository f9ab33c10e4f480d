"""What a member's leaving in mid-season does, told before it is done. Reads only."""

from dataclasses import dataclass

from blocs import states
from core.dates import short


@dataclass(frozen=True)
class Effect:
    """What happens to one year: which, and in whole sentences what."""

    year: int
    phase: str
    sentences: list


def effects(membership, left_on):
    """Return the Effects on the years that are not closed, the earliest first, when it ends on `left_on`."""
    seasons = membership.bloc.seasons.exclude(phase="closed").filter(standing_on__gte=membership.joined_on)
    found = seasons.order_by("year").select_related("bloc").prefetch_related("terms", "activities")
    told = [Effect(row.year, row.get_phase_display(), list(_said(row, membership, left_on))) for row in found]
    return [effect for effect in told if effect.sentences]


def _said(season, membership, left_on):
    agency, day = membership.agency_id, short(season.standing_on)
    if season.standing_on >= left_on:
        yield f"Ngày chốt thành viên {day}: đơn vị không còn là thành viên nên không được xếp thứ."
        if states.KEYS.index(season.phase) >= states.KEYS.index("pledging"):
            yield "Chỉ tiêu giao ước và bảng tự chấm đã nhập được giữ nguyên để xem."
    elif states.KEYS.index(season.phase) < states.KEYS.index("awarding"):
        yield f"Ngày chốt thành viên {day}: đơn vị vẫn là thành viên, vẫn chấm điểm và xếp thứ năm này."
    for term in season.terms.all():
        if term.agency_id == agency:
            yield (
                f"Đơn vị đang là {getattr(season.bloc, f'{term.post}_label')} và giữ quyền của vị trí này "
                "đến khi ghi lãnh đạo khác."
            )
    hosted = [row.name for row in season.activities.all() if row.host_id == agency and row.state == "planned"]
    if hosted:
        yield f"Hoạt động đang giao đơn vị chủ trì, cần giao lại: {'; '.join(hosted)}."
