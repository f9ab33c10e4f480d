"""Decisions: drafted by the head and issued in one act; those of higher authorities recorded."""

from django.db import transaction

from awards import rounds, states
from awards.cataloguing import catalogue
from awards.certifying import certificates
from awards.deciding import dating, lines, numbering, papers, receivers, texts
from awards.limiting import quotas
from awards.models import Decision, DecisionLine, Nomination
from awards.qualifying import eligibility
from awards.registering import registers
from blocs import leadership
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.text import clean_line
from core.transitions import move
from members.models import Agency

DRAFT = Decision.State.DRAFT


def draft(season, *, form, number, signed_on, paper_form="", by, **facts):
    """Begin an own decision (its form is `own`) of the season's head agency; return it as a draft.

    `number` is typed whole or as digits alone; `paper_form` is that of this one paper (empty: the year's);
    `facts` are signer_name, signer_post, place, achievement and, where needed, backdated and receivers. A
    second click finds the first one.
    Raises RuleError for a form of others, a wrong phase or a number that is taken that year, ValidationError
    when something to be printed is missing.
    """
    with transaction.atomic():
        season = rounds.hold(season, rounds.PROPOSING)
        _refuse_form(season, form, own=True)
        _refuse_day(season, signed_on)
        decision = Decision(
            season=season,
            form=form,
            issuing_agency=_head_of(season),
            authority=f"{season.bloc.head_label} {season.bloc.name}",
            number=numbering.whole(number, season, paper_form),
            paper_form=paper_form,
            signed_on=signed_on,
            **facts,
        )
        if known := records.repeated(decision, by=by, act="decision.draft"):
            return known
        numbering.refuse_taken(decision)
        return records.keep(decision, by=by, act="decision.draft")


def revise(decision, *, number, by, **facts):
    """Change what a draft says: number, signed_on, signer, place, achievement, form of the paper."""
    with transaction.atomic():
        row = hold(decision)
        _refuse_day(row.season, facts.get("signed_on", row.signed_on))
        facts["number"] = numbering.whole(number, row.season, facts.get("paper_form", row.paper_form))
        _refuse_taken(row, facts)
        return records.change(decision, **facts, by=by, act="decision.revise")


def write(decision, *, by, **typed):
    """Keep the bases and articles typed for an own draft (`texts.FIELDS`); emptied ones are worded anew."""
    with transaction.atomic():
        row = hold(decision, amending=bool(decision.amends_id))
        facts = texts.facts_of(row, texts.content(row), typed)
        return records.change(decision, **facts, by=by, act="decision.texts")


def withhold(line, *, unpaid, by):
    """Pay no prize money for a line of a draft, for the reason `unpaid`; empty pays it again.

    Of several titles for the same time only the highest is paid: Nghị định 152/2025/NĐ-CP, Điều 49 khoản 5.
    """
    with transaction.atomic():
        hold(line.decision)
        return records.change(line, unpaid=clean_line(unpaid), by=by, act="decision.withhold")


def discard(decision, *, by):
    """Take a draft away; its nominations wait again."""
    with transaction.atomic():
        hold(decision, amending=bool(decision.amends_id))
        for change in decision.changes.all():
            records.drop(change, by=by, act="decision.remove")
        for line in decision.lines.all():
            records.drop(line, by=by, act="decision.remove")
        records.drop(decision, by=by, act="decision.discard")


def add(decision, nominations, *, by):
    """Put nominations into a draft and return the new lines.

    Raises RuleError when one is of another year or form, or no longer waits.
    """
    with transaction.atomic():
        decision = hold(decision)
        return _add(decision, nominations, by)


def remove(line, *, by):
    """Take a line out of a draft; its nomination waits again."""
    with transaction.atomic():
        hold(line.decision)
        records.drop(line, by=by, act="decision.remove")


def issue(decision, *, by):
    """Issue an own decision: all of the following, or nothing of it. Returns it.

    The lines are put into ceremony order and freeze the names of the day of signing; the nominations are
    granted; every line gets its number in the register and its certificate; the paper is frozen. Raises
    RuleError when there is no line, when a nomination no longer waits, stands above its quota or misses a
    binding rule, when another agency heads the year by now, when the day of signing is still to come or lies
    before a nomination or runs against the order of numbers, when an agency that is honoured has ended and
    nobody is named who receives it in its place, or when something cannot be printed.
    """
    with transaction.atomic():
        row = hold(decision)
        refuse_other_head(row)
        dating.refuse_future(row.signed_on)
        nominated = Nomination.objects.filter(decision_line__decision=row)
        dating.refuse_early(row, nominated.select_related("form"))
        numbering.refuse_out_of_order(row)
        receivers.refuse_ended(row, nominated)
        quotas.refuse_open_excess(row.season, nominated)
        eligibility.refuse(row.season, nominated.select_related("form", "person", "collective"))
        if not lines.freeze(row, by=by):
            raise RuleError("Dự thảo chưa có ai. Hãy đưa ít nhất một đề nghị vào quyết định rồi ban hành.")
        move(row, "issue", by=by)
        _grant(row, by)
        registers.enter(row, by=by)
        certificates.make(row, by=by)
        paper = papers.issue_decision(row, by=by)
        return records.change(decision, paper=paper, by=by, act="decision.paper")


def record(season, *, form, authority, number, signed_on, nominations, backdated="", by):
    """Record the decision of a higher authority on nominations of the year; return it, issued.

    It grants them; it enters no register of ours and makes no certificate. Raises RuleError for an own
    form, a decision recorded already, a day to come or before a nomination (unless `backdated` says why), or
    a nomination that does not wait.
    """
    with transaction.atomic():
        season = rounds.hold(season, rounds.RECORDING)
        _refuse_form(season, form, own=False)
        _refuse_day(season, signed_on)
        dating.refuse_future(signed_on)
        decision = Decision(
            season=season,
            form=form,
            authority=clean_line(authority),
            number=clean_line(number),
            signed_on=signed_on,
            backdated=clean_line(backdated),
        )
        _refuse_recorded(decision)
        dating.refuse_early(decision, nominations)
        records.keep(decision, by=by, act="decision.record")
        _add(decision, nominations, by)
        if not lines.freeze(decision, by=by):
            raise RuleError("Hãy chọn ít nhất một đề nghị được khen thưởng theo quyết định này.")
        move(decision, "issue", by=by)
        _grant(decision, by)
        return decision


def candidates(decision):
    """Return unsaved lines, in ceremony order, for what waits and may be put into the draft."""
    waiting = Nomination.objects.filter(season=decision.season_id, form=decision.form_id)
    waiting = waiting.filter(state__in=states.OPEN, decision_line__isnull=True)
    return lines.of(decision, waiting)


def hold(decision, *, amending=False):
    """Hold a draft and its season until the act is over; return it as it stands.

    Raises RuleError when it is issued, its time is over, or it grants where one that amends is meant.
    """
    rounds.hold(decision.season, rounds.AMENDING if amending else rounds.PROPOSING)
    rows = Decision.objects.select_for_update(of=("self",)).select_related("season__bloc", "form")
    row = rows.filter(pk=decision.pk).first()
    if row is None:
        raise RuleError(records.GONE)
    if row.state != DRAFT:
        raise RuleError(f"Quyết định {row.number} đã ban hành nên không sửa được nữa.")
    if bool(row.amends_id) != amending:
        raise RuleError("Việc này không dùng cho loại quyết định này. Hãy làm từ trang của quyết định.")
    return row


def refuse_other_head(decision):
    """Raise RuleError when the year has another head by now: it would sign what is not its own."""
    if decision.issuing_agency_id != leadership.head_of(decision.season):
        raise RuleError(
            f"Dự thảo này lập cho {decision.issuing_agency}, nay không còn là đơn vị "
            f"{decision.season.bloc.head_label}. Hãy bỏ dự thảo rồi lập lại."
        )


def _add(decision, nominations, by):
    taken = set(DecisionLine.objects.filter(nomination__in=nominations).values_list("nomination", flat=True))
    for row in nominations:
        if (row.season_id, row.form_id) != (decision.season_id, decision.form_id):
            raise RuleError(f"“{row}” không thuộc năm và hình thức của quyết định này.")
        if row.pk in taken:
            raise RuleError(f"“{row}” đã nằm trong một quyết định. Hãy tải lại trang.")
        if not Nomination.objects.filter(pk=row.pk, state__in=states.OPEN).exists():
            raise RuleError(f"“{row}” không còn chờ quyết định. Hãy tải lại trang.")
    last = decision.lines.order_by("position").values_list("position", flat=True).last() or 0
    fresh = lines.of(decision, nominations)
    for position, line in enumerate(fresh, last + 1):
        line.position = position
        records.keep(line, by=by, act="decision.add")
    return fresh


def _grant(decision, by):
    for line in decision.lines.select_related("nomination"):
        move(line.nomination, "grant", by=by)


def _head_of(season):
    head = leadership.head_of(season)
    if head is None:
        raise RuleError(f"Năm này chưa ghi đơn vị {season.bloc.head_label} nên chưa lập được quyết định.")
    return Agency.objects.get(pk=head)


def _refuse_day(season, day):
    """The day of signing chooses the book, for good: a slip of the year must not open one."""
    last = clock.today().year + 1
    if not season.year <= day.year <= last:
        raise RuleError(f"Ngày ký {short(day)} không hợp lý: nhập ngày từ {season.named} đến năm {last}.")


def _refuse_taken(row, facts):
    """Ask for the number that a draft is to get, among what is to change with it."""
    for name in ("number", "signed_on", "paper_form"):
        setattr(row, name, facts.get(name, getattr(row, name)))
    numbering.refuse_taken(row)


def _refuse_form(season, form, *, own):
    if form.own != own:
        head = f"do {season.bloc.head_label} quyết định: hãy lập dự thảo rồi ban hành"
        other = "do cấp trên quyết định" if own else head
        raise RuleError(f"{form.name} {other}.")
    catalogue.refuse_absent(form, season, also_used=True)


def _refuse_recorded(decision):
    same = Decision.objects.filter(
        issuing_agency__isnull=True,
        authority=decision.authority,
        number=decision.number,
        signed_on=decision.signed_on,
        season=decision.season,
        form=decision.form,
    )
    if same.exists():
        raise RuleError(f"Quyết định {decision.number} của {decision.authority} đã được ghi.")
