"""The form of cross-scoring: off, or whose sheets by how many, which mean, names shown or not."""

from django import forms

from blocs import cross_rules
from blocs.models import CrossRule
from core import inputs
from core.forms import RuleForm

OFF = "Không chấm chéo"


class CrossForm(RuleForm):
    """Whether members score each other, and how; hands on one rule, or None. `word`: the bloc's own word."""

    scope = forms.ChoiceField(
        label="Bảng được chấm chéo",
        choices=[("", OFF), *CrossRule.Scope.choices],
        required=False,
        help_text="Bảng của đơn vị đứng đầu được chấm chéo thì không do cấp phó thẩm định nữa.",
    )
    scorers = inputs.IntegerField(
        label="Số đơn vị chấm mỗi bảng",
        min_value=cross_rules.FEWEST,
        max_value=cross_rules.MOST,
        unit="đơn vị",
        required=False,
    )
    trimmed = forms.ChoiceField(
        label="Điểm của mỗi dòng",
        choices=[
            ("", "Trung bình cộng các điểm"),
            ("trimmed", "Trung bình cộng sau khi bỏ điểm cao nhất và thấp nhất"),
        ],
        required=False,
        help_text="Bỏ điểm cao nhất, thấp nhất cần ít nhất 3 điểm; dòng có ít hơn thì tính trung bình cộng.",
    )
    named = forms.ChoiceField(
        label="Tên đơn vị chấm",
        choices=[
            ("", "Đơn vị được chấm không xem được"),
            ("named", "Đơn vị được chấm xem được sau khi khép"),
        ],
        required=False,
    )

    def __init__(self, *args, cross, word, **kwargs):
        rule = cross or cross_rules.USUAL
        initial = {
            "scope": cross.scope if cross else "",
            "scorers": rule.scorers,
            "trimmed": "trimmed" if rule.trimmed else "",
            "named": "named" if rule.named else "",
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields[
            "scorers"
        ].help_text = f"{word.capitalize()} có ít đơn vị hơn thì mọi đơn vị chấm được đều chấm."

    def clean(self):
        """Hand the rule on as a CrossScoring; None where it is switched off."""
        cleaned = super().clean()
        if not cleaned.get("scope"):
            return {"cross": None}
        if cleaned.get("scorers") is None and "scorers" not in self.errors:
            self.add_error("scorers", "Hãy ghi mỗi bảng do mấy đơn vị chấm, ví dụ 3.")
        if cleaned.get("scorers") is None:
            return {"cross": None}
        if cleaned.get("trimmed") and cleaned["scorers"] < cross_rules.TRIMMABLE:
            self.add_error("scorers", "Muốn bỏ điểm cao nhất và thấp nhất thì mỗi bảng cần ít nhất 3 đơn vị.")
            return {"cross": None}
        facts = {name: bool(cleaned.get(name)) for name in ("trimmed", "named")}
        return {"cross": cross_rules.CrossScoring(cleaned["scope"], cleaned["scorers"], **facts)}
