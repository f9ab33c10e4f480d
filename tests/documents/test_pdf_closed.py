"""The renderer opens our own faces and nothing else, whatever a page asks for."""

import base64
import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pypdf
import pytest
import weasyprint

from core.rules import RuleError
from documents import layouts, pdf

STATE = layouts.named("state-30-2020")
SECRET = "canary-5f2b"  # what a file of the machine says
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)


LEAKS = {  # each of them gets out through WeasyPrint's own fetcher
    "img src": '<img src="URL">',
    "img srcset of an object": '<object data="URL"></object>',
    "embed": '<embed src="URL">',
    "link stylesheet": '<link rel="stylesheet" href="URL">',
    "css import": "<style>@import 'URL';</style>",
    "css background": '<p style="background: url(URL)">x</p>',
    "css content": "<style>p::before { content: url(URL) }</style><p>x</p>",
    "css list style": '<ul style="list-style-image: url(URL)"><li>x</li></ul>',
    "css border image": '<p style="border: 5px solid; border-image: url(URL) 1">x</p>',
    "font face": "<style>@font-face { font-family: x; src: url(URL) } p { font-family: x }</style><p>x</p>",
    "inline svg image": f'{SVG}<image href="URL" width="9" height="9"/></svg>',
    "inline svg xlink": f'{SVG}<image xlink:href="URL" width="9" height="9"/></svg>',
    "svg within data": "<img src='DATA'>",
    "base with a relative address": '<base href="URL"><img src="x.png">',
    "page background": "<style>@page { background: url(URL) }</style><p>x</p>",
    "attachment": '<link rel="attachment" href="URL">',
    "attachment by a": '<a rel="attachment" href="URL">x</a>',
}
SILENT = {  # WeasyPrint never opens these; they must stay closed
    "iframe": '<iframe src="URL"></iframe>',
    "script": '<script src="URL"></script>',
    "meta refresh": '<meta http-equiv="refresh" content="0; url=URL">',
    "video": '<video src="URL" poster="URL"></video>',
    "link icon": '<link rel="icon" href="URL">',
    "plain link": '<a href="URL">x</a>',
    "form": '<form action="URL"><input type="submit"></form>',
}


@pytest.fixture(scope="module")
def trap():
    """A web server on this machine that notes every request."""

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    server.asked = []
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()


def _page(vector, url):
    inner = f'{SVG}<image href="{url}" width="9" height="9"/></svg>'
    data = "data:image/svg+xml;base64," + base64.b64encode(inner.encode()).decode()
    return vector.replace("DATA", data).replace("URL", url)


@pytest.mark.hostile
@pytest.mark.parametrize("vector", LEAKS.values(), ids=LEAKS.keys())
def test_what_leaks_through_the_default_fetcher_is_refused_by_ours(trap, vector):
    html = _page(vector, f"{trap.address}/x/")
    trap.asked.clear()
    weasyprint.HTML(string=html).write_pdf()
    assert trap.asked != []  # the vector is real

    trap.asked.clear()
    with pytest.raises(RuleError, match="trỏ tới tệp hoặc địa chỉ ở bên ngoài"):
        pdf.draw(html, STATE)

    assert trap.asked == []


@pytest.mark.hostile
@pytest.mark.parametrize("vector", SILENT.values(), ids=SILENT.keys())
def test_what_is_never_opened_stays_closed(trap, vector):
    trap.asked.clear()

    pdf.draw(_page(vector, f"{trap.address}/x/"), STATE)

    assert trap.asked == []


@pytest.mark.hostile
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "ftp://127.0.0.1/x",
        "https://127.0.0.1/x",
        "http://[::1]/x",
        "data:text/css,p{}",
        "face:../../../etc/passwd",
        "face:/etc/passwd",
        "face:Tinos_400Regular.ttf/../secret-key",
        "face:Tinos_400Regular.ttf?x",
        "face:GreatVibes_400Regular.ttf",
        "gopher://127.0.0.1/x",
    ],
)
def test_only_the_faces_on_the_list_can_be_opened(url):
    with pytest.raises(RuleError, match="ở bên ngoài"):
        pdf.draw(f'<link rel="stylesheet" href="{url}">', STATE)


@pytest.mark.hostile
@pytest.mark.parametrize("url", ["../secret-key", "/etc/passwd", "x.png", "//127.0.0.1/x"])
def test_a_relative_address_has_nothing_to_be_relative_to(url):
    alone = pdf.draw("<p>x</p>", STATE)

    with pytest.raises(RuleError, match="ở bên ngoài"):
        pdf.draw(f'<base href="face:Tinos_400Regular.ttf"><p>x</p><img src="{url}">', STATE)
    assert pdf.draw(f'<p>x</p><link rel="stylesheet" href="{url}">', STATE) == alone


@pytest.mark.hostile
@pytest.mark.parametrize("vector", [*LEAKS.values(), *SILENT.values()], ids=[*LEAKS, *SILENT])
def test_no_file_of_the_machine_gets_into_the_pdf(tmp_path, vector):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET * 3)
    content = b""
    try:
        content = pdf.draw(_page(vector, secret.as_uri()), STATE)
    except RuleError:
        return

    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.attachments == {}
    assert SECRET not in "".join(page.extract_text() for page in reader.pages)


def test_a_file_of_the_machine_would_get_in_through_the_default_fetcher(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)

    content = weasyprint.HTML(string=LEAKS["attachment"].replace("URL", secret.as_uri())).write_pdf()

    assert list(pypdf.PdfReader(io.BytesIO(content)).attachments.values()) == [[SECRET.encode()]]
