"""One click too many, in a browser without script: nothing stands twice, the answer is the same."""

import pytest
from django.urls import reverse

from conferences.models import AgendaItem, Delegate, Resolution
from tests.awards import scene as honours

from . import scene

pytestmark = pytest.mark.django_db

SAME = {  # what is typed: page, facts, and whose rows are counted
    "a guest": (
        "delegate_new",
        {"body": "Ban Thi đua", "full_name": "Ngô Thị Lan", "role": "guest"},
        Delegate,
    ),
    "a secretary": ("delegate_new", {"full_name": "Lê Quang Vinh", "role": "secretary"}, Delegate),
    "a point": (
        "agenda_new",
        {"title": " Khai mạc ", "starts_at": "8:00", "presenter": "Thư ký"},
        AgendaItem,
    ),
    "a resolution": ("resolution_new", {"text": "Thông qua báo cáo."}, Resolution),
}


@pytest.fixture
def season():
    return scene.season()


@pytest.fixture
def head(client, season):
    """The head's clerk is signed in."""
    client.force_login(scene.user_of(season))
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("what", SAME)
def test_a_second_click_adds_nothing_and_answers_like_the_first(head, season, what):
    name, facts, model = SAME[what]
    conference = scene.opened(season) if model is Resolution else scene.planned(season)
    if what == "a secretary":
        facts = facts | {"agency": honours.member(season, scene.HEAD).pk}

    first, second = (head.post(url(name, conference), facts, follow=True) for _ in range(2))

    assert model.objects.filter(conference=conference).count() == 1
    assert (second.redirect_chain, said(second)) == (first.redirect_chain, said(first))


@pytest.mark.parametrize("kind", ["thematic", "yearend"])
def test_a_second_click_plans_no_second_conference(head, season, kind):
    facts = {"kind": kind, "starts_on": "31/01/2024", "venue": "Hội trường"}

    first, second = (head.post(url("conference_new", season), facts, follow=True) for _ in range(2))

    assert season.conferences.count() == 1
    assert (second.redirect_chain, said(second)) == (first.redirect_chain, said(first))


def test_votes_sent_again_are_said_to_be_recorded_and_lead_back(head, season):
    flag = honours.nomination(season, code="government-flag")
    merit = honours.nomination(season, 2, code="pm-merit")
    conference = scene.opened(season)
    first = {"base": "3", f"votes_{flag.pk}": "3", f"votes_{merit.pk}": ""}
    rest = {"base": "3", f"shown_{merit.pk}": "on"}

    answers = [
        head.post(url("endorse", conference), facts, follow=True) for facts in (first, first, rest, {})
    ]

    assert [said(answer) for answer in answers] == [
        ["Đã ghi 1 đề nghị được thông qua."],
        ["Kết quả của các đề nghị vừa gửi đã được ghi từ trước nên không ghi thêm."],
        ["Đã ghi 1 đề nghị được thông qua."],
        ["Kết quả của các đề nghị vừa gửi đã được ghi từ trước nên không ghi thêm."],
    ]
    assert {answer.redirect_chain[-1][0] for answer in answers} == {url("endorse", conference)}
    assert (scene.now(flag).votes, scene.now(merit).votes) == (3, None)
