"""The port is claimed before anything starts, and a refusal says what to do."""

import socket

import pytest

from core import address
from scripts.services import free_port


def test_a_busy_port_is_refused_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        with pytest.raises(address.AddressError) as refusal:
            address.claim("127.0.0.1", port)

    assert str(refusal.value) == (
        f"Cổng {port} đang được một chương trình khác dùng (có thể phần mềm này đã chạy sẵn). "
        f"Hãy dừng chương trình đó hoặc chọn cổng khác: make run PORT={port + 1}"
    )


@pytest.mark.parametrize("host", ["192.0.2.200", "may-chu.invalid"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(address.AddressError) as refusal:
        address.claim(host, free_port())

    assert str(refusal.value) == (
        f"Địa chỉ HOST={host} không phải là địa chỉ của máy này. "
        "Hãy dùng HOST=127.0.0.1 (chỉ máy này) hoặc HOST=0.0.0.0 (cả mạng nội bộ)."
    )


def test_a_claimed_port_accepts_connections_before_the_web_server_is_up():
    port = free_port()

    with address.claim("127.0.0.1", port), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        assert line.getpeername() == ("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("khoi.example.vn", "http://khoi.example.vn:8000"),
        ("::1", "http://[::1]:8000"),
        ("0.0.0.0", f"http://{address.own_address()}:8000"),
    ],
)
def test_the_shown_address_can_be_typed_into_a_browser(host, place):
    assert address.shown(host, 8000) == place
