"""`make run`: from a bare machine to the running installation."""

import os
from pathlib import Path

from core import address
from scripts import console, frontend, native, packages
from scripts.console import ROOT, Stop, say


def main():
    """Check what can be checked at once, set up what is missing, then become the running installation."""
    check_address()
    check_data_folder()
    packages.ensure("requirements.txt")
    environment = os.environ | native.ensure()
    frontend.ensure()
    python = [str(packages.PYTHON)]
    console.hand_over([*python, "-m", "scripts.prepare"], environment)
    os.chdir(ROOT)
    os.execve(python[0], [*python, "manage.py", "start"], environment)


def check_address():
    """Stop before any work when the port cannot be had."""
    try:
        port = int(os.environ.get("PORT", "8000"))
        if not 0 < port < 65536:
            raise ValueError
    except ValueError:
        raise Stop("PORT phải là một số từ 1 đến 65535, ví dụ: make run PORT=9000") from None
    try:
        address.claim(os.environ.get("HOST", "127.0.0.1"), port).close()
    except address.AddressError as refusal:
        raise Stop(str(refusal)) from refusal


def check_data_folder():
    """Stop before any work when the data folder cannot be written to."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"Không tạo được thư mục dữ liệu DATA_DIR={folder}: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Stop(f"Tài khoản này không được ghi vào thư mục dữ liệu DATA_DIR={folder}.")


if __name__ == "__main__":
    say("Khối thi đua: chuẩn bị rồi khởi động. Lần đầu mất chừng một phút, các lần sau vài giây.")
    console.carry_out(main)
