"""What every request passes: input in one Unicode form, own password first, refusals in words."""

import unicodedata

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core.rules import RuleError


def normalise_input(get_response):
    """Bring query and form values to NFC: macOS and some PDF readers send decomposed letters."""

    def middleware(request):
        request.GET = _composed(request.GET)
        if request.method == "POST":
            request.POST = _composed(request.POST)
        return get_response(request)

    return middleware


def _composed(values):
    if all(unicodedata.is_normalized("NFC", text) for row in values.lists() for text in (row[0], *row[1])):
        return values
    fixed = values.copy()
    fixed.clear()
    for name, texts in values.lists():
        composed = [unicodedata.normalize("NFC", text) for text in texts]
        fixed.setlist(unicodedata.normalize("NFC", name), composed)
    fixed._mutable = False
    return fixed


def own_password_first(get_response):
    """Lead a person with a temporary password to the page that changes it, and from there on."""

    def middleware(request):
        user = request.user
        if user.is_authenticated and user.must_change_password:
            page = reverse("account_change_password")
            if request.path not in (page, reverse("account_logout")):
                if request.method == "GET" and request.path != "/":
                    return redirect_to_login(request.get_full_path(), page)
                return redirect(page)
        return get_response(request)

    return middleware


class refusals_in_words:
    """Turn a RuleError that no form caught into its sentence, on the page the person came from."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer a refused act; other exceptions go on."""
        if not isinstance(exception, RuleError):
            return None
        if request.htmx:
            return render(request, "partials/_refusal.html", {"sentence": str(exception)}, status=422)
        back = request.META.get("HTTP_REFERER", "")
        if url_has_allowed_host_and_scheme(back, {request.get_host()}):
            messages.error(request, str(exception))
            return HttpResponseRedirect(back)
        return render(request, "409.html", {"sentence": str(exception)}, status=409)
