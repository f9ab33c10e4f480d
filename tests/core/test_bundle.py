"""One stylesheet, one script, one file per font weight."""

import io
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from core.management import fonts
from core.management.commands import bundle

MODULES = {"grid": bundle.GRID, "designer": [name for name in bundle.DESIGNER if "/" not in name]}


def face(path, characters):
    """Write a small font that holds `characters`, each a square."""
    pen = TTGlyphPen(None)
    for point, step in (((0, 0), pen.moveTo), ((0, 500), pen.lineTo), ((500, 500), pen.lineTo)):
        step(point)
    pen.closePath()
    names = [".notdef", *(f"uni{ord(each):04X}" for each in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(each): f"uni{ord(each):04X}" for each in characters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Thử", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font.flavor = "woff2"
    builder.save(path)
    return path


def letters(content):
    return {chr(point) for point in TTFont(io.BytesIO(content)).getBestCmap()}


@pytest.fixture
def static(tmp_path, settings):
    """A folder like static/ after the packages were copied into it."""
    settings.STATICFILES_DIRS = [tmp_path]
    for name in [*bundle.STYLES, *bundle.SCRIPTS]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"/* {name} */\n")
    for folder, names in MODULES.items():
        (tmp_path / f"js/{folder}").mkdir()
        for name in names:
            (tmp_path / f"js/{folder}/{name}.js").write_text("")
    folder = tmp_path / "vendor/fonts"
    folder.mkdir()
    for weight in bundle.FACES:
        face(folder / f"be-vietnam-pro-latin-{weight}.woff2", "Aa1")
        face(folder / f"be-vietnam-pro-vietnamese-{weight}.woff2", "ẫỄ")
    for weight in bundle.FIGURES:
        face(folder / f"inter-latin-{weight}-normal.woff2", "Aa019+\N{MINUS SIGN}")
    return tmp_path


@pytest.mark.parametrize("lost", ["vendor/bootstrap.min.css", "vendor/fonts/inter-latin-600-normal.woff2"])
def test_a_missing_file_is_named(static, lost):
    (static / lost).unlink()

    with pytest.raises(CommandError, match=f"{lost} is missing: run the set-up"):
        call_command("bundle", verbosity=0)


def test_stylesheets_follow_each_other_in_their_order(static):
    call_command("bundle", verbosity=0)

    assert (static / "vendor/app.css").read_text() == "".join(f"/* {name} */\n" for name in bundle.STYLES)


def test_scripts_of_ours_keep_their_names_to_themselves(static):
    call_command("bundle", verbosity=0)

    assert (static / "vendor/app.js").read_text() == (
        "/* vendor/htmx.min.js */\n"
        '(() => {\n"use strict";\n/* js/forms.js */\n})();\n'
        '(() => {\n"use strict";\n/* js/files.js */\n})();\n'
        '(() => {\n"use strict";\n/* js/connection.js */\n})();\n'
    )


def test_modules_of_the_grid_take_from_each_other_and_keep_the_rest_to_themselves(static, monkeypatch):
    monkeypatch.setattr(bundle, "GRID", ["dom", "cells"])
    (static / "js/grid/dom.js").write_text(
        "const own = 1;\nexport const all = own;\nexport async function ask() {}\n"
    )
    (static / "js/grid/cells.js").write_text('import { all, ask } from "./dom.js";\nask(all);\n')

    assert bundle.grid(static) == (
        '"use strict";\n'
        "const dom = (() => {\nconst own = 1;\nconst all = own;\nasync function ask() {}\n"
        "return { all, ask };\n})();\n"
        "const cells = (() => {\nconst { all, ask } = dom;\nask(all);\nreturn {  };\n})();\n"
    )


@pytest.mark.parametrize(("folder", "listed"), [("grid", bundle.GRID), ("designer", bundle.DESIGNER)])
def test_every_module_of_a_bundle_is_listed_after_those_it_takes_from(folder, listed):
    scripts = Path(settings.BASE_DIR) / "static/js"
    assert sorted(MODULES[folder]) == sorted(path.stem for path in (scripts / folder).glob("*.js"))
    before = []
    for path in (name if "/" in name else f"{folder}/{name}" for name in listed):
        text, name = (scripts / f"{path}.js").read_text(), path.rpartition("/")[2]
        assert len(text.splitlines()) < 300
        taken, given = [module for _, module in bundle.IMPORT.findall(text)], bundle.EXPORT.findall(text)
        assert (name, [each for each in taken if each not in before]) == (name, [])
        assert text.count("\nimport ") + text.startswith("import ") == len(taken)
        assert text.count("\nexport ") == len(given)
        assert name not in given
        before.append(name)


def test_source_maps_of_packages_are_not_promised(static):
    (static / "vendor/bootstrap.min.css").write_text("a{}\n/*# sourceMappingURL=bootstrap.min.css.map */\n")

    assert bundle.style(static).startswith("a{}\n/* css/tokens.css */\n")


def test_a_weight_is_one_file_with_latin_and_vietnamese(static):
    call_command("bundle", verbosity=0)

    assert letters((static / "vendor/fonts/screen-600.woff2").read_bytes()) == set("Aa1ẫỄ")


def test_figures_are_a_file_of_their_own(static):
    call_command("bundle", verbosity=0)

    assert letters((static / "vendor/fonts/digits-400.woff2").read_bytes()) == set("019+\N{MINUS SIGN}")


def test_fonts_are_made_again_only_when_a_source_is_younger(static):
    call_command("bundle", verbosity=0)
    made, kept = (static / f"vendor/fonts/screen-{weight}.woff2" for weight in (400, 500))
    for product in (made, kept):
        product.write_bytes(b"first")
    source = static / "vendor/fonts/be-vietnam-pro-latin-400-normal.woff2"
    os.utime(source, (made.stat().st_mtime + 9,) * 2)

    call_command("bundle", verbosity=0)

    assert (made.read_bytes() != b"first", kept.read_bytes()) == (True, b"first")


def test_the_same_sources_give_the_same_bytes(tmp_path):
    parts = [face(tmp_path / "a.woff2", "Aa"), face(tmp_path / "b.woff2", "ẫ")]

    assert fonts.join(*parts) == fonts.join(*parts)


def test_no_stylesheet_of_ours_is_forgotten():
    ours = {f"css/{path.name}" for path in Path(settings.BASE_DIR, "static/css").glob("*.css")}

    assert ours == {name for name in bundle.STYLES if name.startswith("css/")}
