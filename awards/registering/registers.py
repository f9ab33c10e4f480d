"""The golden register: numbers given one after another, under a lock, in the transaction of the act."""

import re
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from awards.models import DecisionLine, Register, RegisterEntry
from core import clock, history, records
from core.rules import RuleError
from core.text import search_key

NUMBER = re.compile(r"([0-9]{1,6})(?:/([0-9]{4}))?")


def open_register(agency, year, *, first_number, by):
    """Open the agency's book of `year`, or set the first number anew while nothing is entered; return it.

    The agency enters other awards of its own too, so that ours need not begin at 1. Raises RuleError once a
    number is given.
    """
    numbers = {"first_number": first_number, "next_number": first_number}
    with transaction.atomic():
        found = _held(agency, year)
        if found is None:
            return records.keep(Register(agency=agency, year=year, **numbers), by=by, act="register.open")
        if found.entries.exists():
            last = found.next_number - 1
            raise RuleError(f"Sổ vàng năm {year} đã ghi đến số {last:02d} nên không đổi được số bắt đầu nữa.")
        return records.change(found, **numbers, by=by, act="register.open")


def enter(decision, *, by):
    """Enter every line of an own decision, in its order, and return the entries.

    The book is that of the issuing agency and the year of signing; a missing one is opened at number 1.
    Raises RuleError when the decision is not ours or is entered already.
    """
    with transaction.atomic():
        register = _book_of(decision, by)
        lines = list(decision.lines.order_by("position"))
        if RegisterEntry.objects.filter(line__in=lines).exists():
            raise RuleError(f"Quyết định {decision.number} đã vào sổ vàng.")
        return _give(register, lines, by)


def enter_line(line, *, by):
    """Enter one line once more, for a certificate that replaces another; return the entry."""
    with transaction.atomic():
        return _give(_book_of(line.decision, by), [line], by)[0]


def void(entry, *, reason, by):
    """Void a number, with a reason: the number stays in the book and is never given again."""
    with transaction.atomic():
        row = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
        if row.void_reason:
            raise RuleError(f"Số {row} đã hủy: {row.void_reason}.")
        if not reason.strip():
            raise RuleError("Hãy ghi lý do hủy số rồi gửi lại.")
        return records.change(entry, void_reason=reason, by=by, act="register.void")


def ahead(decision):
    """Return (first, last) number that the decision would get now; both None without lines."""
    count = DecisionLine.objects.filter(decision=decision).count()
    if not count:
        return None, None
    book = Register.objects.filter(agency=decision.issuing_agency_id, year=decision.signed_on.year).first()
    first = book.next_number if book else 1
    return first, first + count - 1


def numbers_of(decision):
    """Return {line id: the number it holds, as printed} of a decision, without voided ones; one query."""
    entries = RegisterEntry.objects.filter(line__decision=decision, void_reason="")
    return {entry.line_id: str(entry) for entry in entries.select_related("register")}


def entries_of(register):
    """Return the entries of a book in the order of their numbers, each with line, decision, certificate."""
    return register.entries.select_related("register", "line__decision__form", "certificate")


def search(entries, words):
    """Narrow entries of a book to the number `words` (7, 07, 07/2023), or to recipients that contain them.

    Accents do not matter.
    """
    if typed := NUMBER.fullmatch(words.strip()):
        number, year = typed.groups()
        return entries.filter(number=number, **({"register__year": year} if year else {}))
    printed = ("certificate__facts__recipient", "certificate__facts__unit")  # a voided number has other words
    key, held = search_key(words), entries.values_list("pk", "line__name", "line__unit", *printed)
    return entries.filter(
        pk__in=[pk for pk, *said in held if key in search_key(" ".join(filter(None, said)))]
    )


def of_agencies(agencies):
    """Return the books of agencies (ids), the latest year first, each with `entered`, how many numbers."""
    books = Register.objects.filter(agency__in=agencies)
    return books.annotate(entered=Count("entries")).order_by("-year", "-agency")


def _book_of(decision, by):
    """The register of the decision under its lock, opened when there is none."""
    if not decision.is_own:
        raise RuleError(f"Quyết định của cấp trên không vào sổ vàng của {decision.season.bloc.head_label}.")
    agency, year = decision.issuing_agency, decision.signed_on.year
    found = _held(agency, year)
    if found is None:
        with suppress(RuleError, ValidationError):  # opened by somebody else at the same moment
            open_register(agency, year, first_number=1, by=by)
        found = _held(agency, year)
    return found


def _held(agency, year):
    return Register.objects.select_for_update().filter(agency=agency, year=year).first()


def _give(register, lines, by):
    """Give the next numbers to `lines`; the caller holds the register, so nobody else can take them."""
    first = register.next_number
    entries = RegisterEntry.objects.bulk_create(
        RegisterEntry(register=register, number=number, line=line, entered_at=clock.now())
        for number, line in enumerate(lines, first)
    )
    register.next_number = first + len(lines)
    register.save(update_fields=["next_number"])
    given = {"next_number": register.next_number, "lines": [line.pk for line in lines]}
    history.record(register, "register.enter", by=by, before={"next_number": first}, after=given)
    return entries
