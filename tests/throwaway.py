"""Loaded by pytest before the settings: no test sees the data folder or the address of an installation."""

import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="tests-data-")
for name in ("HOST", "PORT", "PUBLIC_URL", "DEBUG", "DEMO"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = FOLDER
os.environ["DJANGO_LIVE_TEST_SERVER_ADDRESS"] = "127.0.0.1"  # not every machine knows a "localhost"
os.mkdir(os.path.join(FOLDER, "static"))  # WhiteNoise warns where collected files should be and are not


def pytest_unconfigure():
    """Take the folder away."""
    shutil.rmtree(FOLDER, ignore_errors=True)
