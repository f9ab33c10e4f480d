"""The book of the fund: entries with the balance after each, contributions, taking back, carrying over."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import fund_reports, funds, seasons
from blocs.forms import ReasonForm
from blocs.fund_forms import ReceiveForm, SpendForm
from blocs.models import FundEntry, Season
from blocs.permissions import can_keep_fund, can_see, can_take_back_entry
from core.guards import allowed, edits, reads, writes
from core.numbers import grouped
from documents import excel
from documents.models import Rendition

FORM = "blocs/fund_form.html"
COLUMNS = [
    "Số",
    "Ngày",
    "Nội dung",
    "Đơn vị đóng góp",
    "Hoạt động",
    "Chứng từ",
    "Thu (đồng)",
    "Chi (đồng)",
    "Số dư (đồng)",
    "Hủy bằng khoản",
    "Lý do hủy",
]
SHARES = ["TT", "Đơn vị", "Đã đóng góp (đồng)", "Số lần", "Lần cuối", "Thành viên"]


@reads
@allowed(can_see, Season)
def fund_book(request, season):
    """The book of the year with its balance, and who has contributed."""
    book = funds.book(season)
    if request.GET.get("format") == "xlsx":
        return excel.download(_title("Sổ quỹ", season), COLUMNS, map(_exported, book.rows))
    takes = can_keep_fund(request.user, season) and funds.is_open(season)
    context = {
        "season": season,
        "book": book,
        "shares": funds.contributions(season),
        "takes": takes,
        "reports": fund_reports.issued(season),
        "formats": Rendition.Format.choices,
        "keeps": can_keep_fund(request.user, season),
        "later": funds.carried_on(season),
        "earlier": funds.to_carry(season) if takes else None,
    }
    return render(request, "blocs/fund.html", context)


@reads
@allowed(can_see, Season)
def contributions(request, season):
    """Who has paid how much, as Excel; on screen it stands beside the book."""
    rows = (
        (place, row.name, row.paid, row.times, row.last_on, "Có" if row.is_member else "Không")
        for place, row in enumerate(funds.contributions(season), 1)
    )
    return excel.download(_title("Đóng góp quỹ", season), SHARES, rows)


@edits
@allowed(can_keep_fund, Season)
def fund_receive(request, season):
    """Enter what came in."""
    members = seasons.members_of(season)
    form = ReceiveForm(request.POST or None, members=members, day=season.standing_on)
    if form.attempt(funds.receive, season, by=request.user):
        messages.success(request, f"Đã ghi thu {grouped(form.result.amount)} đồng.")
        return redirect("blocs:fund_receive" if "another" in request.POST else "blocs:fund", season.pk)
    return _page(request, season, form, f"Ghi khoản thu {season.named}", "Ghi khoản thu", another=True)


@edits
@allowed(can_keep_fund, Season)
def fund_spend(request, season):
    """Enter what was spent."""
    form = SpendForm(request.POST or None, season=season)
    if form.attempt(funds.spend, season, by=request.user):
        messages.success(request, f"Đã ghi chi {grouped(form.result.amount)} đồng.")
        return redirect("blocs:fund_spend" if "another" in request.POST else "blocs:fund", season.pk)
    return _page(request, season, form, f"Ghi khoản chi {season.named}", "Ghi khoản chi", another=True)


@writes
@allowed(can_keep_fund, Season)
def fund_carry(request, season):
    """Take over what is left of the year before."""
    entry = funds.carry(season, by=request.user)
    messages.success(request, f"Đã chuyển {grouped(entry.signed)} đồng vào sổ quỹ {season.named}.")
    return redirect("blocs:fund", season.pk)


@edits
@allowed(can_take_back_entry, FundEntry)
def entry_take_back(request, entry):
    """Take a wrong entry back, with a reason that stays in the book."""
    form = ReasonForm(request.POST or None)
    if form.attempt(funds.take_back, entry, by=request.user):
        messages.success(request, f"Đã hủy khoản số {entry.number} bằng khoản số {form.result.number}.")
        return redirect("blocs:fund", entry.season_id)
    heading = f"Hủy khoản số {entry.number}: {entry.content}, {grouped(entry.amount)} đồng"
    return _page(request, entry.season, form, heading, "Hủy khoản này", danger=True)


def _page(request, season, form, heading, submit, **more):
    context = {"form": form, "season": season, "heading": heading, "submit": submit}
    return render(request, FORM, context | more)


def _title(what, season):
    return f"{what} {season.named} - {season.bloc.short_name}"


def _exported(line):
    entry, back = line.entry, line.entry.taken_back_by
    sides = (entry.amount, None) if entry.flow == "in" else (None, entry.amount)
    activity = entry.activity.name if entry.activity else None
    facts = (entry.number, entry.day, entry.content, entry.agency_name, activity, entry.reference)
    return *facts, *sides, line.balance, back.number if back else None, entry.reason
