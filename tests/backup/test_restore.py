"""What comes out of a backup is what went in: rows, history, files, key, guards."""

import hashlib
import json
import stat

import pytest

from .site import Site, manifest, members, tampered


@pytest.fixture(scope="module")
def restored(saved, tmp_path_factory):
    """The backup, restored where nothing was; `facts` and `again`, its own backup, are from before `acts`."""
    site = Site(tmp_path_factory.mktemp("restored"))
    site.said = site.restore(saved)
    site.lies = site.left()
    site.facts = site.act("facts")
    site.again = site.back_up(tmp_path_factory.mktemp("backups") / "again.zip")
    acts = ("is_current", "visit", "guarded", "next_group")
    site.answers = dict(zip(acts, site.acts(*acts), strict=True))
    return site


def test_everything_is_equal_rows_history_hashes_key_and_calendar(old, restored):
    assert restored.facts == old.facts


def test_the_stored_files_are_the_same_bytes(old, restored):
    assert len(old.files()) >= 2
    assert restored.files() == old.files()


def test_a_backup_of_the_restored_is_the_same_backup(saved, restored):
    assert manifest(restored.again) == manifest(saved)


def test_one_signs_in_with_the_old_password_and_downloads_the_paper(restored):
    assert restored.answers["visit"] == ["/", 200, "%PDF-"]


def test_history_and_published_table_are_guarded_again(old, restored):
    assert restored.answers["guarded"] == old.guarded
    assert "done" not in old.guarded


def test_the_number_of_a_removed_row_is_not_given_out_again(old, restored):
    assert restored.answers["next_group"] > old.removed


def test_the_tables_are_those_of_this_version(restored):
    assert restored.answers["is_current"] is True


def test_nothing_but_the_installation_is_left(restored):
    assert [path for path in restored.lies if not path.startswith("files/")] == ["demo.json"]
    assert stat.S_IMODE((restored.folder / "secret-key").stat().st_mode) == 0o600
    assert "So lại từng dòng: xong" in restored.said


def before_ballots(content, told):
    """Make a backup one of the version before secret ballots, the last part of the last room."""
    told["migrations"] = [
        row for row in told["migrations"] if row[0] != "conferences" or row[1] < "0005_polls"
    ]
    later = ("paperchoice", "box", "tellercount", "ballotprint")
    for name in ("poll", "elector", "slip", "urn", *later):
        del content[f"tables/conferences_{name}.jsonl"], told["tables"][f"conferences_{name}"]


def test_a_backup_of_an_older_version_is_taken_on_to_this_one_in_spite_of_newer_tables(old, saved, empty):
    empty.restore(tampered(saved, before_ballots, true_to_manifest=True))

    current, facts = empty.acts("is_current", "facts")
    assert current is True
    assert facts == old.facts


def test_tables_that_are_there_and_empty_take_a_backup(old, saved, empty):
    empty.restore(saved)

    assert empty.act("facts") == old.facts


def test_the_backup_names_what_is_in_it_and_is_for_its_owner_alone(saved):
    content = members(saved)
    told = json.loads(content["manifest.json"])

    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert set(told["members"]) == set(content) - {"manifest.json"}
    assert {
        name: hashlib.sha256(held).hexdigest() for name, held in content.items() if name in told["members"]
    } == {name: facts["sha256"] for name, facts in told["members"].items()}
    assert told["tables"]["core_user"]["rows"] == 1
    assert not any("session" in name for name in content)


def test_a_backup_can_be_checked_without_touching_anything(saved, new):
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    checked = new.manage("restore", str(saved), "--check", "--sha256", digest)

    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.splitlines()[-1].endswith("nguyên vẹn.")
    assert new.left() == []
