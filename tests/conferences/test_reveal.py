"""Places in the hall: frozen by one, confirmed by another, revealed from the bottom up and never before."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from awards.limiting import quotas
from conferences.models import HallStanding, Showing
from conferences.showing import reveal, screens, standing_board
from core.models import Entry
from core.rules import RuleError
from results import seals
from tests.results import appraised

from . import ranked, scene, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return shown.hall()


def url(name, conference):
    return reverse(f"conferences:{name}", args=[conference.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def row(rank, name):
    return {"rank": rank, "name": name, "groups": [], "extra": "0", "total": "1,00", "band": 0, "cut": False}


def board(*rows):
    says = {"heading": "Kết quả", "groups": [], "rule": "", "size": "few", "alone": False}
    quotas = [{"band": 1, "name": "Cờ", "total": 1, "places": "Thứ 1"}]
    return says | {"rows": [row(*each) for each in rows], "quotas": quotas, "notes": ["Thứ 2 có 2 đơn vị."]}


def test_places_are_revealed_from_the_bottom_and_shared_ones_together():
    frames = standing_board.revealed(board((1, "A"), (2, "B"), (2, "C"), (4, "D")))["frames"]

    assert [[each["name"] for each in frame["rows"]] for frame in frames] == [
        [],
        ["D"],
        ["B", "C", "D"],
        ["A", "B", "C", "D"],
    ]
    assert [len(frame["hidden"]) for frame in frames] == [4, 3, 1, 0]
    assert [[each["name"] for each in frame["rows"] if each["new"]] for frame in frames] == [
        [],
        ["D"],
        ["B", "C"],
        ["A"],
    ]


def test_no_step_tells_of_hidden_places_nor_that_one_is_shared():
    frames = standing_board.revealed(board((1, "A"), (2, "B"), (2, "C")))["frames"]

    assert [(frame["notes"], frame["quotas"][0]["places"]) for frame in frames] == [
        ([], ""),
        ([], ""),
        (["Thứ 2 có 2 đơn vị."], "Thứ 1"),
    ]


def test_one_freezes_another_confirms_and_only_then_the_hall_sees_it(conference):
    _, key = shown.with_key(conference)
    head, second = signed_in(shown.head(conference)), signed_in(shown.second(conference))

    with pytest.raises(RuleError, match="chưa khóa"):
        shown.send(conference, "standing")
    head.post(url("hall_standing_freeze", conference))
    head.post(url("hall_standing_freeze", conference))  # a second click
    frozen = HallStanding.objects.get()
    with pytest.raises(RuleError, match="chưa có người thứ hai"):
        shown.send(conference, "reveal")
    head.post(url("hall_standing_confirm", conference), {"sha256": frozen.sha256})  # the same person
    assert scene.now(frozen).state == "frozen"
    second.post(url("hall_standing_confirm", conference), {"sha256": "0" * 64})  # another version than that
    assert scene.now(frozen).state == "frozen"

    page = second.get(url("hall_standing", conference))
    assert (page.context["confirms"], frozen.sha256 in page.text) == (True, True)
    for _ in range(2):
        second.post(url("hall_standing_confirm", conference), {"sha256": frozen.sha256})
    shown.send(conference, "standing")

    assert scene.now(frozen).confirmed_by == shown.second(conference)
    wall = shown.wall(Client(), key).text
    assert [name in wall for name in shown.NAMES] == [True] * 4
    assert second.get(url("screen_console", conference)).status_code == 403


def test_the_database_itself_asks_for_two_people(conference):
    frozen = shown.frozen(conference)

    with pytest.raises(IntegrityError), transaction.atomic():
        facts = {"state": "confirmed", "confirmed_at": frozen.frozen_at, "confirmed_by": frozen.frozen_by}
        HallStanding.objects.filter(pk=frozen.pk).update(**facts)


def test_the_wall_never_receives_what_is_not_revealed_yet(conference):
    _, key = shown.with_key(conference)
    shown.confirmed(conference)
    shown.send(conference, "reveal")
    last = shown.screen(conference).live.last
    heard, version = [], ""
    for step in range(last + 1):
        answer = shown.wall(Client(), key, version)
        version = answer.headers["Screen-State"]
        heard.append([name for name in shown.NAMES if name in answer.text])
        assert answer.text.count("is-hidden") == 4 - len(heard[-1])
        assert screens.turn(conference, step + 1, version=int(version), by=None) is (step < last)

    assert heard == [[], ["Ban Tư"], ["Ban Hai", "Ban Ba", "Ban Tư"], list(shown.NAMES)]


def test_the_remote_goes_back_too_and_the_address_of_the_wall_hides_it_again(conference):
    _, key = shown.with_key(conference)
    shown.confirmed(conference)
    shown.send(conference, "reveal")
    screens.turn(conference, 1, version=shown.screen(conference).version, by=None)
    assert "Ban Tư" in shown.wall(Client(), key).text

    screens.turn(conference, 0, version=shown.screen(conference).version, by=None)

    assert "Ban Tư" not in shown.wall(Client(), key).text


def test_when_the_year_changes_what_was_frozen_is_neither_confirmed_nor_sent(conference):
    shown.with_key(conference)
    frozen = shown.frozen(conference)
    ranked.limit(conference.season)

    with pytest.raises(RuleError, match="đã đổi sau khi khóa"):
        reveal.confirm(frozen, sha256=frozen.sha256, by=shown.second(conference))
    reveal.withdraw(frozen, reason="Thêm hạn mức", by=None)
    shown.confirmed(conference)
    quotas.set_quota(
        conference.season,
        ranked.form(conference.season, ranked.FLAG),
        "agency",
        total=2,
        per_member=None,
        source="Công văn 13",
        by=None,
    )
    with pytest.raises(RuleError, match="đã đổi sau khi khóa"):
        shown.send(conference, "standing")
    assert signed_in(shown.head(conference)).get(url("hall_standing", conference)).context["stale"] is True


def test_a_place_that_is_right_no_more_is_not_revealed_in_the_middle_either(conference):
    shown.with_key(conference)
    shown.confirmed(conference)
    shown.send(conference, "reveal")
    screens.turn(conference, 1, version=shown.screen(conference).version, by=None)
    ranked.limit(conference.season)

    with pytest.raises(RuleError, match="đã đổi sau khi khóa"):
        screens.turn(conference, 2, version=shown.screen(conference).version, by=None)
    assert screens.turn(conference, 0, version=shown.screen(conference).version, by=None) is True


def test_taking_it_back_clears_the_wall_at_once_and_history_does_not_bring_it_back(conference):
    _, key = shown.with_key(conference)
    shown.confirmed(conference)
    sent = shown.send(conference, "standing")
    head = signed_in(shown.head(conference))
    page = url("hall_standing_withdraw", conference)

    assert head.post(page, {"reason": " "}).status_code == 200
    assert head.post(page, {"reason": "Sai điểm"}).status_code == 302

    assert "Ban Một" not in shown.wall(Client(), key).text
    with pytest.raises(RuleError, match="đã bỏ khóa"):
        screens.again(sent, by=None)
    assert head.post(page, {"reason": "Lần nữa"}).status_code == 404


def test_what_is_frozen_is_hashed_kept_out_of_the_history_and_seen_by_two_sides_only(conference):
    frozen = shown.frozen(conference)
    member = signed_in(appraised.user_of(conference.season, 3))

    assert frozen.sha256 == seals.fingerprint(scene.now(frozen).says)
    told = [str(entry.after) for entry in Entry.objects.about(frozen)]
    assert [("Ban Một" in words, frozen.sha256 in words) for words in told] == [(False, True)]
    assert member.get(url("hall_standing", conference)).status_code == 403
    assert member.post(url("hall_standing_confirm", conference)).status_code == 403
    assert (
        signed_in(shown.second(conference)).post(url("hall_standing_freeze", conference)).status_code == 403
    )


def test_places_that_were_never_frozen_cannot_stand_among_what_was_shown(conference):
    screen, _ = shown.with_key(conference)

    with pytest.raises(IntegrityError), transaction.atomic():
        Showing.objects.create(
            screen=screen, kind="standing", offer="standing", title="x", shows={}, sent_at=screen.key_made_at
        )
