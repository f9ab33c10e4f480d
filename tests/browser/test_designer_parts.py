"""Parts of the designer that only reckon: numbers, places in millimetres, what is taken back."""

import pytest

pytestmark = pytest.mark.browser

SHEET = {"width": 297, "height": 210}
NAME = {"x": 30, "y": 88.6, "width": 237, "height": 12}
CODE = {"x": 33, "y": 155.5, "width": 22, "height": 22}


@pytest.fixture
def viewport():
    """Nothing is looked at."""
    return (1366, 768)


@pytest.fixture
def parts(page):
    """Call a function of a module, several times with other arguments: parts(module, function, *calls)."""
    page.goto("/login/")

    def call(module, function, *calls):
        script = """async ([module, name, calls]) => {
            const part = await import(`/static/js/designer/${module}.js`);
            return calls.map((each) => part[name](...each));
        }"""
        return page.evaluate(script, [module, function, calls])

    return call


def test_numbers_are_read_and_written_as_people_do(parts):
    typed = ["9,5", "9.5", " 30 ", "−0,8", "+1,5", "", "9,5,1", "mười", "1e3"]
    assert parts("numbers", "readNumber", *[[text] for text in typed]) == [
        9.5, 9.5, 30, -0.8, 1.5, None, None, None, None,
    ]  # fmt: skip
    shown = [[30, 1], [16.5], [26], [155.55, 1], [-0.8], [0.1 + 0.2, 1], [-0.001]]
    assert parts("numbers", "written", *shown) == ["30,0", "16,5", "26", "155,55", "−0,8", "0,3", "0"]


def test_a_box_is_pushed_by_a_tenth_and_stays_on_the_sheet(parts):
    pushed = parts("geometry", "pushed", [NAME, 0.1, 0, SHEET], [NAME, -99, 0, SHEET], [NAME, 99, 999, SHEET])
    assert [(frame["x"], frame["y"]) for frame in pushed] == [(30.1, 88.6), (0, 88.6), (60, 198)]


def test_three_steps_of_a_tenth_are_three_tenths(parts):
    frame = NAME
    for _ in range(3):
        frame = parts("geometry", "pushed", [frame, 0.1, 0.1, SHEET])[0]
    assert (frame["x"], frame["y"]) == (30.3, 88.9)


def test_a_box_is_stretched_at_its_corners_and_the_code_stays_square(parts):
    stretched = parts(
        "geometry",
        "stretched",
        [NAME, "e", 10, 5, SHEET],
        [NAME, "nw", 10, 2, SHEET],
        [NAME, "w", 400, 0, SHEET],
        [CODE, "se", 8, 3, SHEET, 10],
        [CODE, "nw", 20, 20, SHEET, 10],
    )
    assert [tuple(frame.values()) for frame in stretched] == [
        (30, 88.6, 247, 12),
        (40, 90.6, 227, 10),
        (265, 88.6, 2, 12),
        (33, 155.5, 25, 25),
        (45, 167.5, 10, 10),
    ]


def test_a_dragged_box_is_caught_by_edges_and_centres_and_else_by_the_grid(parts):
    near = {"near": 2, "step": 1}
    moved = NAME | {"x": 31.4, "y": 100.3}
    beside, alone, free = parts(
        "geometry",
        "snapping",
        [moved | {"width": 100}, [CODE], SHEET, near],
        [moved | {"x": 41.4, "width": 20}, [], SHEET, near],
        [moved | {"x": 41.4, "width": 20}, [], SHEET, {"near": 0, "step": 0}],
    )
    assert (round(beside["dx"], 3), beside["x"]) == (1.6, 33)  # the left edge of the code
    assert (round(alone["dx"], 3), alone["x"]) == (-0.4, None)
    assert (round(alone["dy"], 3), alone["y"]) == (-1.3, 105)  # its centre lies on that of the sheet
    assert (free["dx"], free["dy"], free["x"], free["y"]) == (0, 0, None, None)


def test_only_the_edge_that_is_drawn_is_caught(parts):
    frame = {"x": 33.5, "y": 20, "width": 60.2, "height": 10}
    (snap,) = parts("geometry", "snapping", [frame, [CODE], SHEET, {"near": 2, "step": 1, "grip": "e"}])
    assert (round(snap["dx"], 3), snap["x"], snap["dy"]) == (0.3, None, 0)


def test_a_box_is_set_against_the_sheet_or_another_box_and_stays_on_the_sheet(parts):
    sheet = {"x": 0, "y": 0, **SHEET}
    edges = ("left", "center", "right", "top", "middle", "bottom")
    found = parts("geometry", "aligned", *[[NAME | {"width": 100}, edge, sheet, SHEET] for edge in edges])
    assert [frame["x"] for frame in found[:3]] == [0, 98.5, 197]
    assert [frame["y"] for frame in found[3:]] == [0, 99, 198]

    found = parts("geometry", "aligned", *[[CODE, edge, NAME, SHEET] for edge in edges])
    assert [(frame["x"], frame["y"]) for frame in found] == [
        (30, 155.5), (137.5, 155.5), (245, 155.5), (33, 88.6), (33, 83.6), (33, 78.6),
    ]  # fmt: skip
    (wide,) = parts("geometry", "aligned", [NAME, "center", CODE, SHEET])
    assert wide["x"] == 0


def test_several_are_pushed_as_one_and_keep_their_distances(parts):
    near, far = parts("geometry", "pushedAll", [[NAME, CODE], 0.1, -1, SHEET], [[NAME, CODE], 99, 99, SHEET])
    assert [(frame["x"], frame["y"]) for frame in near] == [(30.1, 87.6), (33.1, 154.5)]
    assert [(frame["x"], frame["y"]) for frame in far] == [(60, 121.1), (63, 188)]


def test_gaps_are_made_equal_between_the_outer_two_or_over_the_sheet(parts):
    frames = [{"x": x, "y": 10 * x, "width": 20, "height": 5} for x in (2, 13, 4)]
    own, whole = parts("geometry", "spread", [frames, "y", SHEET], [frames, "x", SHEET, True])
    assert [frame["y"] for frame in own] == [20, 130, 75]
    assert [frame["x"] for frame in whole] == [59.25, 217.75, 138.5]
    assert [frame["x"] for frame in own] == [2, 13, 4]

    outer = [CODE | {"x": 139}, NAME | {"x": 40}, CODE | {"x": 275}]
    wide, between = [[NAME, NAME], "x", SHEET, True], [outer, "x", SHEET]
    assert parts("geometry", "spread", wide, between) == [None, None]


def test_rulers_say_as_much_as_there_is_room_for(parts):
    large, small = parts("geometry", "ticks", [297, 2.5], [297, 1])
    assert ([mark["label"] for mark in large if mark["label"]][:3], len(large)) == (["0", "10", "20"], 298)
    assert ([mark["label"] for mark in small if mark["label"]][:3], len(small)) == (["0", "20", "40"], 60)


def test_a_row_of_keys_and_a_drag_are_taken_back_at_once(page):
    page.goto("/login/")
    script = """async () => {
        const { historyOf } = await import("/static/js/designer/history.js");
        const past = historyOf("a");
        past.record("b", "nudge", 0);
        past.record("c", "nudge", 900);
        past.record("d", "nudge", 5000);
        past.record("e", "drag-1", 6000);
        past.record("f", "drag-1", 60000);
        past.record("g", null, 60001);
        past.record("h", null, 60002);
        const back = [];
        while (past.canUndo) back.push(past.undo());
        const again = [past.redo(), past.redo()];
        past.record("i", null, 70000);
        return [back, again, past.canRedo, past.undo()];
    }"""
    assert page.evaluate(script) == [["g", "f", "d", "c", "a"], ["c", "d"], False, "d"]
