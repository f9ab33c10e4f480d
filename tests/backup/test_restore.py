"""What comes out of a backup is what went in: rows, history, files, key, guards."""

import hashlib
import json
import stat

import pytest

from .site import Site, manifest, members, tampered


@pytest.fixture(scope="module")
def restored(saved, tmp_path_factory):
    """The backup, restored on an empty machine."""
    site = Site(tmp_path_factory.mktemp("restored"))
    done = site.manage("restore", str(saved))
    assert done.returncode == 0, done.stderr
    site.said = done.stdout
    return site


def test_everything_is_equal_rows_history_hashes_key_and_calendar(old, restored):
    assert restored.act("facts") == old.act("facts")


def test_the_stored_files_are_the_same_bytes(old, restored):
    assert len(old.files()) >= 2
    assert restored.files() == old.files()


def test_a_backup_of_the_restored_is_the_same_backup(saved, restored, tmp_path):
    restored.manage("backup", str(tmp_path / "again.zip"))

    assert manifest(tmp_path / "again.zip") == manifest(saved)


def test_one_signs_in_with_the_old_password_and_downloads_the_paper(restored):
    assert restored.act("visit") == ["/", 200, "%PDF-"]


def test_history_and_published_table_are_guarded_again(old, restored):
    assert restored.act("guarded") == old.act("guarded")
    assert "done" not in restored.act("guarded")


def test_the_number_of_a_removed_row_is_not_given_out_again(old, saved, new):
    new.manage("restore", str(saved))

    assert new.act("next_group") > old.removed


def test_the_tables_are_those_of_this_version(restored):
    assert restored.manage("migrate", "--check").returncode == 0


def test_nothing_but_the_installation_is_left(restored):
    assert [path for path in restored.left() if not path.startswith("files/")] == ["demo.json"]
    assert stat.S_IMODE((restored.folder / "secret-key").stat().st_mode) == 0o600
    assert "So lại từng dòng: xong" in restored.said


def test_a_backup_of_an_older_version_is_taken_on_to_this_one(old, saved, new):
    def before_letters(content, told):
        told["migrations"].remove(["members", "0006_invitation_letters"])
        del content["tables/members_invitationletter.jsonl"], told["tables"]["members_invitationletter"]

    done = new.manage("restore", str(tampered(saved, before_letters, true_to_manifest=True)))

    assert done.returncode == 0, done.stderr
    assert new.manage("migrate", "--check").returncode == 0
    assert new.act("facts")["history"] == old.act("facts")["history"]


def test_an_installation_whose_tables_are_there_and_empty_takes_a_backup(saved, new):
    new.manage("migrate", "--verbosity=0")

    assert new.manage("restore", str(saved)).returncode == 0


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
