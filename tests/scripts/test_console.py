"""A failing step says what to do next; a working one shows that it moves."""

import sys
import time

import pytest

from scripts import console


@pytest.mark.parametrize(
    ("output", "beginning"),
    [
        ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy."),
        ("npm error code ENOTFOUND", "Máy không tới được kho gói trên mạng."),
        ("Temporary failure in name resolution", "Máy không tới được kho gói trên mạng."),
        ("E: Failed to fetch http://deb.debian.org/", "Máy không tới được kho gói trên mạng."),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "Tệp tải về không khớp mã băm"),
        (
            "ssl.SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED",
            "Chứng chỉ của kho gói không được tin cậy.",
        ),
        ("Permission denied: '/srv'", "Tài khoản này không được ghi vào thư mục"),
        ("something new", "Hãy xem các dòng trên,"),
    ],
)
def test_a_known_failure_names_its_remedy(output, beginning):
    assert console.remedy(output).startswith(beginning)


def test_a_failing_command_stops_the_set_up_with_its_last_lines_and_a_remedy():
    failing = [sys.executable, "-c", "print('line one'); raise SystemExit(4)"]

    with pytest.raises(console.Stop) as stop:
        console.run(failing, doing="Tải gói")

    assert str(stop.value) == (
        "Tải gói không xong.\n\n    line one\n\n"
        "Hãy xem các dòng trên, sửa nguyên nhân rồi chạy lại lệnh này; bước đã xong không phải làm lại."
    )


def test_a_long_command_shows_how_far_it_is(capsys, monkeypatch):
    monkeypatch.setattr(console, "QUIET", 0.3)
    slow = "import time; print('Collecting a', flush=True); time.sleep(1)"

    console.run([sys.executable, "-c", slow], doing="Tải gói", counting="^Collecting", total=7)

    *_, last_sign, end = capsys.readouterr().out.splitlines()
    assert last_sign.startswith("  Tải gói 1/7, ")
    assert end.startswith("  Tải gói: xong sau ")


def test_a_long_step_of_our_own_shows_that_it_moves_and_a_short_one_is_silent(capsys, monkeypatch):
    monkeypatch.setattr(console, "QUIET", 0.1)

    with console.signs_of_life("Nạp dữ liệu mẫu"):
        time.sleep(0.5)
    told = capsys.readouterr().err.splitlines()
    with console.signs_of_life("Cập nhật các bảng"):
        pass

    assert told[0] == "  Nạp dữ liệu mẫu, 0 giây"
    assert capsys.readouterr() == ("", "")
