"""The form of grades, ladder, ballot and reply rule: a few lines to fill, empty ones left out."""

from django import forms

from blocs import ballots, outline
from blocs.models import BallotRule, CriteriaTable
from blocs.models.reply_rules import MOST_DAYS
from core import inputs, numbers
from core.forms import RuleForm

GRADES, STEPS = 6, 6  # lines offered; more only where a table has more


class PercentField(inputs.PointsField):
    """A share, shown without needless decimals."""

    unit = "%"

    def show(self, value):
        """Return the share as it is said: 50; 66,67."""
        return numbers.plain(value)


class StandardsForm(RuleForm):
    """From where on each grade is reached, by what equal totals are told apart, how votes are counted."""

    graded_by = forms.ChoiceField(label="Ngưỡng xếp loại tính bằng", choices=CriteriaTable.Measure)
    roll = forms.ChoiceField(
        label="Ai bỏ phiếu",
        choices=[("", "Theo lệ thường: quá nửa số đơn vị có mặt"), *BallotRule.Roll.choices],
        required=False,
    )
    base = forms.ChoiceField(label="Tỷ lệ tính trên", choices=BallotRule.Base, required=False)
    above = forms.ChoiceField(
        label="Thông qua khi được", choices=[("above", "Trên"), ("from", "Từ … trở lên")], required=False
    )
    percent = PercentField(
        label="Tỷ lệ (%)",
        min_value="0.01",
        max_value=100,
        required=False,
        help_text="66,67 tính đúng là 2/3, 33,33 là 1/3.",
    )
    reply_days = inputs.IntegerField(
        label="Số ngày được đề nghị phúc tra",
        max_value=MOST_DAYS,
        unit="ngày",
        required=False,
        help_text="Tính từ ngày bảng của đơn vị được thẩm định xong. Ghi 0 nếu không phúc tra.",
    )

    def __init__(self, *args, content, **kwargs):
        self.grades = max(GRADES, len(content.grades))
        self.steps = max(STEPS, len(content.ladder))
        kwargs.setdefault("initial", self._initial(content))
        super().__init__(*args, **kwargs)
        for number in range(1, self.grades + 1):
            self.fields[f"label_{number}"] = inputs.LineField(
                label=f"Mức {number}", max_length=100, required=False
            )
            self.fields[f"at_least_{number}"] = inputs.PointsField(
                label=f"Mức {number} từ", min_value=0, max_value=99999, required=False
            )
        known = [(key, words[:1].upper() + words[1:]) for key, words in outline.steps_of(content.parts)]
        for number in range(1, self.steps + 1):
            self.fields[f"step_{number}"] = forms.ChoiceField(
                label=f"Bước {number}", choices=[("", "Không dùng"), *known], required=False
            )

    @property
    def grade_lines(self):
        """Label and threshold of each grade, side by side."""
        return [(self[f"label_{n}"], self[f"at_least_{n}"]) for n in range(1, self.grades + 1)]

    @property
    def step_lines(self):
        """The steps in their order."""
        return [self[f"step_{n}"] for n in range(1, self.steps + 1)]

    def clean(self):
        """Hand grades and steps on as lists; a grade needs both its name and its threshold."""
        cleaned = super().clean()
        grades = []
        for number in range(1, self.grades + 1):
            label, at_least = (cleaned.get(f"{name}_{number}") for name in ("label", "at_least"))
            if label and at_least is None and not self.errors.get(f"at_least_{number}"):
                self.add_error(f"at_least_{number}", "Hãy ghi mức này bắt đầu từ đâu, ví dụ 90.")
            elif at_least is not None and not label:
                self.add_error(f"label_{number}", "Hãy ghi tên mức xếp loại.")
            elif label:
                grades.append((label, at_least))
        steps = [cleaned.get(f"step_{number}") for number in range(1, self.steps + 1)]
        return {
            "graded_by": cleaned.get("graded_by"),
            "grades": tuple(grades),
            "steps": tuple(step for step in steps if step),
            "ballot": self._ballot(cleaned),
            "reply_days": cleaned.get("reply_days") or 0,
        }

    def _ballot(self, cleaned):
        """The rule as typed; nothing where the usual one is chosen."""
        if not cleaned.get("roll"):
            return None
        percent, above = cleaned.get("percent"), cleaned.get("above") != "from"
        if percent is None and "percent" not in self.errors:
            self.add_error("percent", "Hãy ghi tỷ lệ, ví dụ 50.")
        if percent is None:
            return None
        return ballots.Ballot(cleaned["roll"], cleaned.get("base") or ballots.PRESENT, percent, above)

    @staticmethod
    def _initial(content):
        rule = content.ballot or ballots.USUAL
        found = {"graded_by": content.graded_by, "roll": content.ballot and rule.roll}
        found["reply_days"] = content.reply_days
        found |= {"base": rule.base, "percent": rule.percent, "above": "above" if rule.above else "from"}
        for number, (label, at_least) in enumerate(content.grades, 1):
            found |= {f"label_{number}": label, f"at_least_{number}": at_least}
        return found | {f"step_{number}": key for number, key in enumerate(content.ladder, 1)}
