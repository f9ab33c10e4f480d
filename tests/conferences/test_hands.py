"""A show of hands: entered by one, closed by another, kept for good; open, and said to be so."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from conferences.attending import attendance
from conferences.casting import hands
from conferences.models import Poll, ShowOfHands, Urn
from conferences.polling import (
    count_record,
    hands_told,
    poll_cleaning,
    poll_results,
    poll_words,
    polls,
    polls_told,
)
from conferences.reckoning import few
from core.models import Entry
from core.rules import RuleError
from tests.awards import scene as honours

from . import polled, scene

pytestmark = pytest.mark.django_db
COUNTED = {"kind": "yes_no", "mode": "hands"}
NAMED = {"kind": "yes_no", "mode": "named", "labels": ("Ban Một", "Ban Hai")}


@pytest.fixture
def conference():
    return polled.hall()


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def counted(poll, *counts):
    return hands.record(poll, counts=counts, by=polled.opener())


def test_hands_are_counted_by_one_and_closed_by_another(conference):
    poll = polled.opened(conference, **COUNTED)
    assert refused(polls.close, poll, by=polled.closer()) == hands.NOT_RECORDED
    counted(poll, [6, 0, 0], [4, 2, None], [0, 1, 5])
    assert refused(polls.close, poll, by=polled.opener()) == polls.ONE_PERSON

    row = hands.record(poll, counts=[[6, 0, 0], [4, 1, None], [0, 1, 5]], by=polled.opener())
    assert refused(polls.close, poll, seen="cũ", by=polled.closer()) == hands.SEEN_OTHER
    poll = polled.now(polls.close(poll, seen=hands.fingerprint(row), by=polled.closer()))

    assert {**poll.tally, "papers_sha256": ""} == {
        **{"roll": 6, "present": 6, "cast": 6, "blank": 0, "votes": [6, 4, 0], "against": [0, 1, 1]},
        **{"abstained": [0, 1, 5], "papers_sha256": ""},
    }
    assert [(line.figures, line.words) for line in poll_results.lines_of(poll)] == [
        ("6 đồng ý, 0 không đồng ý, 0 không ý kiến, 100%", "Đạt"),
        ("4 đồng ý, 1 không đồng ý, 1 không ý kiến, 66,7%", "Đạt"),
        ("0 đồng ý, 1 không đồng ý, 5 không ý kiến, 0%", "Không đạt"),
    ]
    assert (Urn.objects.count(), poll_cleaning.lacking(poll)) == (0, "")
    assert refused(poll_cleaning.clean, poll, by=None).startswith("Biểu quyết giơ tay không có hòm phiếu")
    assert Entry.objects.filter(act="hands.record").count() == 2
    assert [row.text for row in polls_told.paragraphs(conference)] == [
        "Cờ thi đua: biểu quyết giơ tay, 6 phiếu có mặt; đạt khi được trên 50% của 6 đơn vị có mặt: "
        "từ 4 phiếu. Được thông qua: Ban Một (6 phiếu, 100%); Ban Hai (4 phiếu, 66,7%)."
    ]


def test_who_entered_the_numbers_does_not_close_on_them(conference):
    poll = polled.opened(conference, **COUNTED)
    hands.record(poll, counts=[[6, 0, 0]] * 3, by=polled.closer())

    assert refused(polls.close, poll, by=polled.closer()) == hands.ONE_PERSON
    counted(poll, *[[6, 0, 0]] * 3)
    assert polls.close(poll, by=polled.closer()).state == "closed"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ([5, 2, None], "“Ban Một”: 5 đồng ý, 2 không đồng ý là 7, mà có mặt 6."),
        ([5, 0, 2], "“Ban Một”: 5 đồng ý, 0 không đồng ý, 2 không ý kiến là 7, mà có mặt 6."),
        ([3, 1, 1], "“Ban Một”: 3 đồng ý, 1 không đồng ý, 1 không ý kiến là 5, mà có mặt 6."),
        ([7, -1, 0], "“Ban Một”: 7 đồng ý, -1 không đồng ý, 0 không ý kiến là 6, mà có mặt 6."),
    ],
)
def test_numbers_that_do_not_add_up_to_those_present_are_refused(conference, row, sentence):
    poll = polled.opened(conference, labels=("Ban Một",), **COUNTED)

    said = refused(counted, poll, row)

    assert said == f"{sentence} Hãy đếm lại, hoặc cho người đến muộn vào danh sách trước."
    assert refused(counted, poll) == hands.OTHER_WAY


def test_who_comes_late_makes_the_numbers_be_entered_anew(conference):
    attendance.undo(last := conference.delegates.last(), by=None)
    poll = polled.opened(conference, labels=("Ban Một",), **COUNTED)
    counted(poll, [5, 0, 0])
    attendance.check_in(last, by=None)
    assert polls.admit_late(poll, by=None) == (1, [])

    assert refused(polls.close, poll, by=polled.closer()).startswith(
        "Số có mặt nay là 6, khác lúc ghi kết quả."
    )
    counted(poll, [6, 0, 0])
    assert polls.close(poll, by=polled.closer()).tally["votes"] == [6]


def named(poll, *signs):
    keys = poll.electors.filter(present=True).values_list("pk", flat=True)
    return hands.record_named(poll, said=dict(zip(keys, map(list, signs), strict=True)), by=polled.opener())


def test_each_vote_is_named_and_stands_in_the_record(conference):
    poll = polled.opened(conference, **NAMED)
    row = named(poll, "++", "++", "+-", "+0", "+0", "-0")
    assert (row.counts, refused(counted, poll, [6, 0, 0])) == ([[5, 1, 0], [2, 1, 3]], hands.OTHER_WAY)
    poll = polled.now(polls.close(poll, by=polled.closer()))

    said = hands_told.said_by_name(poll, hands.of(poll))
    blocks = str(count_record.issue(poll, leader="Phạm Hồng Sơn", members="", by=None).record.blocks)

    assert (said[2], said[5]) == (
        ("Đơn vị 3", ["Đồng ý", "Không đồng ý"]),
        ("Đơn vị 6", ["Không đồng ý", "Không ý kiến"]),
    )
    for part in (
        "Biểu quyết công khai bằng giơ tay, ghi tên từng phiếu",
        "['3', 'Đơn vị 3', 'Đồng ý', 'Không đồng ý']",
    ):
        assert part in blocks
    assert "phiếu trong hòm" not in blocks


def test_named_votes_are_of_exactly_those_present(conference):
    poll = polled.opened(conference, **NAMED)
    keys = list(poll.electors.values_list("pk", flat=True))

    wrong = [{}, dict.fromkeys(keys[1:], "++"), dict.fromkeys([*keys, 0], "++"), dict.fromkeys(keys, "+x")]
    wrong += [dict.fromkeys(keys, "+"), dict.fromkeys(keys, "+++")]

    assert {refused(hands.record_named, poll, said=said, by=None) for said in wrong} == {
        "Danh sách có mặt vừa thay đổi. Hãy tải lại trang rồi ghi đủ từng phiếu."
    }


@pytest.mark.parametrize(
    "facts", [{"kind": "approve"}, {"kind": "rank"}, {"kind": "one"}, {"base": "cast"}, {"base": "valid"}]
)
def test_what_hands_cannot_answer_is_not_prepared(conference, facts):
    assert refused(polled.prepared, conference, **COUNTED | facts)


def test_hands_may_be_of_delegates_and_too_many_names_are_refused(conference, monkeypatch):
    poll = polled.prepared(conference, roll="delegates", **NAMED)
    assert polls.hindrance(poll) == ""
    monkeypatch.setattr(hands, "CELLS", 13)

    assert polls.hindrance(poll).startswith("Ghi tên 7 phiếu cho 2 trường hợp là 14 ô, nhiều nhất được 13.")
    monkeypatch.setattr(hands, "CELLS", 14)
    monkeypatch.setattr(hands, "FIELDS", 13)
    assert polls.hindrance(poll).startswith(
        "Ghi tên 7 phiếu của cả danh sách cho 2 trường hợp là 14 ô, nhiều nhất được 13."
    )


def test_those_who_come_late_are_named_though_there_are_more_cells_than_at_the_opening(
    conference, monkeypatch
):
    attendance.undo(last := conference.delegates.last(), by=None)
    monkeypatch.setattr(hands, "CELLS", 10)
    poll = polled.opened(conference, **NAMED)
    attendance.check_in(last, by=None)
    polls.admit_late(poll, by=None)

    signed_in(polled.opener()).post(url("poll_hands", poll), {"rest_0": "+", "rest_1": "-"})

    assert hands.of(poll).counts == [[6, 0, 0], [0, 6, 0]]


def test_what_was_entered_is_destroyed_by_two_only(conference):
    first, second = (polled.opened(conference, title=title, **COUNTED) for title in ("Một", "Hai"))
    assert polls.void(first, reason="Mở nhầm", by=polled.opener()).state == "void"
    counted(second, *[[6, 0, 0]] * 3)

    assert refused(polls.void, second, reason="Đếm nhầm", by=polled.opener()) == hands.VOID_BY_TWO
    assert polls.void(second, reason="Đếm nhầm", by=polled.closer()).state == "void"
    assert refused(counted, second, *[[6, 0, 0]] * 3) == hands.NOT_OPEN
    assert [row.text.split(",")[-1] for row in polls_told.paragraphs(conference)]


def test_a_closed_show_of_hands_is_kept_by_the_database(conference):
    poll = polled.opened(conference, **COUNTED)
    counted(poll, *[[6, 0, 0]] * 3)
    polls.close(poll, by=polled.closer())

    for act in (
        lambda: ShowOfHands.objects.update(counts=[]),
        lambda: ShowOfHands.objects.all()._raw_delete("default"),
        lambda: Poll.objects.update(percent=Decimal(10)),
        lambda: Poll.objects.update(tally={}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_few_and_unanimous_hands_are_warned_about_and_nothing_is_promised_secret(conference):
    poll = polled.opened(conference, labels=("Ban Một",), **COUNTED)
    counted(poll, [6, 0, 0])
    poll = polled.now(polls.close(poll, by=polled.closer()))

    assert few.warnings(6, poll.tally, openly=True) == [few.ALIKE_OPENLY]
    assert few.warnings(4, openly=True) == [few.FEW_OPENLY]
    assert poll_results.promises(poll) == (hands_told.PROMISED, hands_told.NOT_PROMISED)
    assert poll_words.rules_of(poll).startswith(
        "Biểu quyết công khai bằng giơ tay, chỉ ghi số đếm. Mỗi đơn vị"
    )


def test_named_hands_are_not_said_to_be_without_names(conference):
    poll = polled.opened(conference, **NAMED | {"labels": ("Ban Một",)})
    said = {row.pk: ["+"] for row in poll.electors.filter(present=True)}
    hands.record_named(poll, said=said, by=polled.opener())
    second = signed_in(polled.closer())
    page = second.get(url("poll_close", poll))
    second.post(url("poll_close", poll), {"seen": page.context["seen"]})

    assert second.get(url("poll", poll)).context["warnings"] == []


def test_hands_are_not_told_as_secret_ballots_in_the_minutes(conference):
    polled.closed("0", "1", "0", "1", "0", "1", conference=conference)
    assert polls_told.heading(conference) == "Kết quả bỏ phiếu kín"
    poll = polled.opened(conference, labels=("Ban Một",), **COUNTED)
    counted(poll, [6, 0, 0])
    polls.close(poll, by=polled.closer())

    assert polls_told.heading(conference) == "Kết quả bỏ phiếu, biểu quyết"


# the pages


def test_hands_go_over_their_pages_from_opening_to_result(conference):
    poll = polled.opened(conference, labels=("Ban Một",), **COUNTED)
    head, second, member = map(signed_in, (polled.opener(), polled.closer(), polled.voter(conference, 3)))
    wrong = head.post(url("poll_hands", poll), {"yes_0": "7", "no_0": "0", "silent_0": ""})
    assert wrong.context["form"].non_field_errors()[0].startswith("“Ban Một”: 7 đồng ý")
    assert wrong.context["form"]["yes_0"].value() == "7"
    head.post(url("poll_hands", poll), {"yes_0": "5", "no_0": "1", "silent_0": ""})
    assert hands.of(poll).counts == [[5, 1, 0]]

    shown = [client.get(url("poll", poll)).context["entered"] for client in (head, second, member)]
    assert shown == [[("Ban Một", [5, 1, 0])], [("Ban Một", [5, 1, 0])], None]
    assert member.get(url("poll_vote", poll)).context["sentence"].startswith("Cuộc này biểu quyết giơ tay")
    assert [client.get(url("poll_hands", poll)).status_code for client in (second, member)] == [403, 403]
    page = second.get(url("poll_close", poll))
    assert (page.context["hindrance"], page.context["entered"]) == ("", [("Ban Một", [5, 1, 0])])
    second.post(url("poll_close", poll), {"seen": page.context["seen"]})

    assert polled.now(poll).state == "closed"
    assert "Biểu quyết công khai" in member.get(url("poll", poll)).text
    assert member.get(url("poll", poll) + "?format=xlsx").status_code == 200
    assert head.get(url("poll_recount", poll)).status_code == 409
    assert head.get(url("poll_hands", poll)).status_code == 409


def told(client, name, poll, **facts):
    """What the page says after an act."""
    answer = client.post(url(name, poll), facts, follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_pages_speak_of_hands_and_never_of_ballots(conference):
    head, second = signed_in(polled.opener()), signed_in(polled.closer())
    first, other = (polled.prepared(conference, title=each, **COUNTED) for each in "AB")

    for poll in (first, other):
        assert told(head, "poll_open", poll) == [
            "Đã mở biểu quyết. Thể lệ và danh sách từ đây không đổi được."
        ]
        counted(poll, *[[4, 1, 1]] * 3)
    assert "Đang biểu quyết</span>" in head.get(url("conference", conference)).text
    seen = hands.fingerprint(hands.of(first))
    assert told(second, "poll_close", first, seen=seen) == ["Đã đóng biểu quyết."]
    page = second.get(url("poll_void", other)).text
    assert ("Hủy cuộc biểu quyết" in page, "phiếu" in page.partition("<main")[2].partition("</main")[0]) == (
        True,
        False,
    )
    assert told(second, "poll_void", other, reason="Đếm nhầm") == [
        "Đã hủy cuộc biểu quyết; số đã ghi không được tính."
    ]


def test_hands_are_closed_by_who_has_looked_at_what_was_entered(conference):
    poll = polled.opened(conference, labels=("Ban Một",), **COUNTED)
    counted(poll, [6, 0, 0])

    assert signed_in(polled.closer()).post(url("poll_close", poll)).status_code == 409
    assert polled.now(poll).state == "open"


def test_who_is_left_free_in_the_form_of_names_said_what_is_chosen_for_the_rest(conference):
    poll, head = polled.opened(conference, **NAMED), signed_in(polled.opener())
    third = polled.elector(poll, 3)
    sent = {f"said_{third}_0": "-", "rest_0": "+", "rest_1": ""}

    lacking = head.post(url("poll_hands", poll), sent)
    assert lacking.context["form"].non_field_errors()[0].startswith("Chưa chọn đủ cho: Đơn vị 1; Đơn vị 2;")
    head.post(url("poll_hands", poll), sent | {"rest_1": "0"})

    assert hands.of(poll).counts == [[5, 1, 0], [0, 0, 6]]
    assert hands.of(poll).said[str(third)] == "-0"
    assert head.get(url("poll_hands", poll)).context["form"][f"said_{third}_1"].value() == "0"
    second = signed_in(polled.closer())
    second.post(url("poll_close", poll), {"seen": second.get(url("poll_close", poll)).context["seen"]})
    assert "Từng phiếu" in signed_in(polled.voter(conference, 3)).get(url("poll", poll)).text


def test_what_hands_carried_goes_to_the_endorsed_with_its_votes():
    season = scene.season()
    flag = honours.nomination(season, 2, code="government-flag")
    conference = scene.opened(season)
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    options = [{"label": str(flag), "about": flag.pk}]
    poll = polled.opened(conference, options=options, award=flag.form, **COUNTED)
    counted(poll, [2, 1, 0])
    polls.close(poll, by=polled.closer())

    poll_results.take(polled.now(poll), by=None)

    flag.refresh_from_db()
    assert (flag.state, flag.votes, flag.votes_base) == ("endorsed", 2, 3)
