"""What differs between two criteria, or two groups, in short words. Pure; takes Items and Parts."""

from blocs import kinds
from core.numbers import grouped, plain

LATER = "như đã đăng ký"  # in place of a target that each member pledges


def of_items(was, now):
    """Return the words for what differs between two Items; empty when nothing does."""
    found = [*_named(was, now)]
    if was.guidance != now.guidance:
        found.append("sửa cách chấm")
    if was.evidence_required != now.evidence_required:
        found.append("phải có minh chứng" if now.evidence_required else "không bắt buộc minh chứng")
    return tuple([*found, *_rules(was, now), *_exemptions(dict(was.exemptions), dict(now.exemptions))])


def of_parts(was, now):
    """Return the words for what differs between two Parts, without what stands in them."""
    return tuple(_named(was, now))


def _named(was, now):
    if was.name != now.name:
        yield "sửa tên"
    if was.max_points != now.max_points:
        yield f"điểm {plain(was.max_points)} → {plain(now.max_points)}"


def _rules(was, now):
    if was.kind != now.kind:
        yield f"cách tính: {_way(was)} → {_way(now)}"
        return
    if was.unit != now.unit:
        yield f"đơn vị tính: {was.unit or 'không ghi'} → {now.unit or 'không ghi'}"
    for name, words, missing in (
        ("target", "chỉ tiêu", LATER),
        ("ceiling", "điểm khi vượt chỉ tiêu", "không quá điểm tối đa"),
        ("per_unit", "điểm mỗi đơn vị", ""),
    ):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield f"{words} {_shown(before, missing)} → {_shown(after, missing)}"
    if was.steps != now.steps:
        yield "sửa bậc điểm"
    if was.levels != now.levels:
        yield "sửa các mức"


def _exemptions(was, now):
    yield from (f"không áp dụng cho {name}" for name in now if name not in was)
    yield from (f"lại áp dụng cho {name}" for name in was if name not in now)
    if any(now[name] != reason for name, reason in was.items() if name in now):
        yield "sửa lý do không áp dụng"


def _way(item):
    return kinds.KINDS(item.kind).label.lower()


def _shown(number, missing):
    return missing if number is None else grouped(number)
