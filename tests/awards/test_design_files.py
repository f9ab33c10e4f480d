"""What an agency brings for its designs and takes away: pictures, faces, a design as a file, proofs."""

import io
import json
import zipfile
import zlib
from dataclasses import dataclass

import pikepdf
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from awards.designing import drafts, fonts, looks, parcels, pictures, proofs
from awards.models import CertificateDesign, DesignFont
from core.rules import RuleError
from documents import files, sheets
from documents.models import StoredFile
from tests import sent
from tests.documents import typefaces as made

from . import drawn

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def picture(kind="JPEG", size=(1188, 840), mode="RGB", **how):
    """A picture of the whole sheet (bytes), reddish."""
    content = io.BytesIO()
    colour = {"L": 180, "1": 1, "P": 3, "RGBA": (200, 60, 40, 120), "CMYK": (0, 90, 90, 0)}
    Image.new(mode, size, colour.get(mode, (200, 60, 40))).save(content, format=kind, **how)
    return content.getvalue()


def upload(content, name="phoi.jpg"):
    return SimpleUploadedFile(name, content)


def laid(design, content, role="ground", name="phoi.jpg"):
    return pictures.put(design, upload(content, name), role=role, by=None)


@dataclass
class Shown:
    """A picture inside a PDF: how it is packed, its size, its bytes as they stand there."""

    packed: str
    size: tuple
    content: bytes
    opened: tuple


def shown(content):
    """The pictures that a PDF holds."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        return [_shown(item) for item in found if item.get("/Subtype") == "/Image"]


def _shown(item):
    size = (int(item.Width), int(item.Height))
    opened = pikepdf.PdfImage(item).as_pil_image().convert("RGB").size
    return Shown(str(item.Filter), size, item.read_raw_bytes(), opened)


def drawn_streams(content):
    """The operators of every form inside a PDF, as one text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        return b"\n".join(item.read_bytes() for item in found if item.get("/Subtype") == "/Form")


# --- Pictures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draw", "name", "sentence"),
    [
        (lambda: b"", "phoi.jpg", "Tệp “phoi.jpg” trống, không có nội dung. Hãy chọn lại tệp."),
        (
            lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
            "phoi.svg",
            "Tệp “phoi.svg” không đúng loại. Chỉ nhận ảnh JPEG hoặc PNG.",
        ),
        (
            lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
            "phoi.png",
            "Nội dung của tệp “phoi.png” không phải là .png hoặc đã hỏng. "
            "Hãy mở tệp, lưu lại đúng loại rồi tải lên.",
        ),
        (lambda: b"%PDF-1.7", "phoi.pdf", "Tệp “phoi.pdf” không đúng loại. Chỉ nhận ảnh JPEG hoặc PNG."),
        (
            lambda: sent.enormous(50_000),
            "phoi.png",
            "Ảnh “phoi.png” quá 40 triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại.",
        ),
        (
            lambda: picture("PNG", (5000, 3001), "RGBA"),
            "phoi.png",
            "Ảnh “phoi.png” có nền trong suốt, 16 bit màu hoặc lưu kiểu xen kẽ "
            "nên máy chủ chỉ nhận tới 15 triệu điểm ảnh. "
            "Hãy lưu lại thành ảnh JPEG, hoặc PNG thường 8 bit không trong suốt, rồi tải lên.",
        ),
        (
            lambda: picture()[:900],
            "phoi.jpg",
            "Nội dung của tệp “phoi.jpg” không phải là .jpg hoặc đã hỏng. "
            "Hãy mở tệp, lưu lại đúng loại rồi tải lên.",
        ),
    ],
    ids=["nothing", "drawing", "drawing called png", "paper", "50,000 by 50,000", "heavy", "half"],
)
def test_what_is_no_picture_of_a_sheet_is_refused(design, draw, name, sentence):
    with pytest.raises(RuleError) as refused:
        laid(design, draw(), name=name)

    assert str(refused.value) == sentence
    assert drafts.current(design).picture is None


def test_a_full_disk_leaves_the_draft_as_it_was(design, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_copy", full)
    with pytest.raises(RuleError, match="Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp"):
        laid(design, picture())
    assert drafts.current(design).picture is None


@pytest.mark.parametrize(
    ("kind", "mode", "name", "packed"),
    [
        ("JPEG", "RGB", "phoi.jpg", "/DCTDecode"),
        ("JPEG", "L", "phoi.jpg", "/DCTDecode"),
        ("JPEG", "CMYK", "phoi.jpg", "/DCTDecode"),
        ("PNG", "RGB", "phoi.png", "/FlateDecode"),
        ("PNG", "L", "phoi.png", "/FlateDecode"),
        ("PNG", "P", "phoi.png", "/FlateDecode"),
        ("PNG", "1", "phoi.png", "/FlateDecode"),
        ("PNG", "RGBA", "phoi.png", "/FlateDecode"),
    ],
    ids=["jpeg", "grey jpeg", "cmyk", "png", "grey png", "palette", "one bit", "see-through"],
)
def test_a_printed_ground_fills_the_sheet(design, kind, mode, name, packed):
    version = laid(design, picture(kind, mode=mode), name=name)
    proof = proofs.draw(version, sample="typical", mode="full")

    (image,) = shown(proof)
    assert (image.packed, image.size, image.opened) == (packed, (1188, 840), (1188, 840))


def test_a_picture_goes_into_a_batch_once_and_as_it_came(design):
    noise = Image.effect_noise((1188, 840), 90).convert("RGB")
    content = io.BytesIO()
    noise.save(content, format="JPEG", quality=95)
    content = content.getvalue()
    version = laid(design, content)
    drafts.publish(design, by=None)
    look = looks.named(drafts.published(design).key)
    rows = [sheets.Row(recipient=name) for name in ("An", "Bình", "Chi")]
    file = sheets.assemble(look, [sheets.draw_part(look, rows)], pages=3)

    (image,) = shown(file)
    assert image.content == content
    assert len(file) < len(content) + 60_000
    assert version.picture.sha256 == look.picture


def test_a_grey_ground_of_16_bits_keeps_its_greys(design):
    grey = io.BytesIO()
    Image.new("I;16", (297, 210), 0x8000).save(grey, format="PNG")
    version = laid(design, grey.getvalue(), name="phoi.png")

    (image,) = shown(proofs.draw(version, sample="typical", mode="full"))
    assert set(zlib.decompress(image.content)) == {128}


def test_a_picture_held_upright_is_turned_as_the_camera_says(design):
    exif = Image.Exif()
    exif[274] = 6
    version = laid(design, picture(size=(840, 1188), exif=exif))

    assert pictures.size_of(version.picture) == (1188, 840)
    drawing = drawn_streams(proofs.draw(version, sample="typical", mode="full"))
    assert b"0 -1 1 0 0 1 cm /Picture Do" in drawing


def test_a_scan_to_place_by_is_not_printed(design):
    version = laid(design, picture(), role="stock")

    assert shown(proofs.draw(version, sample="typical", mode="full")) == []
    assert len(shown(proofs.draw(version, sample="typical", mode="stock"))) == 1
    assert "BẰNG KHEN" in text_of(proofs.draw(version, sample="typical", mode="full"))
    assert "BẰNG KHEN" not in text_of(proofs.draw(version, sample="typical", mode="overlay"))


def text_of(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_picture_of_another_shape_is_remarked_on(officer, design):
    facts = {"upload": upload(picture(size=(1000, 1000))), "role": "stock"}
    answer = officer.post(url("design_picture", design.pk), facts, headers={"Accept": "application/json"})

    assert answer.json() == {
        "picture": {"url": f"{url('design_picture', design.pk)}?v=1", "role": "stock"},
        "remark": "Ảnh 1000 × 1000 điểm không cùng tỉ lệ với tờ giấy nên bị kéo méo. "
        "Hãy quét lại trọn tờ phôi, hoặc sửa khổ giấy.",
    }
    shown_picture = officer.get(url("design_picture", design.pk))
    assert shown_picture.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert officer.post(url("design_picture", design.pk), {"remove": "1"}).url == design.get_absolute_url()
    assert officer.get(url("design_picture", design.pk)).status_code == 404


def test_a_page_that_takes_a_picture_off_too_late_is_answered_in_json(officer, design):
    drafts.publish(design, by=None)
    asked = {"Accept": "application/json"}
    answer = officer.post(url("design_picture", design.pk), {"remove": "1"}, headers=asked)

    assert (answer.status_code, answer.json()) == (422, {"message": drafts.NO_DRAFT})


def test_what_a_picture_is_for_is_changed_without_sending_it_again(officer, design):
    wanted = {"upload": "", "role": "ground"}  # as a form without a file sends it
    page = officer.post(url("design_picture", design.pk), wanted, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Hãy chọn ảnh."]

    laid(design, picture(), role="stock")
    page = officer.post(url("design_picture", design.pk), wanted, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Đã đổi cách dùng ảnh của bản nháp."]
    draft = drafts.current(design)
    assert (draft.picture is None, draft.picture_role, draft.revision) == (False, "ground", 0)

    drafts.publish(design, by=None)
    answer = officer.post(url("design_picture", design.pk), wanted, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["message"]) == (422, drafts.NO_DRAFT)


def test_laying_a_picture_does_not_stop_the_page_from_saving(design):
    laid(design, picture(), role="stock")
    draft = drafts.current(design)
    typed = drawn.typed(draft, unit={"y": 107})

    assert drafts.write(design, typed, revision=0, by=None).revision == 1
    assert drafts.current(design).picture is not None


# --- Faces --------------------------------------------------------------------------------------------


def test_an_own_face_is_offered_printed_and_given_up(season, officer, design):
    answer = officer.post(url("design_fonts"), {"file": upload(made.good(), "hoa-sen.ttf")})
    assert answer.url == url("design_fonts")
    font = DesignFont.objects.select_related("file").get()
    told = officer.get(url("design_content", design.pk)).json()["faces"][-1]
    assert told == {
        "family": font.cut[0],
        "label": str(font),
        "weight": 400,
        "italic": False,
        "url": url("design_font", font.pk),
    }
    assert officer.get(told["url"]).getvalue() == made.good()

    draft = drafts.current(design)
    face = {"family": told["family"], "weight": 400, "italic": False}
    drafts.write(design, drawn.typed(draft, recipient=face), revision=0, by=None)
    officer.post(url("design_font_retire", font.pk))
    version = drafts.publish(design, by=None)
    proof = proofs.draw(version, sample="typical", mode="overlay")

    assert "Trần Thị Minh Nguyệt" in text_of(proof)
    assert DesignFont.objects.get().retired_at is not None


def test_a_refused_face_says_why_on_the_page(officer):
    answer = officer.post(url("design_fonts"), {"file": upload(made.without("ế"), "hoa-sen.ttf")})

    assert answer.context["form"].non_field_errors() == [
        "Phông “hoa-sen.ttf” thiếu chữ tiếng Việt: ế. Hãy dùng phông Unicode có đủ chữ tiếng Việt."
    ]
    assert DesignFont.objects.count() == 0


def test_the_face_of_another_agency_is_not_offered(season, design, officer):
    face = {"family": "font-" + "a" * 24, "weight": 400, "italic": False}
    draft = drafts.current(design)

    with pytest.raises(drafts.contents.Faults, match="Không có phông chữ này"):
        drafts.write(design, drawn.typed(draft, recipient=face), revision=0, by=None)


# --- Out and in ---------------------------------------------------------------------------------------


def rich(design):
    """A design with a picture and a face of its own."""
    font = fonts.add(design.agency, file=upload(made.good(), "hoa-sen.ttf"), by=None)
    laid(design, picture())
    face = {"family": font.cut[0], "weight": font.weight, "italic": font.italic}
    return drafts.write(design, drawn.typed(drafts.current(design), recipient=face), revision=0, by=None)


def test_a_design_goes_out_and_comes_in_the_same(officer, design):
    version = rich(design)
    answer = officer.get(url("design_export", design.pk))
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.content == parcels.pack(version)

    facts = {"file": upload(answer.content, "mau.zip"), "name": "Mẫu nhập"}
    officer.post(url("design_import"), facts)
    copy = drafts.current(CertificateDesign.objects.get(name="Mẫu nhập"))

    assert (copy.content, copy.picture, copy.picture_role) == (
        version.content,
        version.picture,
        version.picture_role,
    )
    both = [text_of(proofs.draw(each, sample="typical", mode="overlay")) for each in (version, copy)]
    assert both[0] == both[1]


def test_what_would_not_come_in_again_does_not_go_out(design, monkeypatch):
    version = rich(design)
    most = len(parcels.pack(version))
    monkeypatch.setattr(parcels, "LARGEST", most)
    assert len(parcels.pack(version)) == most

    monkeypatch.setattr(parcels, "LARGEST", most - 1)
    with pytest.raises(RuleError) as refused:
        parcels.pack(version)
    assert str(refused.value) == (
        "Mẫu này quá lớn để xuất: một tệp mẫu nhiều nhất 40 MB và 40 phông chữ riêng. "
        "Hãy dùng ảnh nhẹ hơn hoặc bớt phông chữ riêng, rồi xuất lại."
    )
    monkeypatch.undo()
    monkeypatch.setattr(parcels, "MOST_FONTS", 0)
    with pytest.raises(RuleError, match=r"^Mẫu này quá lớn để xuất"):
        parcels.pack(version)


def repacked(content, act=None, facts=None, packed=zipfile.ZIP_DEFLATED):
    """A parcel changed in one way."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(found["design.json"])
    if facts:
        facts(said)
    found["design.json"] = json.dumps(said).encode()
    if act:
        act(found)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packed) as archive:
        for name, each in found.items():
            archive.writestr(name, each)
    return target.getvalue()


def swap(ending, content):
    def act(found):
        name = next(name for name in found if name.endswith(ending))
        found[name] = content

    return act


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda parcel: b"no zip at all", "không mở được"),
        (lambda parcel: parcel[: len(parcel) // 2], "không mở được"),
        (lambda parcel: repacked(parcel, act=lambda found: found.pop("design.json")), "không có design.json"),
        (
            lambda parcel: repacked(parcel, act=lambda found: found.update({"../../x": b"1"})),
            "thừa hoặc thiếu tệp con",
        ),
        (lambda parcel: repacked(parcel, facts=lambda said: said.update(format=2)), "không đúng khuôn"),
        (lambda parcel: repacked(parcel, facts=lambda said: said.update(script="x")), "không đúng khuôn"),
        (
            lambda parcel: repacked(parcel, facts=lambda said: said["picture"].update(kind="svg")),
            "không đúng loại ảnh",
        ),
        (
            lambda parcel: repacked(parcel, act=swap(".ttf", made.embedding(0))),
            "nội dung không khớp mã băm",
        ),
        (
            lambda parcel: repacked(parcel, act=swap(".ttf", b"\0" * 30_000_000)),
            "tệp con quá lớn hoặc bị khóa",
        ),
        (lambda parcel: repacked(parcel, packed=zipfile.ZIP_LZMA), "tệp con nén kiểu lạ"),
        (lambda parcel: repacked(parcel, packed=zipfile.ZIP_BZIP2), "tệp con nén kiểu lạ"),
    ],
    ids=[
        "no zip",
        "half",
        "no facts",
        "a path",
        "another format",
        "unknown",
        "svg",
        "another font",
        "a bomb",
        "lzma",
        "bzip2",
    ],
)
def test_a_parcel_that_was_tampered_with_is_refused(design, change, said):
    parcel = parcels.pack(rich(design))
    with pytest.raises(RuleError) as refused:
        parcels.unpack(design.agency, file=upload(change(parcel), "mau.zip"), name="Khác", by=None)

    assert str(refused.value) == parcels.NO_PARCEL.format(said)
    assert CertificateDesign.objects.count() == 1


def test_an_unknown_fact_of_a_box_is_refused(design):
    parcel = repacked(
        parcels.pack(rich(design)), facts=lambda said: said["content"]["boxes"][0].update(onload="x()")
    )
    before = StoredFile.objects.count()
    with pytest.raises(RuleError, match="Không có mục nào mang tên onload"):
        parcels.unpack(design.agency, file=upload(parcel, "mau.zip"), name="Khác", by=None)
    assert StoredFile.objects.count() == before
