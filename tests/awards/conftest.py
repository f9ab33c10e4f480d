"""A year in appraisal and the browsers of those who work on its honours."""

import pytest

from tests import kept
from tests.awards import scene
from tests.awards.scene import HEAD, MEMBER
from tests.results import appraised


@pytest.fixture(scope="module")
def kept_year(django_db_setup, django_db_blocker):
    """The usual year of the scene, built once for the modules that use this."""
    with kept.in_a_transaction(django_db_blocker, scene.keep):
        yield


@pytest.fixture
def season(db):
    return scene.appraised_season()


@pytest.fixture
def head(client, season):
    """The browser of the head's clerk."""
    client.force_login(appraised.user_of(season, HEAD))
    return client


@pytest.fixture
def member(client, season):
    """The browser of a member's clerk."""
    client.force_login(appraised.user_of(season, MEMBER))
    return client
