"""The catalogue kept by hand: a new form, the next version of one, a source that somebody has read.

What has been used is never changed in what it meant: a new text is a new version, and what was entered under
the old one keeps it.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.text import slugify

from awards.models import AwardForm, Decision, Nomination, Quota
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.text import clean_line, search_key

UNKNOWN = ("prize_coefficient", "doubles_for_collectives", "certificate")  # once not known, told later
CITED = ("source", "prize_source", "transition", "transition_source")  # where it stands, not what it means


def enter(*, valid_from, by, checked_source="", **facts):
    """Enter a form the catalogue did not have; return its first version.

    `facts` are the fields of `AwardForm` but for code and validity; `checked_source` names the text that was
    read, empty when nobody has. Raises RuleError when such a name is known, ValidationError for facts that
    do not stand together.
    """
    code = slugify(search_key(facts["short_name"]))[:40]
    if not code:
        raise RuleError("Tên ngắn phải có chữ cái hoặc chữ số.")
    with transaction.atomic():
        if found := AwardForm.objects.filter(code=code).last():
            raise RuleError(
                f"Danh mục đã có {found.name} ({found.short_name}). "
                "Hãy mở trang của hình thức ấy rồi lập bản mới."
            )
        row = AwardForm(code=code, valid_from=valid_from, **facts, **_checked(checked_source, by))
        _refuse_unprintable(row)
        return records.keep(row, by=by, act="award_form.enter")


def renew(form, *, valid_from, by, checked_source="", **facts):
    """Enter the next version of `form`, in force from `valid_from`; the former one ends the day before.

    Returns the new row. The day may lie ahead or behind: what was entered under the former version keeps it.
    Raises RuleError unless `form` is the last version and the day comes after its first.
    """
    with transaction.atomic():
        last = locked_last(form, valid_from)
        row = AwardForm(code=last.code, valid_from=valid_from, **facts, **_checked(checked_source, by))
        _refuse_unprintable(row)
        eve = valid_from - timedelta(days=1)
        if last.valid_to is None or last.valid_to > eve:
            records.change(last, valid_to=eve, ended_by="", by=by, act="award_form.end")
        return records.keep(row, by=by, act="award_form.renew")


def revise(form, *, by, **facts):
    """Change what a version says that nothing has used yet.

    Of a used one only where it stands (`CITED`) may be corrected, and told what was not known (`UNKNOWN`);
    else RuleError with what uses it.
    """
    with transaction.atomic():
        row = _locked(form)
        changed = {name for name, value in facts.items() if getattr(row, name) != value}
        meant = {name for name in changed if name not in CITED and not was_unknown(row, name)}
        if meant and (used := uses(row)):
            raise RuleError(
                f"{row.name}, bản áp dụng từ {short(row.valid_from)}, đã dùng cho {', '.join(used)} "
                "nên không đổi nội dung được. Hãy lập bản mới áp dụng từ một ngày khác."
            )
        for name, value in facts.items():
            setattr(row, name, value)
        _refuse_unprintable(row)
        return records.change(form, **facts, by=by, act="award_form.revise")


def check(form, *, checked_source, by):
    """Mark a recalled version as read in `checked_source`, by whom and now. RuleError if it is already."""
    with transaction.atomic():
        row = _locked(form)
        if not row.recalled:
            raise RuleError(f"{row.name}, bản áp dụng từ {short(row.valid_from)}, đã được đối chiếu.")
        if not clean_line(checked_source):
            raise RuleError("Hãy ghi văn bản gốc đã đọc: số, ngày, điều khoản.")
        return records.change(form, **_checked(checked_source, by), by=by, act="award_form.check")


def take_back(form, *, by):
    """Take away the last version, entered in error and used by nothing; the former one holds on as before.

    Returns the former version, or None when there was none.
    """
    with transaction.atomic():
        row = locked_last(form)
        if used := uses(row):
            raise RuleError(f"{row.name} đã dùng cho {', '.join(used)} nên không bỏ được.")
        eve, until = row.valid_from - timedelta(days=1), row.valid_to
        former = AwardForm.objects.filter(code=row.code, valid_to=eve).first()
        records.drop(row, by=by, act="award_form.take_back")
        facts = {"valid_to": until, "ended_by": row.ended_by}
        return former and records.change(former, **facts, by=by, act="award_form.hold_on")


def uses(form):
    """Return, in words, what refers to this version; empty when nothing does."""
    rows = (
        (Nomination.objects.filter(form=form), "đề nghị khen thưởng"),
        (Quota.objects.filter(form=form), "hạn mức"),
        (Decision.objects.filter(form=form), "quyết định"),
    )
    counted = ((found.count(), noun) for found, noun in rows)
    return [f"{count} {noun}" for count, noun in counted if count]


def next_of(form):
    """Return the version that follows `form`, or None. One query."""
    return (
        AwardForm.objects.filter(code=form.code, valid_from__gt=form.valid_from)
        .order_by("valid_from")
        .first()
    )


def _checked(source, by):
    """Who read it where and when; that nobody did, when no source is named."""
    source = clean_line(source)
    if not source:
        return {"recalled": True}
    facts = {"checked_source": source, "checked_at": clock.now(), "checked_by": by}
    return {"recalled": False, **facts}


def was_unknown(row, name):
    """Say whether nobody has told this fact of the version yet."""
    return name in UNKNOWN and getattr(row, name) in (None, "")


def _locked(form):
    row = AwardForm.objects.select_for_update().filter(pk=form.pk).first()
    if row is None:
        raise RuleError(records.GONE)
    return row


def locked_last(form, valid_from=None):
    """Return the last version, all of its code locked.

    Raises RuleError when `form` is not it, or `valid_from` is too early for a next one.
    """
    rows = list(AwardForm.objects.select_for_update().filter(code=form.code).order_by("valid_from"))
    if not rows:
        raise RuleError(records.GONE)
    last = rows[-1]
    if last.pk != form.pk:
        raise RuleError(
            f"{last.name} đã có bản áp dụng từ {short(last.valid_from)}. Hãy mở bản ấy rồi làm tiếp."
        )
    if valid_from is not None and valid_from <= last.valid_from:
        raise RuleError(
            f"Bản hiện có áp dụng từ {short(last.valid_from)}; bản mới phải áp dụng từ một ngày sau đó."
        )
    return last


def _refuse_unprintable(row):
    """What the head decides is printed here, and only one kind of paper has a design."""
    if row.own and row.certificate not in AwardForm.PRINTED:
        printed = ", ".join(AwardForm.Certificate(kind).label for kind in AwardForm.PRINTED)
        raise RuleError(
            f"Hình thức do Khối trưởng quyết định được in tại đây, hiện chỉ in được {printed}. "
            f"Hãy chọn giấy kèm theo là {printed}."
        )
