"""Brings an installation's data folder up to date: tables, collected static files, sample data.

Runs inside the virtual environment, in one process, so that a second start stays quick.
"""

import io
import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command, get_commands
from django.db import OperationalError

from scripts import console
from scripts.console import Stop, say
from scripts.stamp import Stamp


def main():
    """Prepare everything `manage.py start` expects."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    migrate()
    collect_static()
    if os.environ.get("DEMO") != "0":
        load_demo()


def migrate():
    """Bring the tables to the present version."""
    say(f"• Cơ sở dữ liệu: cập nhật ({settings.DATA_DIR})")
    try:
        with console.signs_of_life("Cập nhật các bảng"):
            call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise Stop(
            f"Không mở được cơ sở dữ liệu: {error}. Hãy kiểm tra quyền ghi vào DATA_DIR={settings.DATA_DIR}, "
            "hoặc DATABASE_URL nếu dùng PostgreSQL."
        ) from error


def collect_static():
    """Join the front-end files and collect all under hashed names, when any changed since the last time."""
    call_command("bundle", verbosity=0)
    stamp = Stamp(settings.STATIC_ROOT / ".stamp", _static_files())
    if stamp.holds():
        return
    say("• Tệp tĩnh: gom và nén")
    stamp.lift()
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.leave()


def load_demo():
    """Load the sample data into an empty installation; one with users keeps what it has.

    DEMO may name the phase of the year in which the sample is to stand.
    """
    if "demo" in get_commands() and not get_user_model().objects.exists():
        say("• Dữ liệu mẫu: nạp (chạy make run DEMO=0 để bắt đầu trống)")
        phase = os.environ.get("DEMO", "1")
        said = io.StringIO()  # after the signs of life, not in the midst of them
        try:
            with console.signs_of_life("Nạp dữ liệu mẫu"):
                call_command("demo", *([] if phase == "1" else ["--phase", phase]), stdout=said)
        except CommandError as refusal:
            raise Stop(str(refusal)) from refusal
        say(said.getvalue().rstrip())


def _static_files():
    """Return a text that changes with any static file of the project or of its packages."""
    found = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    return "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(found))


if __name__ == "__main__":
    console.carry_out(main)
