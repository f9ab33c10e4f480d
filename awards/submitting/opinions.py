"""Opinions of other bodies on who is put forward: asked on a day, due on a day, answered with a file."""

from django.db import transaction

from awards import rounds
from awards.models import Opinion
from awards.nominating import nomination_files
from awards.submitting import holidays, requirements, workdays
from core import clock, records, text
from core.dates import short
from core.rules import RuleError
from documents import intake

Part = requirements.Part


def days_for(form, day=None):
    """Return in how many working days an opinion on a form is due (asked on `day`), or None if unknown."""
    rows = (row for row in requirements.parts_of(form, day) if row.part == Part.OPINIONS)
    return next((row.work_days for row in rows), None)


def ask(nomination, *, asked_of, asked_on, letter="", due_on=None, by):
    """Note that a body was asked and return the Opinion; without `due_on` the law's days are counted.

    Raises RuleError for a day to come, one without known days and no `due_on`, or a nomination that is sent.
    A second click finds the first one.
    """
    with transaction.atomic():
        row = nomination_files.open_row(nomination)
        if asked_on > clock.today():
            raise RuleError(f"Ngày hỏi {short(asked_on)} chưa tới. Hãy ghi ngày đã gửi văn bản.")
        days = days_for(row.form, asked_on)
        if due_on is None and days is None:
            raise RuleError("Chưa có quy định số ngày trả lời cho hình thức này. Hãy ghi hạn trả lời.")
        facts = {"asked_of": asked_of, "letter": letter, "asked_on": asked_on}
        due = due_on or workdays.after(asked_on, days, holidays.days_off(asked_on))
        made = Opinion(nomination=row, **facts, due_on=due)
        if known := records.repeated(made, by=by, act="opinion.ask"):
            return known
        return records.keep(made, by=by, act="opinion.ask")


def answer(opinion, *, answered_on, answer, note="", upload=None, by):
    """Note what the body answered, with its paper. Raises RuleError for a second answer or a day to come."""
    stored = intake.receive(upload) if upload else None
    with transaction.atomic():
        rounds.hold(opinion.nomination.season, rounds.PROPOSING)
        row = Opinion.objects.select_for_update(of=("self",)).filter(pk=opinion.pk).first()
        if row is None:
            raise RuleError(records.GONE)
        if row.answered_on:
            raise RuleError(f"{row.asked_of} đã trả lời ngày {short(row.answered_on)}; lần ghi đầu được giữ.")
        if answered_on > clock.today():
            raise RuleError(f"Ngày trả lời {short(answered_on)} chưa tới. Hãy ghi ngày trên văn bản trả lời.")
        facts = {"answered_on": answered_on, "answer": answer, "note": note}
        if stored:
            facts |= {"file": stored, "file_name": text.file_name(upload.name)}
        return records.change(row, **facts, by=by, act="opinion.answer")


def of(nominations):
    """Return {nomination's id: its Opinions}, each with `state` in words. One query."""
    found = {row.pk: [] for row in nominations}
    today = clock.today()
    for row in Opinion.objects.filter(nomination__in=found).order_by("asked_on", "pk"):
        row.is_overdue = row.answered_on is None and row.due_on < today
        found[row.nomination_id].append(row)
    return found


def lacking(opinion, name):
    """Return what an unanswered opinion keeps open, in words."""
    asked = f"ý kiến của {opinion.asked_of} về {name}: hỏi ngày {short(opinion.asked_on)}"
    past = opinion.due_on < clock.today()
    return f"{asked}, {'quá hạn' if past else 'hạn'} trả lời {short(opinion.due_on)}"
