"""A block of cells: what each would hold before it is pasted, and many cells written in one request.

The page sends the form as if it were saved. A rehearsal answers {"refused": {name of the input: sentence},
"values": {name: text}, "totals": {key: text}}; nothing is written (results/rehearsal.py).
"""

from django.http import JsonResponse

from blocs.models import Criterion
from core.guards import allowed, writes
from results import columns, midyear, pledges, rehearsal, scoring, targets
from results.models import MidyearReport, Pledge, ScoreSheet
from results.permissions import can_appraise, can_write_midyear, can_write_pledge, can_write_sheet
from results.views import answers, judging, sheet_grid
from results.views.midyear import typed_in


@writes
@allowed(can_write_sheet, ScoreSheet)
def sheet_rehearse(request, sheet):
    """The member's own cells."""
    typed = sheet_grid.typed_in(request.POST, sheet)

    def act():
        refused = scoring.enter_all(sheet, typed, by=request.user)
        lines = sheet_grid.typed_lines(typed)
        return {
            "refused": {f"{cell}-{pk}": sentence for (pk, cell), sentence in refused.items()},
            "values": {
                f"{c}-{row.pk}": text for row in lines for c, text in sheet_grid.texts_of(row).items()
            },
            "totals": sheet_grid.figures_of(sheet, lines),
        }

    return JsonResponse(rehearsal.of(act))


@writes
@allowed(can_write_sheet, ScoreSheet)
def sheet_block(request, sheet):
    """Write many cells at once; each stands for itself, as if it had been sent alone."""
    if answers.is_stranger(request):
        return answers.refuse_account()
    typed = sheet_grid.typed_in(request.POST, sheet)
    refused = scoring.enter_all(sheet, typed, by=request.user)
    lines = sheet_grid.typed_lines(typed)
    facts = {
        "rows": {row.pk: {"version": row.version, "values": sheet_grid.texts_of(row)} for row in lines},
        "refused": {f"{cell}-{pk}": sentence for (pk, cell), sentence in refused.items()},
        "totals": sheet_grid.figures_of(sheet, lines),
    }
    return JsonResponse(facts)


@writes
@allowed(can_appraise, ScoreSheet)
def appraisal_rehearse(request, sheet):
    """The appraiser's cells; a line is refused as a whole, points with their reason."""

    def act():
        whole = ScoreSheet.objects.whole().get(pk=sheet.pk)
        refused = judging.write(whole, request.POST, by=request.user)
        compared = columns.compare(ScoreSheet.objects.whole().get(pk=sheet.pk))
        sentences = {f"{cell}-{pk}": r.sentence for pk, r in refused.items() for cell in judging.CELLS}
        values = {
            f"{cell}-{row.line.pk}": text
            for row in compared.rows
            for cell, text in judging.texts_of(row.line).items()
        }
        return {"refused": sentences, "values": values, "totals": judging.totals_of(compared)}

    return JsonResponse(rehearsal.of(act))


@writes
@allowed(can_write_pledge, Pledge)
def targets_rehearse(request, pledge):
    """The targets of a pledge."""
    typed = targets_in(request.POST, pledge)

    def act():
        refused = pledges.set_all(pledge, typed, by=request.user)
        held = {target.criterion_id: target for target in pledge.targets.all()}
        values = {
            name_of(criterion.pk, cell): text
            for criterion in typed
            for cell, text in targets.shown(held.get(criterion.pk)).items()
        }
        return {"refused": {name_of(*key): said for key, said in refused.items()}, "values": values}

    return JsonResponse(rehearsal.of(act))


@writes
@allowed(can_write_midyear, MidyearReport)
def midyear_rehearse(request, report):
    """The progress on the targets in a half-year report; its texts are no cells of the grid."""
    typed, _ = typed_in(request.POST, report)

    def act():
        refused = midyear.save_all(report, typed, {}, by=request.user)
        rows = midyear.progress(report)
        return {
            "refused": {f"{cell}-{pk}": sentence for (pk, cell), sentence in refused.items()},
            "values": {f"{c}-{row.target.pk}": getattr(row, c) for row in rows for c in midyear.CELLS},
        }

    return JsonResponse(rehearsal.of(act))


def targets_in(post, pledge):
    """Read the targets of a form: criterion to (version, {cell: text}), for `pledges.set_all`."""
    found = {}
    for criterion in Criterion.objects.filter(group__table__season=pledge.season_id):
        names = {cell: name_of(criterion.pk, cell) for cell in ("text", *targets.CELLS)}
        texts = {cell: post[name] for cell, name in names.items() if name in post}
        if texts:
            found[criterion] = answers.version_of(post.get(f"v{criterion.pk}", "")), texts
    return found


def name_of(criterion, cell):
    """Return the name of the input of one cell of a target."""
    return str(criterion) if cell == "text" else f"{cell}-{criterion}"
