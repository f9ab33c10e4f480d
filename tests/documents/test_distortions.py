"""How a printer is off: found from measured points by least squares, taken apart, undone."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import affine, distortions, rulers
from documents.affine import Affine
from documents.distortions import Distortion

QUICK = settings(max_examples=50, deadline=None)
SIZES = st.tuples(st.floats(100, 900), st.floats(100, 900))
OFF = st.builds(
    Distortion,
    dx=st.floats(-20, 20),
    dy=st.floats(-20, 20),
    scale_x=st.floats(0.97, 1.03),
    scale_y=st.floats(0.97, 1.03),
    skew=st.floats(-2, 2),
    shear=st.floats(-2, 2),
)


def close(found, expected, within=1e-6):
    return all(math.isclose(one, two, abs_tol=within) for one, two in zip(found, expected, strict=True))


def figures(distortion):
    return tuple(vars(distortion).values())


@QUICK
@given(OFF, SIZES)
def test_what_a_distortion_does_tells_which_it_was(off, size):
    assert close(figures(distortions.of(off.on(*size), *size)), figures(off))


@QUICK
@given(OFF, SIZES, st.floats(0, 1), st.floats(0, 1))
def test_what_is_undone_comes_out_where_it_was_drawn(off, size, across, down):
    point, there = (size[0] * across, size[1] * down), off.on(*size)
    assert close(there.at(*there.inverse().at(*point)), point)


@QUICK
@given(OFF, SIZES)
def test_measured_marks_give_the_distortion_back(off, size):
    pairs = [(mark, off.on(*size).at(*mark)) for mark in rulers.marks(*size).values()]
    found = affine.fitted(pairs)

    assert close(figures(distortions.of(found, *size)), figures(off))
    assert all(close(miss, (0, 0)) for miss in affine.misses(found, pairs))


@QUICK
@given(OFF, st.lists(st.floats(-0.25, 0.25), min_size=8, max_size=8))
def test_a_ruler_read_to_half_a_millimetre_is_never_a_contradiction_and_no_worse_on_paper(off, read):
    size = (297, 210)
    marks = list(rulers.marks(*size).values())
    seen = [off.on(*size).at(*mark) for mark in marks]
    misread = [(x + a, y + b) for (x, y), a, b in zip(seen, read[::2], read[1::2], strict=True)]
    found = affine.fitted(zip(marks, misread, strict=True))

    assert (
        max(abs(part) for miss in affine.misses(found, zip(marks, misread, strict=True)) for part in miss)
        <= 0.25 + 1e-9
    )
    for (
        mark
    ) in marks:  # the text stands at most as far off as the ruler was misread there, and half of it again
        meant, came = off.on(*size).at(*mark), found.at(*mark)
        assert max(abs(one - two) for one, two in zip(meant, came, strict=True)) <= 0.375 + 1e-9


@QUICK
@given(OFF, SIZES, st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=4, max_size=4))
def test_no_other_map_misses_the_points_by_less(off, size, noise):
    pairs = [
        (mark, tuple(a + b for a, b in zip(off.on(*size).at(*mark), shift, strict=True)))
        for mark, shift in zip(rulers.marks(*size).values(), noise, strict=True)
    ]
    found = affine.fitted(pairs)

    def missed(affine_map):
        return sum(across**2 + down**2 for across, down in affine.misses(affine_map, pairs))

    for name in vars(found):
        for step in (1e-3, -1e-3):
            other = Affine(**{**vars(found), name: getattr(found, name) + step})
            assert missed(found) <= missed(other) + 1e-9


@pytest.mark.parametrize(
    "points", [[(0, 0), (1, 1)], [(0, 0), (10, 10), (20, 20), (30, 30)], [(5, 5)] * 4], ids=len
)
def test_points_that_tell_nothing_across_are_refused(points):
    with pytest.raises(ValueError, match=r"three points at least|on one line"):
        affine.fitted([(point, point) for point in points])


def test_a_sheet_that_was_flattened_cannot_be_undone():
    with pytest.raises(ValueError, match="flattens"):
        Affine(a=1, b=1, c=1, d=1).inverse()


@pytest.mark.parametrize(
    ("off", "written"),
    [
        (None, b""),
        (Distortion(), b""),
        (Distortion(dx=-2.5, dy=1.5), b"1 0 0 1 7.0866 4.2520 cm\n"),
        (Distortion(scale_x=1.25), b"0.8 0 0 1 84.1890 0.0000 cm\n"),
    ],
)
def test_the_operator_undoes_what_the_printer_does(off, written):
    assert distortions.undoing(off, 297, 210) == written


def test_a_turned_page_is_turned_back_about_its_middle():
    found = [float(part) for part in distortions.undoing(Distortion(skew=90), 200, 200).split()[:-1]]
    assert close(found[:4], (0, 1, -1, 0))
    side = 200 / 25.4 * 72
    assert close(found[4:], (side, 0), 1e-3)
