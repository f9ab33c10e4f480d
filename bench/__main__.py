"""`make bench`: runs every module of this folder that has a `run()`, or only the one named ONLY.

A benchmark prints its own line, `name: ratio=… aim=…`: for costs ours over the reference, for speed-ups the
reference over ours; the line says which.
"""

import importlib
import os
import pkgutil
import sys

import django

import bench


def main():
    """Run the benchmarks that were asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    names = [
        module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")
    ]
    if not names:
        print("Chưa có phép đo tốc độ nào.")
        return
    only = os.environ.get("ONLY")
    if only and only not in names:
        sys.exit(f"Không có phép đo tên {only}; hiện có: {', '.join(names)}.")
    for name in [only] if only else names:
        importlib.import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main()
