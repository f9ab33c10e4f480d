"""Restoring a backup into an empty installation: all of it, proven equal, or nothing.

What the file alone can tell is checked before anything is made. The tables are made as they were when the
backup was made, filled, read again and compared by hash; the stored files wait beside their places. Only when
everything is right does it become the installation, and then it is taken on to the present version.
"""

import hashlib
import logging
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, OperationalError, transaction

from core import disk, schema, supervisor, tables
from core.progress import Meter
from core.rules import RuleError
from documents import archive, staging

logger = logging.getLogger(__name__)

WITHOUT_VALUE = {
    "contenttypes.contenttype",
    "auth.permission",
    "documents.lastsweep",
}  # the machine's own rows


def check(path, *, say, sha256=""):
    """Read the whole backup at `path`, change nothing, and return its manifest.

    Raises RuleError when it is damaged, was altered, or is not the one with this `sha256`.
    """
    with _backup(path, sha256) as backup:
        _verify(backup, say)
        return backup.manifest


def restore(path, *, say, sha256=""):
    """Make this empty installation the one in the backup at `path`, and return the backup's manifest.

    Raises RuleError, and leaves everything as it was, when the installation is not empty or runs, the
    backup is damaged, was altered or is of a newer version, or the disk is full.
    """
    with _backup(path, sha256) as backup, _alone(), _nothing_half_done():
        _refuse_newer(backup)
        refuse_if_in_use()
        if shutil.disk_usage(settings.DATA_DIR).free < backup.size:
            raise RuleError(archive.NO_ROOM)
        _verify(backup, say)
        migrations = backup.manifest["migrations"]
        registry = schema.models_after(migrations)
        _refuse_misfits(backup, registry)
        with staging.stored_files(backup, say) as waiting:
            say("  Tạo bảng…")
            with schema.made_anew(refuse_if_in_use, migrations):
                _fill_tables(backup, registry, say)
                waiting.move_in()
                waiting.put_marks(backup)
    schema.catch_up()
    return backup.manifest


def refuse_if_in_use():
    """Raise RuleError when this installation holds anything of value."""
    if strange := schema.strange_tables():
        raise RuleError(
            f"Cơ sở dữ liệu có bảng của phần mềm khác ({', '.join(strange[:3])}). "
            "Hãy tạo một cơ sở dữ liệu riêng, trống, rồi làm lại."
        )
    if schema.rows_of_value(but=WITHOUT_VALUE | _brought_by_migration()) or staging.is_used():
        raise RuleError(
            "Nơi này đã có dữ liệu. Chỉ khôi phục được vào một hệ thống trống: "
            "hãy đặt DATA_DIR (và DATABASE_URL) tới một nơi trống, rồi làm lại."
        )


def _brought_by_migration():
    """Tables that a migration fills, as a catalogue; whoever changes a row of theirs leaves history, too."""
    models = (model for model in apps.get_models() if getattr(model, "brought_by_migration", False))
    return {model._meta.label_lower for model in models}


@contextmanager
def _backup(path, sha256):
    path = Path(path)
    if not path.is_file():
        raise RuleError(f"Không có tệp sao lưu {path}.")
    if sha256 and archive.sha256(path) != sha256.strip().lower():
        raise RuleError("Mã SHA-256 của tệp không đúng mã đã cho. Hãy dùng đúng tệp đã ghi lại mã ấy.")
    with archive.opened(path) as backup:
        yield backup


def _verify(backup, say):
    meter = Meter("Kiểm tra bản sao lưu, MB", total=backup.size // archive.PIECE, say=say)
    for name in backup.members:
        for _ in meter.through(backup.pieces(name)):
            pass
    meter.end()


def _refuse_newer(backup):
    if unknown := schema.unknown(backup.manifest["migrations"]):
        raise RuleError(
            f"Bản sao lưu do phiên bản mới hơn của phần mềm tạo ra ({unknown[-1]}). "
            "Hãy cài phiên bản ấy, hoặc mới hơn, rồi khôi phục."
        )


def _refuse_misfits(backup, registry):
    """Refuse other tables, other columns, and other stored files than its rows know of."""
    models = tables.kept(registry)
    if {model._meta.db_table for model in models} != set(backup.manifest["tables"]):
        raise RuleError(archive.DAMAGED.format("không đủ bảng"))
    for model in models:
        tables.refuse_foreign(model, backup.lines(archive.table(model)))
    stored = archive.table(registry.get_model("documents", "StoredFile"))
    known = set(tables.column("sha256", backup.lines(stored))) - set(backup.manifest["lost"])
    if {archive.file(sha256) for sha256 in known} != set(backup.files):
        raise RuleError(archive.DAMAGED.format("thiếu hoặc thừa tệp"))


def _fill_tables(backup, registry, say):
    models, told = tables.kept(registry), backup.manifest["tables"]
    rows = sum(facts["rows"] for facts in told.values())
    with transaction.atomic():
        with tables.without_triggers():
            tables.empty(tables.every(registry))
            meter = Meter("Dòng dữ liệu", total=rows, say=say)
            for model in models:
                tables.load(model, meter.through(backup.lines(archive.table(model))))
            meter.end()
            highest = {table: facts.get("highest", 0) for table, facts in told.items()}
            tables.go_on_from(models, highest)
        meter = Meter("So lại từng dòng", total=rows, say=say)
        for model in models:
            _compare(model, backup, meter)
        meter.end()


def _compare(model, backup, meter):
    """What the database says now must be, byte for byte, what the backup says."""
    name, digest, count = archive.table(model), hashlib.sha256(), -1
    for line in meter.through(tables.lines(model)):
        digest.update(line)
        count += 1
    told = backup.manifest["tables"][model._meta.db_table]["rows"]
    if (digest.hexdigest(), count) != (backup.members[name]["sha256"], told):
        raise RuleError(archive.DAMAGED.format(name))


@contextmanager
def _alone():
    try:
        with supervisor.only_one(settings.DATA_DIR / "start.lock"):
            yield
    except BlockingIOError:
        raise RuleError("Phần mềm đang chạy trên thư mục dữ liệu này. Hãy dừng nó rồi làm lại.") from None


@contextmanager
def _nothing_half_done():
    """Turn what the disk, the database or a forged table may raise into a sentence."""
    try:
        yield
    except OSError as fault:
        if fault.errno in disk.FULL:
            raise RuleError(archive.NO_ROOM) from fault
        raise RuleError(f"Không ghi được vào {settings.DATA_DIR}: {fault.strerror}.") from fault
    except OperationalError as fault:
        raise RuleError(
            f"Cơ sở dữ liệu không nhận ({str(fault).strip()}). Việc này đã dừng và không để lại gì. "
            "Hãy xem ổ đĩa còn chỗ không, dừng mọi tiến trình khác đang dùng cơ sở dữ liệu, rồi làm lại."
        ) from fault
    except (DatabaseError, ValueError, KeyError, TypeError) as fault:
        logger.exception("the tables of the backup do not fit")
        raise RuleError(archive.DAMAGED.format("bảng dữ liệu không hợp lệ")) from fault
