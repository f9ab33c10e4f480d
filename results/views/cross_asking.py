"""The page that asks one question about the cross-scoring of a year: a day, a pair, a reason."""

from django.shortcuts import render


def page(request, form, season, **facts):
    """Return the page; `facts`: its heading, the word on its button (`submit`), what is said before it."""
    context = {"form": form, "season": season, **facts}
    return render(request, "results/cross_form.html", context, status=422 if form.is_bound else 200)
