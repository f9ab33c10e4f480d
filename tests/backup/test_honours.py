"""Honours and conferences go into a backup and come out of it as they were, on either way to run."""

import pytest

from .site import Site, without_key

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
def honoured(ready, tmp_path_factory):
    """An installation whose bloc has met, elected, decided and printed; SQLite."""
    site = Site(tmp_path_factory.mktemp("honoured"))
    ready.lay_into(site.folder)
    drawn, site.facts = site.acts("build_honours", "facts")
    assert drawn == ["done"] * 3
    site.saved = site.back_up(tmp_path_factory.mktemp("backups") / "honours.zip")
    return site


def counted(facts):
    """How many rows the tables of FILLED have; their first line names the columns."""
    return {table: len(facts["rows"][table]) - 1 for table in FILLED}


def test_the_year_that_is_saved_has_all_of_it(honoured):
    assert counted(honoured.facts) == FILLED


def test_on_another_pc_all_is_the_same_and_the_certificates_are_handed_out(honoured, empty):
    empty.restore(honoured.saved)

    facts, fetched = empty.acts("facts", "fetch_batch")
    assert without_key(facts) == without_key(honoured.facts)
    assert fetched == PRINTED


def test_on_servers_and_back_all_is_the_same(honoured, servers, empty, tmp_path):
    with servers() as site:
        site.restore(honoured.saved)
        back = site.back_up(tmp_path / "servers.zip")
        facts, fetched = site.acts("facts", "fetch_batch")
    assert without_key(facts) == without_key(honoured.facts)
    assert fetched == PRINTED

    empty.restore(back)

    assert without_key(empty.act("facts")) == without_key(honoured.facts)
