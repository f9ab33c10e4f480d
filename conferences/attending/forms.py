"""Forms of the people of a conference: a member's own list, who stands in, what must come, who is invited."""

from django import forms

from blocs.forms import PaperForm
from conferences import marks
from conferences.attending import day_presence
from conferences.attending.registration import MOST
from conferences.forms import DelegateForm
from conferences.models import Quorum
from core import inputs
from core.forms import RuleForm
from core.text import clean_line
from members.models import Agency


class EmailField(forms.EmailField):
    """An address of e-mail, refused in a whole sentence."""

    default_error_messages = {"invalid": "Hãy nhập địa chỉ thư có dạng ten@coquan.vn."}


class OwnDelegateForm(RuleForm):
    """Somebody whom a member sends; in which capacity, the head says."""

    agency = forms.ModelChoiceField(label="Đơn vị", queryset=Agency.objects.none(), empty_label=None)
    title = inputs.LineField(label="Học hàm, học vị, cấp bậc", max_length=60, required=False)
    full_name = inputs.LineField(label="Họ và tên", max_length=120)
    position = inputs.LineField(label="Chức vụ", max_length=200, required=False)
    email = EmailField(label="Thư điện tử để nhận giấy mời", required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class AnyDelegateForm(DelegateForm):
    """Anybody on the list, as the head writes it."""

    email = EmailField(label="Thư điện tử để nhận giấy mời", required=False)


class PastedField(inputs.BlockField):
    """Lines pasted from a sheet: what stood in cells beside each other stays parted by tabs."""

    @staticmethod
    def tidy(text):
        """Clean each cell; empty ones at the ends of a line are left out."""
        lines = ("\t".join(map(clean_line, line.split("\t"))).strip("\t") for line in text.splitlines())
        return "\n".join(lines).strip("\n")


class DelegateListForm(RuleForm):
    """Several people of one member, pasted from a list."""

    agency = forms.ModelChoiceField(label="Đơn vị", queryset=Agency.objects.none(), empty_label=None)
    text = PastedField(
        label="Danh sách",
        max_length=20_000,
        help_text=(
            "Mỗi người một dòng, họ tên rồi đến chức vụ, cách nhau bằng dấu phẩy, hoặc chép hai cột "
            f"từ Excel; nhiều nhất {MOST} người. Ví dụ: Trần Thị Mai, Phó Chánh Văn phòng. "
            "Người đã có trong danh sách được giữ nguyên."
        ),
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class SubstitutionForm(RuleForm):
    """Who comes in somebody's place."""

    title = inputs.LineField(label="Học hàm, học vị, cấp bậc", max_length=60, required=False)
    full_name = inputs.LineField(label="Họ và tên người được ủy quyền", max_length=120)
    position = inputs.LineField(label="Chức vụ", max_length=200, required=False)
    email = EmailField(label="Thư điện tử để nhận giấy mời", required=False)
    reason = inputs.LineField(label="Lý do", max_length=300, help_text="Ví dụ: đi công tác, dự họp khác.")
    paper_number = inputs.LineField(
        label="Số văn bản ủy quyền",
        max_length=60,
        required=False,
        help_text="Ví dụ: 12-CV/BTC. Có thể để trống.",
    )
    paper_date = inputs.DateField(label="Ngày văn bản ủy quyền", required=False)


class QuorumForm(RuleForm):
    """The share that must come."""

    counted = forms.ChoiceField(label="Tính theo", choices=Quorum.Counted)
    part = inputs.IntegerField(label="Số phần phải có mặt", min_value=1, max_value=100)
    whole = inputs.IntegerField(
        label="Trên tổng số phần", min_value=1, max_value=100, help_text="Ví dụ: 2 trên 3 là hai phần ba."
    )
    source = inputs.LineField(
        label="Căn cứ", max_length=200, help_text="In vào biên bản. Ví dụ: Điều 7 Quy chế hoạt động của Khối."
    )


class BelowForm(RuleForm):
    """Why a conference opens although fewer came than must; where one stands, that its rehearsal goes."""

    below_reason = inputs.LineField(
        label="Lý do vẫn khai mạc",
        max_length=300,
        help_text="In vào biên bản. Ví dụ: các đơn vị vắng đã gửi ý kiến bằng văn bản.",
    )
    erase_rehearsal = forms.BooleanField(
        label="Xóa buổi diễn tập rồi khai mạc",
        help_text="Điểm danh, phiếu và văn bản thử mất hẳn; hội nghị thật giữ nguyên.",
        error_messages={"required": "Buổi diễn tập chưa xóa. Hãy đánh dấu ô này, hoặc xóa diễn tập trước."},
    )

    def __init__(self, *args, rehearsed, **kwargs):
        super().__init__(*args, **kwargs)
        if not rehearsed:
            del self.fields["erase_rehearsal"]


class DayForm(RuleForm):
    """Who is there on a later day; marked are the keys in `noted`, in `begun` where nobody is noted yet."""

    there = forms.TypedMultipleChoiceField(
        label="Có mặt", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = inputs.LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, people, noted, begun, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["there"].choices = [(row.pk, self._named(row)) for row in people]
        self.initial |= {"there": sorted(noted or begun), "seen": marks.of(noted)}

    def clean(self):
        """Return who is there, and what was noted when the page was opened."""
        given = super().clean()
        return {"there": set(given.get("there", ())), "seen": given.get("seen", "")}

    @staticmethod
    def _named(row):
        told = f"{row.full_name}, {row.name or row.body}"
        return f"{told} (khách mời)" if day_presence.is_guest(row) else told


class InvitationsForm(PaperForm):
    """Whom the invitations go to, and what they say beside time, place and agenda."""

    recipients = forms.MultipleChoiceField(
        label="Kính mời",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một nơi nhận."},
    )
    again = forms.BooleanField(
        label="Mời lại cả nơi đã có giấy mời",
        required=False,
        help_text="Giấy mời cũ được giữ; nơi nhận có hai giấy, giấy sau thay giấy trước.",
    )
    contact = inputs.LineField(
        label="Liên hệ",
        max_length=200,
        required=False,
        help_text="In ở cuối giấy mời. Ví dụ: đ/c Lê Quang Vinh, điện thoại 0900 000 000.",
    )

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = [(row.key, row.choice) for row in recipients]
        self.fields["recipients"].initial = [row.key for row in recipients if not row.invited_at]
        self.order_fields(["recipients", "again", "contact"])
