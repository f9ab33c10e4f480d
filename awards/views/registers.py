"""The golden register of the season's head agency, year by year, as the book reads."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.forms import RegisterForm
from awards.permissions import can_keep_register, can_see_register
from awards.registering import registers
from blocs import leadership
from blocs.models import Season
from core import clock
from core.guards import allowed, edits, reads
from core.rules import RuleError
from documents import excel
from documents.models import Rendition
from members.models import Agency
from members.views.paging import page_of

COLUMNS = [
    "Số vào sổ vàng",
    "Tập thể, cá nhân",
    "Chức vụ, đơn vị",
    "Hình thức",
    "Quyết định",
    "Ngày ký",
    "Hủy số",
]


@reads
@allowed(can_see_register, Season)
def register(request, season):
    """One book, the latest or that of `?year`, in the order of its numbers, a page at a time."""
    books = list(registers.of_agencies(leadership.own_of_head(season)))
    asked = next((row for row in books if str(row.pk) == request.GET.get("book")), None)
    book = asked or next((row for row in books if str(row.year) == request.GET.get("year")), None)
    book = book or next(iter(books), None)
    entries, words = registers.entries_of(book) if book else [], request.GET.get("q", "").strip()
    if words and book:
        entries = registers.search(entries, words)
    if request.GET.get("format") == "xlsx" and book:
        return excel.download(f"Sổ vàng năm {book.year}", COLUMNS, [_exported(row) for row in entries])
    context = {
        "season": season,
        "agency": _head(season),
        "books": books,
        "book": book,
        "page": page_of(request, entries),
        "words": words,
        "formats": Rendition.Format.choices,
        "keeps": can_keep_register(request.user, season) and not season.is_closed,
    }
    return render(request, "awards/register.html", context)


@edits
@allowed(can_keep_register, Season)
def register_open(request, season):
    """Open the book of a year, or set its first number anew while nothing is entered."""
    agency = _head(season)
    year = int(request.GET["year"]) if request.GET.get("year", "").isdecimal() else clock.today().year
    book = registers.of_agencies([agency.pk]).filter(year=year).first()
    initial = {"year": year, "first_number": book.first_number if book else 1}
    form = RegisterForm(request.POST or None, initial=initial)
    if form.attempt(registers.open_register, agency, by=request.user):
        messages.success(request, f"{form.result} bắt đầu từ số {form.result.first_number:02d}.")
        return redirect("awards:register", season.pk)
    return render(request, "awards/register_open.html", {"season": season, "agency": agency, "form": form})


def _head(season):
    head = leadership.head_of(season)
    if head is None:
        raise RuleError(f"Năm này chưa ghi đơn vị {season.bloc.head_label} nên chưa có sổ vàng.")
    return Agency.objects.named().get(pk=head)


def _exported(entry):
    decision = entry.line.decision
    words = (str(entry), entry.recipient, entry.unit, decision.form.name)
    return [*words, decision.number, decision.signed_on, entry.void_reason]
