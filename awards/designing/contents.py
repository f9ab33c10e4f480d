"""What a version of a design holds, read strictly, and as what `documents.designs` draws.

    {"sheet": {"width", "height", "ground"}, "boxes": [{"name", "label", "text", …, "stock"}, …],
     "code": {"x", "y", "size", "min_module", "colour"} or None, "stamp": {"x", "y"}}

Lengths are mm, type is in points. `ground` names a built-in design whose drawing lies below ("" for none).
A `stock` box stands on the phôi already: drawn with the ground, left out of an overlay. Whatever comes from a
browser or from a file passes `read`; what it lets through can be drawn.
"""

import hashlib
import json
from dataclasses import asdict, fields

from awards.designing import reading
from awards.designing.reading import Faults
from documents import designs, faces
from documents.designs import FIELD, Box, Row

MOST_BOXES, LONGEST_TEXT = 60, 600
ROW_FIELDS = tuple(field.name for field in fields(Row) if field.name not in ("qr", "sample"))
SPACED = 0.1  # of the type size: from here on, and in other faces, the letters of a line are noted
NEAR = 0.001  # mm
SECTIONS = ("sheet", "code", "stamp")  # what is placed beside the boxes

GROUND = {"ground": reading.among(("", *(design.name for design in designs.every())))}
SHEET = {"width": reading.number(100, 900), "height": reading.number(100, 900)} | GROUND
PLACE = {"x": reading.number(0, 900), "y": reading.number(0, 900)}
CODE = PLACE | {
    "size": reading.number(10, 100),
    "min_module": reading.number(0.25, 2),
    "colour": reading.colour,
}
BOX = {
    "name": reading.matching(designs.NAME, 40),
    "label": reading.line(60),
    "text": reading.block(LONGEST_TEXT),
    **PLACE,
    "width": reading.number(1, 900),
    "height": reading.number(1, 900),
    "size": reading.number(4, 300),
    "shrink_to": reading.number(0, 300),
    "min_size": reading.number(0, 300),
    "warn_under": reading.number(0, 300),
    "family": reading.line(60),
    "weight": reading.whole(1, 1000),
    "italic": reading.flag,
    "upper": reading.flag,
    "align": reading.among(designs.ALIGN),
    "vertical": reading.among(designs.VERTICAL),
    "line_height": reading.number(0.6, 4),
    "letter_spacing": reading.number(-0.2, 2),
    "word_spacing": reading.number(-0.2, 4),
    "colour": reading.colour,
    "ruled": reading.number(0, 10),
    "breaks": reading.among(designs.BREAKS),
    "beside_code": reading.flag,
    "stock": reading.flag,
}
REQUIRED = ("name", "text", "x", "y", "width", "height", "size")
USUAL = {
    field.name: field.default for field in fields(Box) if field.name in BOX.keys() - {*REQUIRED, "label"}
}
USUAL |= {"label": "", "stock": False}


def read(typed, cuts):
    """Return the content that `typed` says (sheet, boxes, code, stamp), clean; `cuts` are the faces on offer.

    Raises Faults with a sentence for every "<box>.<field>" that cannot be drawn.
    """
    faults = {}
    whole = typed if isinstance(typed, dict) else {}
    code = whole.get("code")
    content = {
        "sheet": reading.section(whole.get("sheet"), SHEET, "sheet", faults, {"ground": ""}),
        "boxes": _boxes(whole.get("boxes"), cuts, faults),
        "code": None if code is None else reading.section(code, CODE, "code", faults),
        "stamp": reading.section(whole.get("stamp"), PLACE, "stamp", faults),
    }
    if not faults:
        _find_outside(content, faults)
    if faults:
        raise Faults(faults, {box.get("name"): box.get("label") for box in content["boxes"]})
    return content


def design_of(content, *, name, title, day, picture=""):
    """Return the documents.designs.Design that `content` is; `picture` is the SHA-256 of a printed ground."""
    words, boxes = {}, {}
    for box in content["boxes"]:
        facts = {key: value for key, value in box.items() if key not in ("name", "stock")}
        facts["spoken"] = facts["letter_spacing"] >= SPACED or facts["family"] != faces.FAMILY
        (words if box["stock"] else boxes)[box["name"]] = facts
    sheet, ground = content["sheet"], content["sheet"]["ground"]
    size = sheet["width"], sheet["height"]
    drawing = designs.ground_of(ground, *size) if ground and not picture else ""
    facts = {
        "title": title,
        "valid_from": day,
        "sheet": {"width": sheet["width"], "height": sheet["height"], "ground": drawing},
        "words": words,
        "boxes": boxes,
        "code": content["code"],
        "stamp": content["stamp"],
        "picture": picture,
        "own": True,
    }
    return designs.of(name, facts)


def of_built_in(design):
    """Return the content of one of our own designs, its boxes from the top down."""
    boxes = [(box, True) for box in design.words] + [(box, False) for box in design.boxes]
    listed = []
    for box, stock in sorted(boxes, key=lambda pair: pair[0].y):
        facts = asdict(box)
        listed.append({key: facts[key] for key in BOX if key != "stock"} | {"stock": stock})
    return {
        "sheet": {"width": design.width, "height": design.height, "ground": design.name},
        "boxes": listed,
        "code": design.code and asdict(design.code),
        "stamp": asdict(design.stamp),
    }


def resized(content, width, height):
    """Return `content` on a sheet of another size (mm): places in proportion, type by the smaller share."""
    across, down = width / content["sheet"]["width"], height / content["sheet"]["height"]
    if abs(across - 1) < NEAR and abs(down - 1) < NEAR:
        return content
    share = min(across, down)

    def placed(section):
        return section | {"x": round(section["x"] * across, 1), "y": round(section["y"] * down, 1)}

    def grown(box):
        size = {"width": round(box["width"] * across, 1), "height": round(box["height"] * down, 1)}
        names = ("size", "shrink_to", "min_size", "warn_under")
        return placed(box) | size | {name: round(box[name] * share, 1) for name in names}

    code = content["code"] and placed(content["code"]) | {
        "size": max(10, round(content["code"]["size"] * share, 1))
    }
    return {
        "sheet": content["sheet"] | {"width": width, "height": height},
        "boxes": [grown(box) for box in content["boxes"]],
        "code": code,
        "stamp": placed(content["stamp"]),
    }


def cuts_of(content):
    """Return the faces that `content` is set in, as a set of keys."""
    return {(box["family"], box["weight"], box["italic"]) for box in content["boxes"]}


def digest(content, picture, role):
    """Return the SHA-256 (hex) that seals a version: its content and its picture, over canonical JSON."""
    sealed = {"content": content, "picture": picture, "role": role}
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _boxes(typed, cuts, faults):
    if not isinstance(typed, list) or not typed:
        faults["boxes"] = "Mẫu phải có ít nhất một ô chữ."
        return []
    if len(typed) > MOST_BOXES:
        faults["boxes"] = f"Mẫu có nhiều nhất {MOST_BOXES} ô chữ. Hãy gộp bớt các ô."
        return []
    kept, names = [], set()
    for place, box in enumerate(typed, 1):
        named = box.get("name") if isinstance(box, dict) else None
        name = named if isinstance(named, str) and designs.NAME.fullmatch(named) else f"#{place}"
        clean = reading.section(box, BOX, name, faults, USUAL)
        if name in SECTIONS:
            faults[f"{name}.name"] = "Mã này dành cho phần khác của mẫu. Hãy thêm ô mới thay cho ô này."
        elif name in names:
            faults[f"{name}.name"] = "Hai ô chữ trùng mã. Hãy tải lại trang rồi thử lại."
        elif len(clean) == len(BOX):
            _find_faults(clean, cuts, faults)
        names.add(name)
        kept.append(clean)
    return kept


def _find_faults(box, cuts, faults):
    """What the fields of one box say against each other."""
    name, text = box["name"], box["text"]
    if strangers := [field for field in FIELD.findall(text) if field not in ROW_FIELDS]:
        faults[f"{name}.text"] = f"Không có trường dữ liệu “{strangers[0]}”. Hãy chọn trong danh sách trường."
    elif set("{}") & set(FIELD.sub("", text)):
        faults[f"{name}.text"] = "Dấu ngoặc nhọn chỉ dùng cho trường dữ liệu, ví dụ {recipient}."
    elif box["stock"] and FIELD.search(text):
        faults[f"{name}.text"] = (
            "Ô đã in sẵn trên phôi thì không lấy chữ từ dữ liệu. "
            "Hãy gõ hẳn chữ có trên phôi, hoặc bỏ dấu “đã in sẵn trên phôi”."
        )
    if (box["family"], box["weight"], box["italic"]) not in cuts:
        faults[f"{name}.family"] = "Không có phông chữ này. Hãy chọn phông trong danh sách."
    if box["shrink_to"] > box["size"]:
        faults[f"{name}.shrink_to"] = "Cỡ nhỏ khi chữ dài không được lớn hơn cỡ chữ."
    elif box["min_size"] > (box["shrink_to"] or box["size"]):
        faults[f"{name}.min_size"] = "Cỡ nhỏ nhất khi xuống dòng không được lớn hơn cỡ nhỏ khi chữ dài."
    box["label"] = box["label"] or name.replace("_", " ")


def _find_outside(content, faults):
    """What would stand beside the sheet."""
    sheet = content["sheet"]
    placed = [(box["name"], box, box["width"], box["height"]) for box in content["boxes"]]
    if code := content["code"]:
        placed.append(("code", code, code["size"], code["size"]))
    placed.append(("stamp", content["stamp"], 0, 0))
    for name, section, width, height in placed:
        if section["x"] + width > sheet["width"] + NEAR:
            faults[f"{name}.x"] = f"Vượt ra ngoài mép phải của tờ giấy rộng {_mm(sheet['width'])} mm."
        if section["y"] + height > sheet["height"] + NEAR:
            faults[f"{name}.y"] = f"Vượt ra ngoài mép dưới của tờ giấy cao {_mm(sheet['height'])} mm."


def _mm(length):
    return f"{length:g}".replace(".", ",")
