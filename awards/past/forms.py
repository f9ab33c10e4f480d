"""Forms of past awards: the file, whose an award is, and what the steps of an import let somebody choose."""

from django import forms

from awards.models import Nomination
from awards.models.past import SUBJECTS
from awards.past import entries
from awards.past.form_names import Catalogue
from awards.past.matching import bare
from awards.past.reading import FIRST_YEAR
from core import inputs
from core.forms import RuleForm
from core.text import clean_line, search_key
from members.models import Agency, Collective, Person

OFFERED = 50  # persons or collectives that a search offers
FIRST_ROWS = "Tệp .xlsx, tối đa 20 MB, 2.000 dòng. Tệp .xls cũ: mở bằng Excel rồi lưu thành .xlsx."


class PastWorkbookForm(RuleForm):
    """A list of past awards as an Excel file."""

    upload = forms.FileField(
        label="Tệp Excel",
        help_text=FIRST_ROWS,
        error_messages={"required": "Hãy chọn tệp Excel."},
        allow_empty_file=True,  # the rule refuses it, in its own words
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class PastAwardForm(RuleForm):
    """One past award in words; who is meant is only asked where the words do not say it for certain."""

    recipient = inputs.LineField(
        label="Tập thể, cá nhân",
        max_length=200,
        help_text="Đủ họ và tên, tên tập thể hoặc tên đơn vị như trong quyết định.",
    )
    subject = forms.ChoiceField(label="Của ai", required=False, widget=forms.HiddenInput)
    unit = inputs.LineField(
        label="Đơn vị", max_length=200, required=False, help_text="Tên khi đó; tên cũ vẫn nhận ra."
    )
    position = inputs.LineField(label="Chức vụ khi đó", max_length=200, required=False)
    code = inputs.LineField(
        label="Mã cá nhân", max_length=20, required=False, help_text="Nếu có: gắn đúng người dù trùng tên."
    )
    form = forms.ChoiceField(label="Hình thức", required=False)
    form_text = inputs.LineField(
        label="Tên hình thức như trong quyết định",
        max_length=200,
        required=False,
        help_text="Để trống nếu đúng như tên trong danh mục.",
    )
    ground = forms.ChoiceField(
        label="Loại hình khen thưởng",
        required=False,
        choices=[("", "Chưa rõ"), *Nomination.Ground.choices],
        help_text="Luật Thi đua, khen thưởng 06/2022/QH15, Điều 8.",
    )
    year = inputs.IntegerField(
        label="Năm",
        required=False,
        min_value=FIRST_YEAR,
        max_value=9999,
        help_text="Năm có thành tích. Để trống thì lấy năm của quyết định.",
    )
    decision = inputs.LineField(label="Số quyết định", max_length=60, required=False)
    decided_on = inputs.DateField(label="Ngày quyết định", required=False)
    decided_by = inputs.LineField(
        label="Người, cấp quyết định", max_length=200, required=False, help_text="Ví dụ: Thủ tướng Chính phủ."
    )
    achievement = inputs.BlockField(
        label="Thành tích", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    achieved_from = inputs.DateField(label="Lập thành tích từ ngày", required=False)
    achieved_to = inputs.DateField(label="Đến ngày", required=False)
    source_note = inputs.LineField(
        label="Nguồn", max_length=200, help_text="Đọc ở đâu. Ví dụ: bản gốc quyết định lưu tại Văn phòng Ban."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", "Hình thức khác, ghi tên ở dưới"), *Catalogue().choices]
        said = {name: clean_line(self.data.get(name, "")) for name in ("recipient", "unit", "code")}
        options = entries.whose(**said) if said["recipient"] else []
        if options:
            self.fields["subject"].widget = forms.Select()
            self.fields["subject"].choices = [("", "Hãy chọn"), *options]


class SubjectForm(RuleForm):
    """Whose a past award is (people and collectives of a name, every agency) and which form it means."""

    subject = forms.ChoiceField(label="Của ai", required=False)
    form = forms.ChoiceField(label="Hình thức trong danh mục", required=False)

    def __init__(self, *args, award, words="", **kwargs):
        super().__init__(*args, **kwargs)
        self.award, self.catalogue = award, Catalogue()
        self.fields["form"].choices = [("", "Chưa khớp với hình thức nào"), *self.catalogue.choices]
        name = words or bare(award.recipient_text)
        people = list(Person.objects.search(name).select_related("agency")[:OFFERED])
        found = Collective.objects.filter(search_key__contains=search_key(name))
        collectives = list(found.select_related("agency")[:OFFERED])
        agencies = list(Agency.objects.named())
        people += [award.person] if award.person and award.person not in people else []
        collectives += [award.collective] if award.collective and award.collective not in collectives else []
        self.rows = {f"{row._meta.model_name}-{row.pk}": row for row in (*people, *collectives, *agencies)}
        names = {agency.pk: agency.name for agency in agencies}
        self.fields["subject"].choices = [
            ("", "Chưa gắn với ai"),
            ("Cá nhân", _options(people, names)),
            ("Tập thể", _options(collectives, names)),
            ("Đơn vị", [(f"agency-{pk}", name) for pk, name in names.items()]),
        ]

    def clean(self):
        """Turn the choice into what the rule takes."""
        cleaned = super().clean()
        cleaned["subject"] = self.rows.get(cleaned.get("subject"))
        code, award = cleaned.get("form"), self.award
        cleaned["form"] = self.catalogue.of(code, award.year, award.decided_on)
        return cleaned


def first_values(award):
    """What the form says of an award as it stands."""
    kind = next((name for name in SUBJECTS if getattr(award, f"{name}_id")), None)
    subject = f"{kind}-{getattr(award, f'{kind}_id')}" if kind else ""
    return {"subject": subject, "form": award.form.code if award.form else ""}


def numbered(data, prefix):
    """Return {number: value} of the fields `prefix`-1, `prefix`-2 … of a POST."""
    found = {}
    for name, value in data.items():
        head, _, number = name.rpartition("-")
        if head == prefix and number.isdecimal() and len(number) < 6:
            found[int(number)] = value
    return found


def worded(data, prefix):
    """Return {words: chosen} of the pairs `prefix`-1 (chosen), `prefix`-words-1 of a POST; not the empty."""
    words = numbered(data, f"{prefix}-words")
    return {
        words[number]: clean_line(value)
        for number, value in numbered(data, prefix).items()
        if number in words and value.strip()
    }


def _options(rows, names):
    return [
        (
            f"{row._meta.model_name}-{row.pk}",
            ", ".join(
                part
                for part in (
                    str(row),
                    getattr(row, "position", ""),
                    names.get(row.agency_id, ""),
                    getattr(row, "personal_code", ""),
                )
                if part
            ),
        )
        for row in rows
    ]
