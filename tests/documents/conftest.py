"""Files of their own for every test, and a broker whose messages can be read."""

import pytest


@pytest.fixture(autouse=True)
def file_store(settings, tmp_path):
    """The folder of stored files, empty."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
