"""Which design is printed in: for form and recipient, form, recipient, everything; else one of ours."""

import re

from django.db import transaction
from django.db.models import F

from awards.models import AwardForm, DesignUse, DesignVersion
from awards.models.catalogue import NOMINATED, Recipient
from core import records
from core.rules import RuleError

OWN_KEY = re.compile(r"v(\d+)-")  # of a published version; see looks
EVERY = ""  # a form or a kind of recipient: every one
BUILT_IN = {Recipient.PERSON: "merit-person"}  # agencies, collectives and households share the other
SHARED = "merit-collective"
NOT_PUBLISHED = "Mẫu này chưa có bản nào cho dùng. Hãy mở mẫu, bấm “Dùng mẫu này”, rồi chọn nơi dùng."


def table(agency_id):
    """Return {(form code, kind): key} of what this agency prints in: the latest published version of each."""
    uses = DesignUse.objects.filter(agency=agency_id).values_list("design", "form_code", "kind")
    found = list(uses)
    if not found:
        return {}
    rows = DesignVersion.objects.filter(
        design__in={design for design, _, _ in found}, state=DesignVersion.State.PUBLISHED
    )
    latest = {version.design_id: version.key for version in rows.defer("content").order_by("number")}
    return {(form, kind): latest[design] for design, form, kind in found if design in latest}


def key_for(chosen, form_code, kind):
    """Return the key of the design for a form and a kind of recipient; `chosen` is what `table` says."""
    for asked in ((form_code, kind), (form_code, EVERY), (EVERY, kind), (EVERY, EVERY)):
        if asked in chosen:
            return chosen[asked]
    return BUILT_IN.get(kind, SHARED)


def assign(design, *, form_code, kind, by):
    """Print the form (a code, "" for every one) for recipients of `kind` ("" for every one) in `design`.

    What stood there before gives way. Raises RuleError when the design is not published or was given up.
    """
    with transaction.atomic():
        row = type(design).objects.select_for_update().get(pk=design.pk)
        if row.retired_at:
            raise RuleError("Mẫu này đã ngừng dùng. Hãy chọn mẫu khác.")
        if not row.versions.filter(state=DesignVersion.State.PUBLISHED).exists():
            raise RuleError(NOT_PUBLISHED)
        if form_code and not AwardForm.objects.filter(code=form_code, own=True).exists():
            raise RuleError(
                "Hình thức khen này không do Khối trưởng quyết định nên không in ở đây. Hãy chọn lại."
            )
        where = {"agency_id": row.agency_id, "form_code": form_code, "kind": kind}
        use = DesignUse.objects.select_for_update().filter(**where).order_by().first()
        if use is None:
            return records.keep(DesignUse(**where, design=row), by=by, act="design.use")
        if use.design_id == row.pk:
            return use
        return records.change(use, by=by, act="design.use", design=row)


def of(agency_id):
    """Return every use of this agency, the forms first in the order of their codes."""
    return DesignUse.objects.filter(agency=agency_id).select_related("design").order_by("-form_code", "kind")


def in_words(use):
    """Return where a use holds, in words: Bằng khen của Khối trưởng, cá nhân."""
    names = dict(own_forms())
    form = names.get(use.form_code, use.form_code) if use.form_code else "mọi hình thức"
    kind = use.get_kind_display().lower() if use.kind else "mọi đối tượng"
    return f"{form}, {kind}"


def own_forms():
    """Return (code, name) of the forms that heads decide and certificates are printed for."""
    found = AwardForm.objects.filter(own=True, certificate__in=AwardForm.PRINTED).order_by("valid_from")
    return sorted({form.code: form.name for form in found}.items())


def told(agency_id):
    """Return {"form", "kind", "design"} in words, for every form and every kind of recipient it is for."""
    named = _naming(agency_id)
    return [
        {"form": form, "kind": Recipient(kind).label, "design": named(code, kind)}
        for code, form in own_forms()
        for kind in NOMINATED
    ]


def told_of(decision, lines):
    """Return {design: [kinds of recipients]} in words: what certificates of `lines` would be in."""
    named, found = _naming(decision.issuing_agency_id), {}
    for kind in sorted({line.kind for line in lines}, key=Recipient.values.index):
        found.setdefault(named(decision.form.code, kind), []).append(Recipient(kind).label.lower())
    return found


def _naming(agency_id):
    """What names the design of this agency for a form (code) and a kind of recipient."""
    chosen = table(agency_id)
    rows = DesignVersion.objects.filter(design__agency=agency_id, state=DesignVersion.State.PUBLISHED)
    names = dict(rows.annotate(name=F("design__name")).values_list("pk", "name"))

    def named(form_code, kind):
        own = OWN_KEY.match(key_for(chosen, form_code, kind))
        return names[int(own[1])] if own else "Mẫu có sẵn"

    return named


def end(use, *, by):
    """Print there as before `use` was chosen; a second click finds it ended."""
    with transaction.atomic():
        if row := DesignUse.objects.select_for_update().filter(pk=use.pk).order_by().first():
            records.drop(row, by=by, act="design.use_end")


def end_all(design, *, by):
    """End every use of a design that is given up."""
    for use in DesignUse.objects.select_for_update().filter(design=design).order_by("pk"):
        records.drop(use, by=by, act="design.use_end")
