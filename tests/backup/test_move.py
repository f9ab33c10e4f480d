"""From one PC to servers and back: SQLite → PostgreSQL → SQLite, and it is still the same."""

import os
import secrets
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from .site import Site, manifest, refusal, tampered
from .test_refusals import DAMAGED, IN_USE, break_a_foreign_key

pytestmark = pytest.mark.faults


@contextmanager
def empty_database():
    """Variables that lead to a PostgreSQL database of its own."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        pytest.skip("cần PostgreSQL và Redis thật: chạy bằng make test")
    name = f"backup_{secrets.token_hex(4)}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield {
            "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
            "REDIS_URL": os.environ["REDIS_URL"],
            "SECRET_KEY": "the-key-of-the-servers-is-the-operators-own",
            "ALLOWED_HOSTS": "*",
        }
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def servers(saved, tmp_path_factory):
    """Servers whose tables are migrated and empty, into which the backup of the PC was restored."""
    with empty_database() as variables:
        site = Site(tmp_path_factory.mktemp("servers"), variables)
        assert site.manage("migrate", "--verbosity=0").returncode == 0
        done = site.manage("restore", str(saved))
        assert done.returncode == 0, done.stderr
        site.said = done.stdout
        yield site


def without_key(facts):
    return {name: value for name, value in facts.items() if name != "key"}


def test_on_the_servers_everything_is_as_on_the_pc_but_for_the_key(old, servers):
    assert without_key(servers.act("facts")) == without_key(old.act("facts"))
    assert servers.files() == old.files()


def test_the_operator_is_told_about_the_key(servers):
    assert "hãy lấy tệp secret-key trong bản sao lưu và đặt vào SECRET_KEY." in servers.said


def test_on_the_servers_one_signs_in_and_downloads_the_paper(servers):
    assert servers.act("visit") == ["/", 200, "%PDF-"]


def test_the_servers_guard_history_and_go_on_numbering(old, servers):
    assert servers.act("guarded") == [
        "the history is append-only",
        "the history is append-only",
        "a published criteria table is frozen",
    ]


def test_back_on_a_pc_it_is_still_the_same(old, servers, new, tmp_path):
    before = servers.act("facts")
    made = servers.manage("backup", str(tmp_path / "servers.zip"))
    assert made.returncode == 0, made.stderr
    assert "secret-key" not in manifest(tmp_path / "servers.zip")["members"]

    assert new.manage("restore", str(tmp_path / "servers.zip")).returncode == 0
    assert without_key(new.act("facts")) == without_key(before)
    assert new.act("next_group") > old.removed


def test_servers_with_data_are_refused(servers, saved):
    before = servers.act("facts")

    assert refusal(servers.manage("restore", str(saved))) == IN_USE
    assert servers.act("facts") == before


def test_a_failed_restore_leaves_the_database_as_it_was(saved, new):
    with empty_database() as variables:
        new.servers = variables
        new.manage("migrate", "--verbosity=0")
        before = new.act("facts")

        told = refusal(
            new.manage("restore", str(tampered(saved, break_a_foreign_key, true_to_manifest=True)))
        )

        assert told.startswith(DAMAGED)
        assert new.act("facts") == before
        assert new.left() == []


def test_a_database_that_others_use_is_refused(saved, new):
    with empty_database() as variables:
        new.servers = variables
        with psycopg.connect(variables["DATABASE_URL"]) as other:
            other.execute("CREATE TABLE luong (id int)")
        told = refusal(new.manage("restore", str(saved)))

    assert told == (
        "Cơ sở dữ liệu có bảng của phần mềm khác (luong). "
        "Hãy tạo một cơ sở dữ liệu riêng, trống, rồi làm lại."
    )


def test_processes_that_still_use_the_tables_are_told_of(saved, new):
    with empty_database() as variables:
        new.servers = variables
        new.manage("migrate", "--verbosity=0")
        with psycopg.connect(variables["DATABASE_URL"]) as other:
            other.execute("SELECT 1 FROM core_user")  # and the transaction stays open
            told = refusal(new.manage("restore", str(saved)))

    assert told.startswith("Cơ sở dữ liệu không nhận (canceling statement due to lock timeout")
