"""Where a draft may come from: a ready table, an Excel file."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import outline, presets
from blocs.models import CriteriaTable
from blocs.permissions import can_edit_criteria
from core.guards import allowed, reads, writes


@reads
@allowed(can_edit_criteria, CriteriaTable)
def preset_list(request, table):
    """The ready tables, one of them shown whole; offered while the draft is empty."""
    if not table.is_draft or table.groups.exists():
        return redirect(table)
    wanted = request.GET.get("preset")
    chosen = next((each for each in presets.every() if each.key == wanted), presets.every()[0])
    context = {
        "table": table,
        "season": table.season,
        "presets": presets.every(),
        "chosen": chosen,
        "outline": chosen.outline,
        "coded": outline.coded(chosen.outline),
        "ladder": outline.ladder_words(chosen.outline),
    }
    return render(request, "blocs/criteria_presets.html", context)


@writes
@allowed(can_edit_criteria, CriteriaTable)
def preset_install(request, table, key):
    """Write a ready table into the empty draft."""
    presets.install(table, key, by=request.user)
    messages.success(request, f"Đã lấy “{presets.find(key).title}” vào bảng. Hãy sửa cho đúng với Khối.")
    return redirect(table)
