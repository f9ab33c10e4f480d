"""Templates: every one is used, and none carries script or style of its own."""

import re

from django.template.loader import get_template

from tests.architecture import source

KNOWN_TO_CRISPY = {"bootstrap5/errors.html"}
KNOWN_TO_DJANGO = {"400.html", "403.html", "404.html", "500.html"}  # found by name
KNOWN_TO_ALLAUTH = {
    "account/login.html",
    "account/logout.html",
    "account/password_change.html",
    "mfa/authenticate.html",
    "429.html",
}


def test_every_template_is_used():
    code = "\n".join(source.ROOT.joinpath(path).read_text() for path, _ in source.modules())
    text = code + "\n".join(body for _, body in source.templates())
    names = {name for name, _ in source.templates()} - KNOWN_TO_DJANGO - KNOWN_TO_ALLAUTH - KNOWN_TO_CRISPY

    assert [name for name in sorted(names) if f'"{name}"' not in text and f"'{name}'" not in text] == []


def test_every_template_compiles():
    for name, _ in source.templates():
        get_template(name)


def test_no_screen_carries_inline_style_or_script():
    wrong = []
    for name, text in source.screens():
        wrong += [f"{name}: {found}" for found in re.findall(r"\sstyle\s*=|<style|\son\w+\s*=\s*[\"']", text)]
        wrong += [
            f"{name}: inline script"
            for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S)
            if "src=" not in attributes or body.strip()
        ]
    assert wrong == []


def test_no_screen_fetches_from_outside():
    wrong = [name for name, text in source.screens() if re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)]
    assert wrong == []


def test_every_file_of_ours_that_a_template_names_is_there():
    found = re.compile(r"{% static ['\"](?!vendor/)([^'\"]+)")
    named = {(name, path) for name, text in source.templates() for path in found.findall(text)}

    assert [each for each in sorted(named) if not (source.ROOT / "static" / each[1]).exists()] == []


def test_every_stylesheet_closes_what_it_opens():
    sheets = {path.name: path.read_text() for path in (source.ROOT / "static" / "css").glob("*.css")}
    bare = {name: re.sub(r"/\*.*?\*/", "", text, flags=re.S) for name, text in sheets.items()}

    assert {name: text.count("{") - text.count("}") for name, text in bare.items()} == dict.fromkeys(bare, 0)
