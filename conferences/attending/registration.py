"""The list of delegates as its people keep it: a member its own until the opening, the head everybody's.

What a member's staff may not do after the opening (the list at the door is the head's then) is told here;
what nobody may do, by `delegates` and `substitutions`.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import leadership
from conferences.attending import delegates, substitutions
from conferences.holding import REFUSALS, hold
from conferences.models import Conference, Delegate
from core.rules import RuleError
from core.text import clean_line, excerpt

LATE = (
    "Hội nghị đã khai mạc nên đơn vị không tự sửa danh sách được nữa. "
    "Hãy báo đơn vị chủ trì hội nghị sửa tại bàn đón tiếp."
)
HEADS = "Người này giờ do đơn vị chủ trì hội nghị ghi. Hãy tải lại trang để xem danh sách mới nhất."
PARTED = re.compile(r"\t|;|,")  # what parts a name from a position in a pasted line
NUMBERED = re.compile(r"^\s*\d+\s*[.)\t-]\s*")  # "1. ", "2) "
MOST = 50  # people in one pasted list


def add(conference, *, by, **facts):
    """Put somebody on the list and return the Delegate; `facts` and refusals as `delegates.invite`."""
    with transaction.atomic():
        _refuse_late(conference, by)
        return delegates.invite(conference, **facts, by=by)


def add_list(conference, *, agency, text, by):
    """Put everybody of a pasted list on it, one a line, "name, position"; return how many are new.

    Who is on the list already stays as it is. Raises RuleError for a list too long or without a name,
    ValidationError with a sentence for each line that cannot stand.
    """
    people = _people(text)
    if not 0 < len(people) <= MOST:
        raise RuleError(f"Mỗi lần dán từ 1 đến {MOST} người, mỗi người một dòng.")
    with transaction.atomic():
        _refuse_late(conference, by)
        conference = hold(conference, *delegates.WRITABLE)
        known = set(conference.delegates.filter(agency=agency).values_list("full_name", flat=True))
        fresh = {name: position for name, position in people if name not in known}
        for name, position in fresh.items():
            delegates.invite(conference, agency=agency, full_name=name, position=position, by=by)
    return len(fresh)


def correct(delegate, *, by, **facts):
    """Correct who it is; what is not in `facts` stays. Raises as `delegates.correct`."""
    names = ("agency", "body", "role")
    with transaction.atomic():
        delegate = _as_it_stands(delegate, by)
        return delegates.correct(delegate, **{name: getattr(delegate, name) for name in names} | facts, by=by)


def remove(delegate, *, by):
    """Take somebody off the list; raises as `delegates.remove`."""
    with transaction.atomic():
        delegates.remove(_as_it_stands(delegate, by), by=by)


def substitute(delegate, *, by, **facts):
    """Record who comes in a delegate's place; `facts` and refusals as `substitutions.name`."""
    with transaction.atomic():
        return substitutions.name(_as_it_stands(delegate, by), **facts, by=by)


def withdraw(delegate, *, by):
    """Take a substitution back; raises as `substitutions.withdraw`."""
    with transaction.atomic():
        _refuse_late(delegate.conference, by)
        substitutions.withdraw(delegate, by=by)


def own_of(conference, agencies):
    """Return those of the members invited to a conference that are among the ids `agencies`, in order."""
    return delegates.invited(conference).filter(pk__in=agencies)


def may_be_corrected_by_its_own(delegate):
    """Whether it is a delegate whom the own agency names; chair, secretary and guests are the head's."""
    return delegate.agency_id is not None and delegate.role == Delegate.Role.DELEGATE


def hindrance(conference, user):
    """Return why this person may not keep the list any more, in a sentence; empty for who may."""
    if conference.is_over:
        return REFUSALS[Conference.State.CLOSED]
    if conference.state == Conference.State.PLANNED or leadership.leads(user, conference.season):
        return ""
    return LATE


def _refuse_late(conference, by):
    """Raise RuleError for a member's staff once the conference is open; lock it until the act is over."""
    if by is None:
        return
    found = hold(conference, *Conference.State)
    if sentence := hindrance(found, by):
        raise RuleError(sentence)


def _as_it_stands(delegate, by):
    """The delegate as it is now, under the lock of its conference; refused where it became the head's."""
    _refuse_late(delegate.conference, by)
    found = Delegate.objects.select_related("conference__season").filter(pk=delegate.pk).first()
    if found is None:
        return delegate  # removed meanwhile: what is asked of it says so
    if by and not leadership.leads(by, found.conference.season) and not may_be_corrected_by_its_own(found):
        raise RuleError(HEADS)
    return found


def _people(text):
    """The (name, position) of each line that is not empty, numbers at its beginning left out."""
    found, faults = [], []
    for number, line in enumerate(filter(clean_line, text.splitlines()), 1):
        name, *rest = PARTED.split(NUMBERED.sub("", line), maxsplit=1)
        person = {"full_name": clean_line(name), "position": clean_line("".join(rest)).strip(",; ")}
        named = f"Dòng {number} (không kể dòng trống), “{excerpt(line)}”"
        faults += [f"{named}: {fault}" for fault in _faults(person)]
        found.append(tuple(person.values()))
    if faults:
        raise ValidationError(faults)
    return found


def _faults(person):
    """Yield what is wrong with one line of a list, in sentences."""
    if not person["full_name"]:
        yield "thiếu họ tên. Hãy ghi họ tên trước, rồi dấu phẩy, rồi chức vụ."
    for name, value in person.items():
        field = Delegate._meta.get_field(name)
        if len(value) > field.max_length:
            yield (
                f"{field.verbose_name} dài {len(value)} ký tự, nhiều nhất {field.max_length}. "
                "Hãy viết gọn, hoặc đưa mỗi người vào một dòng."
            )
