"""Signing finished PDFs by the installation's key: what a reader finds, and that tampering is seen."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from core.rules import RuleError
from documents import signatures
from tests.documents import signing
from tests.documents.signing import NAME


def blank():
    out, book = io.BytesIO(), pikepdf.new()
    book.add_blank_page(page_size=(595, 842))
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing.key_in(tmp_path_factory.mktemp("key"))


@pytest.fixture
def signs(settings, key):
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(key), "mat-khau"
    return settings


def test_without_a_key_nothing_is_signed(settings):
    settings.SIGNING_KEY = ""
    assert signatures.signed(b"%PDF", reason="Lập tự động") == b"%PDF"


def test_a_missing_extra_is_told(settings, monkeypatch):
    settings.SIGNING_KEY = "/khoa.p12"
    monkeypatch.setattr(signatures, "signers", None)
    with pytest.raises(RuleError, match=r"requirements-sign\.txt"):
        signatures.signed(b"%PDF", reason="Lập tự động")


@pytest.mark.parametrize("stamp", [False, True])
def test_a_signed_file_says_by_whom_and_holds(signs, stamp):
    signs.SIGNING_STAMP = stamp
    content = signatures.signed(blank(), reason="Lập tự động")
    (found,) = signatures.signatures_of(content)
    assert (found.signer, found.holds, b"ETSI.CAdES.detached" in content) == (NAME, True, True)
    page = PdfReader(io.BytesIO(content)).pages[0].get_contents()
    drawn = b"" if page is None else page.get_data()
    assert (f"Ký số: {NAME}, ".encode("utf-16-be").hex().encode() in drawn) == stamp


def test_tampering_is_seen(signs):
    signs.SIGNING_STAMP = False
    content = signatures.signed(blank(), reason="Lập tự động")
    changed = content.replace(b"595", b"596", 1)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as book:
        book.add_blank_page()
        book.save(out)
    added = content + content[content.rindex(b"startxref") :]  # something came after what was signed
    assert changed != content
    for spoilt in (changed, out.getvalue(), added):
        assert [found.holds for found in signatures.signatures_of(spoilt)] == [False]
    assert signatures.signatures_of(blank()) == []


@pytest.mark.parametrize(("path", "password"), [("key", "sai"), ("none", "mat-khau"), ("text", "")])
def test_a_key_that_cannot_be_read_is_told(signs, key, tmp_path, path, password):
    (tmp_path / "text").write_text("không phải khóa")
    signs.SIGNING_KEY = str({"key": key, "none": tmp_path / "none", "text": tmp_path / "text"}[path])
    signs.SIGNING_PASSWORD = password
    with pytest.raises(RuleError, match="Không đọc được khóa ký số"):
        signatures.signed(blank(), reason="Lập tự động")
