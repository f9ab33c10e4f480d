"""A design out as one file and in again: a ZIP of its content, its picture, its faces, with their hashes.

Reading trusts nothing: only members that `design.json` names, none larger than it may be, none with another
hash; faces and pictures are looked at as uploads are, the content is read as from a browser.
"""

import hashlib
import io
import json
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from awards.designing import contents, drafts, fonts, pictures
from awards.models import DesignVersion
from core.rules import RuleError
from core.text import clean_line
from documents import faces, files, parcels, typefaces, uploads
from documents.models import StoredFile

FORMAT = 1
FACTS = "design.json"
KNOWN = {"format", "name", "content", "picture", "fonts"}
LARGEST = 40 * 1024 * 1024  # bytes of the file
LONGEST_FACTS = 512 * 1024  # bytes of design.json
MOST_FONTS = fonts.MOST
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others take any amount of memory to open
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, RecursionError)
TOO_LARGE = (
    f"Mẫu này quá lớn để xuất: một tệp mẫu nhiều nhất 40 MB và {MOST_FONTS} phông chữ riêng. "
    "Hãy dùng ảnh nhẹ hơn hoặc bớt phông chữ riêng, rồi xuất lại."
)
NO_PARCEL = "Tệp này không phải là mẫu Bằng khen xuất từ phần mềm, hoặc đã bị sửa ({}). Hãy xuất lại mẫu."


def pack(version):
    """Return the ZIP (bytes) of `version`; the same version gives the same bytes.

    Raises RuleError when a file of it is gone, and for what `unpack` would not take in again.
    """
    members, own = [], sorted(family for family, _, _ in contents.cuts_of(version.content))
    listed = []
    for family in dict.fromkeys(family for family in own if faces.UPLOADED.fullmatch(family)):
        program = faces.content((family, 400, False))
        sha256 = hashlib.sha256(program).hexdigest()
        listed.append({"family": family, "sha256": sha256})
        members.append((f"fonts/{sha256}.ttf", program))
    facts = {
        "format": FORMAT,
        "name": version.design.name,
        "content": version.content,
        "picture": _picture(version, members),
        "fonts": listed,
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    packed = parcels.zipped([(FACTS, text.encode()), *members])
    if len(packed) > LARGEST or len(listed) > MOST_FONTS:
        raise RuleError(TOO_LARGE)
    return packed


def unpack(agency, *, file, name="", by):
    """Begin a design of `agency` from an uploaded `file`, called `name` (else as it says); return it.

    Its faces are taken in for the agency. Raises RuleError for what was not packed here, is damaged, hostile
    or too large, ValidationError when there is a design of that name.
    """
    if file.size > LARGEST:
        raise RuleError("Tệp mẫu lớn hơn 40 MB nên không nhận. Hãy dùng ảnh nhẹ hơn rồi xuất lại.")
    facts, members = _read(file)
    found = [typefaces.receive(_upload(members, f"fonts/{font['sha256']}.ttf")) for font in facts["fonts"]]
    offered = {(faces.family_of(face.file), face.weight, face.italic) for face in found}
    content = contents.read(facts["content"], {*faces.CUTS, *offered})
    picture, role = _kept_picture(facts["picture"], members)
    with transaction.atomic():
        for face in found:
            fonts.take_in(agency, face, by=by)
        named = name or clean_line(facts["name"])[:80]
        return drafts.take_in(agency, name=named, content=content, picture=picture, role=role, by=by)


def _picture(version, members):
    """What design.json says of the picture; its content goes to the `members`."""
    if version.picture is None:
        return None
    with files.open(version.picture) as stream:
        members.append((_picture_name(version.picture), stream.read()))
    stored: StoredFile = version.picture
    return {"sha256": stored.sha256, "kind": ENDINGS[stored.content_type], "role": version.picture_role}


def _picture_name(stored):
    return f"picture/{stored.sha256}.{ENDINGS[stored.content_type]}"


def _read(file):
    """(facts, {name: content}) of a parcel; every member is one that the facts name, whole and unchanged."""
    try:
        file.seek(0)
        with zipfile.ZipFile(io.BytesIO(file.read())) as archive:
            infos = {info.filename: info for info in archive.infolist()}
            if len(infos) != len(archive.infolist()):
                raise ValueError("trùng tên")
            facts = _facts(_member(archive, infos.get(FACTS), LONGEST_FACTS))
            named = _named(facts)
            if infos.keys() != {FACTS, *named}:
                raise ValueError("thừa hoặc thiếu tệp con")
            members = {name: _member(archive, infos[name], most) for name, (most, _) in named.items()}
    except BROKEN as fault:
        said = str(fault) if type(fault) is ValueError else "không mở được"
        raise RuleError(NO_PARCEL.format(said)) from fault
    for name, (_, sha256) in named.items():
        if hashlib.sha256(members[name]).hexdigest() != sha256:
            raise RuleError(NO_PARCEL.format("nội dung không khớp mã băm"))
    return facts, members


def _member(archive, info, most):
    """The content of one member, never more than `most` bytes of it, whatever it says about itself."""
    if info is None:
        raise ValueError(f"không có {FACTS}")
    if info.flag_bits & 1 or info.file_size > most:
        raise ValueError("tệp con quá lớn hoặc bị khóa")
    if info.compress_type not in PACKED:
        raise ValueError("tệp con nén kiểu lạ")
    with archive.open(info) as stream:
        content = stream.read(most + 1)
    if len(content) != info.file_size:
        raise ValueError("tệp con quá lớn hoặc bị hỏng")
    return content


def _facts(text):
    facts = json.loads(text)
    if not isinstance(facts, dict) or facts.keys() != KNOWN or facts["format"] != FORMAT:
        raise ValueError("không đúng khuôn")
    if not isinstance(facts["name"], str) or not isinstance(facts["fonts"], list):
        raise ValueError("không đúng khuôn")
    if len(facts["fonts"]) > MOST_FONTS:
        raise ValueError("quá nhiều phông chữ")
    for font in facts["fonts"]:
        _require(font, {"family", "sha256"})
    if facts["picture"] is not None:
        _require(facts["picture"], {"sha256", "kind", "role"})
        if facts["picture"]["kind"] not in ENDINGS.values():
            raise ValueError("không đúng loại ảnh")
        if facts["picture"]["role"] not in DesignVersion.PictureRole.values:
            raise ValueError("không đúng khuôn")
    return facts


def _require(section, names):
    right = isinstance(section, dict) and section.keys() == names
    if not right or not all(isinstance(value, str) for value in section.values()):
        raise ValueError("không đúng khuôn")


def _named(facts):
    """The members that the facts name → how large each may be, and its hash."""
    named = {f"fonts/{font['sha256']}.ttf": (typefaces.LARGEST, font["sha256"]) for font in facts["fonts"]}
    if picture := facts["picture"]:
        name = f"picture/{picture['sha256']}.{picture['kind']}"
        named[name] = (uploads.LARGEST, picture["sha256"])
    return named


def _kept_picture(picture, members):
    if picture is None:
        return None, ""
    name = f"picture/{picture['sha256']}.{picture['kind']}"
    return pictures.receive(_upload(members, name)), picture["role"]


def _upload(members, name):
    return SimpleUploadedFile(name.rpartition("/")[2], members[name])
