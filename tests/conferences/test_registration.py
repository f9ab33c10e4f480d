"""The list kept by its people: a member its own delegates until the opening, the head everybody."""

import pytest
from django.urls import reverse

from conferences.attending import delegates, registration
from conferences.models import Delegate
from conferences.running import meetings
from core.models import User
from core.rules import RuleError
from tests import kept, world
from tests.awards import scene as honours

from . import scene

pytestmark = pytest.mark.django_db


@kept.once
def gathering():
    """A planned conference with chair, secretary, one delegate of the third member; three accounts."""
    conference = scene.planned(world.season(), "thematic")
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair")
    scene.person(conference, scene.HEAD, "Lê Quang Vinh", role="secretary")
    scene.person(conference, scene.MEMBER, "Trần Thị Mai", came=False)
    scene.guest(conference, came=False)
    for place in (scene.HEAD, scene.DEPUTY, scene.MEMBER):
        scene.user_of(conference.season, place)
    return conference


@pytest.fixture
def conference():
    return gathering()


def account(place):
    return User.objects.get(username=f"clerk-{place}")


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def names(conference, place=scene.MEMBER):
    agency = honours.member(conference.season, place).pk
    return [row.full_name for row in delegates.listed(conference) if row.agency_id == agency]


def test_a_member_registers_several_corrects_one_removes_one(client, conference):
    client.force_login(account(scene.MEMBER))
    own = honours.member(conference.season, scene.MEMBER)

    client.post(
        url("delegate_new", conference), {"agency": own.pk, "full_name": "Đỗ Hà", "email": "ha@co.vn"}
    )
    client.post(
        url("delegate_paste", conference),
        {"agency": own.pk, "text": "1. Lý An, Vụ trưởng\nĐỗ Hà\n\n2) Bùi Tư"},
    )
    mai = conference.delegates.get(full_name="Trần Thị Mai")
    client.post(url("delegate_change", mai), {"agency": own.pk, "full_name": "Trần Thị Mai Hương"})
    client.post(url("delegate_remove", conference.delegates.get(full_name="Bùi Tư")))

    assert names(conference) == ["Trần Thị Mai Hương", "Đỗ Hà", "Lý An"]
    assert conference.delegates.get(full_name="Lý An").position == "Vụ trưởng"
    assert set(conference.delegates.filter(agency=own).values_list("role", flat=True)) == {"delegate"}


@pytest.mark.parametrize(
    "text", ["Lý An\tVụ trưởng", "1\tLý An\tVụ trưởng\t", "\t Lý  An \t Vụ trưởng\r\n\t"]
)
def test_names_and_positions_copied_from_two_columns_of_a_sheet_stay_apart(client, conference, text):
    client.force_login(account(scene.MEMBER))
    own = honours.member(conference.season, scene.MEMBER)

    client.post(url("delegate_paste", conference), {"agency": own.pk, "text": text})

    assert names(conference) == ["Trần Thị Mai", "Lý An"]
    assert conference.delegates.get(full_name="Lý An").position == "Vụ trưởng"


def test_a_member_keeps_its_own_delegates_only(client, conference):
    client.force_login(account(scene.MEMBER))
    head = honours.member(conference.season, scene.HEAD)
    answer = client.post(url("delegate_new", conference), {"agency": head.pk, "full_name": "Ai Đó"})
    assert list(answer.context["form"].errors) == ["agency"]

    for row in conference.delegates.exclude(full_name="Trần Thị Mai"):
        for name in (
            "delegate_change",
            "delegate_substitute",
            "delegate_remove",
            "delegate_check_in",
            "desk_arrive",
        ):
            assert client.post(url(name, row)).status_code == 403, (row, name)
    for name in ("desk", "badges", "invitations", "quorum", "conference_open_below"):
        assert client.get(url(name, conference)).status_code == 403, name


def test_a_member_names_a_substitute_and_takes_it_back(client, conference):
    client.force_login(account(scene.MEMBER))
    mai = conference.delegates.get(full_name="Trần Thị Mai")
    client.post(url("delegate_substitute", mai), {"full_name": "Đỗ Hà", "reason": "ốm"})
    assert names(conference) == ["Đỗ Hà"]
    page = client.get(url("delegates", conference)).text
    assert "thay Trần Thị Mai" in page
    assert "Hủy ủy quyền" in page

    client.post(url("delegate_restore", conference.delegates.get(full_name="Đỗ Hà")))
    assert names(conference) == ["Trần Thị Mai"]


def test_from_the_opening_on_the_list_is_the_heads(client, conference):
    meetings.open(conference, below_reason="Đã hẹn", by=None)
    member, mai = account(scene.MEMBER), conference.delegates.get(full_name="Trần Thị Mai")
    facts = {"full_name": "Đỗ Hà", "agency": mai.agency}
    for act in (
        lambda: registration.add(conference, **facts, by=member),
        lambda: registration.add_list(conference, agency=mai.agency, text="Đỗ Hà", by=member),
        lambda: registration.correct(mai, full_name="Mai", by=member),
        lambda: registration.remove(mai, by=member),
        lambda: registration.substitute(mai, full_name="Đỗ Hà", reason="ốm", by=member),
        lambda: registration.withdraw(mai, by=member),
    ):
        with pytest.raises(RuleError, match="đơn vị không tự sửa danh sách được nữa"):
            act()
    client.force_login(member)
    assert "Đăng ký đại biểu" not in client.get(url("delegates", conference)).text

    registration.add(conference, **facts, by=account(scene.HEAD))
    assert names(conference) == ["Trần Thị Mai", "Đỗ Hà"]


@pytest.mark.parametrize("text", ["", "\n \n", "\n".join(f"Người {number}" for number in range(51))])
def test_a_list_too_short_or_too_long_is_refused(text):
    with pytest.raises(RuleError, match="Mỗi lần dán từ 1 đến 50 người"):
        registration.add_list(None, agency=None, text=text, by=None)


def test_each_line_of_a_list_that_cannot_stand_is_named(client, conference):
    client.force_login(account(scene.MEMBER))
    own = honours.member(conference.season, scene.MEMBER)
    text = f"Lý An, Vụ trưởng\n\n{'Lý ' * 50}, Vụ trưởng\n, Phó Vụ trưởng\n4. Bùi Tư; {'Vụ ' * 70}"

    form = client.post(url("delegate_paste", conference), {"agency": own.pk, "text": text}).context["form"]

    assert form.non_field_errors() == [
        f"Dòng 2 (không kể dòng trống), “{('Lý ' * 13).rstrip()}…”: họ và tên dài 149 ký tự, nhiều nhất 120. "
        "Hãy viết gọn, hoặc đưa mỗi người vào một dòng.",
        "Dòng 3 (không kể dòng trống), “, Phó Vụ trưởng”: thiếu họ tên. "
        "Hãy ghi họ tên trước, rồi dấu phẩy, rồi chức vụ.",
        "Dòng 4 (không kể dòng trống), “4. Bùi Tư; Vụ Vụ Vụ Vụ Vụ Vụ Vụ Vụ Vụ V…”: chức vụ dài 209 ký tự, "
        "nhiều nhất 200. Hãy viết gọn, hoặc đưa mỗi người vào một dòng.",
    ]
    assert (names(conference), form["text"].value()) == (["Trần Thị Mai"], text)


def test_an_unknown_address_of_mail_is_refused(client, conference):
    client.force_login(account(scene.HEAD))
    facts = {"agency": "", "body": "Bộ A", "full_name": "Ai", "role": Delegate.Role.GUEST, "email": "sai"}
    errors = client.post(url("delegate_new", conference), facts).context["form"].errors
    assert errors == {"email": ["Hãy nhập địa chỉ thư có dạng ten@coquan.vn."]}


def test_whom_the_head_made_a_chair_meanwhile_is_left_to_the_head(conference):
    mai = conference.delegates.get(full_name="Trần Thị Mai")
    known = conference.delegates.get(pk=mai.pk)
    delegates.correct(mai, full_name=mai.full_name, agency=mai.agency, role="chair", by=None)

    acts = {"correct": {"full_name": "Đỗ Hà"}, "substitute": {"full_name": "Đỗ Hà"}, "remove": {}}
    for name, facts in acts.items():
        with pytest.raises(RuleError, match="giờ do đơn vị chủ trì hội nghị ghi"):
            getattr(registration, name)(known, **facts, by=account(scene.MEMBER))
    registration.correct(known, full_name="Trần Mai", by=account(scene.HEAD))
    assert conference.delegates.get(pk=mai.pk).role == "chair"
