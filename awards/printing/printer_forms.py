"""Forms of the printers: which one with which paper, and what was measured on its ruler sheet."""

from decimal import Decimal

from django import forms

from awards.models.printers import LARGEST, SMALLEST
from awards.printing.measurements import CORNERS, FIELDS
from core import inputs
from core.forms import RuleForm
from documents import stocks
from members.models import Agency

OWN = "own"
LYING = {f"{stock.width:g}x{stock.height:g}": stock.label for stock in stocks.every()}
UPRIGHT = {
    "210x297": "A4 dọc, 210 × 297 mm",
    "297x420": "A3 dọc, 297 × 420 mm (hai bằng A4 trên một tờ)",
}
SHEETS = LYING | UPRIGHT | {OWN: "Khổ khác, nhập hai chiều bên dưới"}
SIDE = {"places": 1, "min_value": SMALLEST, "max_value": LARGEST, "required": False}
MEASURABLE = 60  # mm: a mark stands 20 mm from its edges and the printer may be off by as much again


class LengthField(inputs.AmountField):
    """A length in mm."""

    unit = "mm"
    default_error_messages = {"required": "Hãy nhập số đo bằng mm, ví dụ 21,8."}


class PrinterForm(RuleForm):
    """A printer, one of its trays, one size of paper."""

    agency = forms.ModelChoiceField(
        label="Cơ quan, đơn vị", queryset=Agency.objects.none(), empty_label="Chọn đơn vị"
    )
    name = inputs.LineField(
        label="Máy in", max_length=60, help_text="Tên mọi người vẫn gọi. Ví dụ: Canon LBP, phòng 204."
    )
    tray = inputs.LineField(
        label="Khay giấy", max_length=40, required=False, help_text="Mỗi khay lệch một cách. Ví dụ: khay tay."
    )
    sheet = forms.ChoiceField(label="Khổ giấy", choices=SHEETS.items())
    width = LengthField(label="Chiều ngang (mm)", help_text="Chỉ nhập khi chọn “Khổ khác”.", **SIDE)
    height = LengthField(label="Chiều dọc (mm)", help_text="Chỉ nhập khi chọn “Khổ khác”.", **SIDE)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.named().filter(pk__in=agencies)
        if len(agencies) == 1:
            self.fields.pop("agency")
            self.only = Agency.objects.get(pk=next(iter(agencies)))

    def clean(self):
        """Put the size of the paper together, whether chosen or typed."""
        typed = super().clean()
        sheet = typed.pop("sheet", None)
        if sheet == OWN:
            for name in ("width", "height"):
                if typed.get(name) is None and name not in self.errors:
                    self.add_error(name, "Hãy nhập chiều giấy bằng mm, ví dụ 400.")
        elif sheet:
            width, height = sheet.split("x")
            typed |= {"width": Decimal(width), "height": Decimal(height)}
        return typed if "agency" in self.fields else typed | {"agency": self.only}


class MeasuredForm(RuleForm):
    """How far each mark of the ruler sheet lies from the two edges nearest to it."""

    SIDES = {"a": ("trái", "trên"), "b": ("phải", "trên"), "c": ("trái", "dưới"), "d": ("phải", "dưới")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            letter, way = name.split("_")
            side = self.SIDES[letter][way == "y"]
            self.fields[name] = LengthField(
                label=f"{letter.upper()} tới mép {side}", places=2, min_value=0, max_value=MEASURABLE
            )
            self.fields[name].widget.attrs |= {
                "placeholder": "20",
                "aria-label": f"Dấu {letter.upper()} tới mép {side}, mm",
            }

    @property
    def corners(self):
        """(name of the mark, its two fields) as they lie on the sheet."""
        return [(name, self[f"{letter}_x"], self[f"{letter}_y"]) for letter, name in CORNERS.items()]
