"""Two tellers count paper ballots without a look at each other; a second person closes equal counts."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from conferences.casting import teller_agreements, tellers
from conferences.models import Box, Conference, TellerCount
from conferences.polling import count_record, paper_record, poll_results, polls, polls_told
from conferences.running import meetings
from core.models import Entry
from core.rules import RuleError
from documents import blocks

from . import papered, polled

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return polled.hall()


def refused(act, *args, **facts):
    with pytest.raises((RuleError, ValidationError)) as refusal:
        act(*args, **facts)
    error = refusal.value
    return error.messages if isinstance(error, ValidationError) else str(error)


def test_a_ballot_on_paper_from_its_opening_to_its_result(conference):
    poll = papered.opened(conference, blanks=False, base="valid")
    assert list(poll.electors.values_list("on_paper", flat=True)) == [True] * 6
    assert poll.sha256 == polls.digest(poll)
    tellers.close_box(poll, by=polled.opener())

    facts = {"issued": 6, "returned": 5, "valid": 3, "blank": 1, "votes": (3, 1, 0)}
    assert papered.enter(poll, polled.opener(), **facts).is_agreed is False
    assert papered.enter(poll, polled.closer(), **facts).is_agreed is True
    poll = polled.now(polls.close(poll, by=polled.closer()))

    assert {**poll.tally, "papers_sha256": ""} == {
        **{"roll": 6, "present": 6, "cast": 5, "blank": 1, "invalid": 1, "papers_sha256": ""},
        **{"votes": [3, 1, 0], "against": [0, 0, 0]},
        "paper": {"issued": 6, "returned": 5, "not_returned": 1},
    }
    assert (polls.outcome(poll).base, polls.outcome(poll).needed) == (3, 2)
    assert [(line.votes, line.verdict) for line in poll_results.lines_of(poll)] == [
        *((3, "in"), (1, "below"), (0, "below"))
    ]
    assert set(poll.electors.values_list("voted", flat=True)) == {None}


def test_nobody_counts_before_the_box_is_closed_or_after_the_poll_is(conference):
    poll = polled.prepared(conference, mode="paper")
    assert refused(papered.enter, poll, polled.opener()) == tellers.NOT_OPEN
    assert refused(tellers.close_box, poll, by=polled.opener()) == tellers.NOT_OPEN
    poll = polls.open(poll, by=polled.opener())
    assert refused(papered.enter, poll, polled.opener()) == tellers.NOT_YET
    assert refused(polls.close, poll, by=polled.closer()) == tellers.NOT_YET
    box = tellers.close_box(poll, by=polled.opener())
    assert tellers.close_box(poll, by=polled.closer()) == box
    assert refused(polls.admit_late, poll, by=polled.opener()) == tellers.BOX_CLOSED

    assert refused(polls.close, poll, by=polled.closer()) == (
        "Phiếu giấy chưa kiểm xong: cần hai người ghi số liệu giống nhau, mới có 0 người ghi ở lần kiểm 1. "
        "Hãy chờ rồi đóng phiếu."
    )
    for teller in (polled.opener(), polled.closer()):
        papered.enter(poll, teller)
    assert refused(polls.close, poll, by=polled.opener()) == polls.ONE_PERSON
    polls.close(poll, by=polled.closer())

    assert refused(papered.enter, poll, papered.third()) == tellers.TOO_LATE
    assert refused(tellers.again, poll, reason="Nghi sai", by=papered.third()) == tellers.TOO_LATE
    other = polled.opened(conference, title="Khác")
    assert refused(papered.enter, other, polled.opener()) == tellers.NOT_PAPER


def test_the_two_are_two_people_and_there_is_no_third(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener())

    assert refused(papered.enter, poll, polled.opener(), votes=(5, 0, 0)) == tellers.TWICE
    papered.enter(poll, polled.opener())  # a second click changes nothing
    assert TellerCount.objects.count() == 1

    papered.enter(poll, polled.closer())
    assert refused(papered.enter, poll, papered.third()) == tellers.AGREED
    assert refused(papered.enter, poll, polled.opener(), votes=(5, 0, 0), corrects=True) == tellers.AGREED


def test_a_count_is_put_right_while_nobody_else_has_entered(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener(), votes=(5, 0, 0))
    papered.enter(poll, polled.opener(), corrects=True)

    assert papered.enter(poll, polled.closer()).is_agreed is True


def test_figures_that_do_not_agree_are_told_all_at_once_and_not_kept(conference):
    poll = papered.counted(conference)

    assert refused(papered.enter, poll, polled.opener(), issued=7, not_returned=0) == [
        "Phát ra 7 phiếu nhưng chỉ có 6 phiếu có mặt bỏ bằng giấy. "
        "Hãy đếm lại số phát ra; phiếu hỏng đã đổi thì không tính.",
        "Phát ra 7 phiếu, nhưng thu về 6 cộng không thu về 0 là 6. Hãy đếm lại ba số này.",
    ]
    assert not TellerCount.objects.exists()


def test_two_counts_that_differ_are_both_made_anew_and_the_record_says_why(conference):
    poll, (one, other) = papered.counted(conference), (polled.opener(), polled.closer())
    papered.enter(poll, one)
    told = papered.enter(poll, other, valid=6, votes=(4, 2, 1))
    assert (told.box.round, told.rows) == (2, ())
    assert told.differing == ("Số phiếu hợp lệ", "Số phiếu không hợp lệ", "Ban Hai: số phiếu chọn")

    papered.enter(poll, other, valid=6, votes=(4, 2, 1))  # the second click on what ended the round
    assert TellerCount.objects.count() == 2
    assert refused(papered.enter, poll, one, round=1, votes=(5, 0, 0)) == tellers.ROUND_OVER
    assert refused(papered.enter, poll, one, round=2) == tellers.SAY_WHY

    for teller in (other, one):
        papered.enter(poll, teller, round=2, reason="Đếm nhầm một phiếu hỏng.")
    poll = polled.now(polls.close(poll, by=other))
    assert poll.tally["votes"] == [4, 1, 1]
    text = json.dumps(blocks.freeze(count_record.blocks(poll, "An", ""), "x")[0], ensure_ascii=False)
    assert (
        "Lần kiểm 1: hai người ghi khác nhau ở Số phiếu hợp lệ; Số phiếu không hợp lệ; "
        "Ban Hai: số phiếu chọn. Lý do: Đếm nhầm một phiếu hỏng; Đếm nhầm một phiếu hỏng."
    ) in text
    assert text.count("Người kiểm phiếu thứ") == 2


def test_two_who_differed_agree_on_what_is_right_each_by_the_own_account(conference):
    poll, (one, other) = papered.counted(conference), (polled.opener(), polled.closer())
    papered.enter(poll, one)
    papered.enter(poll, other, valid=6, votes=(4, 2, 1))
    facts = {"round": 2, "reason": "Một phiếu hợp lệ xếp nhầm."}
    right = {"valid": 6, "invalid": 0, ("votes", 1): 2}
    agree = teller_agreements.agree
    assert list(teller_agreements.asked(poll, 2, one)) == list(right)

    assert refused(agree, poll, values=right, by=papered.third(), **facts) == teller_agreements.NOT_THESE
    assert refused(agree, poll, values={"valid": 6}, by=one, **facts) == teller_agreements.NOT_THESE
    assert refused(agree, poll, values=right, by=one, **facts | {"reason": ""}) == tellers.SAY_WHY
    assert refused(agree, poll, values=right | {"valid": 5}, by=one, **facts) == [
        "Thu về 6 phiếu, nhưng hợp lệ 5 cộng không hợp lệ 0 là 5. Hãy đếm lại ba số này."
    ]
    assert agree(poll, values=right, by=one, **facts).is_agreed is False
    assert agree(poll, values=right, by=other, **facts).is_agreed is True
    poll = polled.now(polls.close(poll, by=other))

    assert (poll.tally["votes"], poll.tally["invalid"]) == ([4, 2, 1], 0)
    (told,) = [row.text for row in paper_record.paragraphs(poll) if row.text.startswith("Lần kiểm 1")]
    assert told.partition("chọn. ")[2] == (
        "Hai người thống nhất số liệu đúng của các mục ấy, mỗi người xác nhận bằng tài khoản của mình. "
        "Lý do: Một phiếu hợp lệ xếp nhầm; Một phiếu hợp lệ xếp nhầm."
    )


def test_an_agreed_count_may_be_made_anew_for_a_reason_in_the_record(conference):
    poll = papered.counted(conference)
    assert refused(tellers.again, poll, reason="Nghi sai", by=polled.closer()) == (
        "Lần kiểm này chưa đủ hai người ghi nên chưa có gì để kiểm lại. Hãy ghi tiếp."
    )
    papered.enter(poll, polled.opener())
    papered.enter(poll, polled.closer())
    tellers.again(poll, reason="Nghi đếm sót.", by=papered.third())
    for teller in (papered.third(), polled.closer()):
        papered.enter(poll, teller, round=2)
    polls.close(poll, by=polled.closer())

    assert list(tellers.recounts(poll)) == [(1, [], ["Nghi đếm sót."])]


def test_what_was_counted_is_in_no_history_before_the_poll_is_closed(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener(), votes=(5, 4, 1))

    told = Entry.objects.filter(subject_type="conferences.tellercount")
    assert [set(entry.after) for entry in told] == [{"id", "poll_id", "round", "seat", "teller_id", "reason"}]


def test_a_poll_with_paper_is_void_by_a_second_person_in_the_middle_of_the_count(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener())
    assert refused(polls.void, poll, reason="Mất điện", by=polled.opener()) == tellers.VOID_BY_TWO

    poll = polled.now(polls.void(poll, reason="Mất điện", by=polled.closer()))

    assert (poll.state, poll.tally) == ("void", None)
    assert refused(papered.enter, poll, polled.closer()) == tellers.VOID
    assert refused(polls.close, poll, by=polled.closer()) == polls.MOVED.format("Đã hủy, không kiểm phiếu")


def test_a_conference_is_not_closed_over_paper_that_is_not_counted(conference):
    papered.counted(conference)

    meetings.conclude(conference, conclusion="Xong.", by=None)
    with pytest.raises(RuleError):
        meetings.close(Conference.objects.get(), by=None)


@pytest.mark.parametrize(
    "facts",
    [
        *({"returned": 5}, {"valid": 6}, {"blank": -1}, {"seat": 3}),
        *({"seat": 2, "round": 1}, {"teller_id": "same", "seat": 2}),
    ],
)
def test_the_database_itself_takes_no_count_that_cannot_be(conference, facts):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener())
    row = TellerCount.objects.values().get()
    row |= {"id": None, "seat": 2, "teller_id": polled.closer().pk}
    if facts == {"seat": 2, "round": 1}:
        TellerCount.objects.create(**row)
        facts = {"teller_id": papered.third().pk}
    facts = {name: polled.opener().pk if value == "same" else value for name, value in facts.items()}

    with pytest.raises(DatabaseError), transaction.atomic():
        TellerCount.objects.create(**row | facts)


def test_the_database_keeps_what_was_compared_and_all_of_it_after_the_closing(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener())
    papered.enter(poll, polled.closer(), votes=(4, 2, 1))
    changes = [
        lambda: TellerCount.objects.filter(seat=1).update(blank=1),
        lambda: TellerCount.objects.filter(seat=1)._raw_delete("default"),
        lambda: Box.objects.update(round=1),
        lambda: Box.objects.all()._raw_delete("default"),
    ]
    assert all(map(stopped, changes))

    for teller in (polled.opener(), polled.closer()):
        papered.enter(poll, teller, round=2, reason="Đếm nhầm.")
    polls.close(poll, by=polled.closer())
    row = TellerCount.objects.values().last() | {"id": None, "round": 3}
    changes += [lambda: Box.objects.update(round=3), lambda: TellerCount.objects.create(**row)]
    assert all(map(stopped, changes))


def stopped(change):
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_the_minutes_tell_what_was_handed_out_and_returned(conference):
    papered.closed(conference, of={"returned": 5})

    (told,) = polls_told.paragraphs(conference)
    assert told.text == (
        "Cờ thi đua: 5 phiếu trong hòm, phát ra 6 và thu về 5 phiếu giấy, 0 phiếu không hợp lệ, "
        "0 phiếu trắng; đạt khi được trên 50% của 6 đơn vị có mặt: từ 4 phiếu. "
        "Được thông qua: Ban Một (4 phiếu, 66,7%)."
    )


def test_page_record_and_minutes_tell_one_number_of_invalid_ballots(conference):
    facts = {"blanks": False, "of": {"valid": 4, "blank": 1, "votes": (4, 0, 0)}}
    poll = papered.closed(conference, **facts)

    assert dict(paper_record.figures(poll))["Số phiếu không hợp lệ"] == 2  # a spoilt one and a blank one
    assert "2 phiếu không hợp lệ (trong đó 1 phiếu trắng)" in next(polls_told.paragraphs(conference)).text


def test_a_reason_is_put_right_though_the_figures_stay(conference):
    poll = papered.counted(conference)
    papered.enter(poll, polled.opener())
    papered.enter(poll, polled.closer(), votes=(5, 0, 1))
    for reason in ("Đếm sót", "Đếm sót", "Đếm sót một phiếu trắng"):
        papered.enter(poll, polled.opener(), round=2, reason=reason, corrects=True)

    assert tellers.progress(poll).own(polled.opener()).reason == "Đếm sót một phiếu trắng"


def test_a_second_round_on_paper_begins_like_any_other(conference):
    poll = papered.closed(conference, seats=2, of={"votes": (4, 1, 1)})

    again = polls.again(poll, by=polled.opener())

    assert (again.mode, again.labels, again.seats) == ("paper", ["Ban Hai", "Ban Ba"], 1)


def test_the_guards_of_paper_stand_after_all_migrations():
    source = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(source[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}

    names = [f"{table}_{event}" for table in ("paper_choice", "teller_count", "box") for event in EVENTS]
    assert {*names, "elector_channel_update", "urn_sealed_update"} <= found


EVENTS = ("insert", "update", "delete")
