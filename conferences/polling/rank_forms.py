"""A ballot that puts names in order, as it is filled in on the phone: one row of numbers for each name."""

from django import forms

from conferences.reckoning import rank_ballots
from core.forms import RuleForm
from core.rules import RuleError


class RankBallotForm(RuleForm):
    """The place of each option; `cleaned_data` holds the text of the ballot.

    Every row sends one digit, 0 where no place is given, so that what is sent is as long whatever it says.
    """

    def __init__(self, *args, poll, paper="", **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.numbers = poll, [str(place) for place in range(poll.most + 1)]
        choices = [(number, number) for number in self.numbers]
        places = rank_ballots.places_of(len(poll.options), paper)
        for at, (label, place) in enumerate(zip(poll.labels, places, strict=True)):
            self.fields[f"place_{at}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=str(place)
            )

    def clean(self):
        """Return the ballot; what is no order is told, and stays chosen."""
        given = super().clean()
        if self.errors:
            return given
        places = [int(given[name] or rank_ballots.NONE) for name in self.fields]
        try:
            return {"paper": rank_ballots.ordered(self.poll.most, places)}
        except RuleError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def rows(self):
        """Return (place in the list, label, the number that is chosen) of each line, as the page shows it."""
        for at, label in enumerate(self.poll.labels):
            yield at, label, self[f"place_{at}"].value() or str(rank_ballots.NONE)
