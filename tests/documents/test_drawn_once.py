"""What is drawn once for all processes: kept by all it depends on, and never needed."""

import pytest
from django.core.cache import cache

from documents import designs, drawn_once, pdf, sheets


def counted(found):
    def make():
        found.append(1)
        return b"%d" % len(found)

    return make


def test_the_same_parts_are_drawn_once_and_others_apart():
    drawn = []

    same = [drawn_once.of(("a", b"b"), counted(drawn)) for _ in range(3)]
    other = [drawn_once.of(parts, counted(drawn)) for parts in (("ab", b""), ("a", b"c"), ("a",))]

    assert (same, other) == ([b"1"] * 3, [b"2", b"3", b"4"])


def test_another_program_draws_anew(monkeypatch):
    drawn = []
    drawn_once.of(("a",), counted(drawn))
    monkeypatch.setattr(drawn_once, "program", lambda: b"later")

    assert drawn_once.of(("a",), counted(drawn)) == b"2"


def test_what_could_not_be_drawn_is_not_kept():
    with pytest.raises(ZeroDivisionError):
        drawn_once.of(("a",), lambda: 1 // 0)

    assert drawn_once.of(("a",), lambda: b"now") == b"now"


def test_without_a_cache_everything_is_drawn(monkeypatch):
    drawn = []
    for name in ("get", "set"):
        monkeypatch.setattr(cache, name, lambda *words: 1 // 0, raising=False)

    assert [drawn_once.of(("a",), counted(drawn)) for _ in range(2)] == [b"1", b"2"]


def test_a_second_process_finds_the_ground_of_a_design_drawn(monkeypatch):
    design = designs.named("merit-person")
    sheets._ground.cache_clear()
    first = sheets.ground(design)
    sheets._ground.cache_clear()  # as in a process that has not drawn it
    monkeypatch.setattr(pdf, "draw_sheets", lambda *words: pytest.fail("drawn again"))

    assert sheets.ground(design) == first
