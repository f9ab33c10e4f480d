"""Forms of the course of a conference: its agenda and papers, speeches, resolutions, tasks, press summary."""

from django import forms

from conferences import agenda
from conferences.attending import delegates
from conferences.models import AgendaItem, Delegate, FollowUp, Resolution, Speech
from conferences.running import agenda_papers
from core import inputs
from core.dates import day_name, short
from core.forms import RuleForm
from documents.models import Document
from members.models import Agency

LONGEST_POINT = 24 * 60  # minutes


class AgendaItemForm(RuleForm):
    """One point of the agenda; the day is asked where the conference meets on several."""

    day = forms.TypedChoiceField(label="Ngày", coerce=int)
    starts_at = inputs.TimeField(label="Lúc", required=False)
    minutes = inputs.IntegerField(
        label="Số phút dự kiến",
        min_value=1,
        max_value=LONGEST_POINT,
        unit="phút",
        required=False,
        help_text="Để trống thì tính đến giờ của mục sau.",
    )
    title = inputs.LineField(label="Nội dung", max_length=AgendaItem._meta.get_field("title").max_length)
    presenter = inputs.LineField(label="Người trình bày", max_length=200, required=False)

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, **kwargs)
        days = agenda.days_of(conference)
        self.fields["day"].choices = [(n, f"{day_name(day)}, {short(day)}") for n, day in days]
        if len(days) == 1:
            del self.fields["day"]


class AgendaPaperForm(RuleForm):
    """A file from one's computer, or a paper that was issued here."""

    upload = forms.FileField(
        label="Tệp trên máy",
        help_text="PDF, Word, Excel hoặc PowerPoint, tối đa 20 MB.",
        required=False,
        allow_empty_file=True,  # the rule refuses it, in its own words
    )
    document = forms.ModelChoiceField(
        label="Hoặc văn bản của Khối",
        queryset=Document.objects.none(),
        required=False,
        empty_label="Không chọn",
        help_text="Báo cáo đã ban hành, biên bản kiểm phiếu của hội nghị này.",
    )
    name = inputs.LineField(
        label="Tên tài liệu", max_length=300, required=False, help_text="Để trống thì lấy tên của tệp."
    )

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [paper.pk for paper in agenda_papers.offered(conference)]
        self.fields["document"].queryset = Document.objects.filter(pk__in=keys)
        if not keys:
            del self.fields["document"]


class SpeechForm(RuleForm):
    """What somebody said in brief: a delegate of the list, or somebody who is named here."""

    delegate = forms.ModelChoiceField(
        label="Đại biểu", queryset=Delegate.objects.none(), required=False, empty_label="Người khác"
    )
    speaker = inputs.LineField(label="Người khác (họ tên, chức vụ)", max_length=400, required=False)
    body = inputs.LineField(label="Đơn vị của người khác", max_length=300, required=False)
    item = forms.ModelChoiceField(
        label="Mục", queryset=AgendaItem.objects.none(), required=False, empty_label="Không theo mục nào"
    )
    text = inputs.BlockField(label="Nội dung", max_length=Speech._meta.get_field("text").max_length)

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, **kwargs)
        listed = delegates.listed(conference)
        people = [(row.pk, f"{row.full_name} – {row.name or row.body}") for row in listed]
        self.fields["delegate"].queryset = conference.delegates.all()
        self.fields["delegate"].choices = [("", "Người khác"), *people]
        self.fields["item"].queryset = conference.agenda.all()
        self.fields["text"].widget.attrs["rows"] = 3


class ResolutionForm(RuleForm):
    """What was resolved."""

    text = inputs.BlockField(label="Nội dung", max_length=Resolution._meta.get_field("text").max_length)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3


class FollowUpForm(RuleForm):
    """What a member has to do, until when."""

    text = inputs.LineField(label="Việc giao", max_length=FollowUp._meta.get_field("text").max_length)
    agency = forms.ModelChoiceField(
        label="Đơn vị thực hiện", queryset=Agency.objects.none(), empty_label="Chọn đơn vị"
    )
    due_on = inputs.DateField(label="Hạn hoàn thành")

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, **kwargs)
        season = conference.season
        members = [row.agency_id for row in season.members]
        named = Agency.objects.named(season.standing_on).filter(pk__in=members)
        order = {pk: place for place, pk in enumerate(members)}
        self.fields["agency"].queryset = named
        shown = sorted(named, key=lambda agency: order[agency.pk])
        self.fields["agency"].choices = [("", "Chọn đơn vị"), *((row.pk, row.name) for row in shown)]


class PressForm(RuleForm):
    """The press summary before it is issued."""

    text = inputs.BlockField(
        label="Nội dung thông cáo",
        max_length=6000,
        help_text="Mỗi dòng là một đoạn. Soạn sẵn từ kết quả hội nghị, sửa được trước khi ban hành.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 14
