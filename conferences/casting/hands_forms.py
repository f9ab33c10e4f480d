"""Forms of a show of hands: three numbers for each line, or the vote of everybody present by name."""

from django import forms

from conferences.casting import hands
from core import inputs
from core.forms import RuleForm

YES, NO, SILENT = hands.SIGNS
WORDS = {YES: "Đồng ý", NO: "Không đồng ý", SILENT: "Không ý kiến"}
SAID = list(WORDS.items())
MOST = 9999


class CountsForm(RuleForm):
    """For each line how many hands were for it, against it, and how many abstained."""

    def __init__(self, *args, poll, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll = poll
        for place, label in enumerate(poll.labels):
            told = row.counts[place] if row else (None,) * 3
            for sign, number in zip(hands.SIGNS, told, strict=True):
                self.fields[_name(sign, place)] = inputs.IntegerField(
                    label=f"{WORDS[sign]}, {label}",
                    widget=forms.TextInput(attrs={"class": "form-control num"}),
                    min_value=0,
                    max_value=MOST,
                    required=sign != SILENT,
                    initial=number,
                )

    def clean(self):
        """Return the counts, line by line."""
        given = super().clean()
        if self.errors:
            return given
        places = range(len(self.poll.options))
        return {"counts": [[given[_name(sign, place)] for sign in hands.SIGNS] for place in places]}

    def lines(self):
        """Return (label, its three fields with their heads) of each line."""
        for place, label in enumerate(self.poll.labels):
            yield label, [(WORDS[sign], self[_name(sign, place)]) for sign in hands.SIGNS]


class NamedForm(RuleForm):
    """What everybody present said to each line; who is left free said what is chosen for the rest."""

    def __init__(self, *args, poll, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.electors = poll, list(poll.electors.filter(present=True))
        for place, label in enumerate(poll.labels):
            self.fields[f"rest_{place}"] = forms.ChoiceField(
                label=f"Các phiếu chưa chọn: {label}",
                choices=[("", "Phải chọn từng phiếu"), *SAID],
                widget=forms.Select(attrs={"class": "form-select"}),
                required=False,
            )
            for elector in self.electors:
                told = row.said.get(str(elector.pk)) if row else None
                self.fields[f"said_{elector.pk}_{place}"] = forms.ChoiceField(
                    label=f"{elector.name}: {label}",
                    choices=[("", "Chưa chọn"), *SAID],
                    widget=forms.Select(attrs={"class": "form-select"}),
                    required=False,
                    initial=told[place] if told else "",
                )

    def clean(self):
        """Return the signs of each elector; who is still free is named."""
        given = super().clean()
        if self.errors:
            return given
        said = {
            elector.pk: [self._sign(given, elector, place) for place in self._places()]
            for elector in self.electors
        }
        if free := [elector.name for elector in self.electors if "" in said[elector.pk]]:
            raise forms.ValidationError(
                f"Chưa chọn đủ cho: {'; '.join(free)}. Hãy chọn, hoặc chọn chung cho các phiếu chưa chọn."
            )
        return {"said": said}

    def lines(self):
        """Return (elector, its fields) of everybody present."""
        for elector in self.electors:
            yield elector, [self[f"said_{elector.pk}_{place}"] for place in self._places()]

    def rest(self):
        """Return (label, the field for who is left free) of each line."""
        return [(label, self[f"rest_{place}"]) for place, label in enumerate(self.poll.labels)]

    def _places(self):
        return range(len(self.poll.options))

    def _sign(self, given, elector, place):
        return given[f"said_{elector.pk}_{place}"] or given[f"rest_{place}"]


def of(poll):
    """Return the class of the form in which this poll's hands are entered, and the act that takes it."""
    if poll.mode == poll.Mode.NAMED:
        return NamedForm, hands.record_named
    return CountsForm, hands.record


def _name(sign, place):
    return f"{ {YES: 'yes', NO: 'no', SILENT: 'silent'}[sign] }_{place}"
