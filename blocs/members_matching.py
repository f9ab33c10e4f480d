"""Which rows of a file are agencies the directory has already: by code and name, accents aside. Reads only.

Two agencies may share a code or a name, so neither alone decides against the other: what does not agree is a
fault of its row, never a guess.
"""

from dataclasses import dataclass

from blocs import founding
from blocs.members_reading import Fault
from core.dates import short
from core.models import User
from core.rules import RuleError
from core.text import search_key
from members import lifetimes, provinces
from members.models import Agency, AgencyName, Person


@dataclass
class Directory:
    """The agencies as rows are looked up in it: today's codes, all names there ever were, all ends."""

    agencies: dict
    coded: dict
    named: dict
    begun: set  # (name, the day it begins)
    ends: dict

    def there(self, found, day):
        """Those of the ids `found` that have not ended by `day`."""
        ends = self.ends
        return [
            each for each in sorted(found) if each not in ends or day is None or ends[each].last_day >= day
        ]


def match(reading, bloc):
    """Let each row of `reading` know its agency and its person, with notes and faults; return it."""
    directory = _directory()
    for line in reading.rows:
        if line.name and line.code:
            _find(line, directory)
        _check_agency(line, bloc, directory)
    _refuse_same(reading.rows)
    _people(reading.rows)
    _refuse_taken(reading.rows)
    for line in reading.rows:
        line.faults.sort(key=Fault.place)
    return reading


def _directory():
    agencies = {agency.pk: agency for agency in Agency.objects.named()}
    coded, named, begun = {}, {}, set()
    for pk, agency in agencies.items():
        coded.setdefault(search_key(agency.code), set()).add(pk)
    for row in AgencyName.objects.only("agency_id", "name", "short_name", "valid_from"):
        begun.add((row.name, row.valid_from))
        for words in (row.name, row.short_name):
            named.setdefault(search_key(words), set()).add(row.agency_id)
    return Directory(agencies, coded, named, begun, lifetimes.ends_of(agencies))


def _find(line, directory):
    named = directory.named.get(search_key(line.name), set())
    coded = directory.coded.get(search_key(line.code), set())
    both, day = directory.there(named & coded, line.joined_on), line.joined_on
    if len(both) == 1:
        _take(line, directory.agencies[both[0]])
    elif len(both) > 1:
        line.fault("code", f"danh mục có {len(both)} cơ quan cùng tên và cùng mã này; hãy sửa danh mục trước")
    elif others := directory.there(coded - named, day):
        other = directory.agencies[others[0]]
        line.fault("code", f"mã này là của “{other.name}”; hãy ghi đúng tên ấy, hoặc dùng mã khác")
    elif named:
        _find_by_name(line, directory, named)


def _find_by_name(line, directory, named):
    """The code is not in the directory: the name alone decides, unless several agencies bear it."""
    there = [directory.agencies[each] for each in directory.there(named, line.joined_on)]
    elsewhere = [each for each in there if line.province and each.province not in ("", line.province)]
    here = [each for each in there if each not in elsewhere]
    if len(here) == 1:
        _take(line, here[0])
        line.notes.append(f"Danh mục ghi mã {here[0].code}; mã ấy được giữ.")
    elif len(here) > 1:
        known = "; ".join(f"{each.code}, {_where(each)}" for each in here)
        line.fault("name", f"danh mục có {len(here)} cơ quan cùng tên ({known}); hãy ghi đúng mã")
    elif elsewhere:
        other = elsewhere[0]
        line.notes.append(f"Trùng tên với cơ quan mã {other.code}, {_where(other)}; đây là cơ quan mới.")
    else:
        ended = directory.agencies[min(named)]
        line.fault(
            "name", f"cơ quan này trong danh mục {directory.ends[ended.pk].words}; hãy ghi cơ quan hiện nay"
        )


def _where(agency):
    return provinces.names().get(agency.province, agency.place)


def _take(line, agency):
    line.agency = agency
    if line.name != agency.name:
        line.notes.append(f"Danh mục ghi tên {agency.name}; tên ấy được giữ.")


def _check_agency(line, bloc, directory):
    """What the directory, the book of members and the register of names would refuse."""
    if line.agency and line.joined_on:
        try:
            founding.joining(bloc, agency=line.agency, joined_on=line.joined_on)
        except RuleError as refusal:
            line.fault("joined_on", str(refusal).rstrip("."))
    elif not line.agency:
        if not line.kind and not any(fault.key in ("kind", "name", "code") for fault in line.faults):
            line.fault("kind", "cơ quan mới; hãy chọn loại hình")
        if (line.name, line.joined_on) in directory.begun and not line.faults:
            day = short(line.joined_on)
            line.fault("name", f"đã có một cơ quan mang đúng tên này từ {day}; hãy ghi thêm tên tỉnh vào tên")


def _refuse_same(lines):
    """Two rows may name one agency by two of its names."""
    seen = {}
    for line in lines:
        first = line.agency and seen.setdefault(line.agency.pk, line)
        if first and first is not line and not line.faults:
            line.fault("name", f"cùng là cơ quan ở dòng {first.number}")


def _people(lines):
    """The persons who work at these agencies already, by name without accents; homonyms are told."""
    agencies = [line.agency.pk for line in lines if line.agency and line.person]
    working = {}
    for person in Person.objects.filter(agency__in=agencies).select_related("user"):
        working.setdefault((person.agency_id, person.search_key), []).append(person)
    for line in lines:
        same = (
            working.get((line.agency.pk, search_key(line.full_name)), [])
            if line.agency and line.person
            else []
        )
        if len(same) > 1:
            line.fault(
                "person", f"cơ quan này có {len(same)} người cùng tên; hãy mời người này trong danh mục"
            )
        elif same:
            line.known = same[0]
            has = "đã có tài khoản nên không mời lại" if same[0].user_id else "đã có trong danh mục"
            line.notes.append(f"{same[0]} {has}.")


def _refuse_taken(lines):
    """A user name that somebody has: the invited would have to think of another one."""
    asked = {line.username: line for line in lines if line.username and not _has_account(line)}
    taken = User.objects.filter(username__in=asked).values_list("username", flat=True)
    for username in taken:
        asked[username].fault("account", f"tên đăng nhập “{username}” đã có người dùng; hãy ghi tên khác")


def _has_account(line):
    return line.known is not None and line.known.user_id is not None
