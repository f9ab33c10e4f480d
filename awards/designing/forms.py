"""Forms of designs: a new one, from a file, a picture, a proof, a use, a face."""

from decimal import Decimal

from django import forms

from awards.designing import drafts, proofs, samples, uses
from awards.models import CertificateDesign, DesignVersion
from awards.models.catalogue import Recipient
from awards.printing.printer_forms import OWN, SHEETS, SIDE, LengthField
from core import inputs
from core.forms import RuleForm
from documents import designs
from members.models import Agency

SIZES = SHEETS | {"297x420": "A3 dọc, 297 × 420 mm"}  # of printers' paper, where it holds two of A4
SAME = "same"


class OfAgencyForm(RuleForm):
    """What belongs to one of the agencies one prints for; asked only where there are several."""

    agency = forms.ModelChoiceField(
        label="Cơ quan, đơn vị", queryset=Agency.objects.none(), empty_label="Chọn đơn vị"
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.named().filter(pk__in=agencies)
        if len(agencies) == 1:
            self.fields.pop("agency")
            self.only = Agency.objects.get(pk=next(iter(agencies)))

    def clean(self):
        """Say the agency also where it was not asked."""
        typed = super().clean()
        return typed if "agency" in self.fields else typed | {"agency": self.only}


class NewDesignForm(OfAgencyForm):
    """A design begins as a copy of one of ours or of an own one, on a sheet of any size."""

    name = inputs.LineField(
        label="Tên mẫu", max_length=80, help_text="Ví dụ: Bằng khen của Khối trưởng, phôi 2025."
    )
    source = forms.ChoiceField(label="Bắt đầu từ")
    sheet = forms.ChoiceField(label="Khổ giấy", choices=[(SAME, "Giữ khổ của mẫu gốc"), *SIZES.items()])
    width = LengthField(label="Chiều ngang (mm)", help_text="Chỉ nhập khi chọn “Khổ khác”.", **SIDE)
    height = LengthField(label="Chiều dọc (mm)", help_text="Chỉ nhập khi chọn “Khổ khác”.", **SIDE)

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        ours = [
            (f"Mẫu có sẵn: {family}", [(design.name, design.label) for design in alike])
            for family, alike in designs.families()
        ]
        mine = [(f"own-{design.pk}", str(design)) for design in own]
        self.fields["source"].choices = [*([("Mẫu của đơn vị", mine)] if mine else []), *ours]

    def clean(self):
        """Put the size of the sheet together, whether kept, chosen or typed; find what is copied."""
        typed = super().clean()
        source, sheet = typed.get("source"), typed.pop("sheet", None)
        if source:
            typed["source"] = self._source(source)
        if sheet == OWN:
            for name in ("width", "height"):
                if typed.get(name) is None and name not in self.errors:
                    self.add_error(name, "Hãy nhập chiều giấy bằng mm, ví dụ 400.")
        elif sheet == SAME and source:
            typed |= dict(zip(("width", "height"), _size_of(typed["source"]), strict=True))
        elif sheet:
            typed |= dict(zip(("width", "height"), map(Decimal, sheet.split("x")), strict=True))
        return typed

    def _source(self, chosen):
        """The name of one of ours, or the version that an own design is worked on in."""
        if not chosen.startswith("own-"):
            return chosen
        design = CertificateDesign.objects.get(pk=chosen.removeprefix("own-"))
        return drafts.current(design)


def _size_of(source):
    if isinstance(source, str):
        found = designs.named(source)
        return found.width, found.height
    return source.content["sheet"]["width"], source.content["sheet"]["height"]


class FontForm(OfAgencyForm):
    """A face to bring."""

    file = forms.FileField(
        label="Tệp phông chữ (.ttf)",
        allow_empty_file=True,
        help_text="Phông Unicode trọn vẹn, đủ chữ tiếng Việt, người làm phông cho phép nhúng vào PDF.",
        error_messages={"required": "Hãy chọn tệp phông chữ."},
    )


class ParcelForm(OfAgencyForm):
    """A design as a file, and what it is called here."""

    file = forms.FileField(
        label="Tệp mẫu (.zip)",
        allow_empty_file=True,
        help_text="Tệp do nút “Xuất mẫu” tạo ra, ở đây hay ở máy chủ khác.",
        error_messages={"required": "Hãy chọn tệp mẫu."},
    )
    name = inputs.LineField(
        label="Tên mẫu", max_length=80, required=False, help_text="Để trống thì lấy tên ghi trong tệp."
    )


class PictureForm(RuleForm):
    """A picture under a draft, and whether it is printed; without a file that of the picture laid is set."""

    upload = forms.FileField(label="Ảnh phôi (PNG, JPEG)", required=False, allow_empty_file=True)
    role = forms.ChoiceField(label="Dùng làm", choices=DesignVersion.PictureRole.choices)


class UseForm(RuleForm):
    """What is printed in a design."""

    form_code = forms.ChoiceField(label="Hình thức khen", required=False)
    kind = forms.ChoiceField(
        label="Đối tượng", required=False, choices=[("", "Mọi đối tượng"), *Recipient.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_code"].choices = [("", "Mọi hình thức"), *uses.own_forms()]


class ProofForm:
    """What a proof is asked for with: a sample and a mode, else the usual ones."""

    SAMPLES = samples.LABELS

    def __init__(self, asked):
        sample, mode = asked.get("sample", ""), asked.get("mode", "")
        self.sample = sample if sample in samples.LABELS else samples.TYPICAL
        self.mode = mode if mode in proofs.MODES else proofs.FULL
