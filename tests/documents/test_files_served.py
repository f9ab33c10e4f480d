"""A stored file goes out under a safe name and without any power over our pages."""

from urllib.parse import unquote

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse

from core.rules import RuleError
from documents import files

pytestmark = pytest.mark.django_db

CONTENT = "%PDF-1.7 Quyết định".encode()


@pytest.fixture
def stored():
    return files.keep(CONTENT, content_type="application/pdf")


def served_name(response):
    """The file name a browser reads from the response."""
    header = response.headers["Content-Disposition"]
    _, _, encoded = header.partition("filename*=utf-8''")
    if encoded:
        return unquote(encoded)
    return header.partition('filename="')[2].removesuffix('"')


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("bao-cao.pdf", "bao-cao.pdf"),
        ("Bảng tiêu chí 2024.pdf", "Bảng tiêu chí 2024.pdf"),
        ("Ba\u0309ng tie\u0302u chi\u0301.pdf", "Bảng tiêu chí.pdf"),
        ("Quyết định 12/QĐ-KTĐ.pdf", "Quyết định 12-QĐ-KTĐ.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ('a"; filename="b.exe', "a_; filename=_b.exe"),
        ("a\r\nSet-Cookie: x=y.pdf", "a_Set-Cookie_ x=y.pdf"),
        ("\u202efdp.exe\u200b", "fdp.exe"),
        ("con.pdf", "_con.pdf"),
        ("\x00", "tep"),
        ("", "tep"),
        ("...", "tep"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("ệ" * 300 + ".docx", "ệ" * 65 + ".docx"),
    ],
)
def test_a_file_name_is_safe_on_any_computer(rf, stored, asked, given):
    response = files.serve(rf.get("/"), stored, name=asked)

    assert served_name(response) == given
    assert response.headers["Content-Disposition"].startswith("attachment; filename")


def test_a_missing_content_is_told_in_words(rf, stored, file_store):
    (file_store / stored.path).unlink()

    with pytest.raises(RuleError, match=r"^Máy chủ không còn đọc được tệp này \(mã "):
        files.serve(rf.get("/"), stored, name="a.pdf")


def test_a_file_is_handed_out_as_kept(rf, stored):
    response = files.serve(rf.get("/"), stored, name="Quyết định.pdf")

    assert b"".join(response) == CONTENT
    assert dict(response.items()) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(CONTENT)),
        "Content-Disposition": "attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf",
        "ETag": f'"{stored.sha256}"',
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("content_type", "disposition"),
    [
        ("application/pdf", "inline"),
        ("image/png", "inline"),
        ("image/jpeg", "inline"),
        ("image/svg+xml", "attachment"),
        ("text/html", "attachment"),
        ("application/xhtml+xml", "attachment"),
        ("application/octet-stream", "attachment"),
    ],
)
def test_only_a_pdf_or_a_picture_opens_in_place(rf, content_type, disposition):
    stored = files.keep(content_type.encode(), content_type=content_type)

    response = files.serve(rf.get("/"), stored, name="x.bin", inline=True)

    assert response.headers["Content-Disposition"] == f'{disposition}; filename="x.bin"'


def test_head_tells_the_size_and_sends_nothing(rf, stored):
    response = files.serve(rf.head("/"), stored, name="a.pdf")

    assert b"".join(response) == b""
    assert response.headers["Content-Length"] == str(len(CONTENT))


def test_a_browser_that_has_the_content_gets_none(rf, stored):
    request = rf.get("/", headers={"If-None-Match": f'W/"x", "{stored.sha256}"'})

    response = files.serve(request, stored, name="a.pdf")

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == f'"{stored.sha256}"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_browser_that_has_another_content_gets_this_one(rf, stored):
    request = rf.get("/", headers={"If-None-Match": '"' + "0" * 64 + '"'})

    assert files.serve(request, stored, name="a.pdf").status_code == 200


def test_the_policy_of_our_pages_does_not_replace_the_stricter_one(rf, stored):
    pages = CSPMiddleware(lambda request: HttpResponse("trang"))
    downloads = CSPMiddleware(lambda request: files.serve(request, stored, name="a.pdf"))

    assert "script-src 'self'" in pages(rf.get("/")).headers["Content-Security-Policy"].split("; ")
    assert downloads(rf.get("/")).headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
