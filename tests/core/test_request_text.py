"""What reaches a view is composed text that a database takes; the rest ends with a sentence (400)."""

from unicodedata import normalize
from urllib.parse import quote

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, JsonResponse
from django.test import RequestFactory
from django.urls import path

from config.urls import urlpatterns as ours
from core.middleware import BROKEN_OFF, NO_TEXT, normalise_input

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

NFC, NFD = normalize("NFC", "Hòa Bình"), normalize("NFD", "Hòa Bình")


@login_not_required
def echo(request, **kwargs):
    """Answer with what the view got."""
    request.session.get("anything")
    files = {name: [file.name for file in files] for name, files in request.FILES.lists()}
    return JsonResponse(dict(request.GET.lists()) | dict(request.POST.lists()) | files)


urlpatterns = [*ours, path("echo/", echo), path("echo/<str:token>/", echo)]


def test_a_query_arrives_composed(client):
    assert client.get("/echo/", {"q": NFD, NFD: ["1", "2"]}).json() == {"q": [NFC], NFC: ["1", "2"]}


def test_two_spellings_of_one_name_lose_no_value(client):
    assert client.get("/echo/", {NFD: "1", NFC: "2"}).json() == {NFC: ["1", "2"]}


def test_a_form_arrives_composed(client):
    plain = client.post("/echo/", f"q={quote(NFD)}", content_type="application/x-www-form-urlencoded")

    assert plain.json() == {"q": [NFC]}
    assert client.post("/echo/", {"q": NFD}).json() == {"q": [NFC]}  # multipart


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (NFD + ".pdf", NFC + ".pdf"),
        ("..\\..\\báo cáo.pdf", "báo cáo.pdf"),
        ("báo\u200b cáo\u202e.pdf", "báo cáo.pdf"),
        ("ắ" * 250 + ".pdf", "ắ" * 65 + ".pdf"),
    ],
    ids=["decomposed", "with folders", "with invisible signs", "too long"],
)
def test_uploaded_files_arrive_with_safe_names(client, sent, name):
    sheets = [SimpleUploadedFile(sent, b"1"), SimpleUploadedFile("2.pdf", b"2")]

    assert client.post("/echo/", {"q": NFD, "sheet": sheets}).json() == {"q": [NFC], "sheet": [name, "2.pdf"]}


def test_composed_values_stay_closed_to_changes():
    def view(request):
        with pytest.raises(AttributeError, match="immutable"):
            request.GET["q"] = "x"
        with pytest.raises(AttributeError, match="immutable"):
            request.POST["q"] = "x"
        return HttpResponse("seen")

    request = RequestFactory().post("/?q=" + quote(NFD), {"q": NFD})

    assert normalise_input(view)(request).content == b"seen"


def test_line_breaks_and_emoji_pass(client):
    assert client.post("/echo/", {"q": "Một\r\nHai\t😀"}).json() == {"q": ["Một\r\nHai\t😀"]}


@pytest.mark.hostile
@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/echo/", {"q": "a\x00"}),
        lambda client: client.get("/echo/?a%00=1"),
        lambda client: client.get("/echo/a\x00b/"),
        lambda client: client.post("/echo/", {"q": "a\x00"}),
        lambda client: client.post("/echo/", {"a\x00": "1"}),
        lambda client: client.post("/echo/?q=%00", {"q": "a"}),
        lambda client: client.post("/echo/", "q=%00", content_type="application/x-www-form-urlencoded"),
        lambda client: client.get("/echo/", headers={"cookie": r'sessionid="abcdefgh\000"'}),
        lambda client: client.get("/echo/?q=%2B2AA-", CONTENT_TYPE="text/plain; charset=utf-7"),
        lambda client: client.get("/echo/?q=a", CONTENT_TYPE="text/plain; charset=latin-1"),
        lambda client: client.post("/echo/", "q=a", content_type="text/plain; charset=utf-16"),
    ],
    ids=[
        "NUL in a query",
        "NUL in a name of a query",
        "NUL in the address",
        "NUL in a form",
        "NUL in a name of a form",
        "NUL in the query of a form",
        "NUL in a plain form",
        "NUL in a cookie",
        "half a surrogate pair by utf-7",
        "latin-1",
        "utf-16",
    ],
)
def test_what_no_database_takes_ends_with_a_sentence(client, send):
    answer = send(client)

    assert (answer.status_code, answer.content.decode()) == (400, NO_TEXT)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("q", "multipart/form-data"),  # no boundary
        ("q", "multipart/form-data; boundary=" + "x" * 300),
        ("q=a", "application/x-www-form-urlencoded; charset=latin-1"),
        ("&".join("q=1" for _ in range(5001)), "application/x-www-form-urlencoded"),
        ("q=" + "a" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
    ids=["no boundary", "mad boundary", "other encoding", "too many fields", "too big"],
)
def test_a_malformed_form_is_a_bad_request(client, body, content_type):
    assert client.post("/echo/", body, content_type=content_type).status_code == 400


def test_broken_bytes_become_replacement_signs(client):
    assert client.get("/echo/?q=%ff%ed%a0%80").json() == {"q": ["\ufffd" * 4]}


def test_an_upload_that_breaks_off_is_told_in_words():
    class Broken:
        def read(self, *size):
            raise OSError("gone")

        readline = read

    request = RequestFactory().post("/", {"q": "a"}, **{"wsgi.input": Broken()})
    answer = normalise_input(lambda request: HttpResponse("seen"))(request)

    assert (answer.status_code, answer.content.decode()) == (400, BROKEN_OFF)
