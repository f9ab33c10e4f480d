"""The members of a bloc come from an Excel file in two acts: looked at row by row, then all written or none.

Between the two the server keeps the file itself; the browser carries only a signed reference to it, with what
the directory and the bloc said when the file was looked at.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import founding, members_matching, members_reading
from blocs.models import Bloc
from core import clock, history, text
from core.models import Entry
from core.rules import RuleError
from documents import files, workbooks
from documents.models import StoredFile
from members import agencies, invitations, people, posts, provinces
from members.models import Agency, Invitation, Person, Post

SALT, ACT = "blocs.members-import", "bloc.import_members"
SECONDS = 2 * 60 * 60  # how long a preview may lie open
STALE = "Bản xem trước đã quá hạn hoặc không đúng khối này. Hãy tải tệp lên lại."
CHANGED = (
    "Danh mục cơ quan hoặc danh sách thành viên vừa thay đổi sau khi xem trước, hoặc tệp này đã được ghi. "
    "Hãy xem trang khối, rồi tải tệp lên lại nếu còn cần."
)


@dataclass(frozen=True)
class Staged:
    """A file that was looked at; `token` stands for it in the second act, empty while it has faults."""

    name: str
    reading: members_reading.Reading
    token: str

    @property
    def new(self):
        """How many agencies come into the directory."""
        return sum(line.agency is None for line in self.reading.rows)

    @property
    def known(self):
        """How many the directory has already."""
        return len(self.reading.rows) - self.new

    @property
    def invited(self):
        """How many persons are invited to an account."""
        return sum(_is_invited(line) for line in self.reading.rows)


@dataclass(frozen=True)
class Invited:
    """A person of the file with the code of the invitation, known only now; `email` is where to send it."""

    person: Person
    code: str
    email: str


@dataclass(frozen=True)
class Taken:
    """What was written: how many members joined, who was invited."""

    members: int
    invited: list


def stage(bloc, *, upload, by):
    """Read an uploaded workbook and return what would become of it; nothing of the bloc changes.

    Raises RuleError when the file cannot be read at all.
    """
    kind = workbooks.check(upload)
    reading = members_matching.match(members_reading.read(upload, bloc), bloc)
    name = text.file_name(upload.name)
    if reading.faults:
        return Staged(name, reading, "")
    stored = files.keep(upload, content_type=kind)
    facts = {"bloc": bloc.pk, "by": by.pk, "file": stored.sha256, "name": name, "seen": _seen(reading)}
    return Staged(name, reading, signing.dumps(facts, salt=SALT))


def take(bloc, *, token, by):
    """Write what `token` stands for: agencies, memberships, persons, posts, invitations; return the Taken.

    Raises RuleError when the preview is too old or not this person's, or when the directory or the bloc has
    changed since; then nothing at all is written.
    """
    facts = _facts(token)
    stored = StoredFile.objects.filter(sha256=facts["file"]).first()
    if (facts["bloc"], facts["by"]) != (bloc.pk, by.pk) or stored is None:
        raise RuleError(STALE)
    with transaction.atomic():
        bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
        with files.open(stored) as content:
            reading = members_matching.match(members_reading.read(content, bloc), bloc)
        if reading.faults or _seen(reading) != facts["seen"]:
            raise RuleError(CHANGED)
        written = [_write(line, bloc, by) for line in reading.rows]
        after = {"members": len(written), "lead": _lead(reading.rows, written)}
        reason = f"{facts['name']} (SHA-256 {stored.sha256})"
        history.record(bloc, ACT, by=by, after=after, reason=reason)
    return Taken(len(written), [invited for _, invited in written if invited])


def lead_of(bloc):
    """Return {place: agency ids in protocol order} as the latest file told the lead; empty when none did."""
    for entry in Entry.objects.about(bloc).filter(act=ACT):
        if entry.after["lead"]:
            return entry.after["lead"]
    return {}


def _write(line, bloc, by):
    """Write one row; return its agency and the Invited, or None. A refusal names the row."""
    try:
        agency = line.agency or _found(line, bloc, by)
        founding.join(bloc, agency=agency, joined_on=line.joined_on, by=by)
        return agency, _invite(line, agency, by) if line.person else None
    except ValidationError as refusal:
        raise RuleError(f"Dòng {line.number}: {' '.join(refusal.messages)}") from refusal
    except RuleError as refusal:
        raise RuleError(f"Dòng {line.number}: {refusal}") from refusal


def _found(line, bloc, by):
    lies = provinces.names().get(line.province, "").removeprefix("Tỉnh ").removeprefix("Thành phố ")
    made = agencies.found(
        name=line.name,
        short_name=line.short_name,
        code=line.code,
        valid_from=line.joined_on,
        kind=line.kind,
        province=line.province,
        place=lies or bloc.managing_body.place,
        by=by,
    )
    return Agency.objects.get(pk=made.pk)


def _invite(line, agency, by):
    person = line.known or _recorded(line, agency, by)
    if not Post.objects.on().filter(person=person, agency=agency, kind=line.post).exists():
        posts.appoint(person, agency=agency, kind=line.post, starts_on=clock.today(), by=by)
    if not _is_invited(line):
        return None
    waiting = person.invitations.filter(state=Invitation.State.OPEN).first()
    if waiting:
        return Invited(person, invitations.renew(waiting, by=by), line.email)
    return Invited(person, invitations.invite(person, username=line.username, by=by), line.email)


def _recorded(line, agency, by):
    names = {
        "family_name": line.person.family,
        "middle_name": line.person.middle,
        "given_name": line.person.given,
    }
    return people.record(agency, honorific=line.honorific, position=line.position, **names, by=by)


def _is_invited(line):
    return line.person is not None and (line.known is None or line.known.user_id is None)


def _lead(lines, written):
    """{place: agency ids} of the rows that tell a place, in their order."""
    told = {}
    for line, (agency, _) in zip(lines, written, strict=True):
        if line.lead:
            told.setdefault(line.lead, []).append(agency.pk)
    return told


def _facts(token):
    try:
        return signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as refusal:
        raise RuleError(STALE) from refusal


def _seen(reading):
    """What the rows are taken for, as a hash: which agency, which person, which day."""
    told = [
        (
            line.number,
            line.agency and line.agency.pk,
            line.known and line.known.pk,
            _is_invited(line),
            line.joins_from,
        )
        for line in reading.rows
    ]
    return sha256(repr(told).encode()).hexdigest()
