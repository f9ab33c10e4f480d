"""Forms of a ballot: how it is prepared, how it is filled in, how a slip is changed, who counted."""

from django import forms

from blocs import ballots
from conferences.endorsing import counting, elections, endorsement
from conferences.models import Poll
from conferences.polling.rank_forms import RankBallotForm
from conferences.reckoning import ballot_papers, rank_ballots
from core import inputs
from core.forms import RuleForm

LIST = 60  # lines on a ballot at most
KINDS, MODES, ROLLS = Poll.Kind, Poll.Mode, Poll.Roll
CARRIES = [("above", "Phải trên mức này"), ("from", "Từ mức này trở lên")]


class PollForm(RuleForm):
    """The question, the list, the rules; what the year's rules of votes say stands in it already."""

    title = inputs.LineField(label="Nội dung bỏ phiếu", max_length=200)
    lines = inputs.BlockField(
        label="Danh sách, mỗi dòng một trường hợp", max_length=8000, help_text="Đúng như in trên phiếu."
    )
    kind = forms.ChoiceField(label="Cách bỏ phiếu", choices=KINDS)
    most = inputs.IntegerField(
        label="Được chọn không quá, hoặc xếp đến thứ",
        min_value=1,
        max_value=LIST,
        required=False,
        help_text="Để trống thì bằng số lượng được lấy; không ghi số lượng thì chọn bao nhiêu cũng được. "
        "Xếp thứ tự thì từ 2 đến 5 thứ, để trống là xếp cả danh sách.",
    )
    seats = inputs.IntegerField(
        label="Số lượng được lấy",
        min_value=1,
        max_value=LIST,
        required=False,
        help_text="Để trống thì lấy mọi trường hợp đủ phiếu.",
    )
    mode = forms.ChoiceField(
        label="Bỏ phiếu",
        choices=MODES,
        help_text="Phiếu mã được in, rút từ hộp nên máy chủ không biết ai bỏ phiếu nào. "
        "Phiếu giấy do hai người kiểm, mỗi người ghi số liệu riêng. "
        "Giơ tay là công khai, hỏi đồng ý hay không đồng ý từng trường hợp.",
    )
    roll = forms.ChoiceField(
        label="Ai bỏ phiếu",
        choices=ROLLS,
        help_text="Mỗi đại biểu một phiếu thì dùng phiếu mã, phiếu giấy hoặc giơ tay.",
    )
    base = forms.ChoiceField(label="Tỷ lệ tính trên", choices=Poll.Base)
    percent = inputs.AmountField(
        label="Tỷ lệ (%)", min_value=0, max_value=100, help_text="66,67 tính đúng là 2/3, 33,33 là 1/3."
    )
    carries = forms.ChoiceField(label="Mức đạt", choices=CARRIES)
    blanks = forms.BooleanField(label="Phiếu trắng là phiếu hợp lệ", required=False)

    def __init__(self, *args, conference, award=None, post="", tied=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known = tied or candidates(conference, award, post)
        self.award, self.post = (award, post) if self.known and not tied else (None, "")
        if self.award or self.post:
            rule = counting.rule_of(conference.season).words
            self.fields["roll"].help_text = (
                f"Quy định của năm: {rule} Khác quy định này thì kết quả không tự ghi thành kết quả "
                "thông qua, kết quả bầu. Mỗi đại biểu một phiếu thì dùng phiếu mã, phiếu giấy hoặc giơ tay."
            )
        if self.known:
            self.fields["lines"] = forms.MultipleChoiceField(
                label="Danh sách trên phiếu",
                choices=[(str(key), label) for key, label in self.known],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Hãy chọn ít nhất một trường hợp."},
            )
            self.initial.setdefault("lines", [str(key) for key, _ in self.known])
        self.order_fields(list(PollForm.base_fields))

    def clean(self):
        """Return the facts as the rule takes them."""
        given = super().clean()
        if self.errors:
            return given
        options, kind = self._options(given["lines"]), given["kind"]
        seats = 1 if kind == KINDS.ONE and not given["seats"] else given["seats"]
        every = len(options)
        most = {KINDS.ONE: 1, KINDS.YES_NO: every, KINDS.RANK: given["most"] or min(every, rank_ballots.MOST)}
        most = most.get(kind, given["most"] or seats or every)
        same = ("title", "kind", "mode", "roll", "base", "percent", "blanks")
        facts = {name: given[name] for name in same}
        facts |= {"options": options, "most": most, "seats": seats, "above": given["carries"] == "above"}
        return facts | {"award": self.award, "post": self.post}

    def _options(self, lines):
        if self.known:
            chosen = [(key, label) for key, label in self.known if str(key) in lines]
            return [{"label": label, "about": key} for key, label in chosen]
        return [{"label": line.strip(), "about": None} for line in lines.split("\n") if line.strip()]


def candidates(conference, award, post):
    """Return [(key, label)] of those who may stand for an award form or a post; none for a free question."""
    season = conference.season
    if award is not None:
        groups = endorsement.groups(season, ("proposed",))
        rows = [row for group in groups if group.form == award for row in group.nominations]
        return [(row.pk, _label(row)) for row in rows]
    return [(agency.pk, agency.name) for agency in elections.candidates(season)] if post else []


def usual(rule):
    """Return what the form of a new poll begins with, by the year's rule of votes (blocs.ballots.Ballot)."""
    drawn = MODES.SLIP if rule.roll == ballots.DELEGATES else MODES.LOGIN
    facts = {"roll": rule.roll, "base": rule.base, "percent": rule.percent, "mode": drawn, "blanks": True}
    return facts | {"carries": "above" if rule.above else "from", "kind": KINDS.APPROVE}


def held(poll):
    """Return what the form of a prepared poll begins with."""
    same = ("title", "kind", "most", "seats", "mode", "roll", "base", "percent", "blanks")
    facts = {name: getattr(poll, name) for name in same}
    known = [str(option["about"]) for option in poll.options if option["about"]]
    facts["lines"] = known or "\n".join(poll.labels)
    return facts | {"carries": "above" if poll.above else "from"}


def ballot(poll):
    """Return the class of the form in which a ballot of this poll is filled in."""
    return RankBallotForm if poll.kind == KINDS.RANK else BallotForm


class BallotForm(RuleForm):
    """One ballot as it is filled in on the phone; `cleaned_data` holds its text."""

    def __init__(self, *args, poll, paper="", **kwargs):
        super().__init__(*args, **kwargs)
        self.poll = poll
        signs = ballot_papers.signs_of(poll.form, paper or self._blank())
        picked = [str(place) for place, sign in enumerate(signs) if sign == ballot_papers.YES]
        choices = [(str(place), label) for place, label in enumerate(poll.labels)]
        if poll.kind == KINDS.YES_NO:
            for place, label in choices:
                self.fields[f"say_{place}"] = forms.ChoiceField(
                    label=label, choices=SAID, required=False, initial=signs[int(place)]
                )
        else:
            self.fields["pick"] = forms.MultipleChoiceField(
                label="Danh sách", choices=choices, required=False, initial=picked
            )

    def clean(self):
        """Return the ballot; what is too much is told, and stays chosen."""
        given = super().clean()
        if self.errors:
            return given
        form = self.poll.form
        if self.poll.kind == KINDS.YES_NO:
            said = [given[f"say_{place}"] or ballot_papers.SILENT for place in range(form.options)]
            return {"paper": ballot_papers.judged(form, said)}
        picks = [int(place) for place in given["pick"]]
        if len(picks) > form.most:
            raise forms.ValidationError(
                f"Đã chọn {len(picks)}, chỉ được chọn không quá {form.most}. Hãy bỏ bớt rồi xem lại phiếu."
            )
        return {"paper": ballot_papers.chosen(form, picks)}

    def rows(self):
        """Return (place, label, what is said of it) of each line, as the page shows it."""
        for place, label in enumerate(self.poll.labels):
            name = f"say_{place}" if self.poll.kind == KINDS.YES_NO else "pick"
            value = self[name].value()
            yield place, label, value if self.poll.kind == KINDS.YES_NO else str(place) in (value or ())

    def _blank(self):
        return ballot_papers.SILENT * len(self.poll.options) if self.poll.kind == KINDS.YES_NO else ""


SAID = [
    (ballot_papers.YES, "Đồng ý"),
    (ballot_papers.NO, "Không đồng ý"),
    (ballot_papers.SILENT, "Không có ý kiến"),
]


class SlipCodeForm(RuleForm):
    """The code of a drawn slip."""

    code = inputs.LineField(
        label="Mã trên phiếu",
        max_length=60,
        help_text="Quét mã QR thì mã đã được điền sẵn; không thì gõ mã in dưới hình.",
    )


class ReplaceSlipForm(RuleForm):
    """Which slip is lost or spoilt, and why."""

    number = inputs.IntegerField(label="Số phiếu mã", min_value=1, max_value=9999)
    reason = inputs.LineField(
        label="Lý do", max_length=300, help_text="Ví dụ: đánh rơi phiếu trước khi bỏ, phiếu in mờ."
    )
    again = forms.BooleanField(label="In một phiếu khác thay vào", required=False, initial=True)


class VoidForm(RuleForm):
    """Why an open ballot, or show of hands, does not count."""

    reason = inputs.LineField(
        label="Lý do",
        max_length=300,
        help_text="Mọi phiếu trong hòm bị hủy mà không ai đọc; muốn bỏ lại thì mở cuộc khác.",
    )

    def __init__(self, *args, by_hands, **kwargs):
        super().__init__(*args, **kwargs)
        if by_hands:
            said = "Số đã ghi không được tính; muốn biểu quyết lại thì mở cuộc khác."
            self.fields["reason"].help_text = said


class CountersForm(RuleForm):
    """Who counted: named on the record with a line to sign for each."""

    leader = inputs.LineField(label="Trưởng ban kiểm phiếu", max_length=120)
    members = inputs.BlockField(
        label="Ủy viên ban kiểm phiếu, mỗi dòng một người", max_length=1000, required=False
    )


def _label(row):
    name = endorsement.subject_of(row)
    return name if name == row.name else f"{name}, {row.name}"
