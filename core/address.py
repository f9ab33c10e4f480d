"""Where the web server listens. Standard library only: the set-up asks here before anything is installed."""

import errno
import socket


class AddressError(Exception):
    """The address cannot be used. The message is the whole sentence for the operator."""


def claim(host, port):
    """Return a listening socket on `host` and `port`.

    Who holds it owns the port, also while the web server behind it restarts.
    Raises AddressError when the port is busy, reserved or no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise AddressError(_sentence(error, host, port)) from error


def connectable(host):
    """Return the address at which this machine itself reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)


def shown(host, port):
    """Return the web address people type: for "every interface", the machine's own address in its network."""
    name = own_address() if host in ("0.0.0.0", "", "::") else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def own_address():
    """Return this machine's address in the local network, or 127.0.0.1 without one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: choosing a route is all we want
        except OSError:
            return "127.0.0.1"
        return probe.getsockname()[0]


def _sentence(error, host, port):
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang được một chương trình khác dùng (có thể phần mềm này đã chạy sẵn). "
            f"Hãy dừng chương trình đó hoặc chọn cổng khác: make run PORT={port + 1}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Tài khoản này không được dùng cổng {port}. Hãy chọn cổng từ 1024 trở lên: make run PORT=8000"
    return (
        f"Địa chỉ HOST={host} không phải là địa chỉ của máy này. "
        "Hãy dùng HOST=127.0.0.1 (chỉ máy này) hoặc HOST=0.0.0.0 (cả mạng nội bộ)."
    )
