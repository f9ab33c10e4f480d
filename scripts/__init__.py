"""What stands behind the Makefile. Standard library only: it must run on a machine that has just python3."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - says so before a newer syntax is met
    sys.exit(
        "Cần Python 3.11 trở lên, máy này có %d.%d. Debian 12 và Ubuntu 24.04 có sẵn bản đủ mới; "  # noqa: UP031
        "nếu đã cài bản khác, hãy chạy: make run PYTHON=python3.11" % sys.version_info[:2]
    )
