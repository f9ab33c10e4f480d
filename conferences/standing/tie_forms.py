"""The form of a shared place: kept, told apart by a counted ballot, or by votes counted in the hall."""

from django import forms

from conferences.models import TieRuling
from core import inputs
from core.forms import RuleForm

KEPT, VOTE = TieRuling.How.KEPT, TieRuling.How.VOTE
MOST = 10_000


class TieForm(RuleForm):
    """How a tie is settled and why; `polls` are the ballots that were held on exactly its members."""

    agencies = inputs.LineField(max_length=1000, widget=forms.HiddenInput)
    how = forms.ChoiceField(label="Kết luận của hội nghị", widget=forms.RadioSelect)
    reason = inputs.BlockField(
        label="Căn cứ, lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi vào biên bản: điều khoản của quy chế, ý kiến thống nhất của hội nghị.",
    )

    def __init__(self, *args, tie, polls, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(zip(tie.agencies, tie.names, strict=True))
        level = [(poll, votes) for poll, votes in polls if len(set(votes.values())) == 1]
        self.tie = tie
        self.polls = {f"poll-{poll.pk}": (poll, votes) for poll, votes in polls if (poll, votes) not in level}
        counted = [(key, _told(poll, votes, names)) for key, (poll, votes) in self.polls.items()]
        self.fields["how"].choices = [
            (KEPT.value, f"Giữ đồng hạng: cùng thứ {tie.rank}"),
            *counted,
            (VOTE.value, "Phân định bằng số phiếu đếm tại hội nghị, ghi ở các ô dưới đây"),
        ]
        for key, name in names.items():
            field = inputs.IntegerField(label=f"Số phiếu của {name}", max_value=MOST, required=False)
            self.fields[f"v-{key}"] = field
        self.initial.setdefault("agencies", ",".join(map(str, tie.agencies)))
        self.initial.setdefault("how", next(iter(self.polls), KEPT.value))
        if level and not self.polls:
            self.initial.setdefault("reason", f"{_counted(*level[0], names)}, bằng nhau.")
        self.order_fields(["agencies", "how", *(f"v-{key}" for key in names), "reason"])

    def clean(self):
        """Return the facts as the rule takes them."""
        given = super().clean()
        if self.errors:
            return given
        keys = [int(key) for key in given["agencies"].split(",") if inputs.is_key(key)]
        facts = {"agencies": keys, "reason": given["reason"], "how": VOTE, "votes": None, "poll": None}
        if given["how"] == KEPT:
            return facts | {"how": KEPT}
        if given["how"] in self.polls:
            return facts | {"poll": self.polls[given["how"]][0]}
        typed = {key: given[f"v-{key}"] for key in self.tie.agencies}
        for key, votes in typed.items():
            if votes is None:
                self.add_error(f"v-{key}", "Hãy nhập số phiếu, ví dụ 9.")
        return facts | {"votes": typed}


def _told(poll, votes, names):
    told = _counted(poll, votes, names)
    return f"Phân định theo {told[:1].lower()}{told[1:]}"


def _counted(poll, votes, names):
    counted = "; ".join(f"{names[key]} {count} phiếu" for key, count in votes.items())
    return f"Cuộc bỏ phiếu “{poll}”: {counted}"
