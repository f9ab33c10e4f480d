"""Where a draft may come from: a ready table, an Excel file."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import criteria_excel, imports, outline, presets
from blocs.forms import WorkbookForm
from blocs.models import CriteriaTable
from blocs.permissions import can_edit_criteria, can_see
from core.guards import allowed, edits, reads, writes
from documents import excel


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
        "placed": outline.placed(chosen.outline),
        "ladder": outline.ladder_words(chosen.outline),
    }
    return render(request, "blocs/criteria_presets.html", context)


@writes
@allowed(can_edit_criteria, CriteriaTable)
def preset_install(request, table, preset):
    """Write a ready table into the empty draft."""
    presets.install(table, preset, by=request.user)
    messages.success(request, f"Đã lấy “{presets.find(preset).title}” vào bảng. Hãy sửa cho đúng với Khối.")
    return redirect(table)


@reads
@allowed(can_see, CriteriaTable)
def criteria_export(request, table):
    """The table as a workbook; of an empty one a ready table, to be filled in."""
    content = outline.of(CriteriaTable.objects.whole().get(pk=table.pk))
    title = f"{table} - {table.season.bloc.short_name}"
    if not content.parts:
        content, title = presets.find("hundred").outline, "Mẫu bảng tiêu chí"
    return excel.download(title, criteria_excel.HEADINGS, criteria_excel.rows(content))


@edits
@allowed(can_edit_criteria, CriteriaTable)
def criteria_import(request, table):
    """Hand in a workbook and see every row and every fault; nothing of the draft changes."""
    if not table.is_draft:
        return redirect(table)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    staged = form.result if form.attempt(imports.stage, table, by=request.user) else None
    context = {"table": table, "season": table.season, "form": form, "staged": staged}
    context["current"] = outline.of(CriteriaTable.objects.whole().get(pk=table.pk))
    refused = form.is_bound and not (staged and staged.token)
    return render(request, "blocs/criteria_import.html", context, status=422 if refused else 200)


@writes
@allowed(can_edit_criteria, CriteriaTable)
def criteria_replace(request, table):
    """Put the workbook that was looked at in place of the draft."""
    imports.replace(table, token=request.POST.get("token", ""), by=request.user)
    messages.success(request, "Đã đưa bảng từ tệp Excel vào bản đang soạn.")
    return redirect(table)
