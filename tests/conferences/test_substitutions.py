"""Standing in for somebody who cannot come: in the list, the minutes, on the roll; when it is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from conferences.attending import attendance, delegates, substitutions
from conferences.casting import rolls
from conferences.models import Delegate, Substitution
from conferences.polling import polls
from conferences.running import meetings, minutes
from core.models import Entry
from core.rules import RuleError
from tests import kept, world

from . import polled, scene

pytestmark = pytest.mark.django_db

MANDATE = {"reason": "đi công tác", "paper_number": "12-CV/BM", "paper_date": date(2024, 1, 20)}


@kept.once
def gathering():
    """A planned conference: a chair, a secretary, two of the third member, nobody checked in yet."""
    conference = scene.planned(world.season(), "thematic")
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair", came=False)
    scene.person(conference, scene.HEAD, "Lê Quang Vinh", role="secretary", came=False)
    scene.person(conference, scene.MEMBER, "Trần Thị Mai", came=False)
    scene.person(conference, scene.MEMBER, "Ngô Văn Bình", came=False)
    return conference


def named(conference, name):
    return conference.delegates.get(full_name=name)


def stands_in(conference, absent="Trần Thị Mai", name="Đỗ Hà", **facts):
    return substitutions.name(named(conference, absent), full_name=name, by=None, **MANDATE | facts)


def listed(conference):
    return [(row.full_name, row.mandate.words if row.mandate else "") for row in delegates.listed(conference)]


def test_the_substitute_stands_in_the_place_of_the_other_with_the_paper():
    conference = gathering()
    stands_in(conference, position="Vụ trưởng")

    assert listed(conference) == [
        ("Vũ Trọng Lâm", ""),
        ("Lê Quang Vinh", ""),
        ("Đỗ Hà", "thay Trần Thị Mai, văn bản ủy quyền số 12-CV/BM ngày 20/01/2024"),
        ("Ngô Văn Bình", ""),
    ]
    assert [seat.name for seat in rolls.of(conference, "delegates")] == [row[0] for row in listed(conference)]
    turnout = attendance.turnout(*attendance.roll(conference))
    assert turnout.delegates == 4


def test_a_chair_is_stood_in_for_and_the_minutes_say_it():
    conference = gathering()
    stands_in(conference, "Vũ Trọng Lâm", "Phạm Thu")
    for row in delegates.listed(conference):
        attendance.check_in(row, by=None)

    assert delegates.listed(conference)[0].role == Delegate.Role.CHAIR
    opened = meetings.open(conference, below_reason="Hẹn trước", by=None)
    told = str(minutes.blocks(opened))
    assert "Phạm Thu (thay Vũ Trọng Lâm, văn bản ủy quyền số 12-CV/BM ngày 20/01/2024)" in told
    assert told.count("name='Phạm Thu'") == 1


def test_a_second_click_and_the_way_back():
    conference = gathering()
    first = stands_in(conference)
    assert stands_in(conference) == first

    substitutions.withdraw(first.substitute, by=None)
    substitutions.withdraw(first.substitute, by=None)

    assert [name for name, _ in listed(conference)][2] == "Trần Thị Mai"
    assert Substitution.objects.count() == 0
    acts = Entry.objects.filter(subject_type="conferences.substitution").values_list("act", flat=True)
    assert sorted(acts) == ["substitution.name", "substitution.withdraw"]


def test_what_is_refused():
    conference = gathering()
    mai, binh = named(conference, "Trần Thị Mai"), named(conference, "Ngô Văn Bình")
    with pytest.raises(ValidationError, match="đã có trong danh sách"):
        stands_in(conference, name="Ngô Văn Bình")
    found = stands_in(conference)

    for act in (
        lambda: stands_in(conference, name="Người Khác"),
        lambda: delegates.correct(mai, full_name="Mai", agency=mai.agency, role="delegate", by=None),
        lambda: delegates.remove(mai, by=None),
        lambda: attendance.check_in(mai, by=None),
    ):
        with pytest.raises(RuleError, match="Trần Thị Mai đã ủy quyền cho Đỗ Hà"):
            act()
    with pytest.raises(RuleError, match="đang thay người khác nên không ủy quyền lại"):
        stands_in(conference, "Đỗ Hà", "Ai Đó")
    with pytest.raises(RuleError, match=r"đang thay người khác\. Hãy hủy ủy quyền"):
        delegates.remove(found.substitute, by=None)
    attendance.check_in(binh, by=None)
    with pytest.raises(RuleError, match="Ngô Văn Bình đã điểm danh có mặt"):
        stands_in(conference, "Ngô Văn Bình", "Ai Đó")
    attendance.check_in(found.substitute, by=None)
    with pytest.raises(RuleError, match="Hãy bỏ điểm danh trước"):
        substitutions.withdraw(found.substitute, by=None)


def test_who_comes_after_all_sits_in_the_capacity_the_substitute_has_now():
    conference = gathering()
    found = stands_in(conference, "Lê Quang Vinh", "Đỗ Hà").substitute
    facts = {"full_name": "Đỗ Hà", "agency": found.agency, "by": None}
    delegates.correct(found, **facts, role="delegate")
    mai = named(conference, "Trần Thị Mai")
    delegates.correct(mai, full_name=mai.full_name, agency=mai.agency, role="secretary", by=None)

    substitutions.withdraw(found, by=None)

    roles = conference.delegates.sitting().values_list("full_name", "role")
    assert dict(roles)["Lê Quang Vinh"] == "delegate"
    assert [name for name, role in roles if role == "secretary"] == ["Trần Thị Mai"]


def test_a_substitute_stays_with_the_agency_of_the_other():
    conference = gathering()
    found, head = stands_in(conference).substitute, named(conference, "Vũ Trọng Lâm").agency
    facts = {"full_name": "Đỗ Hà", "role": "delegate", "by": None}
    with pytest.raises(RuleError, match="Đỗ Hà đang thay Trần Thị Mai nên thuộc cùng đơn vị"):
        delegates.correct(found, **facts, agency=head)

    delegates.correct(found, **facts | {"full_name": "Đỗ Thu Hà"}, agency=found.agency)
    assert conference.delegates.get(pk=found.pk).full_name == "Đỗ Thu Hà"


def test_the_roll_of_an_open_poll_by_delegates_stays_as_it_is():
    conference = polled.hall()
    late = scene.person(conference, 3, "Người Đến Sau", came=False)
    poll = polled.opened(conference, mode="slip", roll="delegates")
    with pytest.raises(RuleError, match="danh sách cử tri theo đại biểu đã chốt"):
        substitutions.name(late, full_name="Đỗ Hà", reason="bận", by=None)

    polls.void(poll, reason="thử", by=polled.opener())
    assert substitutions.name(late, full_name="Đỗ Hà", reason="bận", by=None).absent == late
