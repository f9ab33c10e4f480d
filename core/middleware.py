"""What every request passes: no account for probes, one form of text, own password, refusals in words."""

from codecs import lookup
from unicodedata import is_normalized, normalize
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBadRequest, HttpResponseRedirect, UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core.rules import RuleError
from core.text import file_name, storable

HEALTH = "/healthz"  # the page of probes, desk.views.healthz
BALLOT = "/ballot/"  # where a drawn slip votes, conferences.views.voting.ballot
SCREENS = ("/screen/", "/screen/now/")  # the wall of a hall, conferences.views.screen
NO_TEXT = "Dữ liệu gửi lên có mã ký tự không hợp lệ. Hãy tải lại trang rồi gõ lại nội dung."
BROKEN_OFF = "Dữ liệu gửi lên bị ngắt giữa chừng. Hãy kiểm tra đường truyền rồi gửi lại."


def probes_are_nobody(get_response):
    """Take the cookies off who asks for health: whose they are, only a database knows that may be down.

    Off who votes with a drawn slip, too: whose browser it is, nobody shall know. Only the token of the form
    stays. Nor is the wall of a hall anybody's, whoever is signed in on the machine at the projector.
    """

    def middleware(request):
        if request.path in (HEALTH, BALLOT, *SCREENS):
            token = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
            request.COOKIES = {settings.CSRF_COOKIE_NAME: token} if token and request.path == BALLOT else {}
        return get_response(request)

    return middleware


def normalise_input(get_response):
    """Bring query, form values and names of uploaded files to NFC; refuse what no database takes.

    macOS and some PDF readers send decomposed letters. NUL and halves of surrogate pairs are never
    typed by a person and would break in PostgreSQL or in the answer, so they end here with status 400;
    so does a request in another encoding than UTF-8, the only one our pages send.
    """

    def middleware(request):
        if lookup(request.encoding or "utf-8").name != "utf-8":
            return _refused(NO_TEXT)
        try:
            request.GET = _composed(request.GET)
            if request.method == "POST":
                request.POST = _composed(request.POST)
                _name_files(request.FILES)
        except UnreadablePostError:  # the browser went away while it was sending
            return _refused(BROKEN_OFF)
        return get_response(request) if _storable(request) else _refused(NO_TEXT)

    return middleware


def _composed(values):
    if all(is_normalized("NFC", text) for row in values.lists() for text in (row[0], *row[1])):
        return values
    fixed = values.copy()
    fixed.clear()
    for name, texts in values.lists():
        for text in texts:
            fixed.appendlist(normalize("NFC", name), normalize("NFC", text))
    fixed._mutable = False
    return fixed


def _name_files(files):
    for _, uploads in files.lists():
        for upload in uploads:
            upload.name = file_name(upload.name)


def _storable(request):
    rows = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else ())]
    typed = (text for name, texts in rows for text in (name, *texts))
    return all(map(storable, (request.path_info, *request.COOKIES.values(), *typed)))


def _refused(sentence):
    return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")


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
        if back := _page_before(request):
            messages.error(request, str(exception))
            return HttpResponseRedirect(back)
        return render(request, "409.html", {"sentence": str(exception)}, status=409)


def _page_before(request):
    """The page of ours a person came from; one that is itself refused would only go round."""
    back = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    itself = request.method == "GET" and urlsplit(back).path == request.path
    return back if ours and not itself else ""
