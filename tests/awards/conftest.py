"""A year in appraisal and the browsers of those who work on its honours."""

import pytest

from tests.awards import drawn, printed, scene
from tests.awards.scene import HEAD, MEMBER
from tests.results import appraised


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


@pytest.fixture
def officer(client, season):
    """The browser of the certificate officer of the agency that heads the year."""
    client.force_login(printed.officer(season))
    return client


@pytest.fixture
def design(season):
    """A design of that agency with its first draft."""
    return drawn.design(season)
