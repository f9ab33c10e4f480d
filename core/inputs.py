"""Form fields that read what people in Vietnamese offices type and answer in whole sentences.

Forms use these in place of Django's own, of which IntegerField reads 1.000 as 1 and DecimalField refuses
9,5. All are plain text inputs: a browser's date or number input follows the language of the browser.
"""

from datetime import date, time
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from core import dates, numbers, times
from core.rules import ReadingError
from core.text import clean_block, clean_line, excerpt

FILL_IN = "Hãy điền mục này."
TOO_LONG = "Hãy viết ngắn lại: nhiều nhất %(limit_value)d ký tự, hiện có %(show_value)d."


class TypedField(forms.Field):
    """A value of class `kind` that people type: `read` makes it from text, `show` gives the text back."""

    kind = None
    widget = forms.TextInput
    typing = {}  # attributes of the input

    def to_python(self, value):
        """Return the value, or None when nothing was typed."""
        text = self.prepare_value(value)
        if text is None or not clean_line(str(text)):
            return None
        try:
            return self.read(str(text))
        except ReadingError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def prepare_value(self, value):
        """Return the text shown in the input; what could not be read stands there as it was typed."""
        return self.show(value) if isinstance(value, self.kind) else value

    def validate(self, value):
        """Refuse nothing where something is required, and a value outside the bounds."""
        super().validate(value)
        if value is not None and (sentence := self.out_of_bounds(value)):
            raise ValidationError(sentence, code="bounds")

    def widget_attrs(self, widget):
        """Let phones offer the right keys; digits of one width."""
        own = {"class": "num", "autocomplete": "off", **self.typing}
        return {name: text for name, text in own.items() if name not in widget.attrs}


def is_key(text):
    """Say whether `text` may be the id of a row: digits, no longer than the numbers of a database."""
    return text.isdecimal() and len(text) < 19


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows. Django's own field passes an id that is too long on to the database, which breaks."""

    def clean(self, value):
        """Refuse what can be no row's id; the rest as Django does."""
        for key in value if isinstance(value, (list, tuple)) else ():
            if not is_key(str(key)):
                sentence = self.error_messages["invalid_choice"]
                raise ValidationError(sentence, code="invalid_choice", params={"value": excerpt(str(key))})
        return super().clean(value)


class FilesInput(forms.FileInput):
    """A file picker that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, at most AT_ONCE; empty ones come through, for the rule refuses them in its own words."""

    AT_ONCE = 20
    widget = FilesInput

    def __init__(self, **kwargs):
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None):
        """Return the list of the files, each as Django checks one."""
        files = data if isinstance(data, (list, tuple)) else [data]
        if len(files) > self.AT_ONCE:
            raise ValidationError(f"Mỗi lần gửi nhiều nhất {self.AT_ONCE} tệp. Hãy chia ra nhiều lần.")
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class DateField(TypedField):
    """A day. `earliest` and `latest` are dates or functions that return one, asked at each check."""

    kind = date
    widget = forms.DateInput
    typing = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}
    default_error_messages = {"required": f"Hãy nhập ngày. {dates.HOW}"}

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def read(self, text):
        """Return the date typed."""
        return dates.parse(text)

    def show(self, value):
        """Return dd/mm/yyyy."""
        return dates.short(value)

    def out_of_bounds(self, value):
        """Return why the day does not do, or nothing."""
        first, last = (bound() if callable(bound) else bound for bound in (self.earliest, self.latest))
        if (first is None or first <= value) and (last is None or value <= last):
            return ""
        if first and last:
            return f"Nhập ngày từ {dates.short(first)} đến {dates.short(last)}."
        if first:
            return f"Nhập ngày từ {dates.short(first)} trở đi."
        return f"Nhập ngày không muộn hơn {dates.short(last)}."


class TimeField(TypedField):
    """A time of day."""

    kind = time
    widget = forms.TimeInput
    typing = {"placeholder": "08:30"}
    default_error_messages = {"required": f"Hãy nhập giờ. {times.HOW}"}

    def read(self, text):
        """Return the time typed."""
        return times.parse(text)

    def show(self, value):
        """Return hours and minutes."""
        return times.short(value)

    def out_of_bounds(self, value):
        """No time of day is out of bounds."""
        return ""


class NumberField(TypedField):
    """What the number fields share: bounds (int, Decimal or the text of one), told in their unit."""

    kind = (int, Decimal)
    unit = ""

    def __init__(self, *, min_value=0, max_value=None, **kwargs):
        self.min_value, self.max_value = (
            Decimal(bound) if isinstance(bound, str) else bound for bound in (min_value, max_value)
        )
        super().__init__(**kwargs)

    def to_python(self, value):
        """Return the number; one that comes as a number is read like its text and never rounded."""
        return super().to_python(numbers.plain(value) if isinstance(value, self.kind) else value)

    def show(self, value):
        """Return the number with thousands points."""
        return numbers.grouped(value)

    def out_of_bounds(self, value):
        """Return why the number does not do, or nothing."""
        first, last = self.min_value, self.max_value
        if (first is None or first <= value) and (last is None or value <= last):
            return ""
        unit = f" {self.unit}" if self.unit else ""
        if first is None:
            return f"Nhập nhiều nhất {numbers.grouped(last)}{unit}."
        if last is None:
            return f"Nhập từ {numbers.grouped(first)}{unit} trở lên."
        return f"Nhập từ {numbers.grouped(first)} đến {numbers.grouped(last)}{unit}."


class PointsField(NumberField):
    """Points, a Decimal with at most `places` decimals; `min_value=None` lets points be below zero."""

    unit = "điểm"
    typing = {"inputmode": "decimal"}
    default_error_messages = {"required": "Hãy nhập số điểm, ví dụ 9,5."}

    def __init__(self, *, places=2, **kwargs):
        self.places = places
        super().__init__(**kwargs)

    def read(self, text):
        """Return the points typed."""
        return numbers.parse_decimal(text, self.places)

    def show(self, value):
        """Return the points with all their decimals, as in the columns beside."""
        return numbers.fixed(value, self.places)


class IntegerField(NumberField):
    """A count; `unit` is named in the sentence about its bounds ("Nhập từ 1 đến 20 đơn vị.")."""

    typing = {"inputmode": "numeric"}
    default_error_messages = {"required": "Hãy nhập một số nguyên, ví dụ 12."}

    def __init__(self, *, unit="", **kwargs):
        self.unit = unit or self.unit
        super().__init__(**kwargs)

    def read(self, text):
        """Return the int typed."""
        return numbers.parse_integer(text)


class AmountField(PointsField):
    """A quantity of anything, a Decimal with at most `places` decimals, shown in its shortest form."""

    unit = ""
    default_error_messages = {"required": "Hãy nhập số lượng, ví dụ 12 hoặc 96,8."}

    def show(self, value):
        """Return the number with thousands points and no zeros at its end."""
        return numbers.grouped(value)


class YearField(IntegerField):
    """A year between two bounds: four digits, never parted."""

    def show(self, value):
        """Return the year as it is written everywhere: 2024."""
        return str(value)

    def out_of_bounds(self, value):
        """Return why the year does not do, or nothing."""
        inside = self.min_value <= value <= self.max_value
        return "" if inside else f"Nhập năm từ {self.min_value} đến {self.max_value}."


class MoneyField(NumberField):
    """An amount in whole đồng (int)."""

    unit = "đồng"
    typing = {"inputmode": "numeric"}
    default_error_messages = {"required": "Hãy nhập số tiền bằng đồng, ví dụ 30.360.000."}

    def read(self, text):
        """Return the amount typed, with or without "đồng" behind."""
        return numbers.parse_money(text)


class LineField(forms.CharField):
    """One line of text, cleaned before its length is measured."""

    default_error_messages = {"required": FILL_IN, "max_length": TOO_LONG}

    def to_python(self, value):
        """Return the line as it will be kept."""
        return super().to_python(value if value is None else self.tidy(str(value)))

    @staticmethod
    def tidy(text):
        """Clean one line."""
        return clean_line(text)


class BlockField(LineField):
    """Paragraphs of text; line breaks stay."""

    widget = forms.Textarea

    @staticmethod
    def tidy(text):
        """Clean paragraphs."""
        return clean_block(text)
