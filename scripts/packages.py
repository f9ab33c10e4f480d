"""The virtual environment and its hash-locked packages."""

import importlib.util
import platform
import sys

from scripts import console
from scripts.console import ROOT, Stop, say
from scripts.stamp import Stamp

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INCLUDES = {"requirements-dev.txt": ["requirements.txt"]}  # the same pins and more, as a test proves
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
INSTALL = [*PIP, "install", "--progress-bar", "off"]


def ensure(lock="requirements.txt"):
    """Bring `.venv` to what the file `lock` says; at once when it already is."""
    _ensure_venv()
    stamps = [Stamp(VENV / f"installed-{name}", ROOT / name) for name in (lock, *INCLUDES.get(lock, ()))]
    if stamps[0].holds():
        say("• Gói Python: đã đủ.")
        return
    say(f"• Gói Python: cài theo {lock} vào .venv")
    for old in VENV.glob("installed-*"):  # the other lock may pin another version
        old.unlink()
    install(ROOT / lock, doing="Tải và cài gói")
    for stamp in stamps:
        stamp.leave()


def install(lock, *options, doing):
    """Let the environment's pip install exactly what `lock` pins; wheels only, so no foreign set-up runs.

    The lock is whole, so pip asks no package what else it needs: when a newer release of such a thing comes
    out, old pips take it for the one wanted and refuse it for its missing hash.
    """
    total = sum("==" in line for line in lock.read_text().splitlines())
    console.run(
        [PYTHON, *INSTALL, "--require-hashes", "--no-deps", "--only-binary", ":all:", *options, "-r", lock],
        doing=doing,
        counting=r"^(Collecting|Requirement already satisfied)",
        total=total,
    )


def _ensure_venv():
    stamp = Stamp(VENV / "made", sys.version, platform.machine())
    if stamp.holds() and PYTHON.exists():
        return
    if not importlib.util.find_spec("ensurepip"):
        raise Stop(
            "Python trên máy này thiếu phần tạo môi trường ảo. Hãy cài rồi chạy lại:\n\n"
            "    sudo apt-get install -y python3-venv\n\n"
            "(bỏ chữ sudo nếu đang là root)."
        )
    say("• Môi trường Python riêng: .venv")
    console.run([sys.executable, "-m", "venv", "--clear", VENV], doing="Tạo môi trường")
    stamp.leave()
