"""Lines that are measured: what was aimed at and achieved, the points that follow, or others with a reason.

A ratio's target is that of the table, else the number the member pledged, else what it types here. The line
keeps the one its points were computed with; it is looked up anew whenever a cell is typed and on submitting.
"""

from blocs import kinds
from core import numbers
from core.inputs import is_key
from core.rules import ReadingError, RuleError
from core.text import clean_line
from results import cells, formulas, targets

MEASURED = {kinds.RATIO: ("target", "actual"), kinds.UNITS: ("actual",), kinds.LEVELS: ("level",)}
OWN = ("self_points", "override_reason")  # points of one's own come with their reason
IN_TABLE, IN_PLEDGE, TYPED = "theo bảng tiêu chí", "theo giao ước", "không có trong giao ước"


def is_measured(criterion):
    """Whether the points of a criterion are computed."""
    return criterion.kind in MEASURED


def aimed_at(criterion, pledged):
    """Return (the target that is set for a member, where from in words); None for what it types itself.

    `pledged`: {criterion's key: number}, see `targets.told`.
    """
    if criterion.kind != kinds.RATIO:
        return None, ""
    if criterion.target is not None:
        return criterion.target, IN_TABLE
    found = pledged.get(criterion.pk)
    return found, IN_PLEDGE if found else TYPED


def computed(line):
    """Return what the formula makes of a line (formulas.Computed), or None."""
    rule, level = kinds.rule_of(line.criterion), line.level and line.level.label
    return formulas.measured(rule, target=line.target, actual=line.actual, level=level)


def words(line):
    """Return the formula of a line in words, or how it will be computed while something is lacking."""
    found = computed(line)
    return found.words if found else kinds.rule_of(line.criterion).words


def overridden(line):
    """Return in words that the member's points are not those of the formula; empty where they are."""
    if not line.is_overridden:
        return ""
    instead = "" if line.computed_points is None else f" thay cho {numbers.plain(line.computed_points)}"
    points = "chưa có điểm" if line.self_points is None else f"tự chấm {numbers.plain(line.self_points)}"
    return f"Đơn vị {points}{instead}: {line.override_reason}"


def shown(line, cell):
    """Return the text of one cell of a line as it may be typed again."""
    value = getattr(line, cell, None)
    if cell == "level":
        return str(line.level_id or "")
    if cell in ("actual", "target"):
        return "" if value is None else numbers.plain(value)
    return cells.shown(value)


def lacking(line):
    """Return in words what a measured line without points lacks."""
    if line.criterion.kind == kinds.LEVELS:
        return ["mức đạt"]
    found = ["chỉ tiêu"] if line.criterion.kind == kinds.RATIO and line.target is None else []
    return [*found, "số thực hiện"] if line.actual is None else found


def typed(line, cell, text):
    """Return {field: value} of all that follows from what is typed into a measured cell of `line`.

    Raises RuleError where this criterion has no such cell and for what cannot be read.
    """
    if cell not in MEASURED.get(line.criterion.kind, ()):
        raise RuleError("Ô này không nhập trực tiếp được.")
    found = _target(line)
    if cell == "target" and found is not None:
        raise RuleError(f"Chỉ tiêu {line.criterion.code} đã có sẵn nên không nhập ở đây.")
    facts = {} if found is None else {"target": found}
    facts[cell] = _level(line, text) if cell == "level" else _number(line, cell, text)
    return facts | _following(line, facts)


def own(line, *, cell, points, reason):
    """Return {field: value} for points of the member's own; `cell` is the one that changed (of OWN).

    An emptied cell, or the points of the formula, go back to the formula. Raises RuleError for points
    without a reason and a reason without points.
    """
    code, back = line.criterion.code, {"self_points": line.computed_points, "override_reason": ""}
    if not is_measured(line.criterion):
        raise RuleError("Ô này không nhập trực tiếp được.")
    changed = reason if cell == "override_reason" else points
    if changed in (None, "") or (cell == "self_points" and points == line.computed_points):
        return back
    if points is None:
        raise RuleError(f"Ô {code}: hãy nhập điểm tự chấm, lý do này sẽ được lưu cùng điểm.")
    if points != line.computed_points and not reason:
        raise RuleError(_no_reason(line))
    return {"self_points": points, "override_reason": reason}


def renewed(line, pledged):
    """Return {field: value} where the target that was set for the line, or its points, have changed since."""
    found = aimed_at(line.criterion, pledged)[0]
    facts = {} if found is None else {"target": found}
    facts |= _following(line, facts)
    return {name: value for name, value in facts.items() if value != getattr(line, name)}


def _following(line, facts):
    """The computed points after `facts`; the self points go with them unless they are the member's own."""
    values = {name: facts.get(name, getattr(line, name)) for name in ("target", "actual", "level")}
    level = values["level"] and values["level"].label
    rule = kinds.rule_of(line.criterion)
    found = formulas.measured(rule, target=values["target"], actual=values["actual"], level=level)
    points = found and found.points
    followed = {} if line.is_overridden else {"self_points": points}
    return {"computed_points": points, **followed}


def _target(line):
    """The target that is set for the line's member; None where it types one itself."""
    if line.criterion.kind != kinds.RATIO:
        return None
    if line.criterion.target is not None:
        return line.criterion.target
    return targets.number(line.criterion_id, line.sheet)


def _number(line, cell, text):
    if not clean_line(text):
        return None
    try:
        found = targets.check_number(numbers.parse_decimal(text))
    except (ReadingError, RuleError) as refusal:
        raise RuleError(f"Ô {line.criterion.code}: {refusal}") from None
    if cell == "target" and not found:
        raise RuleError(f"Ô {line.criterion.code}: chỉ tiêu phải lớn hơn 0.")
    return found


def _level(line, text):
    """The level named by its key (as the page sends it) or its label (as a sheet of Excel does)."""
    text = clean_line(text)
    if not text:
        return None
    for level in line.criterion.levels.all():
        if text == level.label or (is_key(text) and level.pk == int(text)):
            return level
    raise RuleError(f"Ô {line.criterion.code}: mức này không có trong tiêu chí. Hãy chọn lại.")


def _no_reason(line):
    code = line.criterion.code
    if line.computed_points is None:
        return (
            f"Ô {code}: điểm tính theo {' và '.join(lacking(line))}, hãy nhập ở dòng dưới. "
            "Muốn tự chấm thì ghi lý do."
        )
    points = numbers.plain(line.computed_points)
    return f"Ô {code}: điểm theo công thức là {points}. Muốn tự chấm khác thì ghi lý do."
