"""What the tests of the code base share."""

import pytest
from django.apps import apps
from django.conf import settings


@pytest.fixture(scope="session")
def apps_models():
    """Every model of our own apps."""
    return [model for app in settings.LINE for model in apps.get_app_config(app).get_models()]
