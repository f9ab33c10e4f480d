"""The rotating flag: who holds it and held it, the hand-over, a hand-over entered by mistake."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import flags
from blocs.forms import ReasonForm
from blocs.models import Bloc, FlagHolding, RotatingFlag
from blocs.permissions import can_hand_over_flag, can_keep_flags, can_see, can_undo_holding
from blocs.together_forms import FlagForm, HandOverForm
from core.guards import allowed, edits, reads
from documents import excel

FORM = "blocs/form.html"
COLUMNS = ["TT", "Đơn vị giữ cờ", "Giữ từ ngày", "Dịp trao"]


@reads
@allowed(can_see, RotatingFlag)
def flag_detail(request, flag):
    """The flag with everybody who has held it, latest first."""
    rows = flags.holders(flag)
    if request.GET.get("format") == "xlsx":
        table = [(place, row.name, row.since, row.occasion) for place, row in enumerate(rows, 1)]
        return excel.download(f"{flag.name} - {flag.bloc.short_name}", COLUMNS, table)
    directs = can_hand_over_flag(request.user, flag)
    context = {"flag": flag, "bloc": flag.bloc, "rows": rows, "directs": directs}
    return render(request, "blocs/flag.html", context)


@edits
@allowed(can_keep_flags, Bloc)
def flag_new(request, bloc):
    """Give the bloc a flag."""
    form = FlagForm(request.POST or None)
    if form.attempt(flags.introduce, bloc, by=request.user):
        messages.success(request, f"Đã ghi “{form.result}”. Hãy ghi lần trao đầu tiên.")
        return redirect(form.result)
    return render(request, FORM, {"form": form, "heading": "Thêm cờ luân lưu", "back": bloc})


@edits
@allowed(can_hand_over_flag, RotatingFlag)
def flag_rename(request, flag):
    """Call it something else."""
    form = FlagForm(request.POST or None, initial={"name": flag.name})
    if form.attempt(flags.rename, flag, by=request.user):
        messages.success(request, "Đã sửa tên cờ.")
        return redirect(flag)
    return render(request, FORM, {"form": form, "heading": f"Sửa tên “{flag}”", "back": flag})


@edits
@allowed(can_hand_over_flag, RotatingFlag)
def flag_hand_over(request, flag):
    """Hand it to a member."""
    form = HandOverForm(request.POST or None, members=flag.bloc.memberships.on())
    if form.attempt(flags.hand_over, flag, by=request.user):
        messages.success(request, f"Đã ghi trao cờ cho {form.result.agency}.")
        return redirect(flag)
    return render(request, FORM, {"form": form, "heading": f"Trao “{flag}”", "back": flag})


@edits
@allowed(can_undo_holding, FlagHolding)
def holding_undo(request, holding):
    """Strike out the last hand-over, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.attempt(flags.undo, holding, by=request.user):
        messages.success(request, "Đã bỏ lần trao cờ ghi nhầm.")
        return redirect(holding.flag)
    heading = f"Bỏ lần trao cờ cho {holding.agency}"
    return render(request, FORM, {"form": form, "heading": heading, "back": holding.flag})
