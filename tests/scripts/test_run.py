"""`make run` finds out at once what cannot work, before it installs or starts anything."""

import os
import socket
import subprocess
import sys

import pytest

from scripts import native
from scripts.console import ROOT
from scripts.services import free_port


def run(**variables):
    return subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_busy_port_ends_it_with_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        ended = run(PORT=str(port))

    assert ended.returncode == 1
    assert ended.stderr == (
        f"\nDừng lại: Cổng {port} đang được một chương trình khác dùng (có thể phần mềm này đã chạy sẵn). "
        f"Hãy dừng chương trình đó hoặc chọn cổng khác: make run PORT={port + 1}\n"
    )


@pytest.mark.parametrize("port", ["", "0", "70000", "tám nghìn", "-1"])
def test_a_port_that_is_none_ends_it_with_a_sentence(port):
    ended = run(PORT=port)

    assert ended.returncode == 1
    assert ended.stderr == "\nDừng lại: PORT phải là một số từ 1 đến 65535, ví dụ: make run PORT=9000\n"


def test_a_data_folder_that_cannot_be_made_ends_it_with_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"

    ended = run(DATA_DIR=str(folder), PORT=str(free_port()))

    assert ended.returncode == 1
    assert ended.stderr == f"\nDừng lại: Không tạo được thư mục dữ liệu DATA_DIR={folder}: Not a directory.\n"


def test_only_what_the_system_lacks_is_unpacked_and_never_a_second_c_library():
    simulation = (
        "Reading package lists...\n"
        "Inst libc6 [2.36-9] (2.36-10 Debian:12/stable [amd64])\n"
        "Inst libpango-1.0-0 (1.50.12+ds-1 Debian:12/stable [amd64])\n"
        "Inst fonts-dejavu-core (2.37-6 Debian:12/stable [all])\n"
        "Conf libpango-1.0-0 (1.50.12+ds-1 Debian:12/stable [amd64])\n"
    )

    assert native.to_install(simulation) == ["libpango-1.0-0", "fonts-dejavu-core"]
