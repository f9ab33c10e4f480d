"""The fund of a bloc: a book for each year that only grows, its balance, who has contributed.

What was carried into the next year's book stands: the old book takes nothing more until the carrying entry
is taken back, so that closing and opening balance never differ.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from blocs import seasons
from blocs.models import FundEntry, Season
from core import clock, records
from core.dates import short
from core.numbers import grouped
from core.rules import RuleError

IN, OUT = FundEntry.Flow.IN, FundEntry.Flow.OUT


@dataclass(frozen=True)
class Line:
    """One entry with the balance after it, in đồng."""

    entry: FundEntry
    balance: int


@dataclass(frozen=True)
class Book:
    """The whole book of a year; sums in đồng, without what was taken back."""

    rows: tuple[Line, ...]
    opening: int
    came_in: int
    went_out: int

    @property
    def balance(self):
        """What is left now; below zero when more was spent than there was."""
        return self.opening + self.came_in - self.went_out

    @property
    def short_by(self):
        """How much the fund is short of, 0 when it is not."""
        return max(-self.balance, 0)


@dataclass(frozen=True)
class Share:
    """What one agency has paid in the year, in đồng, in how many entries, and when last."""

    name: str
    paid: int
    times: int
    last_on: date | None
    is_member: bool


def book(season):
    """Return the Book of the season: entries in their order with the balance after each. One query."""
    rows, balance = [], 0
    for entry in season.fund_entries.told(season.standing_on):
        balance += entry.signed
        rows.append(Line(entry, balance))
    standing = [row.entry for row in rows if row.entry.reverses_id is None and not row.entry.taken_back_by]
    return Book(tuple(rows), *_sums(standing))


def statement(season, day):
    """Return the Book of the sums on `day` without its lines, or None while the fund has no entry by then.

    What was taken back counts nowhere, whenever that was. One query.
    """
    entries = list(season.fund_entries.standing().filter(day__lte=day))
    return Book((), *_sums(entries)) if entries else None


def contributions(season):
    """Return every member's Share in protocol order, then those of others who paid. Two queries."""
    members = {row.agency_id: row.name for row in seasons.members_of(season)}
    paid, names = {}, dict(members)
    for entry in season.fund_entries.standing().filter(agency__isnull=False).told(season.standing_on):
        paid.setdefault(entry.agency_id, []).append(entry)
        names.setdefault(entry.agency_id, entry.agency_name)
    return [
        Share(
            name=name,
            paid=sum(entry.amount for entry in paid.get(agency, ())),
            times=len(paid.get(agency, ())),
            last_on=max((entry.day for entry in paid.get(agency, ())), default=None),
            is_member=agency in members,
        )
        for agency, name in names.items()
    ]


def receive(season, *, day, amount, content, agency=None, reference="", by):
    """Enter what came in on `day`: `amount` in đồng, from a contributing agency where there is one.

    Raises RuleError for a day to come or before the year before, when the year is closed or its balance
    was carried on.
    """
    facts = {"day": day, "amount": amount, "content": content, "agency": agency, "reference": reference}
    return _enter(season, "fund.receive", flow=IN, by=by, **facts)


def spend(season, *, day, amount, content, activity=None, reference="", by):
    """Enter what was spent on `day`, on an activity of the year where there is one; raises as `receive`."""
    if activity and activity.season_id != season.pk:
        raise RuleError("Hoạt động này thuộc năm khác. Hãy chọn hoạt động của năm đang ghi.")
    facts = {"day": day, "amount": amount, "content": content, "activity": activity, "reference": reference}
    return _enter(season, "fund.spend", flow=OUT, by=by, **facts)


def take_back(entry, *, reason, by):
    """Take a wrong entry back by one that says the contrary, and why; both stay in the book.

    Raises RuleError when it was taken back already, or takes another one back itself.
    """
    with _open(entry.season) as now:
        found = FundEntry.objects.get(pk=entry.pk)
        if found.reverses_id:
            raise RuleError("Khoản này dùng để hủy một khoản khác nên không hủy được. Hãy ghi một khoản mới.")
        if other := FundEntry.objects.filter(reverses=found).first():
            raise RuleError(f"Khoản này đã được hủy bằng khoản số {other.number}. Hãy tải lại trang.")
        contrary = FundEntry(
            flow=OUT if found.flow == IN else IN,
            day=clock.today(),
            amount=found.amount,
            content=f"Hủy khoản số {found.number}",
            reverses=found,
            reason=reason,
        )
        return _append(now, contrary, "fund.take_back", by, reason)


def carried(season):
    """Return the entry that opened this year's book from the year before, or None."""
    return season.fund_entries.standing().filter(carried_from__isnull=False).first()


def carry(season, *, by):
    """Open the year's book with what is left of the year before; that book takes nothing more from then.

    Raises RuleError when there is no year before, nothing is left, or it was carried already.
    """
    earlier = before(season)
    if earlier is None:
        raise RuleError("Trước năm này chưa có năm thi đua nào nên không có số dư để chuyển.")
    with _open(season) as now:
        earlier = Season.objects.select_for_update(of=("self",)).get(pk=earlier.pk)
        if carried(now):
            raise RuleError(f"Số dư {earlier.named} đã chuyển sang {season.named}. Hãy tải lại trang.")
        left = book(earlier).balance
        if left == 0:
            raise RuleError(f"Quỹ {earlier.named} không còn số dư nên không có gì để chuyển.")
        entry = FundEntry(
            flow=IN if left > 0 else OUT,
            day=clock.today(),
            amount=abs(left),
            content=f"Số dư {earlier.named} chuyển sang",
            carried_from=earlier,
        )
        return _append(now, entry, "fund.carry", by)


def to_carry(season):
    """Return the year before when its book has a balance that was not carried on yet, else None."""
    earlier = before(season)
    if earlier is None or carried_on(earlier) or book(earlier).balance == 0:
        return None
    return earlier


def before(season):
    """Return the latest year of the bloc before this one, or None."""
    return Season.objects.filter(bloc=season.bloc_id, year__lt=season.year).order_by("-year").first()


def carried_on(season):
    """Return the entry by which a later year's book took over this one's balance, or None."""
    return FundEntry.objects.standing().filter(carried_from=season).select_related("season").first()


def is_open(season):
    """Say whether the book of the year takes entries."""
    return not season.is_closed and carried_on(season) is None


def _sums(entries):
    """What opened the year, came in and went out, in đồng, of entries that stand."""
    sums = {"opening": 0, IN: 0, OUT: 0}
    for entry in entries:
        if entry.carried_from_id:
            sums["opening"] += entry.signed
        else:
            sums[entry.flow] += entry.amount
    return sums["opening"], sums[IN], sums[OUT]


def _enter(season, act, *, by, **facts):
    with _open(season) as now:
        _refuse_day(now, facts["day"])
        return _append(now, FundEntry(**facts), act, by)


def _append(season, entry, act, by, reason=""):
    entry.season = season
    entry.number = (season.fund_entries.aggregate(last=Max("number"))["last"] or 0) + 1
    return records.keep(entry, by=by, act=act, reason=reason)


@contextmanager
def _open(season):
    with seasons.held_open(season, "sổ quỹ") as now:
        if later := carried_on(now):
            raise RuleError(
                f"Số dư {now.named} đã chuyển sang {later.season.named} "
                f"({grouped(later.amount)} đồng), nên sổ quỹ {now.named} không ghi thêm. "
                f"Hãy ghi vào sổ quỹ {later.season.named}."
            )
        yield now


def _refuse_day(season, day):
    if day > clock.today():
        raise RuleError(f"Ngày {short(day)} chưa tới. Ghi vào sổ khi tiền đã thu hoặc đã chi.")
    if day < date(season.year - 1, 1, 1):
        raise RuleError(f"Ngày {short(day)} quá xa {season.named}. Hãy kiểm tra lại ngày thu, chi.")
