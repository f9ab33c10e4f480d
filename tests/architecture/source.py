"""The code base as data: its files, trees and templates, for the tests that read it."""

import ast
import re
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINE = settings.LINE
OWN = [*LINE, "config", "scripts"]


@lru_cache
def modules(*folders):
    """(path relative to the root, syntax tree) of every module below `folders`, migrations left out."""
    found = []
    for folder in folders or OWN:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                found.append((path.relative_to(ROOT), _tree(path)))
    return found


@cache
def _tree(path):
    return ast.parse(path.read_text())


@cache
def imports(tree):
    """(dotted module, line number, whether it stands inside a function) of every import of a tree."""
    return tuple(_imports(tree))


def _imports(tree):
    inside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inside |= {id(child) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module, node.lineno, id(node) in inside


def functions(tree):
    """Every function of a tree."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def templates():
    """(path relative to templates/, text) of every template."""
    folder = ROOT / "templates"
    return [
        (path.relative_to(folder).as_posix(), path.read_text()) for path in sorted(folder.rglob("*.html"))
    ]


def screens():
    """The templates that are shown in a browser; paper is not screen."""
    return [(name, text) for name, text in templates() if not name.startswith("paper/")]


def urls_named_in(text):
    """The URL names a template links to."""
    return re.findall(r"{%\s*url\s+['\"]([\w:]+)['\"]", text)
