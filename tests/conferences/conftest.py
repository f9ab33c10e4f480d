"""The usual year, built once for a module."""

import pytest

from tests import kept
from tests.awards import scene


@pytest.fixture(scope="module")
def kept_year(django_db_setup, django_db_blocker):
    """The usual year of the scene, built once for the modules that use this."""
    with kept.in_a_transaction(django_db_blocker, scene.keep):
        yield
