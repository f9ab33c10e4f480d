"""The rotating flag (cờ luân lưu): introduced, handed from member to member, a wrong hand-over undone."""

from contextlib import contextmanager

from django.db import transaction

from blocs.models import Bloc, FlagHolding, Membership, RotatingFlag
from core import clock, records
from core.dates import short
from core.rules import RuleError


def introduce(bloc, *, name, by):
    """Give the bloc a flag that nobody holds yet. Raises ValidationError when it has one of that name."""
    return records.keep(RotatingFlag(bloc=bloc, name=name), by=by, act="flag.introduce")


def rename(flag, *, name, by):
    """Call the flag something else; raises as `introduce` does."""
    return records.change(flag, name=name, by=by, act="flag.rename")


def hand_over(flag, *, to, on, occasion="", by):
    """Hand the flag to the agency `to` on the day `on`; whoever held it holds it until then.

    Raises RuleError for a day to come, one not after the last hand-over, an agency that is no member on
    that day, or the one that holds it already.
    """
    if on > clock.today():
        raise RuleError(f"Ngày {short(on)} chưa tới. Ghi trao cờ khi cờ đã được trao.")
    with _held(flag):
        last = flag.holdings.order_by("-since").first()
        if last and last.agency_id == to.pk:
            raise RuleError(f"{to} đang giữ cờ này từ ngày {short(last.since)}. Hãy tải lại trang.")
        if last and on <= last.since:
            raise RuleError(
                f"Lần trao gần nhất là ngày {short(last.since)}; ngày trao mới phải sau ngày đó. "
                "Nếu lần trao đó ghi nhầm, hãy bỏ lần đó trước."
            )
        if not Membership.objects.filter(bloc=flag.bloc_id, agency=to).on(on).exists():
            raise RuleError(f"{to} không phải thành viên của {flag.bloc.word} vào ngày {short(on)}.")
        holding = FlagHolding(flag=flag, agency=to, since=on, occasion=occasion)
        return records.keep(holding, by=by, act="flag.hand_over")


def undo(holding, *, reason, by):
    """Strike out the last hand-over, entered by mistake; the flag is with whoever held it before.

    Raises RuleError when another one followed or it is gone already.
    """
    if not reason.strip():
        raise RuleError("Hãy ghi lý do rồi gửi lại.")
    with _held(holding.flag):
        last = FlagHolding.objects.filter(flag=holding.flag_id).order_by("-since").first()
        if last is None or last.pk != holding.pk:
            raise RuleError("Chỉ bỏ được lần trao cờ gần nhất. Hãy tải lại trang để xem các lần trao.")
        records.drop(last, by=by, act="flag.undo", reason=reason)


def holders(flag):
    """Return the FlagHoldings, latest first, each with the name of its agency on that day."""
    return flag.holdings.told()


def of(bloc, day=None):
    """Return the flags of the bloc with who held each on `day` (today)."""
    return bloc.flags.held(day)


def on_view(season):
    """Return the flags as they stood in the season: today, or on its last counted day once that is past."""
    return of(season.bloc, min(clock.today(), season.standing_on))


@contextmanager
def _held(flag):
    """Hold the bloc, so that two hand-overs and a leaving member take turns."""
    with transaction.atomic():
        yield Bloc.objects.select_for_update().get(pk=flag.bloc_id)
