"""What an act on an agency touches in this room: what it is still writing."""

from blocs.models import Season
from core import effects
from members.models import Agency
from results.models import Pledge, ScoreSheet


@effects.told_of(Agency)
def of_papers(agency, day):
    """Its sheets and pledges of open years not handed in yet; the successor's staff complete them."""
    open_ = Season.objects.exclude(phase=Season.Phase.CLOSED)
    writing = (ScoreSheet.State.DRAFT, ScoreSheet.State.RETURNED)
    if sheets := ScoreSheet.objects.filter(agency=agency, season__in=open_, state__in=writing).count():
        yield f"{sheets} bảng tự chấm đang soạn"
    pledging = open_.filter(phase=Season.Phase.PLEDGING)
    drafts = Pledge.objects.filter(agency=agency, season__in=pledging, state=Pledge.State.DRAFT)
    if count := drafts.count():
        yield f"{count} bản chỉ tiêu giao ước đang ghi"
