"""Forms on the way of a nomination: checked, completed, opinions, dossier, sending, outcome, deadlines."""

from django import forms

from awards.cataloguing import catalogue
from awards.forms import version
from awards.models import (
    AwardForm,
    FormDeadline,
    Nomination,
    NominationFile,
    NominationOutcome,
    Opinion,
    RequiredPart,
)
from awards.nominating import reporting
from blocs.models.blocs import Form
from blocs.models.spans import Span
from core import clock, inputs
from core.forms import RuleForm

KINDS_OF_FILES = "PDF (tối đa 500 trang), ảnh JPEG hoặc PNG, Word, Excel, PowerPoint; mỗi tệp tối đa 20 MB."
PICK = {"required": "Hãy chọn tệp."}
SCANNED = ("submission", "list", "minutes", "other")  # parts that a whole dossier has once


class CheckForm(RuleForm):
    """What was seen when it was checked."""

    note = inputs.BlockField(
        label="Ghi chú kiểm tra",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Đã xem gì: đối tượng, điều kiện, giấy tờ, minh chứng.",
    )


class SendBackForm(RuleForm):
    """What lacks and until when it is completed."""

    reason = inputs.BlockField(
        label="Cần bổ sung gì", max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    due_on = inputs.DateField(label="Hạn gửi lại", earliest=clock.today)


class CompleteForm(RuleForm):
    """The achievement and its time, said anew."""

    achievement = inputs.BlockField(
        label="Thành tích", max_length=2000, widget=forms.Textarea(attrs={"rows": 7, "data-words": True})
    )
    achieved_from = inputs.DateField(label="Lập thành tích từ ngày")
    achieved_to = inputs.DateField(label="Đến ngày")


class NominationFileForm(RuleForm):
    """Files of a nomination; what is said of them is said of each."""

    upload = inputs.FilesField(label="Tệp", help_text=KINDS_OF_FILES, error_messages=PICK)
    kind = forms.ChoiceField(label="Loại giấy tờ", choices=NominationFile.Kind)
    note = inputs.LineField(label="Ghi chú", max_length=300, required=False)


class ReportForm(RuleForm):
    """The sections of a báo cáo thành tích."""

    def __init__(self, *args, nomination, **kwargs):
        super().__init__(*args, **kwargs)
        for section in reporting.sections(nomination):
            self.fields[section.key] = inputs.BlockField(
                label=section.title,
                max_length=10000,
                required=False,
                initial=section.text,
                help_text=section.hint,
                widget=forms.Textarea(attrs={"rows": 6, "data-words": True}),
            )

    def clean(self):
        """Hand the texts on by section."""
        return {"texts": super().clean()}


class OpinionForm(RuleForm):
    """Whom, when and by which letter another body is asked."""

    asked_of = inputs.LineField(label="Hỏi ý kiến của", max_length=200)
    asked_on = inputs.DateField(label="Ngày hỏi", latest=clock.today)
    letter = inputs.LineField(label="Số văn bản hỏi", max_length=60, required=False)
    due_on = inputs.DateField(label="Hạn trả lời", required=False)

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        usual = f"Bỏ trống thì tính {days} ngày làm việc, trừ Thứ Bảy, Chủ nhật và ngày nghỉ lễ đã ghi."
        self.fields["due_on"].help_text = usual if days else "Chưa có quy định số ngày, hãy ghi hạn."


class AnswerForm(RuleForm):
    """What the body answered."""

    answered_on = inputs.DateField(label="Ngày trả lời", latest=clock.today)
    answer = forms.ChoiceField(label="Ý kiến", choices=Opinion.Answer)
    note = inputs.BlockField(
        label="Nội dung trả lời", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    upload = forms.FileField(
        label="Văn bản trả lời", required=False, allow_empty_file=True, help_text=KINDS_OF_FILES
    )


class DossierForm(RuleForm):
    """To whom a dossier goes and what the bloc says of it."""

    addressee = inputs.LineField(
        label="Kính gửi",
        max_length=200,
        help_text="Cấp có thẩm quyền nhận hồ sơ. Ví dụ: Thủ tướng Chính phủ (qua Bộ Nội vụ).",
    )
    appraisal = inputs.BlockField(
        label="Nhận xét, thẩm định",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In trong tờ trình: đối tượng, điều kiện, việc công khai, hồ sơ.",
    )
    paper_form = forms.ChoiceField(
        label="Thể thức văn bản", choices=[("", "Theo quy định của năm"), *Form.choices], required=False
    )


class NewDossierForm(RuleForm):
    """A dossier begins with its form and addressee."""

    form = forms.ModelChoiceField(label="Hình thức", queryset=AwardForm.objects.none(), empty_label=None)
    addressee = DossierForm.base_fields["addressee"]

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = catalogue.used_in(season).filter(own=False)
        self.fields["form"].label_from_instance = version


class DossierFileForm(RuleForm):
    """Scans for one part of a dossier."""

    part = forms.ChoiceField(
        label="Thành phần", choices=[row for row in RequiredPart.Part.choices if row[0] in SCANNED]
    )
    upload = inputs.FilesField(label="Tệp", help_text=KINDS_OF_FILES, error_messages=PICK)


class SendForm(RuleForm):
    """The letter with which a dossier goes, and why it goes although something lacks."""

    letter_number = inputs.LineField(
        label="Số tờ trình", max_length=40, help_text="Ghi đủ như trên tờ trình đã ký."
    )
    letter_on = inputs.DateField(label="Ngày tờ trình", latest=clock.today)
    despite = inputs.BlockField(
        label="Lý do vẫn trình",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ ghi khi còn thiếu hoặc quá hạn mà vẫn trình.",
    )


class OutcomeForm(RuleForm):
    """What a level said of nominations that were sent."""

    nominations = inputs.RowsField(
        label="Đề nghị",
        queryset=Nomination.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một đề nghị."},
    )
    level = forms.ChoiceField(label="Cấp", choices=AwardForm.Level)
    authority = inputs.LineField(label="Người, cơ quan có ý kiến hoặc quyết định", max_length=200)
    outcome = forms.ChoiceField(label="Kết quả", choices=NominationOutcome.Outcome)
    lower_form = forms.ModelChoiceField(
        label="Hình thức được khen",
        queryset=AwardForm.objects.none(),
        required=False,
        empty_label="Chỉ chọn khi khen hình thức thấp hơn",
    )
    number = inputs.LineField(label="Số văn bản, quyết định", max_length=40, required=False)
    decided_on = inputs.DateField(label="Ngày văn bản", latest=clock.today)
    reason = inputs.BlockField(
        label="Lý do",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi khi không được khen thưởng hoặc khen hình thức thấp hơn.",
    )

    def __init__(self, *args, dossier, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nominations"].queryset = waiting
        lower = catalogue.of(dossier.season).filter(ceremony_order__gt=dossier.form.ceremony_order)
        self.fields["lower_form"].queryset = lower


class SeasonDeadlineForm(RuleForm):
    """The day that a letter gives the bloc for one form."""

    form = forms.ModelChoiceField(label="Hình thức", queryset=AwardForm.objects.none(), empty_label=None)
    due_on = inputs.DateField(label="Hạn trình")
    source = inputs.LineField(
        label="Căn cứ (số, ngày văn bản)",
        max_length=300,
        help_text="Văn bản giao hạn. Ví dụ: Công văn số 12/HĐTĐKT, ngày 02/10/2023.",
    )

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = catalogue.of(season).filter(own=False)


class DatedForm(RuleForm):
    """What every rule has: its source and from when until when it holds."""

    source = inputs.LineField(label="Căn cứ", max_length=300, help_text="Văn bản, điều, khoản.")
    recalled = forms.BooleanField(label="Chưa đối chiếu văn bản gốc", required=False)
    valid_from = inputs.DateField(label="Áp dụng từ ngày")
    valid_to = inputs.DateField(
        label="Áp dụng đến hết ngày", required=False, help_text="Bỏ trống khi đang áp dụng."
    )


class FormDeadlineForm(DatedForm):
    """The day of a year by which dossiers of a form are due."""

    field_order = ["form_code", "span", "day", "month", "years_after", "received_by", "note"]
    form_code = forms.ChoiceField(label="Hình thức")
    span = forms.ChoiceField(label="Năm tính theo", choices=[("", "Mọi năm"), *Span.choices], required=False)
    day = inputs.IntegerField(label="Ngày", min_value=1, max_value=31)
    month = inputs.IntegerField(label="Tháng", min_value=1, max_value=12)
    years_after = inputs.IntegerField(
        label="Số năm sau năm kết thúc",
        min_value=0,
        max_value=5,
        help_text="0: cùng năm với ngày cuối của năm thi đua; 1: năm sau.",
    )
    received_by = inputs.LineField(label="Nơi nhận hồ sơ", max_length=200)
    note = inputs.LineField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_code"].choices = _codes(FormDeadline.objects.values_list("form_code", flat=True))


class RequiredPartForm(DatedForm):
    """One part that a dossier must hold."""

    field_order = ["whose", "part", "with_votes", "if_asked", "words_from", "words_to", "work_days"]
    whose = forms.ChoiceField(label="Hình thức, loại")
    part = forms.ChoiceField(label="Thành phần", choices=RequiredPart.Part)
    with_votes = forms.BooleanField(label="Biên bản phải ghi kết quả phiếu", required=False)
    if_asked = forms.BooleanField(label="Chỉ đòi khi đã hỏi ý kiến", required=False)
    words_from = inputs.IntegerField(
        label="Nên từ (chữ)", min_value=1, max_value=30000, required=False, unit="chữ"
    )
    words_to = inputs.IntegerField(
        label="Nên đến (chữ)", min_value=1, max_value=30000, required=False, unit="chữ"
    )
    work_days = inputs.IntegerField(
        label="Trả lời ý kiến trong (ngày làm việc)",
        min_value=1,
        max_value=90,
        required=False,
        unit="ngày làm việc",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(value, f"Mọi {label.lower()}") for value, label in AwardForm.Kind.choices]
        known = RequiredPart.objects.exclude(form_code="").values_list("form_code", flat=True)
        self.fields["whose"].choices = [*kinds, *_codes(known)]


def _codes(known):
    """(code, name) of every form of the catalogue today, and of `known` codes it has no more."""
    names, every = dict(AwardForm.objects.on().values_list("code", "name")), catalogue.names()
    return [*names.items(), *((code, every.get(code, code)) for code in sorted(set(known) - set(names)))]
