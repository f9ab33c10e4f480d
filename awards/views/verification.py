"""The public pages: is this certificate genuine. No account, and nothing but what stands on the paper."""

from django.shortcuts import render

from awards import pictures, verification
from awards.certificate_forms import LookUpForm
from core import clock, limits
from core.guards import public, reads

TRIES, PER_SECONDS = 20, 5 * 60
MINUTE = "public, max-age=60"  # nobody is told for longer that a revoked certificate counts


@reads
@public
def verify(request, token):
    """What a QR code opens."""
    return _answer(request, verification.by_token(token), form=LookUpForm(), cached=MINUTE)


@reads
@public
def look_up(request):
    """Number and short code, both required; counted per address so that nobody can try them out."""
    if not request.GET:
        return render(request, "awards/verify.html", {"form": LookUpForm()})
    if limits.exceeded(request, "look_up", most=TRIES, seconds=PER_SECONDS):
        return render(request, "429.html", status=429)
    form = LookUpForm(request.GET)
    if not form.is_valid():
        return render(request, "awards/verify.html", {"form": form})
    number, year = form.cleaned_data["number"]
    found = verification.by_register(number, year, form.cleaned_data["code"])
    return _answer(request, found, form=form)


def _answer(request, certificate, *, form, cached=""):
    context = {"certificate": certificate, "asked_at": clock.now(), "form": form, "answered": True}
    if certificate is None:
        return render(request, "awards/verify.html", context, status=404)
    context["picture"] = [line for line in pictures.lines_of(certificate) if line.public]
    response = render(request, "awards/verify.html", context)
    if cached:
        response.headers["Cache-Control"] = cached
    return response
