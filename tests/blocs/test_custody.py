"""A managing body that merges: its successor manages the bloc, previewed, done once, kept in the history."""

from datetime import date

import pytest
from django.urls import reverse

from blocs import custody
from blocs.models import Bloc
from core import clock
from core.models import Entry
from core.rules import RuleError
from desk import todo
from members import successions
from members.models import Post
from tests import world
from tests.members.reorganised import DECISION, NEW, merged

pytestmark = pytest.mark.django_db
AFTER = date(2025, 2, 10)
OLD = "Cơ quan quản lý Khối thử"


@pytest.fixture
def bloc():
    return world.bloc()


@pytest.fixture
def officer(bloc):
    return world.officer(bloc.managing_body)


def now(bloc):
    return Bloc.objects.get(pk=bloc.pk)


def refusal_of(bloc):
    with pytest.raises(RuleError) as refusal:
        custody.follow(bloc, by=None)
    return str(refusal.value)


def test_the_successor_manages_the_bloc_and_the_history_says_so(bloc, officer):
    act = merged(bloc.managing_body)
    with clock.at(AFTER):
        custody.follow(bloc, by=officer)

    moved = now(bloc)
    (link,) = act.links.all()
    entry = Entry.objects.about(bloc).first()
    assert moved.managing_body.name == NEW
    assert (entry.act, entry.actor) == ("bloc.follow", officer)
    assert (entry.before, entry.after) == (
        {"managing_body_id": link.predecessor_id},
        {"managing_body_id": link.successor_id},
    )


def test_nothing_follows_before_the_day_twice_or_for_a_body_that_goes_on(bloc):
    assert refusal_of(bloc) == f"{OLD} đang quản lý Khối và đang hoạt động, nên không có gì phải ghi."
    merged(bloc.managing_body)
    with clock.at(date(2025, 2, 2)):
        assert custody.waiting([bloc]) == []
        assert refusal_of(now(bloc)) == "Việc này ghi được từ ngày 03/02/2025."
    with clock.at(AFTER):
        custody.follow(now(bloc), by=None)
        assert refusal_of(bloc) == f"{NEW} đang quản lý Khối và đang hoạt động, nên không có gì phải ghi."


def test_a_new_name_needs_no_act(bloc):
    successions.rename(
        bloc.managing_body,
        name="Ban Thi đua",
        short_name="Ban Thi đua",
        code="BTĐ",
        happens_on=date(2025, 2, 3),
        by=None,
        **DECISION,
    )
    with clock.at(AFTER):
        assert custody.waiting([bloc]) == []
        assert now(bloc).managing_body.name == "Ban Thi đua"


def test_a_body_that_nobody_follows_is_told_in_words(bloc):
    successions.dissolve(bloc.managing_body, happens_on=date(2025, 2, 3), by=None, **DECISION)
    with clock.at(AFTER):
        assert custody.waiting([bloc]) == []
        assert refusal_of(bloc) == (
            f"{OLD} đã kết thúc hoạt động và không có cơ quan nào nhận việc. "
            "Hãy chọn cơ quan quản lý khác ở trang Sửa thông tin."
        )


def test_the_desk_lists_it_and_the_page_shows_what_it_changes(bloc, officer, client):
    world.season(bloc, 2025)
    merged(bloc.managing_body)
    client.force_login(officer)

    def titles():
        return [row.title for row in todo.of(officer, None) if row.title.startswith("Ghi ")]

    with clock.at(AFTER):
        assert titles() == [f"Ghi {NEW} quản lý Khối thay {OLD}"]
        ((passing, effect),) = client.get(bloc.get_absolute_url()).context["passings"]
        assert passing.succession.decision == "158-QĐ/TW"
        assert effect == [
            f"01 cán bộ thi đua của {NEW} quản lý Khối.",
            f"Văn bản ban hành từ khi ghi, kể cả của năm 2025 đang mở, ghi {NEW}.",
            f"Văn bản đã ban hành vẫn ghi {OLD}.",
        ]
        answer = client.post(reverse("blocs:bloc_follow", args=[bloc.pk]))
        assert answer.url == bloc.get_absolute_url()
        assert titles() == []
        assert client.get(bloc.get_absolute_url()).status_code == 200


def test_an_act_that_a_bloc_has_followed_is_not_cancelled(bloc):
    act = merged(bloc.managing_body)
    with clock.at(AFTER):
        custody.follow(bloc, by=None)
        with pytest.raises(RuleError) as refusal:
            successions.cancel(act, reason="Ghi nhầm", by=None)

    assert str(refusal.value) == (
        "Không hủy được vì đã có việc tiếp theo: 1 khối đã chuyển cơ quan quản lý: Khối thử."
    )


def test_only_officers_of_the_managing_body_do_it(bloc, client):
    merged(bloc.managing_body)
    url = reverse("blocs:bloc_follow", args=[bloc.pk])
    for user, status in (
        (world.person(world.members(bloc)[0], Post.Kind.CLERK, username="ha").user, 403),
        (world.officer(world.agency("Nơi khác", code="K")), 404),
    ):
        client.force_login(user)
        assert client.post(url).status_code == status

    assert now(bloc).managing_body.name == OLD


def test_many_blocs_wait_at_the_price_of_one(bloc, django_assert_num_queries):
    merged(bloc.managing_body)
    body = bloc.managing_body
    others = [world.bloc((f"{x} một", f"{x} hai"), body=body, name=f"Khối {x}") for x in ("A", "B")]
    with clock.at(AFTER), django_assert_num_queries(2):
        assert len(custody.waiting([bloc])) == 1
    with clock.at(AFTER), django_assert_num_queries(2):
        assert len(custody.waiting([bloc, *others])) == 3
