"""One installation with a year in it, and its backup, for all tests of this folder."""

import json

import pytest

from .site import Site


@pytest.fixture(scope="package")
def old(ready, tmp_path_factory):
    """The installation on one machine, SQLite; `old.removed` is the number of a group that is no more.

    `old.facts` and `old.guarded` are what it tells of itself; no test changes it.
    """
    site = Site(tmp_path_factory.mktemp("old"))
    ready.lay_into(site.folder)
    site.removed = site.act("build")
    (site.folder / "demo.json").write_text(json.dumps({"today": "2023-12-06", "logins": []}))
    site.facts, site.guarded = site.acts("facts", "guarded")
    return site


@pytest.fixture(scope="package")
def saved(old, tmp_path_factory):
    """Its backup, a file."""
    return old.back_up(tmp_path_factory.mktemp("backups") / "saved.zip")


@pytest.fixture
def new(tmp_path):
    """An installation where nothing is yet, not even a table."""
    folder = tmp_path / "new"
    folder.mkdir()
    return Site(folder)


@pytest.fixture
def empty(new, ready):
    """An installation whose tables are there, without a row."""
    ready.lay_into(new.folder)
    return new


@pytest.fixture
def another(tmp_path, ready):
    """One more."""
    folder = tmp_path / "another"
    folder.mkdir()
    ready.lay_into(folder)
    return Site(folder)


@pytest.fixture(scope="package")
def servers(ready, tmp_path_factory):
    """A way to get servers whose tables are there, without a row: `with servers() as site`."""
    return lambda: Site.on_servers(ready.database("backup"), tmp_path_factory.mktemp("servers"))
