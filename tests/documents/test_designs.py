"""Designs of certificates: dated data that says where each of its facts comes from."""

import json
from dataclasses import asdict, fields
from string import Formatter

import pytest

from documents import designs, faces
from documents.designs import Row
from tests.documents import certificates

EVERY = pytest.mark.parametrize("design", designs.every(), ids=lambda design: design.name)


def test_there_is_a_design_for_collectives_and_one_for_persons():
    assert [design.name for design in designs.every()] == ["merit-collective", "merit-person"]


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
    assert certificates.box(design, "title").text == "BẰNG KHEN"
