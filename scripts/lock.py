"""`make lock`: makes the locks anew from requirements*.in and package.json.

The locks carry hashes and no address of any registry, so that a mirror serves them as well.
"""

import shutil

from scripts import console, frontend, packages
from scripts.console import ROOT, say

COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
COMPILE += ["--upgrade", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
LOCKS = {
    "requirements": [],
    "requirements-dev": ["--constraints", "requirements.txt"],  # tests run on what the product runs on
    "requirements-setup": [],
    "requirements-sign": ["--constraints", "requirements.txt"],  # an extra beside the product
}


def main():
    """Lock the Python packages, then the front-end files."""
    packages.ensure("requirements.txt")
    with console.work_folder() as work:
        lock_packages(work)
        lock_front_end(work)
    say("Xong. Hãy chạy make test trước khi ghi nhận các bản khóa mới.")


def lock_packages(work):
    """Compile each requirements*.in with uv, which is fetched into the folder `work` for this."""
    tool = work / "uv"
    console.run([packages.PYTHON, *packages.INSTALL, "--target", tool, "uv"], doing="Tải uv")
    for lock, options in LOCKS.items():
        words = [*COMPILE, *options, f"{lock}.in", "--output-file", f"{lock}.txt"]
        console.run([tool / "bin" / "uv", *words], doing=f"Khóa {lock}.txt")


def lock_front_end(work):
    """Let npm resolve package.json anew."""
    for manifest in ("package.json", ".npmrc"):
        shutil.copy(ROOT / manifest, work)
    frontend.npm(work, "install", "--package-lock-only", doing="Khóa package-lock.json")
    shutil.copy(work / "package-lock.json", ROOT)


if __name__ == "__main__":
    console.carry_out(main)
