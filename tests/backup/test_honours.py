"""Honours and conferences go into a backup and come out of it as they were, on either way to run."""

import pytest

from .site import Site
from .test_move import empty_database, without_key

pytestmark = pytest.mark.faults

# What has a kind of its own: texts in JSON, a time of day, a certificate that stands for another.
FILLED = {
    "awards_certificate": 5,
    "awards_registerentry": 5,
    "awards_printbatch": 1,
    "awards_printedsheet": 3,
    "conferences_conference": 1,
    "conferences_election": 1,
    "conferences_attendance": 4,
}

# What the officer is handed: the corrected one in its old place, without the one that was revoked.
PRINTED = [200, ["05/2023", "03/2023", "04/2023"]]


@pytest.fixture(scope="module")
def saved_honours(honoured, tmp_path_factory):
    path = tmp_path_factory.mktemp("backups") / "honours.zip"
    made = honoured.manage("backup", str(path))
    assert made.returncode == 0, made.stderr
    return path


@pytest.fixture(scope="module")
def before(honoured):
    return honoured.act("facts")


def counted(facts):
    """How many rows the tables of FILLED have; their first line names the columns."""
    return {table: len(facts["rows"][table]) - 1 for table in FILLED}


def restored(site, backup, before):
    """Restore `backup` on `site` and compare everything."""
    done = site.manage("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert without_key(site.act("facts")) == without_key(before)


def test_the_year_that_is_saved_has_all_of_it(before):
    assert counted(before) == FILLED


def test_on_another_pc_all_is_the_same_and_the_certificates_are_handed_out(saved_honours, before, new):
    restored(new, saved_honours, before)

    assert new.act("fetch_batch") == PRINTED


def test_on_servers_and_back_all_is_the_same(saved_honours, before, new, tmp_path):
    with empty_database() as variables:
        servers = Site(tmp_path / "servers", variables)
        servers.folder.mkdir()
        servers.manage("migrate", "--verbosity=0")
        restored(servers, saved_honours, before)
        made = servers.manage("backup", str(tmp_path / "servers.zip"))
        assert made.returncode == 0, made.stderr
        assert servers.act("fetch_batch") == PRINTED

    restored(new, tmp_path / "servers.zip", before)
