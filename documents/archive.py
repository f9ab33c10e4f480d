"""The file of a backup: a zip of tables, stored files and marks, with a manifest of what must be in it.

`manifest.json` holds the SHA-256 and the size of every other member. Reading trusts nothing: no member
that the manifest does not name, no name that is not one of ours (so no path leads anywhere), no content
with another hash.
"""

import hashlib
import json
import re
import zipfile
import zlib
from contextlib import ExitStack, contextmanager, suppress

from core.rules import RuleError

FORMAT = 1
MANIFEST = "manifest.json"
MARKS = ("demo.json", "secret-key")  # beside the data: the demo's calendar, and the key of one machine
PIECE = 1024 * 1024  # bytes in memory at a time
LARGEST_MANIFEST = 256 * 1024 * 1024  # bytes; a million stored files
FACTS = {"members": dict, "tables": dict, "migrations": list, "lost": list}
NAME = re.compile(
    r"tables/[a-z0-9_]+\.jsonl|files/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}|demo\.json|secret-key"
)
DAMAGED = "Tệp sao lưu bị hỏng hoặc đã bị sửa ({}). Hãy dùng một bản sao lưu khác."
OTHER_FORMAT = (
    "Bản sao lưu này do một phiên bản khác của phần mềm ghi theo cách khác. "
    "Hãy khôi phục bằng phiên bản đã tạo ra nó."
)
NO_ROOM = "Ổ đĩa đã đầy nên việc này đã dừng và không để lại gì. Hãy dọn chỗ trống rồi làm lại."


def table(model):
    """Return the name of the member that holds the rows of `model`."""
    return f"tables/{model._meta.db_table}.jsonl"


def file(sha256):
    """Return the name of the member that holds the content with this hash, as below the file storage."""
    return f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}"


class Writer:
    """Fills an archive; `members` grows into the manifest."""

    def __init__(self, stream):
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.members = {}

    def __enter__(self):
        """Begin."""
        return self

    def __exit__(self, kind, *_):
        """Let go of a zip that failed while its file is still open; it would complain later."""
        if kind:
            with suppress(OSError, ValueError):
                self._zip.close()

    def add(self, name, pieces, *, packed=True):
        """Write a member from `pieces` of bytes; compress it when `packed`."""
        member = zipfile.ZipInfo(name)
        member.external_attr = 0o600 << 16
        member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(member, "w", force_zip64=True) as target:
            for piece in pieces:
                digest.update(piece)
                target.write(piece)
                size += len(piece)
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}

    def close(self, **facts):
        """Write the manifest with `facts` and end the archive."""
        manifest = {"format": FORMAT, **facts, "members": self.members}
        self._zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self._zip.close()


class Reader:
    """An archive to restore from; opening it checks its manifest and the names of its members."""

    def __init__(self, archive):
        self._zip = archive
        self.manifest = self._manifest()
        self.members = self.manifest["members"]
        found = [name for name in archive.namelist() if name != MANIFEST]
        strange = [name for name in found if not NAME.fullmatch(name)]
        if strange:
            raise RuleError(DAMAGED.format(f"có tên lạ {strange[0]!r}"))
        if sorted(found) != sorted(self.members):
            raise RuleError(DAMAGED.format("các phần bên trong không khớp bản kê"))
        if renamed := [name for name in self.files if not name.endswith(self.members[name]["sha256"])]:
            raise RuleError(DAMAGED.format(f"{renamed[0]} không mang mã của nội dung"))

    def _manifest(self):
        if (
            self._zip.namelist().count(MANIFEST) != 1
            or self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST
        ):
            raise RuleError(DAMAGED.format("không có bản kê"))
        manifest = json.loads(self._zip.read(MANIFEST))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise RuleError(OTHER_FORMAT)
        if not all(isinstance(manifest.get(name), kind) for name, kind in FACTS.items()):
            raise RuleError(DAMAGED.format("bản kê thiếu mục"))
        return manifest

    def pieces(self, name):
        """Yield the content of a member; raises RuleError at its end when it is not what was written."""
        told, digest, size = self.members[name], hashlib.sha256(), 0
        with _readable(), self._zip.open(name) as source:
            while (piece := source.read(PIECE)) and size <= told["size"]:
                size += len(piece)
                digest.update(piece)
                yield piece
        if size != told["size"] or digest.hexdigest() != told["sha256"]:
            raise RuleError(DAMAGED.format(name))

    def lines(self, name):
        """Yield the lines of a member, as `pieces` does."""
        rest = b""
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            raise RuleError(DAMAGED.format(name))

    @property
    def files(self):
        """The names of the members that are stored files."""
        return [name for name in self.members if name.startswith("files/")]

    @property
    def size(self):
        """How many bytes all members take when they are unpacked."""
        return sum(member["size"] for member in self.members.values())


@contextmanager
def opened(path):
    """Give the Reader of the archive at `path`. Raises RuleError when it cannot be read as one."""
    with ExitStack() as open_ones:
        with _readable():
            archive = open_ones.enter_context(zipfile.ZipFile(open_ones.enter_context(path.open("rb"))))
            reader = Reader(archive)
        yield reader


@contextmanager
def _readable():
    """Turn whatever a damaged zip may raise into one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise RuleError(DAMAGED.format("không đọc được")) from fault
    except (RuntimeError, ValueError) as fault:  # encrypted, packed in an unknown way, no JSON
        raise RuleError(DAMAGED.format("ghi theo cách lạ")) from fault


def sha256(path):
    """Return the SHA-256 of a whole file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
