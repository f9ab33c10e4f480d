"""Making a backup: every table as of one moment, every stored file, and what makes this machine itself.

People may go on working meanwhile. Stored files never change and are never removed, so that those the tables
of that moment know are copied afterwards.
"""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from core import disk, progress, schema, tables
from core.progress import Meter
from core.rules import RuleError
from documents import archive, files
from documents.models import StoredFile

OTHER_VERSION = "Cơ sở dữ liệu chưa ở phiên bản này của phần mềm. Hãy chạy manage.py migrate trước."


@dataclass(frozen=True)
class Made:
    """A finished backup: where it is, its SHA-256, how much is in it, and which files were lost before."""

    path: Path
    sha256: str
    rows: int
    files: int
    lost: list


def make(target, *, say):
    """Write a backup to `target`, a new file or a folder, and return it as Made; `say` takes signs of life.

    Raises RuleError when the database is of another version, the target exists or the disk refuses; then
    nothing is left. A stored file that is damaged or gone is left out and listed in `lost`.
    """
    with _trouble_in_words(target):
        if not schema.is_current():
            raise RuleError(OTHER_VERSION)
        place = _place(Path(target))
        temporary = place.with_name(f"{place.name}.tmp")
        with _only_whole(temporary):
            with open(temporary, "xb", opener=_for_me_alone) as stream:
                with archive.Writer(stream) as writer:
                    facts = _fill(writer, say)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, place)
        rows = sum(table["rows"] for table in facts["tables"].values())
        return Made(place, archive.sha256(place), rows=rows, files=facts["files"], lost=facts["lost"])


def _place(target):
    if target.is_dir():
        target = target / f"khoi-thi-dua-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
    if target.exists():
        raise RuleError(f"Đã có tệp {target}. Hãy chọn tên khác; bản sao lưu không ghi đè lên tệp nào.")
    return target


def _fill(writer, say):
    """Write all members and the manifest; return the manifest's facts and the number of files."""
    models = tables.kept(apps)
    facts = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": schema.applied(),
    }
    with tables.one_moment():
        rows = {model: model._base_manager.count() for model in models}
        meter = Meter("Dòng dữ liệu", total=sum(rows.values()), say=say)
        for model in models:
            writer.add(archive.table(model), meter.through(tables.lines(model)))
        meter.end()
        facts["tables"] = {model._meta.db_table: {"rows": count} for model, count in rows.items()}
        for table, number in tables.highest_numbers(models).items():
            facts["tables"][table]["highest"] = number
        stored = list(StoredFile.objects.order_by("sha256"))
    facts["lost"] = _add_files(writer, stored, say)
    for name in archive.MARKS:
        if (content := _mark(name)) is not None:
            writer.add(name, [content])
    writer.close(**facts)
    return facts | {"files": len(stored) - len(facts["lost"])}


def _add_files(writer, stored, say):
    """Add the stored files and return the hashes of those that are not what was kept any more."""
    lost = []
    for each in progress.told(stored, "Tệp", say=say):
        if files.verify(each):
            with files.open(each) as content:
                writer.add(
                    archive.file(each.sha256), iter(lambda: content.read(archive.PIECE), b""), packed=False
                )
        else:
            lost.append(each.sha256)
    return lost


def _mark(name):
    """The content of a mark; the key only where it is this installation's own and not the operator's."""
    path = settings.DATA_DIR / name
    if not path.exists() or (name == "secret-key" and not settings.EMBEDDED):
        return None
    return path.read_bytes()


def _for_me_alone(path, flags):
    return os.open(path, flags, 0o600)  # it holds the secret key and everybody's data


@contextmanager
def _only_whole(temporary):
    """Leave nothing half-written."""
    try:
        yield
    except FileExistsError:
        raise RuleError(
            f"Một lần sao lưu khác đang ghi tệp {temporary}. Hãy đợi, hoặc xóa tệp này."
        ) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _trouble_in_words(target):
    """Turn what the disk or the database may raise into a sentence."""
    try:
        yield
    except OSError as fault:
        if fault.errno in disk.FULL:
            raise RuleError(archive.NO_ROOM) from fault
        raise RuleError(f"Không ghi được {target}: {fault.strerror}. Hãy chọn nơi khác.") from fault
    except OperationalError as fault:
        raise RuleError(
            f"Cơ sở dữ liệu không trả lời ({str(fault).strip()}). Hãy xem nó có đang chạy không rồi làm lại."
        ) from fault
