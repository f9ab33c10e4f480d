"""QR symbols of plain addresses, some thirty times as fast as a general encoder: hundreds are made in one go.

Only what every address of ours is: ASCII with small letters (so that no tighter alphabet serves), up to size
9, error correction M, one mask for all. Anything else is left to segno, and a test holds both against each
other. After ISO/IEC 18004, whose tables we take from segno.
"""

from dataclasses import dataclass
from functools import lru_cache

import segno
from segno import consts

MASK = 2  # columns 0, 3, 6 …: cheap to compute, and every reader reads every mask
LARGEST = 9  # sizes from 10 on count their letters with two bytes
BYTES, PADDING = 0b0100, bytes((0xEC, 0x11))
FILLED = bytes(1)  # segno puts it before the padding; readers have stopped by then
SMALLEST, NUMBERED = 21, 45  # dots across: of size 1; from which on a symbol carries the number of its size
AROUND = range(-2, 3)  # an alignment pattern around its middle


@dataclass(frozen=True)
class Symbol:
    """The dots of a QR code, `count` in each direction: rows filled up to whole bytes, as hex; 1 is dark."""

    count: int
    packed: str


@dataclass(frozen=True)
class Frame:
    """What all symbols of one size share.

    `blocks` are pairs of words of data and of correction; `turned` holds for each half byte of the message
    and each of its 16 values the dots it turns, as a number.
    """

    count: int
    empty: int
    blocks: tuple[tuple[int, int], ...]
    turned: tuple[tuple[int, ...], ...]


def of(text):
    """Return the Symbol of `text`, or None when it is not a plain address or too long."""
    if not text.isascii() or text.upper() == text:
        return None
    letters = text.encode()
    frames = map(_frame, range(1, LARGEST + 1))
    frame = next((each for each in frames if len(letters) + 2 <= sum(data for data, _ in each.blocks)), None)
    return frame and _drawn(frame, letters)


def packed(matrix):
    """Return the Symbol of a matrix as segno makes them."""
    count = len(matrix)
    rows = (sum((dot & 1) << (_wide(count) - 1 - place) for place, dot in enumerate(row)) for row in matrix)
    return Symbol(count, "".join(f"{row:0{_wide(count) // 4}x}" for row in rows))


def _wide(count):
    return -(-count // 8) * 8


def _drawn(frame, letters):
    dots = frame.empty
    for half, values in zip(_message(frame.blocks, letters).hex(), frame.turned, strict=True):
        dots ^= values[int(half, 16)]
    return Symbol(frame.count, f"{dots:0{frame.count * _wide(frame.count) // 4}x}")


def _message(blocks, letters):
    """The words of data, then those of correction; first the first of each block, then the second of each."""
    head = ((BYTES << 8 | len(letters)) << 8 * len(letters) | int.from_bytes(letters, "big")) << 4
    words = head.to_bytes(len(letters) + 2, "big")
    words += (FILLED + PADDING * len(words) * 8)[: sum(data for data, _ in blocks) - len(words)]
    given, added = [], []
    for data, errors in blocks:
        block, words = words[:data], words[data:]
        given.append(block)
        added.append(_correction(block, errors))
    return bytes(_in_turn(given) + _in_turn(added))


def _in_turn(blocks):
    longest = max(map(len, blocks))
    return [block[place] for place in range(longest) for block in blocks if place < len(block)]


def _correction(block, errors):
    """The remainder of the block by the generator: a long division in which a step is one shift."""
    multiples, top, all_of_it = _multiples(errors), 8 * (errors - 1), (1 << 8 * errors) - 1
    rest = 0
    for word in block:
        rest = (rest << 8 & all_of_it) ^ multiples[word ^ rest >> top]
    return rest.to_bytes(errors, "big")


@lru_cache
def _multiples(errors):
    generator = consts.GEN_POLY[errors]  # exponents
    found = [0]
    for factor in range(1, 256):
        lifted = consts.GALIOS_LOG[factor]
        found.append(int.from_bytes(bytes(consts.GALIOS_EXP[lifted + each] for each in generator), "big"))
    return tuple(found)


@lru_cache
def _frame(version):
    some = segno.make_qr("a", version=version, error="m", boost_error=False, mask=MASK)
    count = len(some.matrix)
    fixed = _fixed(count)
    dark = ((x, y) for y, row in enumerate(some.matrix) for x, dot in enumerate(row) if dot & 1)
    masked = ((x, y) for x in range(0, count, 3) for y in range(count))
    whole = {place for place in dark if place in fixed} | {place for place in masked if place not in fixed}
    empty = sum(_dot(count, *place) for place in whole)
    dots = [_dot(count, *place) for place in _path(count) if place not in fixed]
    blocks = tuple(
        (block.num_data, block.num_total - block.num_data)
        for block in consts.ECC[version][consts.ERROR_LEVEL_M]
        for _ in range(block.num_blocks)
    )
    halves = 2 * sum(map(sum, blocks))
    turned = tuple(_values(dots[4 * half : 4 * half + 4]) for half in range(halves))
    return Frame(count, empty, blocks, turned)


def _fixed(count):
    """The places that no message fills: corners with their format, timing, alignment, number of the size."""
    ends, middle = (6, count - 7), (count - 1) // 2
    centres = {*ends, middle} if count >= NUMBERED else set(ends)
    aligned = {(x, y) for x in centres for y in centres} - {(6, 6), (6, count - 7), (count - 7, 6)}
    found = {(x + dx, y + dy) for x, y in aligned if count > SMALLEST for dx in AROUND for dy in AROUND}
    for across in range(count):
        for along in range(count):
            corner = across < 9 and along < 9
            edge = across >= count - 8 and along < 9
            number = count >= NUMBERED and count - 12 < across < count - 8 and along < 6
            if corner or edge or number or along == 6:
                found |= {(across, along), (along, across)}
    return found


def _dot(count, x, y):
    return 1 << (count - y) * _wide(count) - 1 - x


def _path(count):
    """The dots in the order in which a message fills them: up and down in double columns from the right."""
    upwards = True
    for right in (*range(count - 1, 6, -2), 5, 3, 1):  # column 6 is for timing
        for y in range(count - 1, -1, -1) if upwards else range(count):
            yield from ((right, y), (right - 1, y))
        upwards = not upwards


def _values(dots):
    """For each value of half a byte the dots it turns."""
    return tuple(sum(dot for place, dot in enumerate(dots) if value >> 3 - place & 1) for value in range(16))
