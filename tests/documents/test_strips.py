"""Text that we set ourselves stands where the renderer would have put it, in the same order."""

import io
import random

import pypdf
import pypdfium2
import pytest

from documents import faces, layouts, setting, strips
from documents.blocks import Column, Heading, Note, Paragraph, Row, Signature, Signer, Span, Table
from documents.setting import Type
from tests.documents import reading, sample

STATE = layouts.named("state-30-2020")
EVERY = pytest.mark.parametrize("layout", layouts.every(), ids=lambda layout: layout.name)
TYPE, ROOM = Type((faces.FAMILY, 400, False), 14, 18), 400  # points
TOLD = (
    "Đến hết ngày 31/12/2023, 18 trong số 24 chỉ tiêu (75%) đã hoàn thành; phong trào “Thi đua thực hiện văn "
    "hóa công sở” được hưởng ứng rộng khắp - nhất là ở cơ sở: 1.250 lượt người, 99,2% hồ sơ đúng hạn…"
)


@pytest.fixture
def by_renderer(monkeypatch):
    """Draw a paper as the renderer sets it, every word."""

    def drawn(blocks, layout):
        with monkeypatch.context() as patch:
            patch.setattr(strips, "of", lambda pieces, layout: (pieces, {}))
            return reading.as_pdf(blocks, layout)

    return drawn


def lines_of(content):
    """The lines of each page as a file's reader sees them; a wide space is one."""
    pages = [page.extract_text().split("\n") for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return [[" ".join(line.split()) for line in page] for page in pages]


def edges_of(content):
    """Where the ink of each page begins and ends: left, top, right, bottom, in thirds of a point."""
    pages = [page.render(scale=3).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)]
    return [page.point(lambda grey: 255 * (grey < 128)).getbbox() for page in pages]


def far(edges, others):
    """How far the ink of two files is apart where it is farthest."""
    return max(
        abs(a - b)
        for each, other in zip(edges, others, strict=True)
        for a, b in zip(each, other, strict=True)
    )


def listed(rows, kind="normal"):
    """A table whose rows take one to three lines."""
    columns = (Column("TT", 8, "center"), Column("Nội dung", 60), Column("Điểm\nsố", 20, "right"))
    names = [" ".join(sample.MEMBERS[: n % 4 + 1]) for n in range(rows)]
    return Table(columns, tuple(Row((f"I.{n + 1}", name, f"{n},50"), kind) for n, name in enumerate(names)))


SIGNED = Signature(Signer(post="Khối trưởng", name="Vũ Trọng Lâm"))


# --- The same as the renderer -----------------------------------------------------------------------


@EVERY
def test_a_paper_of_everything_is_the_renderers(layout, by_renderer):
    ours, theirs = reading.as_pdf(sample.everything(), layout), by_renderer(sample.everything(), layout)

    assert lines_of(ours) == lines_of(theirs)
    assert far(edges_of(ours), edges_of(theirs)) <= 2


@pytest.mark.parametrize("rows", [1, 3, 5, 17, 18, 19, 20, 21, 22, 60])
def test_a_table_breaks_at_the_row_where_the_renderer_would_break_it(rows, by_renderer):
    blocks = [Heading("Kết quả", number="I"), listed(rows), Note("Đã kiểm tra."), SIGNED]

    ours, theirs = reading.as_pdf(blocks, STATE), by_renderer(blocks, STATE)

    assert lines_of(ours) == lines_of(theirs)
    assert far(edges_of(ours), edges_of(theirs)) <= 2


@pytest.mark.parametrize("count", range(8, 20))
def test_a_paragraph_breaks_where_the_renderer_would_break_it(count, by_renderer):
    blocks = [Paragraph(f"{TOLD} {TOLD}"[place * 7 :]) for place in range(count)]
    blocks += [Paragraph(TOLD), Paragraph(f"{TOLD} {TOLD}", align="left"), SIGNED]
    pieces, _ = strips.of(reading.pieces(blocks, STATE), STATE)

    assert {type(piece) for piece in pieces[:-1]} == {strips.Lines}
    assert lines_of(reading.as_pdf(blocks, STATE)) == lines_of(by_renderer(blocks, STATE))


def test_rows_that_open_a_group_or_add_up_are_the_renderers(by_renderer):
    blocks = [sample.criteria(70), listed(30, "subtotal"), listed(9, "group"), listed(9, "void"), SIGNED]

    ours, theirs = reading.as_pdf(blocks, STATE), by_renderer(blocks, STATE)

    assert lines_of(ours) == lines_of(theirs)
    assert far(edges_of(ours), edges_of(theirs)) <= 2


def crowded(seed):
    """A table of eight narrow columns in capitals, where a hundredth of a millimetre ends a line."""
    dice, words = random.Random(seed), ("AV", "TY", "LP.", "VA", "100%", "NGHĨA", "Khối", "Ở", "đua", "W,")
    columns = [Column(" ".join(dice.choices(words, k=2)), dice.randint(9, 15)) for _ in range(8)]
    rows = [
        Row(tuple(" ".join(dice.choices(words, k=dice.randint(1, 6))) for _ in columns)) for _ in range(40)
    ]
    return Table(tuple(columns), tuple(rows))


def test_columns_of_rounded_widths_end_where_the_text_does():
    [sheet] = reading.pieces([Table((Column("Điểm", 1),) * 8, (Row(("1",) * 8),))], STATE)

    assert sum(sheet.widths) == pytest.approx(164.96)  # each is 20.62 mm wide
    assert strips._edges(sheet, STATE)[-1] * faces.POINT == pytest.approx(STATE.page.width)


@pytest.mark.parametrize("seed", range(6))
def test_narrow_columns_of_capitals_end_their_lines_where_the_renderer_would(seed, by_renderer):
    layout = layouts.every()[seed % len(layouts.every())]
    blocks = [crowded(seed), Paragraph(" ".join(["AV", "TY", "NGHĨA", "LÀ", "P"] * (20 + seed))), SIGNED]

    assert lines_of(reading.as_pdf(blocks, layout)) == lines_of(by_renderer(blocks, layout))


# --- What is left to the renderer -------------------------------------------------------------------


def test_a_text_ends_its_lines_at_spaces():
    lines = setting.lines(TOLD, TYPE, ROOM)

    assert " ".join(lines) == TOLD
    assert all(setting.width(line, TYPE) <= ROOM for line in lines)


@pytest.mark.parametrize(
    "odd",
    [
        "24/KH-KTĐ",  # a break may stand behind the slash or the hyphen
        "II.5",
        "a\u00a0b",
        "x" * 100,
        "( a )",
        "a  b",
        "nói “có”(không)",
        "ngăn\u00adcách",
        "שלום",  # runs to the left
    ],
)
def test_a_text_that_could_be_broken_elsewhere_is_left_to_the_renderer(odd):
    assert setting.lines(f"{TOLD} {odd}", TYPE, ROOM) is None


def test_a_short_text_stands_on_one_line_whatever_is_in_it():
    assert setting.lines("Số 24/KH-KTĐ (II.5)", TYPE, ROOM) == ("Số 24/KH-KTĐ (II.5)",)


def test_letters_that_run_to_the_left_are_left_to_the_renderer():
    assert setting.lines("שלום", TYPE, ROOM) is None


def test_marked_text_and_rows_that_are_struck_or_go_on_overleaf_are_left_to_the_renderer():
    long = Row(("1", " ".join(["đã làm xong"] * 400), ""))
    columns = (Column("TT", 1), Column("Nội dung", 6), Column("Điểm", 1))
    table = Table(columns, (Row(("1", "một", ""), "void"), long, Row(("2", "hai", "1"))))
    marked = Paragraph((Span("một ", bold=True), Span("hai")))

    [line, sheet], drawn = strips.of(reading.pieces([marked, table], STATE), STATE)

    assert [bool(name) for name in sheet.strips] == [False, False, True]
    assert (line.text, len(drawn)) == ("một hai", 2)  # the head and the last row


def test_words_that_name_a_strip_are_words(by_renderer):
    blocks = [Paragraph('<img src="strip:0"> <b>đậm</b>'), Note("một")]

    [[first, second]] = lines_of(reading.as_pdf(blocks, STATE))

    assert (first, second) == ('<img src="strip:0"> <b>đậm</b>', "một")
