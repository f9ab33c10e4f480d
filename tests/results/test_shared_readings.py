"""The second reading where the appraisal is shared: whose line is whose, who begins, who closes."""

import pytest
from django.urls import reverse

from core import clock
from core.rules import RuleError
from desk import todo
from members.models import Post
from results import replies, second_reading
from results.models import Reply
from results.permissions import can_reread, can_settle_reply
from tests import kept

from . import appraised, replied
from .appraised import DEPUTY, HEAD, MEMBER
from .test_assignments import give, other_clerk

pytestmark = pytest.mark.django_db


@kept.once
def shared():
    """A member whose group I was given to a deputy's clerk disputes a line of each group."""
    season = appraised.year(replies=3)
    season = give(season, other_clerk(season, DEPUTY), (MEMBER, "I"))
    with clock.at(replied.DAY):
        appraised.judge(appraised.sheet(season), text="49")
        appraised.judge(appraised.sheet(season), "II.1", text="29")
        appraised.finished(season)
    replied.filed(season, I_1="50", II_1="30")
    return season


@pytest.fixture
def season():
    return shared()


@pytest.fixture
def reply(season):
    return Reply.objects.select_related("sheet__season").get()


@pytest.fixture
def helper(season):
    return Post.objects.get(person__user__username="khac-2").person.user


def address(name, reply):
    return reverse(f"results:{name}", args=[reply.pk])


def sent(*rows):
    found = {}
    for row in rows:
        facts = {"outcome": "changed", "points": "28", "reason": "Xem lại", "version": row.version}
        found |= {f"{name}-{row.pk}": value for name, value in facts.items()}
    return found


def test_who_was_given_a_part_answers_and_neither_begins_nor_closes(client, reply, helper):
    assert (can_reread(helper, reply), can_settle_reply(helper, reply)) == (True, False)
    client.force_login(helper)

    assert client.post(address("reading_begin", reply)).status_code == 403
    assert client.post(address("reading_close", reply)).status_code == 403
    assert Reply.objects.get().state == "filed"


def test_a_line_is_answered_by_whoever_appraises_it_and_by_the_heads_leader(season, reply, helper):
    second_reading.begin(reply, by=None)

    with pytest.raises(RuleError, match=r"^Dòng II.1 không giao cho anh, chị nên không sửa được"):
        replied.answer(reply, "II.1", text="28", by=helper)
    with pytest.raises(RuleError, match=r"^Dòng I.1 do Nguyễn Thu Bình .* thẩm định nên không sửa được"):
        replied.answer(reply, by=appraised.user_of(season, HEAD))
    assert replied.answer(reply, by=helper).points == 49.5
    leader = appraised.user_of(season, HEAD, Post.Kind.LEADER)
    assert replied.answer(reply, text="48", by=leader).points == 48


def test_the_page_opens_the_own_lines_only(client, reply, helper):
    second_reading.begin(reply, by=None)
    own, other = replied.row(reply), replied.row(reply, "II.1")
    client.force_login(helper)
    page = client.get(address("reply", reply)).content.decode()

    assert [f'name="reason-{row.pk}"' in page for row in (own, other)] == [True, False]
    assert "Lưu trả lời" in page
    assert "Kết thúc phúc tra" not in page
    refused = client.post(address("reading_save", reply), sent(own, other))
    assert refused.status_code == 422
    assert "Dòng II.1 không giao cho anh, chị" in refused.content.decode()
    assert [replied.row(reply, code).outcome for code in ("I.1", "II.1")] == ["changed", ""]


def test_the_head_closes_what_others_have_answered(client, season, reply, helper):
    head = appraised.user_of(season, HEAD)
    client.force_login(head)
    client.post(address("reading_begin", reply))
    replied.answer(reply, by=helper)
    page = client.get(address("reply", reply)).content.decode()
    assert "Sửa thành <b" in page  # the helper's answer, to be read

    client.post(address("reading_close", reply), sent(replied.row(reply, "II.1")))
    assert Reply.objects.get().state == "answered"


def test_the_desk_tells_whoever_was_given_a_line_once_it_is_read(season, reply, helper):
    def titles():
        return [row.title for row in todo.of(helper, type(season).objects.get(pk=season.pk))]

    asked = "1 dòng phúc tra chờ anh, chị trả lời"
    assert asked not in titles()
    second_reading.begin(reply, by=None)
    assert asked in titles()
    replied.answer(reply, by=helper)
    assert asked not in titles()
    assert replies.waiting(season) == ["Ban Ba"]
