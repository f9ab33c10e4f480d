"""Designs of certificates: dated data that says where each of its facts comes from."""

import hashlib
import json
from dataclasses import asdict, fields, replace
from string import Formatter

import pypdfium2
import pytest
from PIL import ImageColor

from documents import designs, faces, likenesses, sheets
from documents.designs import Row
from tests.documents import certificates, sheet_reading

EVERY = pytest.mark.parametrize("design", designs.every(), ids=lambda design: design.name)
DRAWN = {  # certificates are printed from them: never drawn otherwise
    "commendation-collective": "62354a3ee1a0233683a72b92b780f70d6d2b4dab54fba20d2c3f79c61230d95c",
    "commendation-collective-a3": "560011ab9c905590f5383b87b61df59e49fb6c0c2e8a30178730a9399ba28379",
    "commendation-person": "964cd292bcf7d4c2b0bd4d4449c5b0926f2e1305f28f95e6fa00da842d260bd6",
    "commendation-person-a3": "1d150c0aca6d0ff71638a8b054ed5a421c5a1ba719d8654b0c2d7cc311c2c08c",
    "merit-collective": "45e090043e3d39494a8f550a458cee8e6ccf109aa3a0919eba20054e8de71476",
    "merit-collective-a3": "d922d91d4c4b7cdf37c98fb2298c462873a35b8802304f4aea9a43def5e4fa98",
    "merit-person": "c29faae1669a06f10aee11917fb11d2244e51c20503ed33404cef4d18f3b5a79",
    "merit-person-a3": "3bcece0f00b6f3fc26905b7127d80f7a7a34747770c17755b27b1bb7edb5de22",
    "party-merit-collective": "01060e90cb633d71f93de7cab6eb347432b0da23061ca3eaa262036a04127eee",
    "party-merit-collective-a3": "33a8989c4481015bb510e591b3839f185d7abafe0901bc4c7854422ff28bf318",
    "party-merit-person": "7f7901beb6c20a5b0e270e78b5cb937d10090e6966574cd545a6c2bb3a60b8e0",
    "party-merit-person-a3": "595bfd5ccd0f7ab56bcbba66107ff72f7adc2ea5701b9508705ed20bf05084fc",
}


def test_two_drawings_and_one_with_the_heading_of_the_party_come_in_two_sizes_for_both_recipients():
    assert [design.name for design in designs.every()] == [
        "commendation-collective",
        "commendation-collective-a3",
        "commendation-person",
        "commendation-person-a3",
        "merit-collective",
        "merit-collective-a3",
        "merit-person",
        "merit-person-a3",
        "party-merit-collective",
        "party-merit-collective-a3",
        "party-merit-person",
        "party-merit-person-a3",
    ]


def test_a_list_groups_them_by_drawing_and_says_what_each_is_for():
    assert [(family, [design.label for design in found]) for family, found in designs.families()] == [
        (
            "Khung hồi văn, xanh và vàng",
            [
                "Giấy khen, cá nhân, A4 ngang",
                "Giấy khen, tập thể, A4 ngang",
                "Giấy khen, cá nhân, A3 ngang",
                "Giấy khen, tập thể, A3 ngang",
            ],
        ),
        (
            "Trống đồng và hoa sen, đỏ và vàng",
            [
                "Bằng khen, cá nhân, A4 ngang",
                "Bằng khen, tập thể, A4 ngang",
                "Bằng khen, cá nhân, A3 ngang",
                "Bằng khen, tập thể, A3 ngang",
            ],
        ),
        (
            "Trống đồng và hoa sen, tiêu đề Đảng",
            [
                "Bằng khen, cá nhân, A4 ngang",
                "Bằng khen, tập thể, A4 ngang",
                "Bằng khen, cá nhân, A3 ngang",
                "Bằng khen, tập thể, A3 ngang",
            ],
        ),
    ]


@pytest.mark.parametrize("name", DRAWN)
def test_a_design_is_drawn_as_it_always_was(name):
    design = designs.named(name)
    boxes = {part: [drawn(box) for box in getattr(design, part)] for part in ("words", "boxes")}
    facts = boxes | {"size": (design.width, design.height), "ground": design.ground, "title": design.title}
    facts |= {"code": asdict(design.code), "stamp": asdict(design.stamp)}

    said = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    assert hashlib.sha256(said.encode()).hexdigest() == DRAWN[name]


def drawn(box):
    """What is drawn of a box, as it was when the first certificates were."""
    names = "name label text x y width height size shrink_to min_size warn_under family weight italic upper "
    names += "align vertical line_height letter_spacing word_spacing colour ruled breaks beside_code spoken"
    return {name: getattr(box, name) for name in names.split()}


def test_a_name_that_never_existed_is_no_design():
    with pytest.raises(KeyError):
        designs.named("merit-horse")


@EVERY
def test_every_section_names_its_source(design):
    boxes = {f"boxes.{box.name}" for box in design.boxes} | {f"words.{box.name}" for box in design.words}

    assert set(design.sources) == {"sheet", "code", "stamp"} | boxes
    assert [name for name, source in design.sources.items() if not source.source.strip()] == []


@EVERY
def test_a_row_says_nothing_that_the_design_does_not_show(design):
    shown = {name for box in design.boxes for _, name, _, _ in Formatter().parse(box.text) if name}

    assert shown == {field.name for field in fields(Row)} - {"qr", "sample", *designs.PARTS}


@EVERY
def test_every_box_is_set_in_a_face_of_ours_and_shrinks_downwards(design):
    for box in (*design.words, *design.boxes):
        assert box.cut in faces.CUTS
        assert box.smallest <= (box.shrink_to or box.size) <= box.size


def test_a_mark_on_a_fact_that_is_not_there_is_refused(tmp_path):
    whole = (designs.DESIGNS / "merit-person.toml").read_text(encoding="utf-8")
    path = tmp_path / "merit-other.toml"
    path.write_text(whole.replace('own = ["x", "y"]', 'own = ["x", "z"]'), encoding="utf-8")

    with pytest.raises(ValueError, match="z"):
        designs._read(path)


def as_json(design, **changes):
    """The facts of a design as somebody else may keep them, with these `changes` to the box of the unit."""
    facts = asdict(design)
    sheet = {name: facts[name] for name in ("width", "height", "ground")}
    boxes = {part: {box.pop("name"): box for box in facts[part]} for part in ("words", "boxes")}
    boxes["boxes"]["unit"] |= changes
    kept = {name: facts[name] for name in ("title", "valid_from", "code", "stamp")}
    return json.loads(json.dumps(kept | boxes | {"sheet": sheet}, default=str))


@EVERY
def test_a_design_may_come_from_elsewhere(design):
    assert designs.of(design.name, as_json(design)) == design


def test_a_box_that_shows_what_no_row_says_is_refused():
    facts = as_json(certificates.PERSON, text="{unit} {salary}")

    with pytest.raises(ValueError, match="box 'unit': no field salary"):
        designs.of("other", facts)


@EVERY
def test_the_words_of_the_sheet_fit_their_boxes(design):
    for box in design.words:
        height = box.size * box.line_height * faces.POINT
        assert height <= box.height + 0.1
    assert certificates.box(design, "title").text == design.title.upper()


# --- Designs like another one -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["merit-person", "merit-collective", "commendation-person"])
def test_a_larger_sheet_holds_the_same_boxes_in_proportion(name):
    small, large = designs.named(name), designs.named(f"{name}-a3")

    assert (large.width, large.height, large.code.min_module) == (420, 297, small.code.min_module)
    for one, other in zip((*small.words, *small.boxes), (*large.words, *large.boxes), strict=True):
        assert (other.name, other.text, other.colour) == (one.name, one.text, one.colour)
        assert (other.x / 420, other.y / 297) == pytest.approx((one.x / 297, one.y / 210), abs=2e-4)
        assert 0 <= one.size * 1.4142 - other.size < 0.5
    assert large.ground.count('width="420mm" height="297mm"') == 1


def test_what_fits_the_small_sheet_fits_the_large_one():
    names = [*certificates.NAMES, "Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như"]
    for name in names:
        row = certificates.person(name, unit=f"{name}, {name}", achievement=f"{name}, {name}, " * 3)
        refused = [
            {remark.field for remark in sheets.check(designs.named(design), row) if remark.kind == "refuse"}
            for design in ("merit-person", "merit-person-a3")
        ]
        assert refused[1] <= refused[0]


BASE = {
    "title": "Bằng khen",
    "sheet": {"width": 200, "height": 100},
    "code": {"x": 10, "y": 20, "size": 22, "min_module": 0.4},
    "stamp": {"x": 5, "y": 6},
    "words": {"motto": {"text": "A", "x": 1, "size": 13.5, "ruled": 0.9}},
    "boxes": {"unit": {"x": 2, "width": 3, "size": 11, "min_size": 9, "line_height": 1.2}},
}


def test_a_design_says_what_it_is_like_and_only_what_differs():
    near = {"like": "base", "without": ["boxes.unit"], "words": {"motto": {"text": "B"}}}

    assert likenesses.whole(near, {"base": BASE}.__getitem__) == BASE | {
        "boxes": {},
        "words": {"motto": BASE["words"]["motto"] | {"text": "B"}},
    }
    assert BASE["words"]["motto"]["text"] == "A"


def test_type_is_scaled_down_to_half_points_and_a_module_of_the_code_stays():
    large = likenesses.whole({"like": "base", "scale": 1.5}, {"base": BASE}.__getitem__)

    assert large["words"]["motto"] == {"text": "A", "x": 1.5, "size": 20, "ruled": 1.35}
    assert large["boxes"]["unit"] == {
        "x": 3,
        "width": 4.5,
        "size": 16.5,
        "min_size": 13.5,
        "line_height": 1.2,
    }
    assert large["code"] == {"x": 15, "y": 30, "size": 33, "min_module": 0.4}


def test_designs_that_are_like_each_other_or_like_nothing_are_refused():
    circle = {"one": {"like": "two"}, "two": {"like": "one"}}

    with pytest.raises(ValueError, match="like each other: two, one"):
        likenesses.whole({"like": "two"}, circle.__getitem__)
    with pytest.raises(KeyError):
        likenesses.whole({"like": "base", "without": ["boxes.horse"]}, {"base": BASE}.__getitem__)


@pytest.mark.parametrize(("name", "paper"), [("merit-person", "#FFFAF0"), ("commendation-person", "#FDFCF6")])
@pytest.mark.parametrize("size", [(400, 300), (450, 350), (210, 297)])
def test_a_drawing_fills_a_sheet_of_another_size_in_its_own_proportions(name, paper, size):
    ground = designs.ground_of(name, *size)
    other = replace(designs.named(name), width=size[0], height=size[1], ground=ground, words=(), boxes=())

    picture = pypdfium2.PdfDocument(sheets.ground(other))[0].render(scale=1).to_pil().convert("RGB")
    edges = {picture.getpixel((x, y)) for x in (1, picture.width - 2) for y in (1, picture.height - 2)}
    assert edges == {ImageColor.getrgb(paper)}
    band = [picture.getpixel((x, picture.height // 2)) for x in range(picture.width)]
    first = next(x for x, ink in enumerate(band) if ink != ImageColor.getrgb(paper))
    assert 5 < first * faces.POINT * 297 / size[0] < 9  # the outer line of the frame


# --- The heading --------------------------------------------------------------------------------------


@EVERY
def test_no_drawing_holds_words(design):
    assert "<text" not in design.ground
    assert "font" not in design.ground


@pytest.mark.parametrize(
    "name", ["merit-person", "merit-collective", "merit-person-a3", "merit-collective-a3"]
)
def test_an_office_of_the_party_has_its_own_heading_over_the_same_drawing(name):
    state, party = designs.named(name), designs.named(f"party-{name}")

    said = [
        line.text for line in sheet_reading.ground_lines(certificates.printed(party, certificates.person()))
    ]
    assert said == ["ĐẢNG CỘNG SẢN VIỆT NAM", "TẶNG", "BẰNG KHEN"]
    assert (party.ground, party.boxes, party.words[-2:]) == (state.ground, state.boxes, state.words[-2:])


def test_the_heading_of_the_party_names_what_nobody_has_read_yet():
    source = designs.named("party-merit-person").sources["words.motto"]

    assert source.recalled == ("text", "size", "weight", "ruled")
    assert "chưa đọc văn bản nào về tiêu đề trên Bằng khen" in source.source
    assert designs.named("party-merit-person").unread == ("tiêu đề của Đảng",)
    assert designs.named("merit-person").unread == ()
