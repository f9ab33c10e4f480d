"""What should be settled before the year-end conference, each in one sentence; nothing here forbids."""

from dataclasses import dataclass

from core.dates import short


@dataclass(frozen=True)
class Check:
    """One thing to be settled."""

    done: bool
    sentence: str


def of(season, ranking, conference):
    """Return the Checks of the year, from its Ranking and its year-end conference (or None)."""
    count, waiting = len(ranking.lines), ranking.waiting
    named = [honour for line in ranking.lines for honour in line.honours]
    found = [
        Check(not waiting, f"{count - waiting}/{count} bảng đã chốt thẩm định"),
        _closed(season),
        Check(bool(ranking.bands), _limited(ranking)),
        Check(not ranking.crossings, _parted(season, ranking)) if ranking.bands else None,
        Check(bool(named), f"{len(named)} đề nghị khen thưởng cho đơn vị thành viên"),
        _called(conference),
    ]
    return [check for check in found if check]


def _closed(season):
    if season.phase in ("scoring", "appraisal"):
        return Check(False, f"Chưa chốt điểm toàn {season.bloc.word}")
    return Check(True, f"Đã chốt điểm toàn {season.bloc.word}")


def _limited(ranking):
    if ranking.bands:
        return f"Đã ghi {len(ranking.bands)} hạn mức cho đơn vị thành viên"
    return "Chưa ghi hạn mức cho đơn vị thành viên"


def _parted(season, ranking):
    if ranking.crossings:
        return f"{season.bloc.word} cần thống nhất đề nghị đơn vị nào trong các đơn vị cùng thứ"
    return "Không có đơn vị cùng thứ vượt hạn mức"


def _called(conference):
    if conference is None:
        return Check(False, "Chưa lên lịch hội nghị tổng kết")
    return Check(True, f"Hội nghị tổng kết ngày {short(conference.ends_on)}")
