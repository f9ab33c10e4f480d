"""Forms of paper ballots: who casts one, how many are printed, what a teller counted."""

from django import forms

from conferences import marks
from conferences.casting.ballot_prints import MOST
from conferences.reckoning import ballot_papers, paper_counts
from core import inputs
from core.forms import RuleForm

COUNT = 9999  # more ballots than a hall holds


class ChannelForm(RuleForm):
    """Which of the votes that one may decide for are cast on paper."""

    paper = forms.MultipleChoiceField(
        label="Bỏ phiếu giấy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu thì bỏ phiếu điện tử. Cách bỏ phiếu khóa lại khi mở bỏ phiếu.",
    )
    seen = inputs.LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {_key(seat): (seat.unit_id, seat.name) for seat, _ in seats}
        self.fields["paper"].choices = [(_key(seat), seat.name) for seat, _ in seats]
        self.initial["paper"] = [_key(seat) for seat, on_paper in seats if on_paper]
        self.initial["seen"] = marks.of(self.keys[key] for key in self.initial["paper"])

    def clean(self):
        """Return the votes on paper, all that were asked about, and what stood when the page was opened."""
        given = super().clean()
        wanted = {self.keys[place] for place in given.get("paper", ())}
        return {"wanted": wanted, "among": set(self.keys.values()), "seen": given.get("seen", "")}


class PrintForm(RuleForm):
    """How many ballots are printed."""

    copies = inputs.IntegerField(
        label="Số phiếu in",
        min_value=1,
        max_value=MOST,
        unit="phiếu",
        help_text="Các phiếu giống hệt nhau, không có số trên phiếu. Đóng dấu rồi mới phát.",
    )


class CountForm(RuleForm):
    """What one teller counted; `cleaned_data` holds the figures as the rule takes them."""

    def __init__(self, *args, poll, own=None, asks_why=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.judged = poll, poll.kind == ballot_papers.YES_NO
        among = "hợp lệ" if poll.blanks else "không hợp lệ"
        labels = paper_counts.NAMES | {"blank": f"Số phiếu trắng (trong số phiếu {among})"}
        for name, label in labels.items():
            self.fields[name] = _figure(label, getattr(own, name, None))
        for place, option in enumerate(poll.labels):
            said = "đồng ý" if self.judged else "chọn"
            votes = own and own.votes[place]
            self.fields[f"votes_{place}"] = _figure(f"{option}: số phiếu {said}", votes)
            if self.judged:
                against = own and own.against[place]
                self.fields[f"against_{place}"] = _figure(f"{option}: số phiếu không đồng ý", against)
        if asks_why:
            self.fields["reason"] = inputs.LineField(
                label="Lần trước khác vì sao", max_length=300, help_text="Ví dụ: đếm sót một phiếu trắng."
            )
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "reason" else "form-control num"

    def clean(self):
        """Return the figures; votes and votes against in the order of the ballot."""
        given = super().clean()
        if self.errors:
            return given
        figures = {name: given[name] for name in paper_counts.FIGURES}
        places = range(len(self.poll.options))
        figures["votes"] = tuple(given[f"votes_{place}"] for place in places)
        figures["against"] = tuple(given[f"against_{place}"] for place in places) if self.judged else ()
        return figures | {"reason": given.get("reason", "")}

    def papers(self):
        """Return the fields of the papers, as the page shows them."""
        return [self[name] for name in paper_counts.FIGURES]

    def options(self):
        """Yield (label, its one or two fields) of each line of the ballot."""
        for place, option in enumerate(self.poll.labels):
            names = (f"votes_{place}", f"against_{place}") if self.judged else (f"votes_{place}",)
            yield option, [self[name] for name in names]


class AgreementForm(RuleForm):
    """What two tellers agree on where they differed; `asked` names each figure by its key."""

    round = inputs.IntegerField(min_value=1, max_value=COUNT, widget=forms.HiddenInput)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {f"figure_{place}": key for place, key in enumerate(asked)}
        for name, label in zip(self.keys, asked.values(), strict=True):
            self.fields[name] = _figure(label, None)
        self.fields[name].help_text = (
            "Ghi số hai người đã thống nhất khi xem lại phiếu; người kia cũng ghi như vậy bằng tài khoản của "
            "mình. Các mục khác giữ như lần kiểm trước."
        )
        self.fields["reason"] = inputs.LineField(
            label="Lần trước khác vì sao",
            max_length=300,
            help_text="Ghi vào biên bản kiểm phiếu. Ví dụ: một phiếu hợp lệ bị xếp nhầm vào phiếu hỏng.",
        )

    def clean(self):
        """Return the round, the values by key, and the reason."""
        given = super().clean()
        if self.errors:
            return given
        values = {key: given[name] for name, key in self.keys.items()}
        return {"round": given["round"], "values": values, "reason": given["reason"]}


class SlipToPaperForm(RuleForm):
    """Which unused slip is handed back, and whose vote is cast on paper from now on."""

    number = inputs.IntegerField(label="Số phiếu mã được đưa lại", min_value=1, max_value=9999)
    elector = forms.TypedChoiceField(label="Người đổi sang phiếu giấy", coerce=int)

    def __init__(self, *args, electors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["elector"].choices = [("", "Chọn trong danh sách")] + [
            (str(elector.pk), elector.name) for elector in electors
        ]


def _key(seat):
    """What a vote is called in the form: whose it is, for places move while the page stands open."""
    return f"{seat.unit_id}-{seat.name}"


def _figure(label, value):
    return inputs.IntegerField(label=label, min_value=0, max_value=COUNT, initial=value)
