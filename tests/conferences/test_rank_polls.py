"""A poll that puts names in order: on the phone, counted, recorded, printed; what it must not carry."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from conferences.casting import urns
from conferences.models import Poll, Urn
from conferences.polling import count_record, poll_results, polls, polls_told, rank_told
from conferences.reckoning import few
from conferences.standing import tie_polls
from core.rules import RuleError

from . import polled

pytestmark = pytest.mark.django_db
RANK = {"kind": "rank", "most": 3}


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


def told(poll):
    return [(line.rank, line.label, line.votes, line.words) for line in poll_results.lines_of(poll)]


def test_a_unit_puts_names_in_order_looks_again_and_hands_in(conference):
    poll, client = polled.opened(conference, **RANK), signed_in(polled.voter(conference, 3))
    page, mine = url("poll_vote", poll), {"elector": polled.elector(poll, 3)}
    assert "Ghi thứ cho cả 3 trường hợp" in client.get(page).text

    twice = client.post(page, {"step": "review", "place_0": "1", "place_1": "1", "place_2": "3", **mine})
    assert twice.context["form"].non_field_errors() == [
        "Thứ 1 được ghi cho hơn một trường hợp. Mỗi thứ chỉ ghi một lần; hãy sửa rồi xem lại."
    ]
    assert [chosen for _, _, chosen in twice.context["form"].rows()] == ["1", "1", "3"]
    review = client.post(page, {"step": "review", "place_0": "2", "place_1": "3", "place_2": "1", **mine})
    assert [(label, words.strip()) for label, _, words in review.context["rows"]] == [
        *(("Ban Ba", "Thứ 1"), ("Ban Một", "Thứ 2"), ("Ban Hai", "Thứ 3")),
    ]
    back = client.post(page, {"step": "choose", "paper": "231", **mine})
    assert [chosen for _, _, chosen in back.context["form"].rows()] == ["2", "3", "1"]
    for bad in ("113", "230", "234", "23", "ysy", "2311"):
        assert client.post(page, {"step": "cast", "paper": bad, **mine}).context["step"] == "ended"
    done = client.post(page, {"step": "cast", "paper": "231", **mine})

    assert (Urn.objects.get().papers, Urn.objects.get().receipts) == (["2,0,1"], [done.context["receipt"]])


def test_an_order_is_counted_by_its_sums_and_told_everywhere(conference):
    poll = polled.closed(
        "0,1,2", "0,2,1", "1,0,2", "0,1,2", "", "2,0,1", conference=conference, seats=2, **RANK
    )

    assert {**poll.tally, "papers_sha256": ""} == {
        **{"roll": 6, "present": 6, "cast": 6, "blank": 1, "votes": [7, 11, 12], "against": [0, 0, 0]},
        **{"places": [[3, 2, 0], [1, 2, 2], [1, 1, 3]], "papers_sha256": ""},
    }
    assert told(poll) == [
        *((1, "Ban Một", 7, "Thứ 1, được lấy"), (2, "Ban Hai", 11, "Thứ 2, được lấy")),
        (3, "Ban Ba", 12, "Thứ 3, ngoài số được lấy"),
    ]
    (paragraph,) = (row.text for row in polls_told.paragraphs(conference))
    assert paragraph == (
        "Cờ thi đua: 6 phiếu trong hòm, 1 phiếu trắng. Kết quả có giá trị khi số phiếu có xếp thứ đạt trên "
        "50% của 6 đơn vị có mặt: từ 4 phiếu. Thứ tự, trong ngoặc là tổng số thứ tự: 1. Ban Một (7); "
        "2. Ban Hai (11); 3. Ban Ba (12). Được lấy: Ban Một; Ban Hai."
    )
    record = str(count_record.issue(poll, leader="Phạm Hồng Sơn", members="", by=None).record.blocks)
    assert ("Tổng số thứ tự" in record, "Ghi thứ cho cả 3 trường hợp" in record) == (True, True)
    head = signed_in(polled.opener())
    page = head.get(url("poll", poll))
    assert (page.context["ranked"], rank_told.HIDDEN in record) == (None, True)  # five orders, three names
    papers = head.get(url("poll_recount", poll)).context["papers"]
    assert sorted(("".join(sign for _, sign in rows), blank) for rows, blank in papers)[:2] == [
        *(("000", True), ("123", False)),
    ]
    assert head.get(url("poll", poll) + "?format=xlsx").status_code == 200


def test_how_often_a_place_was_given_is_told_only_where_many_ballots_fill_few_cells(conference):
    many = polled.closed(
        *["0,1"] * 4, "1,0", "1,0", conference=conference, kind="rank", labels=("A", "B"), most=2
    )

    assert rank_told.matrix(many) == [("A", [4, 2]), ("B", [2, 4])]
    assert rank_told.heads(many)[-2:] == ["Thứ 1", "Thứ 2"]
    assert rank_told.exported(many)[0] == [1, "A", 8, "Thứ 1", 4, 2]


def test_a_tie_across_the_last_seat_goes_to_a_second_round_of_the_tied(conference):
    poll = polled.closed(
        *("0,1,2", "0,1,2", "0,1,2", "0,2,1", "0,2,1", "0,2,1"), conference=conference, seats=2, **RANK
    )
    assert told(poll)[1:] == [
        (2, "Ban Hai", 15, "Thứ 2, bằng nhau ở chỗ cuối, chưa phân định"),
        (2, "Ban Ba", 15, "Thứ 2, bằng nhau ở chỗ cuối, chưa phân định"),
    ]

    second = polls.again(poll, by=None)

    assert (second.labels, second.seats, second.most, second.kind) == (["Ban Hai", "Ban Ba"], 1, 2, "rank")
    assert polls.again(poll, by=None) == second


def test_too_few_orders_hold_nothing_and_all_alike_are_warned_about(conference):
    weak = polled.closed("0,1,2", "0,1,2", "0,1,2", "", "", "", conference=conference, seats=1, **RANK)
    alike = polled.closed(*["0,1,2"] * 5, conference=conference, title="Hai", **RANK)

    assert {(rank, words) for rank, _, _, words in told(weak)} == {(None, "Không đạt")}
    assert polls.again(weak, by=None).labels == ["Ban Một", "Ban Hai", "Ban Ba"]
    assert few.warnings(5, alike.tally) == [few.ALIKE_WORDS]
    assert few.warnings(4, weak.tally) == [few.FEW_WORDS]


def test_no_second_round_orders_a_single_name(conference):
    poll = polled.closed(*["0,1"] * 6, conference=conference, seats=3, **RANK | {"most": 2})
    client = signed_in(polled.opener())

    assert client.get(url("poll", poll)).context["again"] == ()
    assert client.post(url("poll_again", poll)).status_code == 409


def test_the_page_says_that_an_order_can_be_found_again(conference):
    of_three, of_two = (
        polled.prepared(conference, kind="rank", labels=labels, most=2) for labels in ("ABC", "AB")
    )

    found = [poll_results.PATTERN in poll_results.promises(poll)[1] for poll in (of_three, of_two)]

    assert (found, poll_results.LENGTH in poll_results.promises(of_three)[1]) == ([True, False], False)


@pytest.mark.parametrize(
    "facts", [{"most": 1}, {"most": 6, "labels": "ABCDEFG"}, {"labels": "A", "most": 1}, {"most": 4}]
)
def test_a_list_that_cannot_be_put_in_order_is_not_prepared(conference, facts):
    assert refused(polled.prepared, conference, **RANK | facts)


def test_the_database_keeps_orders_short_and_secret(conference):
    polled.prepared(conference, labels="ABCDEFG", kind="rank", most=2)
    for facts in ({"most": 6}, {"most": 1}, {"mode": "hands"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Poll.objects.update(**facts)


def test_a_drawn_slip_puts_names_in_order_and_shows_the_result(conference):
    poll = polled.opened(conference, mode="slip", **RANK)
    client, page = Client(), reverse("conferences:ballot")
    sent = {"code": poll.codes[0], "step": "cast", "paper": "312"}
    assert client.post(page, sent).context["step"] == "done"
    for key in polled.keys(poll)[1:]:
        urns.cast(poll.pk, key, "0,1,2")
    polls.close(poll, by=polled.closer())

    told = client.post(page, {"code": poll.codes[0]})

    assert told.context["step"] == "counted"
    assert "Thứ 1. Tổng số thứ tự 8" in told.text


def test_what_an_order_says_of_an_award_goes_nowhere_by_itself(conference):
    poll = polled.closed(*["0,1,2"] * 6, conference=conference, post="head", **RANK)

    assert poll_results.elected(conference)[0] == {}
    assert refused(poll_results.take, poll, by=None).startswith("Xếp thứ tự không cho biết")
    assert tie_polls.subjects_of(poll) == []
