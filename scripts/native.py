"""The system libraries WeasyPrint needs: found, installed by apt, or unpacked into the project's folder."""

import os
import shutil
import subprocess
import sys

from scripts import console
from scripts.console import ROOT, Stop, say

FOLDER = ROOT / ".native"
FONTS = FOLDER / "fonts.conf"
PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
LIBRARIES = [
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
]
APT = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
INSTALL = ["install", "-y", "--no-install-recommends", *PACKAGES]
NEVER_TWICE = {"libc6", "libc-bin", "libgcc-s1"}  # a second C library in one process does not work

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{folder}/usr/share/fonts</dir>
  <include ignore_missing="yes">{folder}/usr/share/fontconfig/conf.avail/45-latin.conf</include>
  <include ignore_missing="yes">{folder}/usr/share/fontconfig/conf.avail/60-latin.conf</include>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


def ensure():
    """Make the libraries loadable, and return the variables that processes need to find them.

    Nothing is needed where the system has them; otherwise they are installed by apt (as root, or by a sudo
    that asks no password), or unpacked into FOLDER.
    """
    environment = {} if _loadable({}) else _unpacked()
    if environment is None:
        say("• Thư viện hệ thống cho PDF: cài " + ", ".join(PACKAGES))
        if _install_by_apt():
            return {}
        _unpack()
        environment = _unpacked()
        if environment is None:
            raise Stop(f"Thư viện vừa giải nén không nạp được. {_by_hand()}")
    say("• Thư viện hệ thống cho PDF: đã có.")
    return environment


def to_install(simulation):
    """Return the names of the packages apt would bring in, from the output of its simulation."""
    lines = (line.split() for line in simulation.splitlines())
    return [words[1] for words in lines if words[:1] == ["Inst"] and words[1] not in NEVER_TWICE]


def _loadable(environment):
    """Tell whether a process with these variables finds every library."""
    load = "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]"
    trial = subprocess.run(
        [sys.executable, "-c", load, *LIBRARIES],
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )
    return trial.returncode == 0


def _unpacked():
    """Return the variables for the unpacked libraries, or None when there are none that work."""
    if not FONTS.exists():
        return None
    FONTS.write_text(FONTS_CONF.format(folder=FOLDER))  # the project's folder may have been moved
    folders = sorted({str(path.parent) for path in FOLDER.glob("**/lib/**/*.so.*")})
    if inherited := os.environ.get("LD_LIBRARY_PATH"):
        folders.append(inherited)
    environment = {"LD_LIBRARY_PATH": os.pathsep.join(folders), "FONTCONFIG_FILE": str(FONTS)}
    return environment if _loadable(environment) else None


def _install_by_apt():
    """Install the packages the ordinary way; tell whether that was possible."""
    if not shutil.which("apt-get"):
        raise Stop(
            "Máy thiếu thư viện Pango và không có apt-get. Hãy cài Pango từ 1.44 trở lên bằng trình quản lý "
            "gói của hệ điều hành rồi chạy lại lệnh này."
        )
    as_root = _way_to_root()
    if as_root is None:
        return False
    try:
        console.run([*as_root, *APT, "update"], doing="Cập nhật danh mục gói")
        console.run([*as_root, *APT, *INSTALL], doing="Cài thư viện")
    except Stop as stop:
        say(f"  {stop}\n  Thử cách khác: giải nén vào thư mục của phần mềm.")
        return False
    return _loadable({})


def _way_to_root():
    """Return what to put before a command to run it as root, or None when that needs a password."""
    if os.geteuid() == 0:
        return []
    asked = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked and asked.returncode == 0 else None


def _unpack():
    """Download the packages and what they need beyond the installed ones, and unpack them into FOLDER."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    archives = FOLDER / "archives"
    archives.mkdir(parents=True)
    try:
        _download(archives, lists=[])
    except Stop:  # the system's lists are empty or old: fetch lists of our own
        say("  Danh mục gói của máy không dùng được; tải danh mục riêng.")
        _download(archives, lists=_own_lists())
    for archive in sorted(archives.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", archive, FOLDER], check=True)
    shutil.rmtree(archives)
    shutil.rmtree(FOLDER / "apt", ignore_errors=True)
    FONTS.touch()


def _download(archives, *, lists):
    try:
        simulation = console.run(
            ["apt-get", *lists, "--simulate", *INSTALL], doing="Tính các gói cần giải nén"
        )
        names = to_install(simulation)
        console.run(
            ["apt-get", *lists, "download", *names],
            doing="Tải các gói cần giải nén",
            counting=r"^Get:",
            total=len(names),
            cwd=archives,
        )
    except Stop as stop:
        raise Stop(f"{stop}\n\n{_by_hand()}") from stop


def _own_lists():
    """Fetch apt's lists into FOLDER, which needs no rights, and return the options that make apt use them."""
    folder = FOLDER / "apt"
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (folder / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    options = ["-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
    console.run(["apt-get", *options, "update"], doing="Tải danh mục gói")
    return options


def _by_hand():
    return f"Có thể nhờ người quản trị máy chạy lệnh này:\n\n    sudo apt-get install -y {' '.join(PACKAGES)}"
