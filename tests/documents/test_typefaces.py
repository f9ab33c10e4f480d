"""Fonts that agencies bring: only whole TrueType fonts with all our letters that may be embedded."""

import pytest

from core.rules import RuleError
from documents import faces, shaping, typefaces
from documents.models import StoredFile

from . import typefaces as fonts

pytestmark = pytest.mark.django_db

NOT_A_FONT = "Tệp “phong.ttf” không phải là phông chữ. Hãy chọn tệp .ttf."
BROKEN = "Tệp “phong.ttf” không phải là phông chữ trọn vẹn hoặc đã hỏng. Hãy chọn tệp .ttf khác."
RESTRICTED = (
    "Người làm phông “phong.ttf” không cho nhúng phông vào tệp PDF (fsType). "
    "Hãy dùng phông khác hoặc xin phép để có bản được nhúng."
)
WHOLE_ONLY = (
    "Người làm phông “phong.ttf” không cho nhúng một phần phông vào tệp PDF (fsType), "
    "nên Bằng khen không in bằng phông này được. Hãy dùng phông khác."
)
FOR_THE_WEB = "Tệp “phong.ttf” là phông dành cho trang web. Hãy tải lên tệp .ttf trọn vẹn của phông đó."


def lacking(letters, more=""):
    return (
        f"Phông “phong.ttf” thiếu chữ tiếng Việt: {letters}{more}. "
        "Hãy dùng phông Unicode có đủ chữ tiếng Việt."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda: b"", "Tệp “phong.ttf” trống, không có nội dung. Hãy chọn lại tệp."),
        (lambda: b"MZ\x90\x00 this is a program", NOT_A_FONT),
        (lambda: b"%PDF-1.7", NOT_A_FONT),
        (lambda: b"<svg onload='x()'/>", NOT_A_FONT),
        (lambda: b"wOFF" + fonts.good()[4:], FOR_THE_WEB),
        (lambda: b"wOF2" + fonts.good()[4:], FOR_THE_WEB),
        (
            fonts.collection,
            "Tệp “phong.ttf” gồm nhiều phông trong một. Hãy tách từng phông thành tệp .ttf rồi tải lên.",
        ),
        (
            fonts.postscript,
            "Tệp “phong.ttf” vẽ chữ theo kiểu PostScript, chưa in được. Hãy dùng bản TrueType (.ttf).",
        ),
        (lambda: fonts.good()[:2000], BROKEN),
        (lambda: fonts.good()[:200_000], BROKEN),
        (lambda: b"\x00\x01\x00\x00" + b"\xff" * 5000, BROKEN),
        (fonts.made_of_itself, BROKEN),
        (lambda: fonts.embedding(0x0002), RESTRICTED),
        (lambda: fonts.embedding(0x0100), WHOLE_ONLY),
        (lambda: fonts.embedding(0x0200), WHOLE_ONLY),
        (lambda: fonts.without("ế", "Ữ"), lacking("ế Ữ")),
        (lambda: fonts.with_empty("đ"), lacking("đ")),
        (
            lambda: fonts.without(*typefaces.LETTERS),
            lacking("à á ã ả ạ ă ằ ắ ẵ ẳ ặ â", " và 122 ký tự khác"),
        ),
    ],
    ids=[
        "nothing",
        "program",
        "paper",
        "drawing",
        "web",
        "web 2",
        "collection",
        "postscript",
        "beginning",
        "half",
        "noise",
        "made of itself",
        "not to embed",
        "not in part",
        "bitmaps only",
        "two letters lacking",
        "an empty letter",
        "no letters",
    ],
)
def test_what_is_no_font_for_certificates_is_refused_with_the_reason(content, sentence):
    with pytest.raises(RuleError) as refused:
        typefaces.receive(fonts.upload(content()))

    assert str(refused.value) == sentence
    assert StoredFile.objects.count() == 0


def test_there_are_134_vietnamese_letters():
    assert len(typefaces.LETTERS) == 134


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008, 0x000A])
def test_what_may_be_embedded_is_kept_as_it_came(fs_type):
    content = fonts.embedding(fs_type)
    face = typefaces.receive(fonts.upload(content))

    assert (face.family, face.style, face.weight, face.italic) == ("Great Vibes", "Regular", 400, False)
    assert faces.content((faces.family_of(face.file), 400, False)) == content


def test_boxes_are_measured_in_an_uploaded_face():
    face = typefaces.receive(fonts.upload(fonts.good()))
    cut = (faces.family_of(face.file), 400, False)

    assert faces.label(cut[0]) == face.family
    assert shaping.shape(cut, "Nguyễn").width == shaping.shape(("Great Vibes", 400, False), "Nguyễn").width


def test_a_face_that_was_lost_is_told():
    with pytest.raises(RuleError) as refused:
        faces.content(("font-" + "0" * 24, 400, False))

    assert str(refused.value) == faces.LOST
