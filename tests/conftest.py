"""What every test stands on."""

import pytest

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def static_names(settings):
    """Pages name static files without their hash, so that no test needs collected files."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": PLAIN_STATIC}
