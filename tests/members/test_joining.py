"""Two records of one person become one: what passes over, what is refused, where old links lead."""

from datetime import date

import pytest
from django.urls import reverse

from core import accounts
from core.models import Entry
from core.rules import RuleError
from members import invitations, joined, joining, namesakes, people, posts
from members.models import Person, Post
from tests import kept, world

pytestmark = pytest.mark.django_db

WHY = "Cùng số hiệu cán bộ"
LATER = date(2020, 1, 1)


@kept.once
def twins():
    """An officer; a clerk of Ban Một who can sign in; the second record of the same person at Ban Hai."""
    officer = world.officer()
    kept_one = world.person(world.agency("Ban Một"), Post.Kind.CLERK)
    gone = world.person(world.agency("Ban Hai"), Post.Kind.LEADER, username="thu.ha")
    return [officer, kept_one, gone]


def url(name, person, **query):
    return reverse(f"members:{name}", args=[person.pk], query=query)


def refusal(kept_one, gone, by):
    with pytest.raises(RuleError) as refused:
        joining.join(kept_one, gone, reason=WHY, by=by)
    assert joining.foresee(kept_one, gone).refusal == str(refused.value)
    return str(refused.value)


def test_all_of_the_second_record_passes_over_in_one_act(client):
    officer, kept_one, gone = twins()
    people.correct(gone, personal_code="CB-7", by=None)
    same = posts.appoint(gone, agency=kept_one.agency, kind=Post.Kind.CLERK, starts_on=LATER, by=None)
    posts.end(same, ends_on=date(2021, 1, 1), by=None)
    client.force_login(officer)

    looked = client.get(url("person_join", kept_one, **{"with": gone.pk}))
    assert looked.context["foreseen"].moves == ["2 chức trách", "tài khoản thu.ha", "mã cá nhân CB-7"]
    assert looked.context["foreseen"].notes == [
        "Hai bản ghi thuộc hai cơ quan: Ban Một và Ban Hai. Sau khi gộp, người này thuộc Ban Một; "
        "những gì đã đề nghị, đã quyết định giữ nguyên cơ quan khi ấy."
    ]
    done = client.post(url("person_join", kept_one), {"gone": gone.pk, "reason": WHY}, follow=True)

    assert [str(message) for message in done.context["messages"]] == [
        "Đã gộp hai bản ghi của Nguyễn Thu Hà: 2 chức trách, tài khoản thu.ha, mã cá nhân CB-7."
    ]
    row = Person.objects.get(pk=kept_one.pk)
    assert (row.user.username, row.personal_code) == ("thu.ha", "CB-7")
    held = [(post.kind, post.agency.name, post.starts_on, post.ends_on) for post in row.posts.order_by("pk")]
    assert held == [
        ("clerk", "Ban Một", world.LONG_AGO, None),  # both records held it: one post, from first to last
        ("leader", "Ban Hai", world.LONG_AGO, None),
    ]
    left = Person.every.get(pk=gone.pk)
    assert (left.joined_into, left.user, left.personal_code) == (row, None, "")
    assert [(each.name, each.reason) for each in joined.into(row)] == [("Nguyễn Thu Hà", WHY)]
    assert Entry.objects.get(act=joined.ACT, subject_type="members.person").actor == officer


def test_the_joined_record_is_in_no_list_and_its_links_lead_to_the_kept_one(client):
    officer, kept_one, gone = twins()
    client.force_login(officer)
    joining.join(kept_one, gone, reason=WHY, by=officer)

    assert not namesakes.of("Nguyễn Thu Hà", officer, but=kept_one)
    assert list(gone.agency.people.all()) == []
    for name in ("person", "person_correct", "person_join"):
        assert client.get(url(name, gone)).url == url(name, kept_one)
    page = client.get(url("person", gone), follow=True).text
    assert "Bản ghi đã gộp vào đây" in page and WHY in page
    late = client.post(url("person_transfer", gone), {"agency": gone.agency_id, "position": ""})
    assert late.status_code == 409
    assert "Bản ghi này đã gộp vào Nguyễn Thu Hà. Hãy mở bản ghi ấy rồi làm lại." in late.text
    with pytest.raises(RuleError, match="Bản ghi Nguyễn Thu Hà vừa gộp vào Nguyễn Thu Hà"):
        posts.appoint(gone, agency=gone.agency, kind=Post.Kind.CLERK, starts_on=LATER, by=officer)
    client.force_login(world.person(world.agency("Ban Ba"), Post.Kind.CLERK, username="ba", given="Ba").user)
    assert client.get(url("person", gone)).status_code == 404


def test_one_that_took_in_others_may_be_joined_in_its_turn():
    officer, kept_one, gone = twins()
    third = world.person(world.agency("Ban Ba"))
    joining.join(third, kept_one, reason=WHY, by=officer)

    assert joining.join(gone, third, reason=WHY, by=officer) == ["1 bản ghi đã gộp trước đó", "1 chức trách"]
    assert set(Person.every.filter(joined_into=gone)) == {kept_one, third}


def test_what_would_break_a_promise_is_refused_with_a_sentence(client):
    officer, kept_one, gone = twins()
    assert refusal(kept_one, kept_one, officer) == "Hãy chọn một bản ghi khác với bản ghi đang mở."
    for code, person in (("CB-1", kept_one), ("CB-2", gone)):
        people.correct(person, personal_code=code, by=None)
    assert refusal(kept_one, gone, officer) == (
        "Hai bản ghi có mã cá nhân khác nhau (CB-1 và CB-2) nên được coi là hai người. "
        "Nếu một mã ghi nhầm, hãy sửa mã ấy trước."
    )
    people.correct(gone, personal_code="", by=None)
    people.link_account(kept_one, user=accounts.open_own("ha.hai", password=world.PASSWORD), by=None)
    assert refusal(kept_one, gone, officer) == (
        "Cả hai bản ghi đều có tài khoản đang mở (ha.hai và thu.ha). "
        "Một người dùng một tài khoản: hãy khóa tài khoản không dùng nữa rồi gộp lại."
    )
    people.close_account(kept_one, reason="Thừa", by=officer)
    kept_one = Person.objects.get(pk=kept_one.pk)
    assert refusal(kept_one, gone, officer) == (
        "Tài khoản đang mở (thu.ha) thuộc bản ghi sẽ mất. Hãy giữ bản ghi ấy và gộp bản ghi này vào đó."
    )
    client.force_login(officer)
    refused = client.post(url("person_join", kept_one), {"gone": gone.pk, "reason": WHY})
    assert "Hãy giữ bản ghi ấy và gộp bản ghi này vào đó." in refused.text

    joining.join(gone, kept_one, reason=WHY, by=officer)
    assert Person.every.get(pk=kept_one.pk).user.username == "ha.hai"  # closed, and closed for good
    client.force_login(gone.user)
    assert client.get(url("person_join", gone)).status_code == 403


def test_one_invitation_at_most_stays_open():
    officer, kept_one, _ = twins()
    gone = world.person(world.agency("Ban Ba"))
    for person in (kept_one, gone):
        invitations.invite(person, by=officer)

    joining.join(kept_one, gone, reason=WHY, by=officer)

    states = kept_one.invitations.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["open", "revoked"]


def test_the_page_offers_those_of_the_name_or_searched_for_in_the_same_number_of_queries(
    client, django_assert_num_queries
):
    officer, kept_one, gone = twins()
    client.force_login(officer)
    assert client.get(url("person_join", kept_one)).context["others"] == [gone]
    assert client.get(url("person_join", kept_one, q="không ai")).context["others"] == []
    with django_assert_num_queries(4):
        assert len(joining.candidates(kept_one, "nguyen", by=officer)) == 2
    world.person(world.agency("Ban Ba"))
    with django_assert_num_queries(2):  # rights are known by now
        assert len(joining.candidates(kept_one, "nguyen", by=officer)) == 3
