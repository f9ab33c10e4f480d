"""From one PC to servers and back: SQLite → PostgreSQL → SQLite, and it is still the same."""

import psycopg
import pytest

from tests import proofs
from tests.ready import empty_database

from .site import Site, manifest, refusal, tampered, without_key
from .test_refusals import DAMAGED, IN_USE, break_a_foreign_key
from .test_restore import before_ballots

pytestmark = pytest.mark.faults
in_full = pytest.mark.skipif(  # in the short form SQLite alone stands for it (test_restore.py)
    not proofs.is_full(), reason="dựng lại các bảng cũ mất nhiều thời gian: make proof NAME=older"
)


@pytest.fixture(scope="module")
def moved(servers, saved, tmp_path_factory):
    """Servers whose tables were migrated and empty, into which the backup of the PC was restored."""
    with servers() as site:
        site.said = site.restore(saved)
        site.facts = site.act("facts")
        site.saved = site.back_up(tmp_path_factory.mktemp("backups") / "servers.zip")
        site.visit, site.guarded = site.acts("visit", "guarded")
        yield site


def test_on_the_servers_everything_is_as_on_the_pc_but_for_the_key(old, moved):
    assert without_key(moved.facts) == without_key(old.facts)
    assert moved.files() == old.files()


def test_the_operator_is_told_about_the_key(moved):
    assert "hãy lấy tệp secret-key trong bản sao lưu và đặt vào SECRET_KEY." in moved.said


def test_on_the_servers_one_signs_in_and_downloads_the_paper(moved):
    assert moved.visit == ["/", 200, "%PDF-"]


def test_the_servers_guard_history_and_the_published_table(moved):
    assert moved.guarded == [
        "the history is append-only",
        "the history is append-only",
        "a published criteria table is frozen",
    ]


def test_back_on_a_pc_it_is_still_the_same_and_goes_on_numbering(old, moved, empty):
    assert "secret-key" not in manifest(moved.saved)["members"]

    empty.restore(moved.saved)

    facts, group = empty.acts("facts", "next_group")
    assert without_key(facts) == without_key(old.facts)
    assert group > old.removed


def test_servers_with_data_are_refused_and_keep_them(moved, saved):
    before = moved.act("facts")

    assert refusal(moved.manage("restore", str(saved))) == IN_USE
    assert moved.act("facts") == before


@in_full
def test_a_failed_restore_of_older_tables_leaves_the_database_as_it_was(saved, servers):
    older = tampered(saved, before_ballots, true_to_manifest=True)
    with servers() as site:
        before = site.act("facts")

        told = refusal(
            site.manage("restore", str(tampered(older, break_a_foreign_key, true_to_manifest=True)))
        )

        assert told.startswith(DAMAGED)
        assert site.act("facts") == before
        assert site.left() == []


@in_full
def test_older_tables_are_made_on_the_servers_and_taken_on_to_this_version(old, saved, servers):
    with servers() as site:
        site.restore(tampered(saved, before_ballots, true_to_manifest=True))

        current, facts, guarded, group = site.acts("is_current", "facts", "guarded", "next_group")

    assert current is True
    assert without_key(facts) == without_key(old.facts)
    assert guarded == old.guarded
    assert group > old.removed


def test_a_database_that_others_use_is_refused(saved, tmp_path):
    with Site.on_servers(empty_database("backup"), tmp_path) as site:
        with psycopg.connect(site.servers["DATABASE_URL"]) as other:
            other.execute("CREATE TABLE luong (id int)")
        told = refusal(site.manage("restore", str(saved)))

    assert told == (
        "Cơ sở dữ liệu có bảng của phần mềm khác (luong). "
        "Hãy tạo một cơ sở dữ liệu riêng, trống, rồi làm lại."
    )


def test_processes_that_still_use_the_tables_are_told_of(saved, servers):
    with servers() as site, psycopg.connect(site.servers["DATABASE_URL"]) as other:
        other.execute("SELECT 1 FROM core_user")  # and the transaction stays open
        told = refusal(site.manage("restore", str(saved)))
        other.rollback()

    assert told.startswith("Cơ sở dữ liệu không nhận (canceling statement due to lock timeout")
