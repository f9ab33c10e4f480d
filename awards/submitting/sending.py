"""Sending a dossier up: what forbids it, what it lacks, and the act itself."""

from django.db import transaction
from django.utils import timezone

from awards import states
from awards.limiting import quotas
from awards.models import DossierPaper, Nomination
from awards.qualifying import eligibility
from awards.submitting import completeness, deadlines, dossiers, handed_over
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.transitions import move
from members import lifetimes

STATES = Nomination.State


def obstacles(dossier, cases):
    """Return, in sentences, what forbids sending whatever the reason.

    Conditions of other modules come in here: the eligibility of each case, the quotas left open.
    """
    found = [] if cases else ["Hồ sơ chưa có đề nghị nào. Hãy đưa ít nhất một đề nghị vào hồ sơ."]
    for row in cases:
        name = dossiers.name_of(row)
        if row.state not in dossiers.FITTING:
            found.append(f"{name}: “{row.state_words}”. Hãy đưa ra khỏi hồ sơ.")
        elif row.form.level == row.form.Level.STATE and row.state != STATES.ENDORSED:
            found.append(f"{name}: hội nghị của {row.season.bloc.small_word} chưa thông qua.")
        elif row.checked_at is None and row.state not in states.SUPPORTED:
            found.append(f"{name}: chưa ai kiểm tra. Hãy ghi kết quả kiểm tra ở trang đề nghị.")
        elif told := eligibility.refusal(row):
            found.append(told)
    chosen = {row.pk for row in cases}
    above = quotas.open_excess(dossier.season) if chosen else []
    return found + [row.sentence for row in above if row.nomination.pk in chosen]


def doubts(dossier, cases, on=None):
    """Return, in sentences, what an officer may answer with a reason: parts missing, late, agencies gone."""
    on = on or clock.today()
    found = [item.sentence for item in completeness.items(dossier, cases) if not item.is_there]
    found += [f"chưa ai kiểm tra đề nghị của {dossiers.name_of(row)}" for row in cases if not row.checked_at]
    due = deadlines.due(dossier.season, dossier.form)
    if due and due.day < on:
        found.append(f"quá hạn trình {short(due.day)} ({due.source})")
    ends = lifetimes.ends_of({row.agency_id for row in cases})
    for row in cases:
        end = ends.get(row.agency_id)
        if end and end.last_day < on:
            found.append(f"{row.agency} chỉ hoạt động {end.words}, nên cần nêu rõ ai nhận khen thưởng")
    return found


def send(dossier, *, letter_number, letter_on, despite="", by):
    """Send a dossier with its letter: it is frozen, and its nominations wait for the authority. Returns it.

    Raises RuleError for what `obstacles` says, for `doubts` without a reason (`despite`), and for a day of
    the letter that is to come or before the nominations were made.
    """
    with transaction.atomic():
        row = dossiers.open_row(dossier)
        cases = dossiers.nominations_of(row)
        if found := obstacles(row, cases):
            raise RuleError(f"Chưa trình được. {' '.join(found)}")
        _refuse_day(letter_on, cases)
        lacking = doubts(row, cases, letter_on)
        if lacking and not despite.strip():
            raise RuleError(
                f"Chưa trình được vì: {'; '.join(lacking)}. Hãy bổ sung, hoặc ghi lý do vẫn trình."
            )
        for paper in handed_over.of(row.season):
            kept = DossierPaper(dossier=row, part="minutes", document=paper.document)
            records.keep(kept, by=by, act="dossier_paper.hand_over")
        for case in cases:
            move(case, "send", by=by, came_from=case.state)
        facts = {"letter_number": letter_number, "letter_on": letter_on}
        return move(dossier, "send", by=by, reason=despite.strip() if lacking else "", **facts)


def _refuse_day(day, cases):
    if day > clock.today():
        raise RuleError(f"Ngày tờ trình {short(day)} chưa tới. Hãy ghi ngày trên tờ trình đã ký.")
    first = max(timezone.localdate(case.proposed_at) for case in cases)
    if day < first:
        raise RuleError(f"Ngày tờ trình {short(day)} trước ngày đề nghị {short(first)}. Hãy xem lại ngày.")
