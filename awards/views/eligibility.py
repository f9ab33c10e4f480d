"""The rules of eligibility: read by everybody who is signed in, kept by council officers."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.models import AwardForm, EligibilityRule
from awards.models.catalogue import Recipient
from awards.qualifying import eligibility_rules, eligibility_wording
from awards.qualifying.forms import NewRuleForm, RuleCorrectionForm, RuleEndForm
from awards.qualifying.permissions import can_keep_rules
from core.guards import allowed, anyone, edits, reads
from documents import excel

COLUMNS = [
    "Hình thức",
    "Đối tượng",
    "Trường hợp",
    "Điều kiện",
    "Tác dụng",
    "Áp dụng từ",
    "Đến hết",
    "Căn cứ",
    "Đối chiếu",
]
KINDS = EligibilityRule.Kind


@reads
@allowed(anyone)
def rule_list(request):
    """The rules in force today, or with `?all` those of other times too; as a page or as Excel."""
    every = "all" in request.GET
    rules = EligibilityRule.objects.visible_to(request.user) if every else EligibilityRule.objects.on()
    rows = _rows(rules)
    if request.GET.get("format") == "xlsx":
        return excel.download("Điều kiện khen thưởng", COLUMNS, [_exported(*row) for row in rows])
    context = {"rows": rows, "every": every, "keeps": can_keep_rules(request.user), "kinds": KINDS.choices}
    return render(request, "awards/rule_list.html", context)


@edits
@allowed(can_keep_rules)
def rule_new(request):
    """Enter a rule of the kind `?kind`."""
    kind = request.GET.get("kind")
    kind = KINDS(kind) if kind in KINDS.values else KINDS.STATED
    form = NewRuleForm(request.POST or None, kind=kind)
    if form.attempt(eligibility_rules.add, kind=kind, by=request.user):
        messages.success(request, "Đã thêm điều kiện.")
        return redirect("awards:rules")
    return _form(request, form, f"Thêm điều kiện: {kind.label}", "Thêm điều kiện")


@edits
@allowed(can_keep_rules, EligibilityRule)
def rule_edit(request, rule):
    """Correct the source of a rule, say that it was read there and whether it binds."""
    facts = {"source": rule.source, "checked": not rule.recalled, "binding": rule.binding}
    form = RuleCorrectionForm(request.POST or None, initial=facts)
    if form.attempt(eligibility_rules.correct, rule, by=request.user):
        messages.success(request, "Đã sửa điều kiện.")
        return redirect("awards:rules")
    return _form(request, form, _title(rule), "Lưu điều kiện", rule=rule)


@edits
@allowed(can_keep_rules, EligibilityRule)
def rule_end(request, rule):
    """Let a rule end with a day."""
    form = RuleEndForm(request.POST or None)
    if form.attempt(eligibility_rules.end, rule, by=request.user):
        messages.success(request, "Đã ghi ngày hết áp dụng.")
        return redirect("awards:rules")
    return _form(request, form, f"Hết áp dụng: {_title(rule)}", "Ghi ngày hết áp dụng")


def _form(request, form, heading, submit, **more):
    context = {"form": form, "heading": heading, "submit": submit, **more}
    return render(request, "awards/rule_form.html", context)


def _rows(rules):
    """(rule, the form it holds for, the recipients, what it asks) of each, in the order of the catalogue."""
    forms = list(AwardForm.objects.order_by("ceremony_order", "valid_from"))
    names = {form.code: form.name for form in forms}
    short = {form.code: form.short_name for form in forms}
    place = {code: number for number, code in enumerate(names)}
    ordered = sorted(rules, key=lambda rule: (place.get(rule.form_code, -1), rule.recipient, rule.route))
    return [
        (rule, _form_name(rule, names), _recipients(rule), eligibility_wording.title(rule, short))
        for rule in ordered
    ]


def _form_name(rule, names):
    if rule.form_code:
        return names.get(rule.form_code, rule.form_code)
    level = rule.get_level_display()
    return f"Mọi hình thức {level[0].lower()}{level[1:]}" if level else "Mọi hình thức"


def _recipients(rule):
    return Recipient(rule.recipient).label if rule.recipient else "Mọi đối tượng"


def _title(rule):
    [(_, form, _, words)] = _rows([rule])
    return f"{form}: {words}"


def _exported(rule, form, recipients, words):
    checked = "Chưa đối chiếu văn bản gốc" if rule.recalled else "Đã đối chiếu"
    effect = "Bắt buộc" if rule.binding else "Để nhắc"
    facts = (form, recipients, rule.route, words, effect)
    return [*facts, rule.valid_from, rule.valid_to, rule.source, checked]
