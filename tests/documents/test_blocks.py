"""The vocabulary of blocks: what may be said, and that what was frozen comes back as it was."""

import hashlib
import json
from datetime import date, datetime

import pytest

from documents import blocks
from documents.blocks import BlockError
from documents.imprints import Mark
from tests.documents import sample

LAYOUT = "party-36-2018"


def test_every_kind_of_block_comes_back_from_its_json_as_it_was():
    everything = [*sample.everything(), Mark("DIỄN TẬP")]
    frozen, _ = blocks.freeze(everything, LAYOUT)

    stored = json.loads(json.dumps(frozen))

    assert blocks.thaw(stored) == everything
    assert {item["kind"] for item in frozen} == set(blocks.KINDS)


def test_the_hash_is_of_the_canonical_json_that_anyone_can_write_down():
    frozen, sha256 = blocks.freeze([blocks.Note("Mã băm nội dung: 12ab")], LAYOUT)
    canonical = '{"blocks":[{"kind":"note","text":"Mã băm nội dung: 12ab"}],"layout":"party-36-2018"}'

    assert frozen == [{"kind": "note", "text": "Mã băm nội dung: 12ab"}]
    assert sha256 == hashlib.sha256(canonical.encode()).hexdigest()
    assert sha256 == "60ea4faa667ae8c225a47d392380d6ce16a81204711fdc535a9effcd79ed057f"


def test_the_hash_does_not_depend_on_the_order_of_keys():
    frozen, sha256 = blocks.freeze(sample.everything(), LAYOUT)
    turned = [dict(reversed(item.items())) for item in frozen]

    assert blocks.digest(turned, LAYOUT) == sha256


def test_one_letter_or_another_layout_makes_another_hash():
    _, sha256 = blocks.freeze([blocks.Note("điểm")], LAYOUT)

    assert blocks.freeze([blocks.Note("điềm")], LAYOUT)[1] != sha256
    assert blocks.freeze([blocks.Note("điểm")], "state-30-2020")[1] != sha256


def test_composed_and_decomposed_letters_make_one_hash():
    composed = blocks.freeze([blocks.Note("Khối")], LAYOUT)

    assert blocks.freeze([blocks.Note("Kho\u0302\u0301i")], LAYOUT) == composed


@pytest.mark.hostile
def test_text_is_cleaned_when_it_is_frozen():
    frozen, _ = blocks.freeze([blocks.Note("  a\x00<b>\u202e  "), blocks.Paragraph("x\r\ny")], LAYOUT)

    assert [item["text"] for item in frozen] == ["a<b>", "x\ny"]


def test_spaces_between_marked_stretches_stay():
    block = blocks.Paragraph((blocks.Span("Điều 1. ", bold=True), blocks.Span(" Ban hành")))

    [frozen], _ = blocks.freeze([block], LAYOUT)

    assert [span["text"] for span in frozen["text"]] == ["Điều 1. ", " Ban hành"]


@pytest.mark.parametrize(
    "stored",
    [
        {"kind": "script", "text": "alert(1)"},
        {"text": "không có loại"},
        {"kind": "note"},
        {"kind": "note", "text": "a", "onclick": "b"},
        {"kind": "note", "text": None},
        {"kind": "note", "text": 5},
        {"kind": "note", "text": ["a"]},
        {"kind": "heading", "text": "a", "level": 4},
        {"kind": "heading", "text": "a", "level": True},
        {"kind": "heading", "text": "a", "level": 1.0},
        {"kind": "paragraph", "text": [{"text": "a", "href": "http://x"}]},
        {"kind": "paragraph", "text": "a", "align": "left; background: url(x)"},
        {"kind": "letterhead", "agency": "a", "day": "31/01/2024"},
        {"kind": "letterhead", "agency": "a", "day": "2024-02-30"},
        {"kind": "basis", "lines": "một dòng, không phải danh sách"},
        {"kind": "signature", "signer": {"acting": "PP"}},
        {"kind": "signature_grid", "signers": [], "columns": 9},
        {"kind": "table", "columns": [], "rows": []},
        {"kind": "table", "columns": [{"title": "A", "share": 0}], "rows": []},
        {"kind": "table", "columns": [{"title": "A", "share": 1}], "rows": [{"cells": ["1", "2"]}]},
        {"kind": "table", "columns": [{"title": "A", "share": 1}], "rows": [{"cells": ["1"], "kind": "x"}]},
    ],
)
def test_a_stored_block_with_a_fact_out_of_place_is_refused(stored):
    with pytest.raises(BlockError):
        blocks.thaw([stored])


@pytest.mark.parametrize(
    "built",
    [
        "một chuỗi",
        {"kind": "note", "text": "a"},
        blocks.Signer(name="không phải khối"),
        blocks.Note(12),
        blocks.Letterhead("a", day=datetime(2024, 1, 31, 9, 0)),
        blocks.Heading("a", level=7),
        blocks.Paragraph(("chuỗi trần",)),
    ],
)
def test_a_block_built_wrongly_is_refused_before_it_is_frozen(built):
    with pytest.raises(BlockError):
        blocks.freeze([built], LAYOUT)


def test_a_row_has_as_many_cells_as_the_table_has_columns():
    with pytest.raises(BlockError, match="as many cells"):
        blocks.Table((blocks.Column("A", 1), blocks.Column("B", 1)), (blocks.Row(("1",)),))


def test_a_day_is_kept_as_a_day():
    frozen, _ = blocks.freeze([blocks.Letterhead("Ban Nội chính", day=date(2024, 1, 31))], LAYOUT)

    assert frozen[0]["day"] == "2024-01-31"
    assert blocks.thaw(frozen)[0].day == date(2024, 1, 31)
