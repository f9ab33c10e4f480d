"""Make what a browser fetches: one stylesheet, one script, one for the grids, one for the designer, fonts.

The set-up copies the front-end packages into static/vendor/; this command joins them with our own files and
writes its products next to them, before collectstatic. Nothing in static/vendor/ is committed.
"""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.management import fonts

STYLES = [  # the order matters: a later rule wins
    "vendor/bootstrap.min.css",
    "css/tokens.css",
    "css/base.css",
    "css/side.css",
    "css/menus.css",
    "css/shell.css",
    "css/buttons.css",
    "css/forms.css",
    "css/panels.css",
    "css/tables.css",
    "css/chips.css",
    "css/steps.css",
    "css/agenda.css",
    "css/together.css",
    "css/heat.css",
    "css/meters.css",
    "css/notices.css",
    "css/foot.css",
    "css/pops.css",
    "css/grid.css",
    "css/cells.css",
    "css/cards.css",
    "css/criteria.css",
    "css/turns.css",
    "css/trials.css",
    "css/appraisal.css",
    "css/evidence.css",
    "css/ranking.css",
    "css/pictures.css",
    "css/reports.css",
    "css/quotas.css",
    "css/board.css",
    "css/screen.css",
    "css/ballot.css",
    "css/tally.css",
    "css/conferences.css",
    "css/certificates.css",
    "css/designer.css",
    "css/plates.css",
    "css/public.css",
    "css/slips.css",
    "css/login.css",
    "css/access.css",
    "css/icons.css",
]
SCRIPTS = [  # on every page; others load their own
    "vendor/htmx.min.js",
    "js/forms.js",
    "js/files.js",
    "js/connection.js",
]
GRID = [  # modules of js/grid/, each after those it takes something from
    "dom",
    "memory",
    "status",
    "marks",
    "texts",
    "cells",
    "typing",
    "matrix",
    "selection",
    "steps",
    "blocks",
    "difference",
    "clipboard",
    "keys",
    "session",
    "others",
    "recall",
]
DESIGNER = [  # of js/designer/, behind two that it takes from the grid
    "grid/dom",
    "grid/session",
    "numbers",
    "geometry",
    "history",
    "design",
    "acts",
    "requests",
    "faces",
    "placed",
    "conflict",
    "kept",
    "saving",
    "remarks",
    "layer",
    "rulers",
    "stage",
    "together",
    "dragging",
    "banding",
    "keys",
    "list",
    "fields",
    "panel",
    "several",
    "paper",
    "picture",
    "toolbar",
    "main",
]
IMPORT = re.compile(r'^import (\{[^}]*\}) from "\.(?:|\./grid)/(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function) (\w+))", re.MULTILINE)
FACES = ["400-normal", "400-italic", "500-normal", "600-normal", "700-normal"]
FIGURES = ["400", "600"]
SOURCE_MAP = re.compile(r"^(/\*|//)# sourceMappingURL=.*$", re.MULTILINE)


class Command(BaseCommand):
    """Join stylesheets, scripts and fonts into static/vendor/."""

    help = "Join stylesheets, scripts and fonts into static/vendor/; run before collectstatic."

    def handle(self, verbosity, **options):
        """Write every product; raise CommandError that names the first missing file."""
        self.verbosity = verbosity
        static = Path(settings.STATICFILES_DIRS[0])
        self._write(static / "vendor/app.css", style(static).encode())
        self._write(static / "vendor/app.js", script(static).encode())
        self._write(static / "vendor/grid.js", grid(static).encode())
        self._write(static / "vendor/designer.js", designer(static).encode())
        for path, sources, make in faces(static / "vendor/fonts"):
            if not _fresh(path, sources):
                self._write(path, make(*sources))

    def _write(self, path, content):
        if path.exists() and path.read_bytes() == content:
            return  # an untouched file is not collected again
        temporary = path.with_name(path.name + ".tmp")
        temporary.write_bytes(content)
        temporary.replace(path)
        if self.verbosity:
            self.stdout.write(f"{path.name}: {len(content) / 1024:.0f} kB")


def style(static):
    """Return all stylesheets as one text; they lie one folder below `static`, as the product does."""
    return "".join(_text(static / name) for name in STYLES)


def script(static):
    """Return the scripts of every page as one text, each of ours with its own scope."""
    parts = []
    for name in SCRIPTS:
        text = _text(static / name)
        parts.append(text if name.startswith("vendor/") else f'(() => {{\n"use strict";\n{text}}})();\n')
    return "".join(parts)


def grid(static):
    """Return the modules of the grid as one text."""
    return _joined(static, [f"grid/{name}" for name in GRID])


def designer(static):
    """Return the modules of the designer of certificates as one text."""
    return _joined(static, [name if "/" in name else f"designer/{name}" for name in DESIGNER])


def _joined(static, names):
    """Each module in its own scope, its exports held by its name: no export is called as its module.

    One file with one hash, so that a browser never mixes modules of two releases.
    """
    parts = ['"use strict";\n']
    for path in names:
        text, name = _text(static / f"js/{path}.js"), path.rpartition("/")[2]
        given = ", ".join(EXPORT.findall(text))
        body = EXPORT.sub("", IMPORT.sub(r"const \1 = \2;", text))
        parts.append(f"const {name} = (() => {{\n{body}return {{ {given} }};\n}})();\n")
    return "".join(parts)


def faces(folder):
    """Yield (path, sources, the function that makes it from them) for each font weight of the screen."""
    for face in FACES:
        sources = [_found(folder / f"be-vietnam-pro-{part}-{face}.woff2") for part in ("latin", "vietnamese")]
        yield folder / f"screen-{face.removesuffix('-normal')}.woff2", sources, fonts.join
    for weight in FIGURES:
        sources = [_found(folder / f"inter-latin-{weight}-normal.woff2")]
        yield folder / f"digits-{weight}.woff2", sources, fonts.digits


def _fresh(path, sources):
    """Joining fonts takes seconds, so it is left out while the product is younger than what it is made of."""
    made_of = [*sources, Path(fonts.__file__)]
    return path.exists() and path.stat().st_mtime > max(source.stat().st_mtime for source in made_of)


def _text(path):
    return SOURCE_MAP.sub("", _found(path).read_text(encoding="utf-8")).rstrip() + "\n"


def _found(path):
    if not path.exists():
        raise CommandError(f"{path} is missing: run the set-up, which copies the front-end packages there.")
    return path
