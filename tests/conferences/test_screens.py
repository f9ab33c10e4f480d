"""The screen of a hall: its key, what it knows, how little it asks; what the operator's clicks do."""

import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.casting import urns
from conferences.models import Showing, Urn
from conferences.running import course, meetings, resolutions
from conferences.showing import boards, screen_offers, screens
from core import clock
from core.rules import RuleError
from tests import world

from . import polled, scene, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    """A hall of six members without a standing."""
    return polled.hall()


@pytest.fixture
def operator(client, conference):
    client.force_login(polled.opener())
    return client


def url(name, conference):
    return reverse(f"conferences:{name}", args=[conference.pk])


def test_the_wall_needs_no_account_gets_no_cookie_and_is_kept_by_nobody(conference):
    screen, key = shown.with_key(conference)
    shown.send(conference, "welcome")

    for answer in (Client().get("/screen/"), shown.wall(Client(), key)):
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert screen.key_hash not in key
    assert conference.title in shown.wall(Client(), key).text


def test_whoever_is_signed_in_at_the_projector_is_nobody_there(operator, conference):
    _, key = shown.with_key(conference)

    answer = shown.wall(operator, key)

    assert answer.wsgi_request.user.is_authenticated is False
    assert dict(answer.cookies) == {}


def test_what_is_unchanged_costs_one_question_and_no_content(conference):
    screen, key = shown.with_key(conference)

    with CaptureQueriesContext(connection) as asked:
        answer = shown.wall(Client(), key, screen.version)

    assert (answer.status_code, answer.content, len(asked)) == (204, b"", 1)
    shown.send(conference, "pause")
    with CaptureQueriesContext(connection) as asked:
        answer = shown.wall(Client(), key, screen.version)
    assert (answer.status_code, len(asked)) == (200, 1)
    assert answer.headers["Screen-State"] == str(screen.version + 1)


@pytest.mark.parametrize("key", ["", "aaaa-aaaa-aaaa-aaaa-aaaa", "' OR 1=1", "a" * 5000])
def test_a_wrong_key_is_told_nothing(conference, key):
    shown.with_key(conference)

    answer = shown.wall(Client(), key)

    assert (answer.status_code, answer.content, answer.headers["Screen-State"]) == (404, b"", "gone")


def test_a_new_key_cuts_the_old_one_off_and_is_told_once(operator, conference):
    first = operator.post(url("screen_key", conference)).context["key"]
    second = operator.post(url("screen_key", conference)).context["key"]

    assert [shown.wall(Client(), key).status_code for key in (first, second)] == [404, 200]
    assert second not in operator.get(url("screen_console", conference)).text


def test_the_screen_ends_some_hours_after_the_closing(conference):
    _, key = shown.with_key(conference)
    shown.send(conference, "welcome")
    meetings.conclude(conference, conclusion="Xong.", by=None)
    closed = meetings.close(conference, by=None)
    day, hour = closed.closed_at.astimezone(clock.now().tzinfo), timedelta(hours=1)

    seen = []
    for moment in (day + screens.AFTER - hour, day + screens.AFTER + hour):
        with clock.at(moment.date(), moment.time()):
            seen.append(shown.wall(Client(), key).status_code)

    assert seen == [200, 404]
    with pytest.raises(RuleError, match="đã bế mạc"):
        shown.send(conference, "pause")
    with pytest.raises(RuleError, match="đã bế mạc"):
        screens.renew(conference, by=None)


def test_what_was_sent_is_frozen_and_a_later_change_is_not_seen(conference):
    _, key = shown.with_key(conference)
    row = resolutions.add(conference, text="Thông qua báo cáo.", by=None)
    shown.send(conference, f"resolution:{row.pk}")

    resolutions.change(row, text="Không thông qua.", by=None)

    assert "Thông qua báo cáo." in shown.wall(Client(), key).text
    shown.send(conference, f"resolution:{row.pk}")
    assert "Không thông qua." in shown.wall(Client(), key).text


@pytest.mark.parametrize(
    "offer",
    [
        *(
            "",
            "nothing",
            "welcome:1",
            "turnout",
            "result:0",
            "resolution:99",
            "countdown:0",
            "countdown:601",
            "countdown:99999999999999",
        ),
        *(
            "resolution:1x",
            "resolution:²",
            f"resolution:{'9' * 30}",
            "agenda",
            "conclusion",
            "calls",
            "reveal",
        ),
    ],
)
def test_what_is_not_there_cannot_be_sent(conference, offer):
    shown.with_key(conference)

    with pytest.raises(RuleError):
        shown.send(conference, offer)
    assert Showing.objects.count() == 0


def test_nothing_of_another_conference_is_sent_or_shown_again(operator, conference):
    shown.with_key(conference)
    with clock.at(scene.DAY):
        other = scene.planned(conference.season, "midyear")
    shown.with_key(other)
    foreign = shown.send(other, "welcome")
    closed = polled.closed(*["0"] * 5, conference=conference)

    with pytest.raises(RuleError, match="không còn"):
        boards.make(other, f"result:{closed.pk}")
    assert operator.post(url("screen_again", conference), {"showing": foreign.pk}).status_code == 404
    assert operator.post(url("screen_again", conference), {"showing": "x"}).status_code == 404


def test_of_an_open_poll_only_counts_are_sent_and_its_result_once_closed(conference):
    _, key = shown.with_key(conference)
    poll = polled.opened(conference)
    polled.cast(poll, "0", "1", "0", "1", "")
    shown.send(conference, f"turnout:{poll.pk}")
    wall = shown.wall(Client(), key).text

    assert "5<small> / 6</small>" in wall
    assert [label for label in polled.LABELS if label in wall] == []
    with pytest.raises(RuleError, match="không còn"):
        shown.send(conference, f"result:{poll.pk}")
    polled.polls.close(poll, by=polled.closer())
    shown.send(conference, f"result:{poll.pk}")
    assert [label in shown.wall(Client(), key).text for label in polled.LABELS] == [True] * 3


@pytest.mark.parametrize("mode", ["hands", "named", "paper"])
def test_no_turnout_is_offered_of_a_poll_without_an_electronic_urn(conference, mode):
    shown.with_key(conference)
    poll = polled.opened(conference, mode=mode, kind="yes_no")

    assert [offer.key for offer in screen_offers.of(conference) if offer.kind == "turnout"] == []
    with pytest.raises(RuleError, match="không còn"):
        shown.send(conference, f"turnout:{poll.pk}")


def digits(conference):
    return {offer.key: offer.digit for offer in screen_offers.of(conference) if offer.digit}


def test_a_digit_sends_the_same_thing_whatever_else_comes_to_be_offered(operator, conference):
    shown.with_key(conference)
    before = digits(conference)
    poll = polled.opened(conference)
    while_open = digits(conference)
    polled.cast(poll, "0", "1", "0", "1", "")
    polled.polls.close(poll, by=polled.closer())
    resolutions.add(conference, text="Thông qua báo cáo.", by=None)

    assert before == while_open == digits(conference)
    assert before == {
        "welcome": "1",
        "attendance": "3",
        "calls": "6",
        "countdown:5": "7",
        "countdown:10": "8",
        "pause": "9",
    }
    page = operator.get(url("screen_console", conference)).text
    assert sorted(re.findall(r'data-hotkey="(\d)"', page)) == sorted(before.values())


def test_the_empty_screen_is_not_called_like_the_pause(conference):
    labels = [offer.label for offer in screen_offers.of(conference)]

    assert labels[-2:] == ["Màn nghỉ", "Màn trống"]


def test_who_came_is_shown_in_figures_and_by_no_name(conference):
    _, key = shown.with_key(conference)
    shown.send(conference, "attendance")

    assert "6<small> / 6</small>" in shown.wall(Client(), key).text
    assert "Vũ Trọng Lâm" not in shown.wall(Client(), key).text


NOW = '<li class="is-now" aria-current="step">\n      <span class="num"><span aria-hidden="true">▶'


def test_next_and_back_walk_the_agenda_and_a_double_click_goes_one_step(operator, conference):
    _, key = shown.with_key(conference)
    scene.agenda.use_template(conference, by=None)
    shown.send(conference, "agenda")
    sent = {"step": 1, "version": shown.screen(conference).version}

    for _ in range(2):
        assert operator.post(url("screen_turn", conference), sent).status_code == 302

    assert shown.screen(conference).live.step == 1
    version = shown.screen(conference).version
    tried = [
        ("5", version),
        ("-1", version),
        ("", version),
        ("x", "y"),
        ("2", version - 1),
        ("9" * 30, version),
    ]
    for step, held in tried:
        operator.post(url("screen_turn", conference), {"step": step, "version": held})
    assert shown.screen(conference).live.step == 1
    assert NOW in shown.wall(Client(), key).text
    operator.post(url("screen_turn", conference), {"step": 0, "version": version})
    assert NOW not in shown.wall(Client(), key).text
    assert shown.screen(conference).live.step == 0


def test_no_point_is_marked_before_one_began_and_then_the_one_that_runs(conference):
    _, key = shown.with_key(conference)
    scene.agenda.use_template(conference, by=None)
    first, second, *_ = conference.agenda.all()
    assert shown.send(conference, "agenda").step == 0
    wall = shown.wall(Client(), key).text
    assert ("is-now" in wall, "is-past" in wall, first.title in wall) == (False, False, True)

    course.begin(first, by=None)
    shown.send(conference, "agenda")
    assert wall_marks(key) == [first.title]
    course.begin(second, by=None)
    shown.send(conference, "agenda")
    assert wall_marks(key) == [second.title]
    course.end(second, by=None)
    assert shown.send(conference, "agenda").step == 2  # where it was left


def wall_marks(key):
    """The titles of the points marked as the present one."""
    wall = shown.wall(Client(), key).text
    return re.findall(r'class="is-now".*?</span>\s*<span>(.*?)(?:<small>|</span>)', wall, re.S)


def test_before_the_opening_no_point_is_marked_whatever_was_shown_before(client):
    season = world.season()
    conference = scene.planned(season, "thematic")
    shown.with_key(conference)
    scene.agenda.use_template(conference, by=None)
    shown.send(conference, "agenda")
    screens.turn(conference, 1, version=shown.screen(conference).version, by=None)
    shown.send(conference, "pause")

    assert shown.send(conference, "agenda").step == 0


def test_the_turnout_that_was_sent_follows_the_urn_and_nothing_else_does(conference):
    screen, key = shown.with_key(conference)
    poll = polled.opened(conference)
    other = polled.opened(conference, title="Cuộc khác")
    shown.send(conference, f"turnout:{poll.pk}")
    polled.cast(poll, "0")
    polled.cast(other, "0", "1", "2")

    wall = shown.wall(Client(), key)
    assert figures(wall) == [("1", "6")]
    state = wall.headers["Screen-State"]
    assert shown.wall(Client(), key, state).status_code == 204
    urn = Urn.objects.get(pk=poll.pk)
    Urn.objects.filter(pk=poll.pk).update(papers=["1"])  # the same turnout, another ballot
    assert shown.wall(Client(), key, state).status_code == 204
    assert urn.papers == ["0"]
    for key_of, paper in zip(polled.keys(poll)[1:], "00111", strict=True):
        urns.cast(poll.pk, key_of, paper)
    assert figures(shown.wall(Client(), key, state)) == [("6", "6")]
    polled.polls.close(poll, by=polled.closer())
    wall = shown.wall(Client(), key)
    assert (figures(wall), [name for name in polled.LABELS if name in wall.text]) == ([("6", "6")], [])
    assert shown.screen(conference).version == screen.version + 1  # nothing was sent anew


def figures(wall):
    """(part, whole) of the figures on the wall."""
    return re.findall(r'kt-screen-figure num">(\d+)<small> / (\d+)<', wall.text)


def test_a_void_ballot_leaves_no_figure_on_the_wall(conference):
    _, key = shown.with_key(conference)
    poll = polled.opened(conference)
    shown.send(conference, f"turnout:{poll.pk}")
    before = shown.wall(Client(), key).headers["Screen-State"]

    polled.polls.void(poll, reason="Sai danh sách", by=polled.closer())

    wall = shown.wall(Client(), key, before)
    assert (wall.status_code, figures(wall), poll.title in wall.text) == (200, [], True)


def test_a_turnout_costs_two_questions_more_and_no_content_while_nobody_votes(conference):
    _, key = shown.with_key(conference)
    poll = polled.opened(conference)
    shown.send(conference, f"turnout:{poll.pk}")
    state = shown.wall(Client(), key).headers["Screen-State"]

    with CaptureQueriesContext(connection) as asked:
        answer = shown.wall(Client(), key, state)

    assert (answer.status_code, answer.content, len(asked)) == (204, b"", 3)


def test_a_second_click_sends_nothing_twice_and_history_shows_again(operator, conference):
    screen, _ = shown.with_key(conference)
    sent = {"offer": "welcome", "version": screen.version}
    for _ in range(2):
        operator.post(url("screen_send", conference), sent)
    assert Showing.objects.count() == 1

    shown.send(conference, "pause")
    first = Showing.objects.get(kind="welcome")
    operator.post(url("screen_again", conference), {"showing": first.pk})

    assert shown.screen(conference).live == first
    assert Showing.objects.count() == 2


def test_a_countdown_runs_to_a_moment_of_the_server(operator, conference):
    _, key = shown.with_key(conference)

    with clock.at(scene.DAY, time(9, 0)):
        done = operator.post(url("screen_countdown", conference), {"until": "9h30", "label": "Giải lao"})
        wall = shown.wall(Client(), key)
        now = int(clock.now().timestamp() * 1000)
        refused = operator.post(url("screen_countdown", conference), {"until": "8:00"})
    empty = operator.post(url("screen_countdown", conference), {"label": ""})

    assert (done.status_code, wall.headers["Screen-Now"]) == (302, str(now))
    assert f'data-until="{now + 30 * 60 * 1000}"' in wall.text
    assert "<h1>Đếm ngược</h1>" in wall.text  # the label stands below, once
    assert "đã qua" in refused.context["form"].non_field_errors()[0]
    assert list(empty.context["form"].errors) == ["until"]


def test_only_who_runs_the_conference_works_its_screen(conference):
    shown.with_key(conference)
    deputy, stranger = Client(), Client()
    deputy.force_login(polled.closer())
    stranger.force_login(world.person(world.agency("Ngoài khối"), "clerk", username="nguoi-la").user)
    gets, posts = (
        ("screen_console", "screen_live", "screen_countdown"),
        ("screen_send", "screen_key", "screen_turn"),
    )

    for client, status in ((deputy, 403), (stranger, 404)):
        assert {client.get(url(name, conference)).status_code for name in gets} == {status}
        assert {client.post(url(name, conference)).status_code for name in posts} == {status}
    assert Client().get(url("screen_console", conference)).status_code == 302


def test_the_operator_looks_before_sending_and_follows_what_others_send(operator, conference):
    _, key = shown.with_key(conference)
    page = operator.get(url("screen_console", conference), {"show": "pause"})

    assert "Hội nghị tạm nghỉ" in page.text
    assert "Hội nghị tạm nghỉ" not in shown.wall(Client(), key).text
    assert operator.get(url("screen_console", conference), {"show": "agenda"}).context["refused"]
    live = url("screen_live", conference)
    assert operator.get(live, {"mark": page.context["mark"]}).status_code == 204
    shown.send(conference, "pause")
    page = operator.get(live, {"mark": page.context["mark"]})
    assert page.status_code == 200
    resolutions.add(conference, text="Thông qua báo cáo.", by=None)  # nothing is sent, but it can be
    assert "Nghị quyết 1" in operator.get(live, {"mark": page.context["mark"]}).text


def test_the_console_asks_the_same_for_few_and_many_things(operator, conference):
    shown.with_key(conference)

    def asked():
        with CaptureQueriesContext(connection) as found:
            operator.get(url("screen_console", conference))
        return len(found)

    shown.send(conference, "welcome")
    resolutions.add(conference, text="Một.", by=None)
    few = asked()
    for number in range(3):
        resolutions.add(conference, text=f"Số {number}.", by=None)
        shown.send(conference, "pause")

    assert (asked(), few <= 20) == (few, True)


def test_award_calls_come_ten_at_a_time_form_by_form(conference):
    groups = [
        {"form": "Cờ", "names": ["Một"]},
        {"form": "Bằng khen", "names": [f"Số {n}" for n in range(12)]},
    ]

    made = boards.calls(conference, groups)

    steps = [(frame["form"], frame["start"], len(frame["names"])) for frame in made.shows["frames"]]
    assert steps == [("Cờ", 1, 1), ("Bằng khen", 1, 10), ("Bằng khen", 11, 2)]
