"""Dossiers: begun for a form, filled with nominations, drawn up as papers, joined by scans."""

from django.db import transaction
from django.db.models import Count, Q

from awards import rounds, states
from awards.cataloguing import catalogue
from awards.models import Dossier, DossierFile, DossierLine, Nomination
from awards.submitting import handed_over
from blocs import seasons
from core import clock, records, text
from core.rules import RuleError
from core.text import title_key
from documents import intake, uploads

FITTING = ("proposed", "endorsed")
TAKEN = "Đề nghị này đã nằm trong một hồ sơ khác. Hãy tải lại trang."


def begin(season, *, form, addressee, paper_form="", by):
    """Begin the dossier of a form that goes to a higher authority, with all that waits for it; return it.

    A second click finds the first one. Raises RuleError for a wrong phase or an own form, ValidationError
    when a dossier of the form is being made.
    """
    with transaction.atomic():
        season = rounds.hold(season, rounds.RECORDING)
        if form.own:
            raise RuleError(f"{form.name} không phải hình thức {season.bloc.word} trình cấp trên.")
        catalogue.refuse_absent(form, season, also_used=True)
        row = Dossier(season=season, form=form, addressee=addressee, paper_form=paper_form)
        if known := records.repeated(row, by=by, act="dossier.begin"):
            return known
        made = records.keep(row, by=by, act="dossier.begin")
        _take_in(made, candidates(made), by)
        return made


def revise(dossier, *, addressee, appraisal, paper_form="", by):
    """Change to whom it goes, what the bloc says of it, and the form of its papers."""
    with transaction.atomic():
        open_row(dossier)
        facts = {"addressee": addressee, "appraisal": appraisal, "paper_form": paper_form}
        return records.change(dossier, **facts, by=by, act="dossier.revise")


def candidates(dossier):
    """Return the nominations of the year and form that wait and stand in no dossier, as a query.

    State level first passes the conference; at other levels what waits may stand here, too.
    """
    rows = Nomination.objects.filter(season=dossier.season_id, form=dossier.form_id, state__in=FITTING)
    if dossier.form.level == dossier.form.Level.STATE:
        rows = rows.filter(state=Nomination.State.ENDORSED)
    taken = DossierLine.objects.filter(left=False).values("nomination")
    return rows.exclude(pk__in=taken).order_by("pk")


def add(dossier, nominations, *, by):
    """Put nominations into a dossier. Raises RuleError for one of another year or form, or that is taken."""
    with transaction.atomic():
        row = open_row(dossier)
        if not nominations:
            raise RuleError("Hãy chọn ít nhất một đề nghị đang chờ để đưa vào hồ sơ.")
        _take_in(row, nominations, by)
        return row


def take_out(line, *, by):
    """Take a nomination out of a dossier; it waits again."""
    with transaction.atomic():
        open_row(line.dossier)
        for paper in line.dossier.papers.filter(nomination=line.nomination_id):
            records.drop(paper, by=by, act="dossier_paper.drop")
        records.drop(line, by=by, act="dossier.take_out")


def attach(dossier, *, part, upload, by):
    """Put a scan or file into a dossier for one of its parts; return the DossierFile. Raises as `intake`."""
    stored = intake.receive(upload, uploads.EVIDENCE)
    with transaction.atomic():
        row = open_row(dossier)
        facts = {"part": part, "file": stored, "name": text.file_name(upload.name), "added_at": clock.now()}
        return records.keep(DossierFile(dossier=row, **facts), by=by, act="dossier_file.add")


def attach_each(dossier, *, part, uploads, by):
    """Add several files, each by an act of its own; return [(name, what kept it out in words or "")]."""
    return intake.each(uploads, lambda upload: attach(dossier, part=part, upload=upload, by=by))


def detach(file, *, by):
    """Take a scan out of a dossier; the content stays stored."""
    with transaction.atomic():
        open_row(file.dossier)
        records.drop(file, by=by, act="dossier_file.remove")


def nominations_of(dossier):
    """Return what a dossier puts forward, collectives before persons, in protocol order.

    Each with the `name` its agency has on the day of the letter (today).
    """
    lines = DossierLine.objects.filter(dossier=dossier, left=False).values("nomination")
    return named(Nomination.objects.filter(pk__in=lines), dossier)


def named(rows, dossier):
    """Return nominations (a query) as lists need them: with names, in protocol order."""
    protocol = {row.agency_id: place for place, row in enumerate(seasons.members_of(dossier.season))}
    found = rows.named(dossier.letter_on or clock.today())
    found = found.select_related("season__bloc", "form", "agency", "person", "collective")
    return sorted(found, key=lambda row: _place(row, protocol))


def shown_cases(dossier, cases):
    """Return [(nomination, its DossierLine)] of a dossier's cases. One query."""
    lines = {line.nomination_id: line for line in dossier.lines.filter(left=False)}
    return [(case, lines[case.pk]) for case in cases]


def left_of(dossier):
    """Return the nominations that came back from above and go with another dossier. One query."""
    lines = DossierLine.objects.filter(dossier=dossier, left=True).values("nomination")
    rows = Nomination.objects.filter(pk__in=lines).named(dossier.letter_on or clock.today())
    return list(rows.select_related("form", "person", "collective").order_by("pk"))


def counted(season):
    """Return the dossiers of a year, each with `count`, how many it puts forward."""
    rows = Dossier.objects.filter(season=season).select_related("form", "season__bloc")
    return rows.annotate(count=Count("lines", filter=Q(lines__left=False))).order_by(
        "form__ceremony_order", "pk"
    )


def due_forms(season, due):
    """Return [(form, its Due)] of the forms that somebody waits with, or that a letter gave a day."""
    waiting = Nomination.objects.filter(season=season, state__in=states.LIVE).values("form")
    own = [form for form, each in due.items() if each.own]
    forms = catalogue.used_in(season).filter(Q(pk__in=waiting) | Q(pk__in=own))
    return [(form, due[form.pk]) for form in forms if form.pk in due]


def name_of(nomination):
    """Return the name of who is put forward; the agency by the `name` the row came with."""
    return str(nomination.person or nomination.collective or nomination.name)


def minutes_of(dossier):
    """Return the papers of the bloc's meetings: those sent with it, or what is handed over by now."""
    if not dossier.is_draft:
        kept = dossier.papers.filter(part="minutes").select_related("document").order_by("pk")
        return [paper.document for paper in kept]
    return [paper.document for paper in handed_over.of(dossier.season)]


def open_row(dossier):
    """Return the draft under its lock; raises RuleError when it is sent or its time is over."""
    rounds.hold(dossier.season, rounds.RECORDING)
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("season__bloc", "form")
    row = rows.filter(pk=dossier.pk).first()
    if row is None:
        raise RuleError(records.GONE)
    if not row.is_draft:
        raise RuleError(f"{row} đã trình theo tờ trình {row.letter_number} nên không sửa được nữa.")
    return row


def _place(row, protocol):
    inside = row.person.sort_key if row.person else title_key(row.collective.name) if row.collective else ""
    return (row.person_id is not None, protocol.get(row.agency_id, len(protocol)), inside, row.pk)


def _take_in(dossier, nominations, by):
    for row in nominations:
        if (row.season_id, row.form_id) != (dossier.season_id, dossier.form_id):
            raise RuleError(f"“{row}” không thuộc năm và hình thức của hồ sơ này.")
        if row.state not in states.OPEN or row.state == Nomination.State.SENT:
            raise RuleError(f"“{row}” không còn chờ trình. Hãy tải lại trang.")
        if DossierLine.objects.filter(nomination=row, left=False).exists():
            raise RuleError(TAKEN)
        records.keep(DossierLine(dossier=dossier, nomination=row), by=by, act="dossier.add")
