"""Two records of one person: the second is looked for, what joining moves is shown, then it is done."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core import inputs
from core.guards import allowed, edits
from members import joining
from members.forms import JoinForm
from members.models import Person
from members.permissions import can_join


@edits
@allowed(can_join, Person)
def person_join(request, person):
    """Join another record into this one, which is kept."""
    gone = _chosen(request, person)
    form = JoinForm(request.POST or None, kept=person, initial={"gone": gone})
    if form.attempt(joining.join, person, by=request.user):
        what = f": {', '.join(form.result)}" if form.result else ""
        messages.success(request, f"Đã gộp hai bản ghi của {person}{what}.")
        return redirect(person)
    words = request.GET.get("q", "")
    context = {"person": person, "form": form, "gone": gone, "words": words}
    if gone is None:
        context["others"] = joining.candidates(person, words, by=request.user)
    else:
        context["foreseen"] = joining.foresee(person, gone)
    return render(request, "members/person_join.html", context)


def _chosen(request, kept):
    """The record that is looked at, or None while none was chosen."""
    key = request.POST.get("gone") or request.GET.get("with", "")
    rows = Person.objects.visible_to(request.user).exclude(pk=kept.pk).select_related("agency", "user")
    return rows.filter(pk=key).first() if inputs.is_key(key) else None
