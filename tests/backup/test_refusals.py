"""What is refused, in words, and leaves nothing behind: places in use, full disks, broken, forged files."""

import json
import resource
import shutil
import zipfile

import pytest

from core import supervisor
from core.rules import RuleError
from documents import restore

from .site import manifest, members, refusal, tampered

pytestmark = pytest.mark.faults

DAMAGED = "Tệp sao lưu bị hỏng hoặc đã bị sửa"
IN_USE = (
    "Nơi này đã có dữ liệu. Chỉ khôi phục được vào một hệ thống trống: "
    "hãy đặt DATA_DIR (và DATABASE_URL) tới một nơi trống, rồi làm lại."
)
NO_ROOM = "Ổ đĩa đã đầy nên việc này đã dừng và không để lại gì. Hãy dọn chỗ trống rồi làm lại."


def first_file(content):
    return next(name for name in content if name.startswith("files/"))


def cut_off(path):
    """Half of the file."""
    copy = path.with_name("half.zip")
    copy.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return copy


def one_bit(path):
    """One bit turned in the middle of the file."""
    copy, content = path.with_name("bit.zip"), bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    copy.write_bytes(content)
    return copy


def no_zip(path):
    copy = path.with_name("text.zip")
    copy.write_text("không phải tệp sao lưu")
    return copy


def twice(path):
    """A member that is there twice, so that two readers see two contents."""
    copy = path.with_name("twice.zip")
    shutil.copy(path, copy)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(copy, "a") as archive:
        archive.writestr("tables/core_user.jsonl", "[]\n")
    return copy


def change(act):
    """A way to tamper: `act(content, told)`."""
    return lambda path: tampered(path, act)


def fitting(act):
    """The same by somebody who also makes the manifest fit."""
    return lambda path: tampered(path, act, true_to_manifest=True)


def rewrite_history(content, told):
    content["tables/core_entry.jsonl"] = content["tables/core_entry.jsonl"].replace(
        b'"agency.found"', b'"agency.lost!"'
    )


def change_a_file(content, told):
    content[first_file(content)] = b"x" + content[first_file(content)][1:]


def leave_out_a_table(content, told):
    del content["tables/core_entry.jsonl"]


def smuggle(name):
    def act(content, told):
        content[name] = b"x"

    return act


BROKEN = {
    "cut off": cut_off,
    "one bit": one_bit,
    "no zip": no_zip,
    "twice": twice,
    "history rewritten": change(rewrite_history),
    "file changed": change(change_a_file),
    "table left out": change(leave_out_a_table),
    "more than the manifest says": change(smuggle("files/aa/bb/" + "aabb" + "0" * 60)),
    "file under another name": fitting(change_a_file),
    "path outside": fitting(smuggle("../../../tmp/outside")),
    "path outside among files": fitting(smuggle("files/../../outside")),
    "absolute path": fitting(smuggle("/tmp/outside")),
    "windows path": fitting(smuggle("files\\..\\outside")),
    "name of no kind": fitting(smuggle("run.sh")),
    "manifest without facts": change(lambda content, told: told.pop("migrations")),
}


@pytest.mark.parametrize("breaks", BROKEN.values(), ids=BROKEN)
def test_a_broken_or_forged_backup_is_refused_before_anything_is_touched(saved, breaks):
    with pytest.raises(RuleError, match=DAMAGED):
        restore.check(breaks(saved), say=print)


def test_another_file_than_the_one_noted_down_is_refused(saved):
    with pytest.raises(RuleError, match="Mã SHA-256 của tệp không đúng mã đã cho"):
        restore.check(saved, sha256="0" * 64, say=print)


def test_a_future_way_of_writing_is_told(saved):
    future = tampered(saved, lambda content, told: told.update(format=2))

    with pytest.raises(RuleError, match="ghi theo cách khác"):
        restore.check(future, say=print)


def break_a_foreign_key(content, told):
    name = "tables/members_post.jsonl"
    head, first, *rest = content[name].splitlines(keepends=True)
    columns, values = json.loads(head), json.loads(first)
    values[columns.index("person_id")] = 99999
    content[name] = b"".join([head, json.dumps(values).encode() + b"\n", *rest])


def lose_a_file(content, told):
    del content[first_file(content)]


@pytest.mark.parametrize(
    "breaks",
    [
        fitting(lambda content, told: content.update({"tables/core_user.jsonl": b'["id"]\n[1]\n'})),
        fitting(lose_a_file),
    ],
    ids=["columns", "file lost"],
)
def test_a_forged_backup_that_fits_its_manifest_is_refused_before_a_table_is_made(saved, new, breaks):
    told = refusal(new.manage("restore", str(breaks(saved))))

    assert told.startswith(DAMAGED)
    assert new.left() == []
    assert new.tables() == []


def test_a_row_that_leads_nowhere_is_refused_and_leaves_the_tables_empty(saved, empty):
    told = refusal(empty.manage("restore", str(fitting(break_a_foreign_key)(saved))))

    assert told.startswith(DAMAGED)
    assert empty.left() == []
    assert empty.restore(saved)


def test_a_newer_version_is_refused(saved, new):
    newer = tampered(saved, lambda content, told: told["migrations"].append(["core", "0999_future"]))

    assert refusal(new.manage("restore", str(newer))) == (
        "Bản sao lưu do phiên bản mới hơn của phần mềm tạo ra (core.0999_future). "
        "Hãy cài phiên bản ấy, hoặc mới hơn, rồi khôi phục."
    )
    assert new.left() == []


def test_an_installation_with_data_is_refused_and_keeps_them(old, saved):
    assert refusal(old.manage("restore", str(saved))) == IN_USE
    assert old.act("facts") == old.facts


def test_a_folder_with_stored_files_is_refused(saved, new):
    stray = new.folder / "files" / "aa" / "bb" / "stray"
    stray.parent.mkdir(parents=True)
    stray.write_text("của ai đó")

    assert refusal(new.manage("restore", str(saved))) == IN_USE
    assert stray.read_text() == "của ai đó"


def test_a_running_installation_is_refused(saved, new):
    with supervisor.only_one(new.folder / "start.lock"):
        told = refusal(new.manage("restore", str(saved)))

    assert told == "Phần mềm đang chạy trên thư mục dữ liệu này. Hãy dừng nó rồi làm lại."


def test_a_backup_never_overwrites(old, saved):
    content = saved.read_bytes()

    assert refusal(old.manage("backup", str(saved))).startswith(f"Đã có tệp {saved}.")
    assert saved.read_bytes() == content


def test_an_installation_of_another_version_is_not_backed_up(new, tmp_path):
    assert refusal(new.manage("backup", str(tmp_path / "x.zip"))) == (
        "Cơ sở dữ liệu chưa ở phiên bản này của phần mềm. Hãy chạy manage.py migrate trước."
    )
    assert not (tmp_path / "x.zip").exists()


def test_a_stored_file_lost_before_is_told_and_the_rest_is_saved(saved, empty, another, tmp_path):
    empty.restore(saved)
    lost = next(iter(empty.files()))
    (empty.folder / "files" / lost).write_bytes(b"hong")

    told = refusal(empty.manage("backup", str(tmp_path / "rest.zip")))

    assert told.startswith(
        f"1 tệp đã hỏng hoặc mất từ trước nên không có trong bản sao lưu: {lost[-64:][:12]}…"
    )
    assert manifest(tmp_path / "rest.zip")["lost"] == [lost[-64:]]
    assert another.restore(tmp_path / "rest.zip")


def small_files(limit):
    """For a process that must not write a file larger than `limit` bytes: as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_a_backup_on_a_full_disk_is_told_and_leaves_nothing(old, tmp_path):
    told = refusal(old.manage("backup", str(tmp_path), preexec_fn=small_files(60_000)))

    assert told == NO_ROOM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", [20_000, 300_000], ids=["for the files", "for the database"])
def test_a_restore_on_a_full_disk_is_told_and_leaves_nothing(saved, empty, limit):
    assert max(map(len, members(saved).values())) > 20_000

    told = refusal(empty.manage("restore", str(saved), preexec_fn=small_files(limit)))

    assert told == NO_ROOM or told.startswith("Cơ sở dữ liệu không nhận (")
    assert empty.left() == []
    assert empty.restore(saved)
