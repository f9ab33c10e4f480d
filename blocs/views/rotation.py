"""Who led before the system knew the bloc: the years told by its managing body."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import former
from blocs.bloc_forms import FormerForm
from blocs.models import Bloc
from blocs.permissions import can_manage_bloc
from core.guards import allowed, edits, writes


@edits
@allowed(can_manage_bloc, Bloc)
def former_record(request, bloc):
    """Write who led in a year; one already told comes with what was told."""
    asked = request.GET.get("year", "")
    initial = former.told(bloc, int(asked)) if asked.isdecimal() and len(asked) == 4 else {}
    form = FormerForm(request.POST or None, bloc=bloc, agencies=former.candidates(bloc), initial=initial)
    if form.attempt(former.record, bloc, by=request.user):
        messages.success(request, f"Đã ghi lãnh đạo năm {form.result}.")
        return redirect(bloc)
    context = {"form": form, "bloc": bloc, "years": former.years(bloc)}
    return render(request, "blocs/former_record.html", context)


@writes
@allowed(can_manage_bloc, Bloc)
def former_forget(request, bloc, year):
    """Take a year off."""
    former.forget(bloc, year=year, by=request.user)
    messages.success(request, f"Đã bỏ phần ghi lãnh đạo năm {year}.")
    return redirect("blocs:former_record", bloc.pk)
