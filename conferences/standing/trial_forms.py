"""The sandbox as a form: nothing but its own fields says what is tried, and an empty one changes nothing."""

from django import forms

from conferences.standing.trials import Trial
from core import inputs
from core.forms import RuleForm

MOST_PERCENT, MOST_QUOTA = 1000, 999


class TrialForm(RuleForm):
    """Points of top groups for every member, of the lines of one, weights, ladder, quotas.

    `given` are the facts of the year, `opened` the key of the member whose lines are shown; lines of others
    that were changed before travel on as they were typed.
    """

    member = forms.ChoiceField(label="Sửa từng dòng của", required=False)

    def __init__(self, *args, given, **kwargs):
        super().__init__(*args, **kwargs)
        self.given = given
        judged = [member for member in given.facts.members if member.agency_id in given.facts.totals]
        self.members = {str(member.agency_id): member for member in judged}
        chosen = [("", "Không sửa dòng nào"), *((key, member.name) for key, member in self.members.items())]
        self.fields["member"].choices = chosen
        asked = self.data.get("member", "") if self.is_bound else ""
        self.opened = asked if asked in self.members else ""
        self.groups, self.weights, self.lines, self.quotas = {}, {}, {}, {}
        self._add_groups()
        self._add_lines()
        self._add_rules()
        for field in self.fields.values():
            field.error_messages["required"] = inputs.FILL_IN

    @property
    def trial(self):
        """What is tried, once the form is valid."""
        typed = self.cleaned_data
        found = Trial(
            groups=_typed(typed, self.groups),
            lines=_typed(typed, self.lines),
            weights={key: value for key, value in _typed(typed, self.weights).items() if value != 100},
            quotas=_typed(typed, self.quotas),
            off=frozenset(step.pk for step in self.given.facts.ladder if str(step.pk) not in typed["steps"]),
        )
        return found

    def table(self):
        """Yield (member, [bound field of each top group, None where it does not apply]) for the page."""
        for key, member in self.members.items():
            cells = [self._cell(f"g-{key}-{top.pk}") for top in self.given.table.tops]
            yield member, cells

    def opened_lines(self):
        """Return (criterion, bound field) of the lines of the opened member, and its name."""
        if not self.opened:
            return []
        return [
            (line.criterion, self[f"l-{line.pk}"])
            for line in self.given.lines[int(self.opened)]
            if f"l-{line.pk}" in self.fields
        ]

    def carried(self):
        """Return the bound fields of changed lines of other members."""
        shown = {field.name for _, field in self.opened_lines()}
        return [self[name] for name in self.lines if name not in shown]

    def weighed(self):
        """Return the bound fields of the weights."""
        return [self[name] for name in self.weights]

    def limited(self):
        """Return the bound fields of the quotas."""
        return [self[name] for name in self.quotas]

    def said(self):
        """Return in words what is tried, one phrase for each change, for the page and for the print."""
        if not self.is_valid():
            return []
        changed = [*self.groups, *self.lines, *self.weights, *self.quotas]
        told = [
            f"{self.fields[name].label}: {self.fields[name].prepare_value(self.cleaned_data[name])}"
            for name in changed
            if self.cleaned_data[name] is not None
        ]
        off = self.trial.off
        return told + [f"Bỏ bước phân định: {step}" for step in self.given.facts.ladder if step.pk in off]

    def _cell(self, name):
        return self[name] if name in self.fields else None

    def _add_groups(self):
        for key, member in self.members.items():
            reached = self.given.facts.totals[member.agency_id].by_key
            for top in self.given.table.tops:
                if not (found := reached[top.pk]).applies:
                    continue
                about = "số điểm trừ" if top.kind == "penalty" else f"nhóm {top.code}"
                self.groups[f"g-{key}-{top.pk}"] = (member.agency_id, top.pk)
                self._add(f"g-{key}-{top.pk}", f"{member.name}, {about}", found.cap, found.points)

    def _add_lines(self):
        """The lines of the opened member, and those of others that come along."""
        for key, member in self.members.items():
            for line in self.given.lines[member.agency_id]:
                name = f"l-{line.pk}"
                if line.exempt or (key != self.opened and not self.data.get(name)):
                    continue
                self.lines[name] = line.pk
                criterion = line.criterion
                self._add(name, f"{member.name}, {criterion.code}", criterion.max_points, self._counted(line))

    def _add_rules(self):
        for top in self.given.table.tops:
            name = f"w-{top.pk}"
            self.weights[name] = top.pk
            label = (
                f"Trọng số {top.name[:1].lower()}{top.name[1:]} (%)"
                if top.kind != "scored"
                else f"Trọng số nhóm {top.code} (%)"
            )
            bounds = {"min_value": 0, "max_value": MOST_PERCENT, "required": False}
            self.fields[name] = inputs.AmountField(label=label, **bounds)
            self.fields[name].widget.attrs["placeholder"] = "100"
        for meter in self.given.meters:
            name = f"q-{meter.quota.pk}"
            self.quotas[name] = meter.quota.pk
            bounds = {"min_value": 0, "max_value": MOST_QUOTA, "required": False}
            self.fields[name] = inputs.IntegerField(label=f"Hạn mức {meter.title}", **bounds)
            self.fields[name].widget.attrs["placeholder"] = "" if meter.total is None else str(meter.total)
        ladder = [(str(step.pk), str(step).capitalize()) for step in self.given.facts.ladder]
        self.fields["steps"] = forms.MultipleChoiceField(
            label="Các bước phân định khi bằng điểm",
            choices=ladder,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[key for key, _ in ladder],
        )

    def _add(self, name, label, most, now):
        field = inputs.PointsField(label=label, min_value=0, max_value=most, required=False)
        shown = "" if now is None else field.show(now)
        field.widget.attrs |= {"placeholder": shown, "about": f"{label}, hiện là {shown or 'trống'}"}
        self.fields[name] = field

    @staticmethod
    def _counted(line):
        return line.appraised_points if line.agreed_points is None else line.agreed_points


def _typed(typed, names):
    """{what a field is about: its value} of the fields that were filled in."""
    return {about: typed[name] for name, about in names.items() if typed[name] is not None}
