"""One installation with a year in it, and its backup, for all tests of this folder."""

import json

import pytest

from .site import Site


@pytest.fixture(scope="package")
def old(tmp_path_factory):
    """The installation on one machine, SQLite; `old.removed` is the number of a group that is no more."""
    site = Site(tmp_path_factory.mktemp("old"))
    migrated = site.manage("migrate", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr
    site.removed = site.act("build")
    (site.folder / "demo.json").write_text(json.dumps({"today": "2023-12-06", "logins": []}))
    return site


@pytest.fixture(scope="package")
def saved(old, tmp_path_factory):
    """Its backup, a file."""
    path = tmp_path_factory.mktemp("backups") / "saved.zip"
    made = old.manage("backup", str(path))
    assert made.returncode == 0, made.stderr
    return path


@pytest.fixture(scope="package")
def honoured(tmp_path_factory):
    """An installation whose bloc has met, elected, decided and printed; SQLite."""
    site = Site(tmp_path_factory.mktemp("honoured"))
    migrated = site.manage("migrate", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr
    assert site.act("build_honours") == ["done"] * 3
    return site


@pytest.fixture
def new(tmp_path):
    """An installation where nothing is yet, not even a table."""
    folder = tmp_path / "new"
    folder.mkdir()
    return Site(folder)
