"""Where the installation has a key, files that go to people are signed; those for a printer are not."""

import io
from dataclasses import replace

import pypdf
import pytest
from django.urls import reverse

from awards.certifying import copies
from awards.printing import batches
from documents import designs, signatures
from tests.documents import signing

from . import printed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing.key_in(tmp_path_factory.mktemp("key"))


@pytest.fixture
def decision():
    return printed.decision()


@pytest.fixture
def copy(decision):
    certificate = printed.certificates(decision)[1]
    facts = {"receiver": "Bà Trần Thị Mai 1", "reason": "Gửi bản điện tử", "by": None}
    return copies.issue(certificate, **facts)


@pytest.fixture
def officer(client, decision):
    client.force_login(printed.officer(decision.season))
    return client


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ({}, (33, 183.75)),
        ({"x": 250}, None),
        ({"x": 250, "y": 180}, None),
        ({"x": 33, "y": 180}, (33, 177)),
        ({"x": 150, "y": 180}, None),
    ],
    ids=["as drawn", "right", "lower right", "lower left", "lower edge"],
)
def test_the_line_of_a_copy_stays_on_the_sheet_and_off_the_code(code, expected):
    design = designs.named("merit-person")
    design = replace(design, code=replace(design.code, **code))
    line = "Bản sao số 12 của Bằng khen số 12345/2025, cấp ngày 25/11/2025"

    assert copies.place_of(design, line) == expected


def test_the_recipients_file_of_one_certificate_is_signed(settings, key, copy, officer):
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(key), signing.PASSWORD
    page = officer.get(copy.certificate.get_absolute_url())
    assert "Tệp bản sao có chữ ký số của hệ thống" in page.text

    content = officer.get(reverse("awards:copy_file", args=[copy.pk])).content
    (signature,) = signatures.signatures_of(content)
    assert (signature.signer, signature.holds) == (signing.NAME, True)
    (sheet,) = pypdf.PdfReader(io.BytesIO(content)).pages
    assert copy.certificate.short_code in sheet.extract_text()


def test_a_print_file_is_not_signed_and_a_sheet_of_it_is_still_the_same(settings, key, decision):
    before = batches.start(decision, mode="overlay", by=None)
    printed.draw(before.job)
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(key), signing.PASSWORD
    after = batches.start(decision, mode="overlay", by=None)
    printed.draw(after.job)

    assert signatures.signatures_of(printed.content(after)) == []
    assert printed.content(after) == printed.content(before)
    first, second = (batch.sheets.get(page=2) for batch in (before, after))
    assert batches.page_of(first) == batches.page_of(second)


def test_without_a_key_nothing_is_promised(settings, copy, officer):
    settings.SIGNING_KEY = ""
    page = officer.get(copy.certificate.get_absolute_url())
    assert "chữ ký số" not in page.text
    assert b"/ByteRange" not in officer.get(reverse("awards:copy_file", args=[copy.pk])).content


def test_a_key_that_cannot_be_read_stops_the_file_with_a_sentence(settings, key, copy, officer):
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(key), "sai"
    answer = officer.get(reverse("awards:copy_file", args=[copy.pk]))
    assert "Không đọc được khóa ký số nên chưa tạo được tệp" in answer.text
