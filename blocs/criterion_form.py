"""The form of a criterion: what it is, how its points come about, and for each kind what that kind needs.

The page shows the fields of the chosen kind only (static/css/criteria.css); what is left in the others is
not handed on.
"""

from django import forms

from blocs import kinds
from blocs.models import Criterion
from core import inputs
from core.forms import RuleForm

OWN = ("name", "guidance", "max_points", "evidence_required")
OF_KINDS = ("unit", "target", "ceiling", "per_unit")
LEVELS, STEPS = 6, 5  # lines offered; two more than a criterion has
OF_POINTS = {"min_value": 0, "max_value": 9999, "required": False}


class CriterionForm(RuleForm):
    """One criterion."""

    name = inputs.LineField(label="Nội dung", max_length=500)
    guidance = inputs.BlockField(
        label="Cách chấm",
        max_length=4000,
        required=False,
        help_text="Căn cứ và mức điểm cho từng trường hợp.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    max_points = inputs.PointsField(label="Điểm tối đa", min_value="0.01", max_value=9999)
    evidence_required = forms.BooleanField(label="Phải có minh chứng", required=False, initial=True)
    kind = forms.ChoiceField(
        label="Cách tính điểm",
        choices=Criterion.Kind,
        initial=kinds.POINTS,
        widget=forms.RadioSelect,
        required=False,  # an empty one is scored by points
    )
    unit = inputs.LineField(
        label="Đơn vị tính",
        max_length=30,
        required=False,
        help_text="Ví dụ: đề án, sáng kiến, %.",
    )
    target = inputs.AmountField(
        label="Chỉ tiêu",
        min_value="0.01",
        max_value=9_999_999_999_999,
        required=False,
        help_text="Để trống thì lấy số mà từng đơn vị đã đăng ký.",
    )
    ceiling = inputs.PointsField(
        label="Điểm cao nhất khi vượt chỉ tiêu",
        min_value="0.01",
        max_value=9999,
        required=False,
        help_text="Để trống thì vượt chỉ tiêu vẫn chỉ được điểm tối đa.",
    )
    per_unit = inputs.PointsField(label="Điểm mỗi đơn vị", min_value="0.01", max_value=9999, required=False)

    def __init__(self, *args, criterion=None, **kwargs):
        rule = kinds.rule_of(criterion) if criterion else kinds.Rule()
        if criterion:
            kwargs.setdefault("initial", _initial(criterion, rule))
        super().__init__(*args, **kwargs)
        self.levels = range(1, 1 + max(LEVELS, len(rule.levels) + 2))
        self.steps = range(1, 1 + max(STEPS, len(rule.steps) + 2))
        for number in self.levels:
            self.fields[f"label_{number}"] = inputs.LineField(
                label=f"Mức {number}", max_length=200, required=False
            )
            self.fields[f"worth_{number}"] = inputs.PointsField(label=f"Điểm mức {number}", **OF_POINTS)
        for number in self.steps:
            self.fields[f"percent_{number}"] = inputs.AmountField(
                label=f"Bậc {number}: từ (%)", min_value="0.01", max_value=9999, required=False
            )
            self.fields[f"brings_{number}"] = inputs.PointsField(label=f"Điểm bậc {number}", **OF_POINTS)

    @property
    def level_lines(self):
        """Label and points of each level, side by side."""
        return [(self[f"label_{number}"], self[f"worth_{number}"]) for number in self.levels]

    @property
    def step_lines(self):
        """Percent and points of each step, side by side."""
        return [(self[f"percent_{number}"], self[f"brings_{number}"]) for number in self.steps]

    def clean(self):
        """Hand on what the chosen kind needs, and nothing of the others."""
        cleaned = super().clean()
        kind = cleaned.get("kind") or kinds.POINTS
        wanted = kinds.OF_KIND[kind]
        facts = {name: cleaned.get(name) for name in ("name", "guidance", "max_points", "evidence_required")}
        facts |= {
            name: cleaned.get(name) for name in ("unit", "target", "ceiling", "per_unit") if name in wanted
        }
        if "levels" in wanted:
            facts["levels"] = self._pairs(cleaned, "label", "worth", self.levels)
        if "steps" in wanted:
            facts["steps"] = self._pairs(cleaned, "percent", "brings", self.steps)
        self._forget_others(wanted)
        return facts | {"kind": kind}

    def _pairs(self, cleaned, first, second, numbers):
        """The lines that are filled in; one half alone is refused."""
        found = []
        for number in numbers:
            names = f"{first}_{number}", f"{second}_{number}"
            left, right = (cleaned.get(name) for name in names)
            if left in (None, "") and right is None:
                continue
            for name, value in zip(names, (left, right), strict=True):
                if value in (None, "") and name not in self.errors:
                    self.add_error(name, "Hãy điền cả hai ô của dòng này, hoặc để trống cả hai.")
            found.append((left, right))
        return tuple(found)

    def _forget_others(self, wanted):
        """What stands in fields that the page does not show is no reason to refuse."""
        shown = {"levels": ("label_", "worth_"), "steps": ("percent_", "brings_")}
        hidden = set(OF_KINDS) - set(wanted)
        beginnings = [each for name, every in shown.items() if name not in wanted for each in every]
        for name in list(self.errors):
            if name in hidden or any(name.startswith(each) for each in beginnings):
                del self.errors[name]


def _initial(criterion, rule):
    found = {name: getattr(criterion, name) for name in (*OWN, "kind", *OF_KINDS)}
    for number, (label, points) in enumerate(rule.levels, 1):
        found |= {f"label_{number}": label, f"worth_{number}": points}
    for number, (percent, points) in enumerate(rule.steps, 1):
        found |= {f"percent_{number}": percent, f"brings_{number}": points}
    return found
