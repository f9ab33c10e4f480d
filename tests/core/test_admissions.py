"""What is remembered of rights shares a cache with counters that must not be lost."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import override_settings

from core import admissions
from core.models import Entry

HALL = 400  # accounts at once: more than the cache of a folder keeps unless it is told to


def account(number):
    return SimpleNamespace(pk=number)


@pytest.fixture
def folder(settings, tmp_path):
    """The cache of an office's PC, as the settings have it."""
    kept = {"LOCATION": tmp_path, "OPTIONS": {"MAX_ENTRIES": 5_000}}
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    with override_settings(CACHES={"default": {"BACKEND": backend} | kept}):
        yield tmp_path


def test_a_full_hall_pushes_neither_a_counter_nor_anybody_out(folder):
    cache.set("limit:login", 4, None)
    for number in range(HALL):
        admissions.of(account(number), Entry, 7).note()

    stands = [admissions.of(account(number), Entry, 7).stands for number in range(HALL)]
    assert (stands, cache.get("limit:login")) == ([True] * HALL, 4)


def test_an_account_has_one_place_however_many_rows_it_asks_for(folder):
    for row in range(50):
        admissions.of(account(1), Entry, row).note()

    assert admissions.of(account(1), Entry, 49).stands is True
    assert admissions.of(account(1), Entry, 0).stands is False
    assert len(list(folder.glob("*"))) == 2  # the token of the rights and the place
