"""Forms of the print ledger: how a batch came out, to whom certificates were handed, copies, the stock."""

from django import forms

from awards.models import BatchOutcome, Certificate, HandOver, Stock, StockEntry
from awards.printing import ledger, print_outcomes
from awards.printing.stock import MOST
from core import clock, inputs
from core.forms import RuleForm
from core.rules import ReadingError


class PagesField(inputs.LineField):
    """Page numbers as people list them: 3, 7-9."""

    def clean(self, value):
        """Return the numbers in order."""
        try:
            return print_outcomes.pages_in(super().clean(value))
        except ReadingError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class OutcomeForm(RuleForm):
    """A batch came out of the printer: what is spoilt, and on which phôi."""

    spoilt = PagesField(
        label="Trang hỏng",
        max_length=400,
        required=False,
        help_text="Để trống nếu mọi trang đều in tốt. Ví dụ: 3, 7-9.",
    )
    reason = inputs.LineField(
        label="Lý do hỏng", max_length=300, required=False, help_text="Ví dụ: kẹt giấy, phôi bị nhàu."
    )
    stock = forms.ModelChoiceField(
        label="Trừ vào kho phôi",
        queryset=Stock.objects.none(),
        required=False,
        empty_label="Không trừ kho phôi",
    )

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        agency = batch.decision.issuing_agency_id
        self.fields["stock"].queryset = Stock.objects.filter(agency=agency)
        before = BatchOutcome.objects.filter(batch__decision__issuing_agency=agency, batch__mode=batch.mode)
        self.fields["stock"].initial = before.order_by("-pk").values_list("stock", flat=True).first()


class HandOverForm(RuleForm):
    """Which certificates were handed over, to whom, when."""

    certificates = inputs.RowsField(
        label="Bằng khen",
        queryset=Certificate.objects.none(),
        required=False,
        widget=forms.MultipleHiddenInput,
    )
    everything = forms.BooleanField(label="Tất cả Bằng khen chờ giao đang lọc", required=False)
    to = forms.ChoiceField(label="Giao cho", choices=HandOver.To.choices[:2])
    receiver = inputs.LineField(
        label="Họ tên người nhận",
        max_length=200,
        required=False,
        help_text="Để trống nếu chính người, tập thể được khen nhận.",
    )
    on = inputs.DateField(label="Ngày giao", initial=clock.today, latest=clock.today)
    note = inputs.LineField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args, rows, every, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["certificates"].queryset = every
        self.rows = rows

    def clean(self):
        """Put the ticked certificates, or all that are filtered and can be handed over, into one list."""
        typed = super().clean()
        chosen = typed.get("certificates", ())
        typed["certificates"] = list(
            self.rows.filter(ledger.HANDABLE) if typed.pop("everything", 0) else chosen
        )
        return typed


class CopyForm(RuleForm):
    """For whom a copy is, and why."""

    receiver = inputs.LineField(label="Người nhận bản sao", max_length=200)
    reason = inputs.LineField(
        label="Lý do", max_length=300, help_text="Ví dụ: lưu hồ sơ khen thưởng của cơ quan."
    )


class StockEntryForm(RuleForm):
    """Sheets received, used or spoilt apart from the batches."""

    kind = forms.ChoiceField(label="Việc", choices=StockEntry.Kind)
    count = inputs.IntegerField(label="Số tờ", min_value=1, max_value=MOST, unit="tờ")
    on = inputs.DateField(label="Ngày", initial=clock.today, latest=clock.today)
    note = inputs.LineField(
        label="Ghi chú", max_length=300, help_text="Phôi nhận từ đâu, dùng vào việc gì, hoặc vì sao hỏng."
    )


class NewStockForm(StockEntryForm):
    """A new kind of phôi begins with the sheets that were received."""

    field_order = ["name"]
    kind = None
    name = inputs.LineField(
        label="Loại phôi", max_length=120, help_text="Ví dụ: Phôi Bằng khen A4, mẫu năm 2023."
    )
