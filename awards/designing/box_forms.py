"""Forms of one part of a draft by figures: a box, the QR code, the stamp, the sheet."""

from decimal import Decimal

from django import forms

from awards.designing import contents, reading, told
from core import inputs
from core.forms import RuleForm
from core.rules import RuleError

ALIGN = {"left": "Trái", "center": "Giữa", "right": "Phải"}
VERTICAL = {"top": "Trên", "middle": "Giữa", "bottom": "Dưới"}
BREAKS = {
    "words": "Giữa các từ (câu văn)",
    "phrases": "Sau dấu phẩy, trước “của”, “và” (tên cơ quan)",
    "never": "Không xuống dòng (tên người)",
}


def _amount(label, **how):
    """A figure; its bounds are told by contents.read, which knows all of them."""
    return inputs.AmountField(label=label, places=3, min_value=None, required=False, **how)


class SectionForm(RuleForm):
    """One part of a draft by figures: refusals of the rule come back to the field."""

    revision = forms.CharField(widget=forms.HiddenInput)
    part, labels = "", {}

    def clean_revision(self):
        """The revision the form was made of; anything else is an old one."""
        typed = self.cleaned_data["revision"]
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1

    def attempt_on(self, act, *args, by):
        """Carry out `act(*args, facts, revision=, by=)` into `result`; True when it was carried out."""
        if not self.is_valid():
            return False
        try:
            self.result = self.attempted(act, *args, by=by)
        except reading.Faults as faults:
            for place, sentence in faults.errors.items():
                self._take_fault(*place.rpartition("."), sentence)
        except RuleError as refusal:
            self.add_error(None, str(refusal))
        return self.is_valid()

    def _take_fault(self, part, _, name, sentence):
        """A fault of this part stands at its field; one of another part (a smaller sheet) says which."""
        if part in (self.part, "") and name in self.fields:
            self.add_error(name, sentence)
        else:
            told = self.labels.get(part) or reading.PARTS.get(part)
            self.add_error(None, f"{told[0].upper()}{told[1:]}: {sentence}" if told else sentence)

    def attempted(self, act, *args, by):
        """Hand plain facts to the rule."""
        facts = {name: _plain(value) for name, value in self.cleaned_data.items() if name != "revision"}
        facts = {name: value for name, value in facts.items() if value is not None}
        return act(*args, facts, revision=self.cleaned_data["revision"], by=by)


class SheetForm(SectionForm):
    """The sheet itself."""

    width = _amount("Chiều ngang (mm)")
    height = _amount("Chiều dọc (mm)")


class StampForm(SectionForm):
    """Where the mark of sample data stands."""

    x = _amount("X (mm)")
    y = _amount("Y (mm)")


class CodeForm(StampForm):
    """Where the QR code stands."""

    size = _amount("Cạnh (mm)")
    min_module = _amount(
        "Ô vuông nhỏ nhất (mm)", help_text="Nhỏ hơn thì điện thoại khó đọc; thường dùng 0,4."
    )
    colour = inputs.LineField(label="Màu", max_length=7)


class BoxForm(SectionForm):
    """One text box with everything about it."""

    label = inputs.LineField(label="Tên ô", max_length=60)
    text = inputs.BlockField(label="Nội dung", max_length=contents.LONGEST_TEXT)
    x = _amount("X (mm)")
    y = _amount("Y (mm)")
    width = _amount("Rộng (mm)")
    height = _amount("Cao (mm)")
    size = _amount("Cỡ chữ (pt)")
    shrink_to = _amount("Chữ dài thì giảm tới (pt)", help_text="0: không giảm, xuống dòng ngay.")
    min_size = _amount("Xuống dòng rồi giảm tới (pt)", help_text="0: như ô trên. Nhỏ hơn nữa thì không in.")
    warn_under = _amount("Nhắc khi cỡ chữ dưới (pt)", help_text="0: không nhắc.")
    face = forms.ChoiceField(label="Phông chữ")
    colour = inputs.LineField(label="Màu", max_length=7)
    align = forms.ChoiceField(label="Căn dòng", choices=ALIGN.items())
    vertical = forms.ChoiceField(label="Căn dọc trong ô", choices=VERTICAL.items())
    line_height = _amount("Giãn dòng", help_text="Lần cỡ chữ, ví dụ 1,25.")
    letter_spacing = _amount("Giãn chữ", help_text="Phần của cỡ chữ, ví dụ 0,1.")
    word_spacing = _amount("Giãn từ")
    ruled = _amount("Gạch dưới (pt)", help_text="0: không gạch.")
    breaks = forms.ChoiceField(label="Được xuống dòng", choices=BREAKS.items())
    upper = forms.BooleanField(label="Viết hoa tất cả", required=False)
    beside_code = forms.BooleanField(label="Lùi về mép trái mã QR khi không có mã", required=False)
    stock = forms.BooleanField(label="Đã in sẵn trên phôi", required=False)

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.faces = {_key_of(face): face for face in told.faces_for(version)}
        self.fields["face"].choices = [(key, face["label"]) for key, face in self.faces.items()]
        self.initial["face"] = _key_of(self.initial)

    def clean(self):
        """Say which face was chosen as its family, weight and slope."""
        typed = super().clean()
        if face := self.faces.get(typed.pop("face", None)):
            typed |= {key: face[key] for key in ("family", "weight", "italic")}
        return typed


class AddBoxForm(SectionForm):
    """A new box: its name and what it says; it is placed by figures afterwards."""

    label = inputs.LineField(label="Tên ô", max_length=60)
    text = inputs.BlockField(label="Nội dung", max_length=contents.LONGEST_TEXT)
    field_order = ("label", "text")

    PLACE = {"x": 30, "y": 30, "width": 40, "height": 8, "size": 14}

    def attempted(self, act, *args, by):
        """A new box begins near the upper left corner, where it is seen."""
        facts = self.PLACE | {"label": self.cleaned_data["label"], "text": self.cleaned_data["text"]}
        return act(*args, facts, revision=self.cleaned_data["revision"], by=by)


FORMS = {"sheet": SheetForm, "code": CodeForm, "stamp": StampForm}
NO_CODE = {"x": 33, "y": 60, "size": 22, "min_module": 0.4, "colour": "#2B1A12"}  # where a code is begun


def form_for(version, name, typed=None):
    """Return the form of one part of `version`: a box by its name or a section; None for none."""
    content, revision = version.content, {"revision": version.revision}
    if name in contents.SECTIONS:
        form = FORMS[name](typed, initial=_shown(content[name] or NO_CODE) | revision)
    else:
        box = next((box for box in content["boxes"] if box["name"] == name), None)
        if box is None:
            return None
        form = BoxForm(typed, initial=_shown(box) | revision, version=version)
    form.part, form.labels = name, {box["name"]: box["label"] for box in content["boxes"]}
    return form


def _key_of(face):
    return f"{face['family']}/{face['weight']}{'/italic' if face['italic'] else ''}"


def _shown(section):
    """Its figures as Decimals, which fields write the Vietnamese way."""
    return {
        name: Decimal(str(value)) if isinstance(value, float) else value for name, value in section.items()
    }


def _plain(value):
    """What JSON would hold: a Decimal as a number."""
    return float(value) if isinstance(value, Decimal) else value
