"""The stock of phôi: its kinds with what is left, the book of each, entries by hand and taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.models import Stock, StockEntry
from awards.printing import stock as stocks
from awards.printing.certificate_forms import WhyForm
from awards.printing.ledger_forms import NewStockForm, StockEntryForm
from awards.printing.permissions import (
    can_keep_stock,
    can_open_stock,
    can_reverse_entry,
    can_see_stock,
    can_see_stocks,
)
from blocs import leadership
from blocs.models import Season
from core.guards import allowed, edits, reads
from documents import excel
from members import acting
from members.models import Agency

FORM = "awards/stock_form.html"
KINDS = ["Loại phôi", "Đã nhận", "Đã in", "Hỏng", "Còn lại"]
BOOK = ["Ngày", "Việc", "Thêm, bớt (tờ)", "Còn lại", "Ghi chú", "Người ghi", "Hủy bằng dòng sau"]


@reads
@allowed(can_see_stocks, Season)
def stock_list(request, season):
    """Every kind with what was received, used, spoilt, and what is left."""
    found = Stock.objects.visible_to(request.user).filter(agency__in=_agencies(season)).counted()
    if request.GET.get("format") == "xlsx":
        rows = [(row.name, row.received, row.used, row.spoilt, row.left) for row in found]
        return excel.download(f"Kho phôi {season.named}".replace("/", "-"), KINDS, rows)
    context = {"season": season, "stocks": found, "opens": can_open_stock(request.user, season)}
    return render(request, "awards/stock_list.html", context)


@edits
@allowed(can_open_stock, Season)
def stock_new(request, season):
    """Take up a new kind of phôi with the first sheets received."""
    form = NewStockForm(request.POST or None)
    head = Agency.objects.get(pk=leadership.head_of(season))
    if request.method == "POST" and form.attempt(stocks.open_kind, head, by=request.user):
        messages.success(request, f"Đã mở sổ kho cho {form.result}.")
        return redirect(form.result)
    context = {"form": form, "season": season, "heading": "Nhận loại phôi mới", "submit": "Ghi nhận phôi"}
    return render(request, FORM, context)


@reads
@allowed(can_see_stock, Stock)
def stock_book(request, stock):
    """The book of one kind: every entry with what is left after it."""
    lines = stocks.book(stock)
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Sổ kho {stock}".replace("/", "-"), BOOK, map(_exported, lines))
    context = {"stock": stock, "lines": lines[::-1], "left": lines[-1].left if lines else 0}
    return render(request, "awards/stock.html", context | {"keeps": can_keep_stock(request.user, stock)})


@edits
@allowed(can_keep_stock, Stock)
def stock_enter(request, stock):
    """Enter sheets that were received, used or spoilt."""
    form = StockEntryForm(request.POST or None)
    if request.method == "POST" and form.attempt(stocks.enter, stock, by=request.user):
        messages.success(request, f"Đã ghi sổ: {str(form.result).lower()}.")
        return redirect(stock)
    context = {"form": form, "stock": stock, "heading": f"Ghi sổ kho: {stock}", "submit": "Ghi vào sổ"}
    return render(request, FORM, context)


@edits
@allowed(can_reverse_entry, StockEntry)
def entry_reverse(request, entry):
    """Take a wrong entry back by another one, with a reason that stays in the book."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.attempt(stocks.reverse, entry, by=request.user):
        messages.success(request, "Đã hủy dòng ghi nhầm bằng một dòng ngược lại.")
        return redirect(entry.stock)
    context = {"form": form, "stock": entry.stock, "submit": "Hủy dòng này", "danger": True}
    return render(request, FORM, context | {"heading": f"Hủy dòng “{entry}”"})


def _agencies(season):
    """The head of the year, and who issued a decision of it."""
    issuers = season.decisions.filter(state="issued").values_list("issuing_agency", flat=True)
    return {leadership.head_of(season), *issuers} - {None}


def _exported(line):
    entry = line.entry
    told = [entry.on, entry.get_kind_display(), entry.change, line.left, entry.note, acting.name_of(entry.by)]
    return [*told, "Có" if entry.reversed_by else None]
