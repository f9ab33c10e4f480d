"""Tables, static files and sample data are made once, and sample data never enters a used installation."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from core import accounts
from scripts import frontend, prepare
from scripts.console import ROOT
from tests.installations import Installation
from tests.ready import ready  # noqa: F401


@pytest.fixture
def older(ready, tmp_path):  # noqa: F811
    """A connection to the database of an installation that has no table of sessions yet."""
    ready.lay_into(tmp_path)
    with closing(sqlite3.connect(tmp_path / "data.sqlite3", isolation_level=None)) as database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        yield database


@pytest.mark.skipif(not frontend.VENDOR.exists(), reason="chưa có tệp giao diện: chạy make test")
def test_a_second_start_finds_everything_in_place(tmp_path, older):
    environment = Installation(tmp_path).environment

    first, second = (
        subprocess.run(
            [sys.executable, "-m", "scripts.prepare"],
            cwd=ROOT,
            env=environment | {"DEMO": "0"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    )

    assert first == f"• Cơ sở dữ liệu: cập nhật ({tmp_path})\n• Tệp tĩnh: gom và nén\n"
    assert second == f"• Cơ sở dữ liệu: cập nhật ({tmp_path})\n"
    assert older.execute("SELECT * FROM django_session").fetchall() == []
    assert (tmp_path / "static" / "staticfiles.json").exists()


@pytest.fixture
def loaded(monkeypatch):
    """The commands that were called, in a project that has a `demo` command."""
    called = []
    monkeypatch.setattr(prepare, "get_commands", lambda: {"demo": "desk"})
    monkeypatch.setattr(prepare, "call_command", lambda *words, **how: called.append(words))
    return called


@pytest.mark.django_db
def test_sample_data_is_loaded_into_an_empty_installation(loaded):
    prepare.load_demo()

    assert loaded == [("demo",)]


@pytest.mark.django_db
def test_sample_data_stands_in_the_phase_that_is_asked_for(loaded, monkeypatch):
    monkeypatch.setenv("DEMO", "scoring")

    prepare.load_demo()

    assert loaded == [("demo", "--phase", "scoring")]


@pytest.mark.django_db
def test_sample_data_never_enters_an_installation_with_users(loaded):
    accounts.open_account("bdntw.ha", by=None)

    prepare.load_demo()

    assert loaded == []
