"""How the points of a criterion come about: the kinds, as plain facts without the database. Pure.

points: a number from 0 to the maximum. ratio: what was achieved against a target, in proportion or by steps.
levels: one of several, each with its points. units: so many points for each, up to the maximum.
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import pairwise

from blocs.models import Criterion
from core.numbers import grouped, plain

KINDS = Criterion.Kind
POINTS, RATIO, LEVELS, UNITS = (kind.value for kind in KINDS)
OF_KIND = {  # what may stand beside the maximum
    POINTS: (),
    RATIO: ("unit", "target", "ceiling", "steps"),
    LEVELS: ("levels",),
    UNITS: ("unit", "per_unit"),
}


@dataclass(frozen=True)
class Rule:
    """The rule of one criterion; points with two decimals, `target` a number of `unit`.

    `target` None: the number that the member pledged. `ceiling` None: more than the target brings no more
    than the maximum. `steps`: (percent from which on, points), `levels`: (label, points), the best first.
    """

    kind: str = POINTS
    max_points: Decimal = Decimal(0)
    unit: str = ""
    target: Decimal | None = None
    ceiling: Decimal | None = None
    per_unit: Decimal | None = None
    steps: tuple = ()
    levels: tuple = ()

    @property
    def most(self):
        """The most points it can bring: the maximum, or its ceiling."""
        return self.max_points if self.ceiling is None else self.ceiling

    @property
    def words(self):
        """How the points come about, in one sentence that a table can print; "" where they are given."""
        return _WORDS[self.kind](self)


def rule_of(criterion):
    """Return the Rule of a Criterion; of one from `whole()` without a query."""
    return Rule(
        kind=str(criterion.kind),
        max_points=criterion.max_points,
        unit=criterion.unit,
        target=criterion.target,
        ceiling=criterion.ceiling,
        per_unit=criterion.per_unit,
        steps=tuple((step.at_least, step.points) for step in criterion.steps.all())
        if criterion.kind == RATIO
        else (),
        levels=tuple((level.label, level.points) for level in criterion.levels.all())
        if criterion.kind == LEVELS
        else (),
    )


def faults(rule):
    """Return {name of a field: sentence} of what does not fit; empty for a rule that may stand."""
    found = {}
    allowed = {"kind", "max_points", *OF_KIND[rule.kind]}
    for field in fields(Rule):
        if field.name not in allowed and getattr(rule, field.name) not in ((), None, ""):
            found[field.name] = f"Cách tính “{KINDS(rule.kind).label.lower()}” không dùng mục này."
    checks = {RATIO: _ratio, LEVELS: _levels, UNITS: _units, POINTS: lambda rule: {}}
    return found | checks[rule.kind](rule)


def _ratio(rule):
    found = {}
    if rule.target is not None and rule.target <= 0:
        found["target"] = "Chỉ tiêu phải lớn hơn 0. Để trống thì lấy số đơn vị đã đăng ký."
    if rule.ceiling is not None and rule.ceiling < rule.max_points:
        found["ceiling"] = "Điểm cao nhất khi vượt chỉ tiêu không được dưới điểm tối đa."
    if rule.steps:
        if sentence := _not_falling(rule.steps, "bậc", "tỷ lệ và điểm"):
            found["steps"] = sentence
        elif not rule.max_points <= rule.steps[0][1] <= rule.most:
            most = plain(rule.max_points)
            bounds = most if rule.most == rule.max_points else f"từ {most} đến {plain(rule.most)}"
            found["steps"] = f"Bậc cao nhất phải được {bounds} điểm."
        elif rule.steps[-1][0] <= 0 or rule.steps[-1][1] < 0:
            found["steps"] = "Tỷ lệ của bậc phải lớn hơn 0, điểm không được âm."
    return found


def _levels(rule):
    labels = [label for label, _ in rule.levels]
    if len(rule.levels) < 2:
        return {"levels": "Hãy ghi ít nhất hai mức, mức cao nhất trước."}
    if len(set(labels)) < len(labels):
        return {"levels": "Hai mức không được cùng tên."}
    if sentence := _not_falling([level[1:] for level in rule.levels], "mức", "điểm"):
        return {"levels": sentence}
    if rule.levels[0][1] != rule.max_points:
        return {"levels": f"Mức cao nhất phải bằng điểm tối đa ({plain(rule.max_points)} điểm)."}
    return {"levels": "Điểm của mức không được âm."} if rule.levels[-1][1] < 0 else {}


def _units(rule):
    found = {}
    if not rule.unit:
        found["unit"] = "Hãy ghi tính cho mỗi đơn vị nào, ví dụ sáng kiến."
    if rule.per_unit is None:
        found["per_unit"] = "Hãy ghi số điểm cho mỗi đơn vị."
    elif not 0 < rule.per_unit <= rule.max_points:
        found["per_unit"] = "Điểm mỗi đơn vị phải lớn hơn 0 và không quá điểm tối đa."
    return found


def _not_falling(rows, noun, what):
    """A sentence unless every number of each row is below that of the row before it."""
    for number, (above, below) in enumerate(pairwise(rows), 2):
        if not all(low < high for high, low in zip(above, below, strict=True)):
            falls = f"{what[:1].upper()}{what[1:]} phải giảm dần từ {noun} cao nhất xuống"
            return f"{falls}; xem lại {noun} thứ {number}."
    return ""


def _ratio_words(rule):
    unit = rule.unit if rule.unit == "%" else f" {rule.unit}".rstrip()
    target = "số đã đăng ký" if rule.target is None else f"{grouped(rule.target)}{unit}"
    if rule.steps:
        steps = "; ".join(f"từ {plain(at_least)}%: {plain(points)} điểm" for at_least, points in rule.steps)
        return f"So với chỉ tiêu ({target}), {steps}."
    over = f", vượt được đến {plain(rule.ceiling)} điểm" if rule.ceiling is not None else ""
    return f"Tỷ lệ đạt chỉ tiêu ({target}) nhân {plain(rule.max_points)} điểm{over}."


def _level_words(rule):
    return f"{'; '.join(f'{label}: {plain(points)} điểm' for label, points in rule.levels)}."


def _unit_words(rule):
    return f"Mỗi {rule.unit} {plain(rule.per_unit)} điểm, không quá {plain(rule.max_points)} điểm."


_WORDS = {RATIO: _ratio_words, LEVELS: _level_words, UNITS: _unit_words, POINTS: lambda rule: ""}
