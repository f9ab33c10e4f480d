"""Forms of conferences: what, when, who; votes and the election."""

from itertools import count

from django import forms

from awards.models import AwardForm
from blocs import ballots
from blocs.models import Term
from conferences.attending import delegates
from conferences.endorsing import elections, majority
from conferences.models import Conference, Delegate
from conferences.running import meetings
from core import inputs
from core.forms import RuleForm
from members.models import Agency

DEPUTIES = 4  # rows offered for deputies
MOST = 2000  # votes that are counted by hand
FROM = {  # where the number comes from of which the votes are counted
    ballots.PRESENT: "Theo điểm danh, sửa được.",
    ballots.ALL: "Tính trên tất cả, kể cả vắng mặt.",
    ballots.VALID: "Theo biên bản kiểm phiếu.",
}


class ConferenceForm(RuleForm):
    """When and where a conference meets."""

    title = inputs.LineField(
        label="Tên hội nghị",
        max_length=300,
        required=False,
        help_text="Để trống thì dùng tên thường gọi của loại hội nghị.",
    )
    starts_on = inputs.DateField(label="Ngày khai mạc")
    starts_at = inputs.TimeField(label="Giờ khai mạc", required=False)
    ends_on = inputs.DateField(
        label="Ngày bế mạc", required=False, help_text="Để trống nếu họp trong một ngày."
    )
    venue = inputs.LineField(label="Địa điểm", max_length=300)


class NewConferenceForm(ConferenceForm):
    """A new conference, of a kind that then stays."""

    field_order = ["kind"]
    kind = forms.ChoiceField(label="Loại hội nghị", choices=Conference.Kind)

    def __init__(self, *args, season, kind, **kwargs):
        planned = {row.phase: row.ends_on for row in season.deadlines.all()}
        ends = {Conference.Kind.MIDYEAR: "running", Conference.Kind.YEAREND: "conference"}
        initial = {"kind": kind, "starts_on": planned.get(ends.get(kind))}
        initial["title"] = meetings.default_title(season, kind) if kind else ""
        super().__init__(*args, initial=initial, **kwargs)
        self.usual = {meetings.default_title(season, each) for each in Conference.Kind}

    def clean(self):
        """Let the title follow the kind, unless it was typed: another kind may have been chosen since."""
        given = super().clean()
        if given.get("title") in self.usual:
            given["title"] = ""
        return given


class DelegateForm(RuleForm):
    """Somebody of a member agency, or a guest of another body."""

    agency = forms.ModelChoiceField(
        label="Đơn vị thành viên",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Khách mời của cơ quan khác",
    )
    body = inputs.LineField(
        label="Cơ quan của khách mời",
        max_length=200,
        required=False,
        help_text="Chỉ ghi khi là khách của cơ quan khác.",
    )
    title = inputs.LineField(label="Học hàm, học vị, cấp bậc", max_length=60, required=False)
    full_name = inputs.LineField(label="Họ và tên", max_length=120)
    position = inputs.LineField(label="Chức vụ", max_length=200, required=False)
    role = forms.ChoiceField(label="Tư cách", choices=Delegate.Role, initial=Delegate.Role.DELEGATE)

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = delegates.invited(conference)


class ConclusionForm(RuleForm):
    """What the chair concludes."""

    conclusion = inputs.BlockField(label="Kết luận của chủ trì", max_length=8000)


class EndorsementForm(RuleForm):
    """The votes for each nomination that waits; a row left empty is not decided yet.

    After validation `cleaned_data` holds what carries, as the rule takes it, and `failed` maps the keys of
    the other nominations to a sentence.
    """

    base = inputs.IntegerField(label="Mẫu số của số phiếu", min_value=1, max_value=MOST)

    def __init__(self, *args, nominations, rule, present, **kwargs):
        super().__init__(*args, initial={"base": present or None}, **kwargs)
        self.nominations, self.rule, self.present, self.failed = nominations, rule, present, {}
        self.fields["base"].label = f"Số {rule.counted}"
        for row in nominations:
            label = f"Số phiếu đồng ý: {row.subject}"
            self.fields[f"votes_{row.pk}"] = inputs.IntegerField(label=label, required=False, unit="phiếu")
            self.fields[f"shown_{row.pk}"] = forms.BooleanField(
                label=f"Biểu quyết nhất trí, không đếm phiếu: {row.subject}", required=False
            )
        for name, field in self.fields.items():
            small = "form-check-input" if name.startswith("shown_") else "form-control form-control-sm num"
            field.widget.attrs["class"] = small

    def clean(self):
        """Part the rows that carry from those that do not."""
        given, base, carried = super().clean(), self.cleaned_data.get("base"), {}
        for row in self.nominations if base else ():
            votes, shown = given.get(f"votes_{row.pk}"), given.get(f"shown_{row.pk}")
            if votes is not None and (shown or votes > base):
                self.add_error(f"votes_{row.pk}", TWO_WAYS if shown else f"Nhập nhiều nhất {base} phiếu.")
            elif shown or (votes is not None and ballots.carried(self.rule, votes, base)):
                carried[row] = votes
            elif votes is not None:
                self.failed[row.pk] = majority.below_in_words(self.rule, votes, base)
        if base and not (carried or self.failed or self.errors):
            self.add_error(None, "Hãy nhập số phiếu hoặc đánh dấu biểu quyết cho ít nhất một đề nghị.")
        return {"votes": carried, "base": base}

    def cells(self, row):
        """Return the two bound fields of a nomination's row."""
        return self[f"votes_{row.pk}"], self[f"shown_{row.pk}"]


TWO_WAYS = "Ghi số phiếu hoặc đánh dấu biểu quyết, không dùng cả hai."


class EndorsementChangeForm(RuleForm):
    """What the conference says to one nomination instead: the form, the votes, and why."""

    form = forms.ModelChoiceField(label="Hình thức", queryset=AwardForm.objects.none(), empty_label=None)
    votes = inputs.IntegerField(label="Số phiếu đồng ý", required=False, unit="phiếu")
    base = inputs.IntegerField(label="Mẫu số của số phiếu", min_value=1, max_value=MOST)
    shown = forms.BooleanField(label="Biểu quyết nhất trí, không đếm phiếu", required=False)
    reason = inputs.LineField(
        label="Lý do",
        max_length=300,
        help_text="Ghi vào lịch sử của đề nghị. Ví dụ: ghi nhầm số phiếu, hội nghị chọn hình thức khác.",
    )

    def __init__(self, *args, awards, counted, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = awards
        self.fields["base"].label = f"Số {counted}"

    def clean(self):
        """Refuse votes beside shown hands, and neither."""
        given = super().clean()
        votes, shown = given.get("votes"), given.pop("shown", False)
        if (votes is None) != shown and "votes" not in self.errors:
            self.add_error("votes", TWO_WAYS if shown else "Ghi số phiếu, hoặc đánh dấu biểu quyết nhất trí.")
        return given


class ElectionForm(RuleForm):
    """Who was elected to which place, with how many votes; without any, hands were shown."""

    base = inputs.IntegerField(
        label="Mẫu số của số phiếu",
        min_value=1,
        max_value=MOST,
        required=False,
    )
    below_reason = inputs.LineField(
        label="Vì sao vẫn công nhận khi số phiếu chưa đủ",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi cần; in vào biên bản. Ví dụ: bầu lần hai, lấy phiếu cao nhất theo quy chế.",
    )

    def __init__(self, *args, season, rule, present, initial=None, **kwargs):
        super().__init__(*args, initial={"base": present or None} | (initial or {}), **kwargs)
        agencies, bloc = elections.candidates(season), season.bloc
        for number, (post, name) in enumerate(SEATS):
            label = getattr(bloc, f"{post}_label")
            label = f"{label} thứ {number - 1}" if post == Term.Place.DEPUTY else label
            self.fields[name] = forms.ModelChoiceField(
                label=label,
                queryset=agencies,
                empty_label="Chọn đơn vị",
                required=post == Term.Place.HEAD,
                error_messages={"required": f"Hãy chọn đơn vị {label}."},
            )
            self.fields[f"{name}_votes"] = inputs.IntegerField(
                label=f"Số phiếu bầu {label}", required=False, unit="phiếu"
            )
            self.fields[f"{name}_base"] = inputs.IntegerField(
                label=f"Trên tổng số phiếu bầu {label}",
                min_value=1,
                max_value=MOST,
                required=False,
                unit="phiếu",
            )
            self.fields[name].widget.attrs["class"] = "form-select"
            for number_of in ("votes", "base"):
                self.fields[f"{name}_{number_of}"].widget.attrs["class"] = "form-control num"
        self.fields["base"].label = f"Số {rule.counted}"
        self.fields["base"].help_text = f"{FROM[rule.base]} Bầu bằng biểu quyết thì để trống các ô số phiếu."
        self.fields["base"].widget.attrs["class"] = "form-control num"
        self.fields["below_reason"].widget.attrs["class"] = "form-control"

    def seats(self):
        """Return the three bound fields of each place, in order."""
        return [(self[name], self[f"{name}_votes"], self[f"{name}_base"]) for _, name in SEATS]

    def clean(self):
        """Return the places in their order, as the rule takes them."""
        given, places = super().clean(), []
        for post, name in SEATS:
            agency, votes = given.get(name), given.get(f"{name}_votes")
            if agency:
                places.append((post, agency, votes, given.get(f"{name}_base") or given.get("base")))
            elif votes is not None and name not in self.errors:
                self.add_error(name, "Hãy chọn đơn vị được số phiếu này.")
        return {"places": places, "below_reason": given.get("below_reason", "")}


class ElectionCorrectionForm(ElectionForm):
    """The recorded election to be corrected, with the reason."""

    reason = inputs.LineField(
        label="Lý do sửa", max_length=300, help_text="Ví dụ: ghi nhầm số phiếu của một đơn vị."
    )

    def __init__(self, *args, election, **kwargs):
        super().__init__(*args, initial=_recorded(election), **kwargs)
        self.fields["reason"].widget.attrs["class"] = "form-control"

    def clean(self):
        """Return the places and the reason, as the rule takes them."""
        return super().clean() | {"reason": self.cleaned_data.get("reason", "")}


def _recorded(election):
    """What was recorded, as the fields of the form hold it."""
    initial, deputies = {"below_reason": election.below_reason}, count(1)
    lines = list(election.lines.all())
    for line in lines:
        name = f"deputy_{next(deputies)}" if line.post == Term.Place.DEPUTY else line.post
        initial |= {name: line.agency_id, f"{name}_votes": line.votes}
        initial[f"{name}_base"] = line.votes_base
    bases = {line.votes_base for line in lines if line.votes_base}
    if len(bases) == 1:  # one for all, as it was typed
        initial = {name: value for name, value in initial.items() if not name.endswith("_base")}
        initial["base"] = bases.pop()
    return initial


SEATS = (
    (Term.Place.HEAD, "head"),
    (Term.Place.STANDING_DEPUTY, "standing_deputy"),
    *((Term.Place.DEPUTY, f"deputy_{number}") for number in range(1, DEPUTIES + 1)),
)
