"""A post goes from one to the next without a gap and without two holders; posts ahead and side by side."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.rules import RuleError
from members import acting, posts
from members.models import Post
from tests import world
from tests.members.test_rights import again

pytestmark = pytest.mark.django_db
LAST_DAY, NEXT_DAY = date(2023, 6, 30), date(2023, 7, 1)


@pytest.fixture
def scene():
    """An agency, its clerk's post, and a colleague."""
    agency = world.agency()
    clerk = world.person(agency, Post.Kind.CLERK, username="ha")
    return agency, clerk.posts.get(), world.person(agency, username="mai", given="Mai")


def test_rights_go_over_by_themselves(scene):
    agency, post, mai = scene
    with clock.at(date(2023, 6, 1)):
        posts.hand_over(post, successor=mai, last_day=LAST_DAY, by=None)

    for day, holders in ((LAST_DAY, (True, False)), (NEXT_DAY, (False, True))):
        with clock.at(day):
            found = [acting.acts_for(again(who.user), agency.pk) for who in (post.person, mai)]
        assert tuple(found) == holders


def test_what_is_open_is_shown_before_and_one_click_hands_over(client):
    body = world.agency("Cơ quan quản lý", code="QL")
    world.bloc(["Ban Một", "Ban Hai"], body=body)
    officer = world.officer(body)
    mai = world.person(body, username="mai", given="Mai")
    client.force_login(officer)
    url = reverse("members:post_hand_over", args=[Post.objects.get(person__user=officer).pk])

    page = client.get(url).text
    assert "Việc đang mở của Nguyễn Thu Lan" in page
    assert "Mở năm thi đua đầu tiên của Khối thử" in page
    answer = client.post(url, {"successor": mai.pk, "last_day": "30/06/2099"}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["Đã bàn giao: Nguyễn Thu Mai giữ chức trách từ 01/07/2099."]
    assert [row.starts_on for row in mai.posts.all()] == [date(2099, 7, 1)]


def test_the_last_officer_hands_over_only_to_somebody_who_can_sign_in():
    body = world.agency("Cơ quan quản lý", code="QL")
    post = Post.objects.get(person__user=world.officer(body))
    mai = world.person(body, given="Mai")

    with pytest.raises(RuleError) as refusal:
        posts.hand_over(post, successor=mai, last_day=date(2099, 6, 30), by=None)

    assert str(refusal.value) == posts.LAST_OFFICER
    assert not mai.posts.exists()


def test_a_post_is_not_handed_to_its_holder_or_before_it_began(scene):
    _, post, mai = scene

    with pytest.raises(RuleError) as own:
        posts.hand_over(post, successor=post.person, last_day=LAST_DAY, by=None)
    with pytest.raises(RuleError) as early:
        posts.hand_over(post, successor=mai, last_day=date(2014, 12, 31), by=None)

    assert str(own.value) == "Hãy chọn người khác với người đang giữ chức trách."
    assert str(early.value) == "Chức trách này bắt đầu ngày 01/01/2015. Hãy chọn ngày bàn giao từ ngày đó."


def test_a_second_click_hands_nothing_over_twice(scene):
    _, post, mai = scene
    facts = {"successor": mai, "last_day": date(2099, 6, 30), "by": None}
    posts.hand_over(post, **facts)

    with pytest.raises(RuleError):
        posts.hand_over(post, **facts)

    assert Post.objects.count() == 2


def test_a_successor_of_another_agency_is_no_choice(client, scene):
    _, post, _ = scene
    stranger = world.person(world.agency("Ban Hai"), given="An")
    client.force_login(world.officer())
    url = reverse("members:post_hand_over", args=[post.pk])

    answer = client.post(url, {"successor": stranger.pk, "last_day": "30/06/2099"})

    assert list(answer.context["form"].errors) == ["successor"]


# --- Ahead, and side by side ----------------------------------------------------------------


def test_a_post_entered_ahead_gives_no_rights_before_its_day_and_can_be_taken_back(client, scene):
    agency, _, mai = scene
    client.force_login(world.officer())
    post = posts.appoint(mai, agency=agency, kind=Post.Kind.LEADER, starts_on=date(2099, 1, 1), by=None)

    assert not acting.acts_for(again(mai.user), agency.pk)
    assert "chưa bắt đầu" in client.get(reverse("members:person", args=[mai.pk])).text
    assert client.post(reverse("members:post_withdraw", args=[post.pk])).status_code == 302
    assert not mai.posts.exists()


def test_a_post_that_has_begun_is_ended_and_not_taken_back(scene):
    _, post, _ = scene

    with pytest.raises(RuleError) as refusal:
        posts.withdraw(post, by=None)

    assert str(refusal.value) == (
        "Chức trách này đã bắt đầu từ ngày 01/01/2015. Hãy ghi ngày kết thúc thay cho việc rút."
    )


@pytest.mark.parametrize(
    "ended, again_from, clashes", [(LAST_DAY, LAST_DAY, True), (LAST_DAY, NEXT_DAY, False)]
)
def test_the_same_post_follows_itself_but_never_overlaps(scene, ended, again_from, clashes):
    agency, post, _ = scene
    posts.end(post, ends_on=ended, by=None)
    facts = {"agency": agency, "kind": Post.Kind.CLERK, "starts_on": again_from, "by": None}

    if clashes:
        with pytest.raises(RuleError) as refusal:
            posts.appoint(post.person, **facts)
        assert str(refusal.value) == (
            "Nguyễn Thu Hà đã được giao chức trách này tại cơ quan này từ 01/01/2015 đến hết 30/06/2023. "
            "Hãy chọn ngày không trùng, hoặc kết thúc chức trách ấy trước."
        )
    else:
        posts.appoint(post.person, **facts)


def test_an_end_cannot_move_into_the_next_post_of_the_same_person(scene):
    agency, post, _ = scene
    with clock.at(date(2023, 6, 1)):
        posts.end(post, ends_on=LAST_DAY, by=None)
        posts.appoint(post.person, agency=agency, kind=Post.Kind.CLERK, starts_on=date(2023, 9, 1), by=None)

        with pytest.raises(RuleError):
            posts.end(post, ends_on=date(2023, 9, 1), by=None)
        posts.end(post, ends_on=date(2023, 8, 31), by=None)


def test_the_database_refuses_an_overlap_that_no_rule_has_seen(scene):
    agency, post, _ = scene
    posts.end(post, ends_on=LAST_DAY, by=None)
    second = Post(person=post.person, agency=agency, kind=post.kind, starts_on=NEXT_DAY)
    second.save()

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=post.person, agency=agency, kind=post.kind, starts_on=LAST_DAY, ends_on=LAST_DAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(ends_on=NEXT_DAY)
