"""A ballot is prepared, opened by one, closed and counted by another; what must not happen is refused."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from awards import rounds
from blocs.models import Season
from conferences.attending import attendance, delegates
from conferences.casting import slips, urns
from conferences.models import Conference, Elector, Poll, Urn
from conferences.polling import poll_results, polls, polls_told
from conferences.reckoning import few
from conferences.running import meetings
from core.rules import RuleError
from members import invitations

from . import polled, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return polled.hall()


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


def verdicts(poll):
    return [(line.label, line.votes, line.share, line.verdict) for line in poll_results.lines_of(poll)]


def test_a_ballot_from_preparing_to_its_count(conference):
    poll = polled.opened(conference)
    assert (poll.state, poll.opened_by, poll.sha256) == ("open", polled.opener(), polls.digest(poll))

    receipts = polled.cast(poll, "0,1", "0", "0,2", "0", "")
    assert urns.turnout(poll.pk) == (5, 6)

    poll = polled.now(polls.close(poll, by=polled.closer()))
    assert poll.state == "closed"
    assert {**poll.tally, "papers_sha256": ""} == {
        **{"roll": 6, "present": 6, "cast": 5, "blank": 1, "papers_sha256": ""},
        **{"votes": [4, 1, 1], "against": [0, 0, 0]},
    }
    assert verdicts(poll) == [
        ("Ban Một", 4, "66,7%", "in"),
        ("Ban Hai", 1, "16,7%", "below"),
        ("Ban Ba", 1, "16,7%", "below"),
    ]
    assert list(poll.electors.values_list("voted", flat=True)) == [True] * 5 + [False]
    assert urns.counted(poll.pk) == (["", "0", "0", "0,1", "0,2"], sorted(receipts))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"labels": ()}, "Danh sách quá ngắn để bỏ phiếu. Hãy ghi thêm vào danh sách."),
        (
            {"labels": ("A", "A")},
            "Danh sách có hai dòng giống nhau. Hãy ghi rõ để phân biệt, hoặc bỏ bớt một dòng.",
        ),
        ({"most": 4}, "Danh sách có 3 dòng nên không chọn hoặc lấy nhiều hơn 3 được."),
        ({"seats": 4}, "Danh sách có 3 dòng nên không chọn hoặc lấy nhiều hơn 3 được."),
        (
            {"roll": "delegates"},
            "Tài khoản là của đơn vị nên chỉ bỏ được phiếu của đơn vị. "
            "Mỗi đại biểu một phiếu thì chọn phiếu mã rút thăm hoặc phiếu giấy.",
        ),
    ],
)
def test_a_ballot_nobody_could_fill_in_is_not_prepared(conference, facts, sentence):
    assert refused(polled.prepared, conference, **facts) == sentence


def test_who_opened_does_not_close(conference):
    poll = polled.opened(conference)

    assert refused(polls.close, poll, by=polled.opener()) == polls.ONE_PERSON
    assert polled.now(poll).state == "open"


def test_a_second_ballot_of_one_unit_is_an_error_and_changes_nothing(conference):
    poll = polled.opened(conference)
    polled.cast(poll, "0")

    assert refused(urns.cast, poll.pk, polled.keys(poll)[0], "1") == urns.TWICE
    assert Urn.objects.get().papers == ["0"]


def test_a_closed_urn_takes_nothing_and_a_stranger_nothing_ever(conference):
    poll, other = polled.opened(conference), polled.opened(conference, title="Bằng khen")
    assert refused(urns.cast, poll.pk, polled.keys(other)[0], "0") == urns.STRANGER
    polls.close(poll, by=polled.closer())

    assert refused(urns.cast, poll.pk, polled.keys(poll)[0], "0") == urns.SHUT
    assert refused(urns.cast, 0, "1", "0") == urns.NOT_OPEN


def test_who_is_absent_votes_only_once_checked_in_late(conference):
    last = conference.delegates.last()
    attendance.undo(last, by=None)
    poll = polled.opened(conference)
    key = polls.key_of(poll.electors.get(present=False))
    assert refused(urns.cast, poll.pk, key, "0") == urns.STRANGER

    attendance.check_in(last, by=None)

    assert [polls.admit_late(poll, by=None), polls.admit_late(poll, by=None)] == [(1, []), (0, [])]
    urns.cast(poll.pk, key, "0")
    assert urns.turnout(poll.pk) == (1, 6)


def test_a_substitute_who_is_not_on_the_roll_is_named(conference):
    poll = polled.opened(conference, mode="slip", roll="delegates")
    facts = {"agency": conference.delegates.last().agency, "full_name": "Người thay", "role": "delegate"}
    attendance.check_in(delegates.invite(conference, **facts, by=None), by=None)

    assert polls.admit_late(poll, by=None) == (0, ["Người thay"])


def test_void_polls_stand_in_the_minutes_and_a_missing_record_is_told_before_the_closing(conference):
    poll = polled.opened(conference)
    polls.void(poll, reason="Mất điện", by=polled.opener())
    polled.closed(*["0"] * 5, conference=conference, title="Bầu lại")

    void, counted = (row.text for row in polls_told.paragraphs(conference))

    assert void.startswith("Cờ thi đua: hủy lúc ")
    assert void.endswith("phiếu trong hòm không kiểm. Lý do: Mất điện.")
    assert counted.startswith("Bầu lại: 5 phiếu trong hòm")
    assert meetings.reminders(conference) == [
        "Chưa lập biên bản kiểm phiếu của cuộc bỏ phiếu “Bầu lại”. Bế mạc rồi thì không lập được nữa."
    ]


def test_a_second_click_opens_once_and_prepares_once(conference):
    opener = polled.opener()
    facts = {"title": "Cờ", "options": [{"label": "A", "about": None}], "kind": "approve", "most": 1}
    facts |= {"mode": "login", "roll": "units", "base": "cast", "percent": Decimal(50), "above": True}
    facts |= {"seats": None, "blanks": True, "award": None, "post": ""}
    poll, same = (polls.prepare(conference, by=opener, **facts) for _ in range(2))
    assert poll == same

    polls.open(poll, by=opener)

    assert refused(polls.open, poll, by=opener) == polls.MOVED.format("Đang bỏ phiếu")
    assert Urn.objects.count() == 1


def test_who_takes_a_poll_away_that_was_opened_meanwhile_is_told_so(conference):
    poll, other = polled.prepared(conference), polled.prepared(conference, title="Bằng khen")
    stale = polled.now(poll)
    polls.open(poll, by=polled.opener())

    assert refused(polls.discard, stale, by=polled.opener()) == polls.MOVED.format("Đang bỏ phiếu")
    for _ in range(2):
        polls.discard(other, by=polled.opener())
    assert list(conference.polls.all()) == [poll]


def test_a_void_ballot_is_destroyed_unread_and_never_counted(conference):
    poll = polled.opened(conference)
    polled.cast(poll, "0", "1")

    assert refused(polls.void, poll, reason="Mất điện", by=polled.opener()) == polls.VOID_BY_TWO
    assert urns.turnout(poll.pk) == (2, 6)
    polls.void(poll, reason="Mất điện giữa chừng", by=polled.closer())

    poll, urn = polled.now(poll), Urn.objects.get()
    assert (poll.state, poll.void_reason, poll.tally) == ("void", "Mất điện giữa chừng", None)
    assert (urn.papers, urn.voted, urn.receipts, urn.is_open) == ([], [], [], False)
    assert refused(polls.close, poll, by=polled.closer()) == polls.MOVED.format("Đã hủy, không kiểm phiếu")


def test_a_conference_is_not_closed_over_an_open_ballot(conference):
    poll = polled.opened(conference)

    assert meetings.lacking(scene.now(conference))[-1] == "đóng hoặc hủy cuộc bỏ phiếu “Cờ thi đua”"
    polls.close(poll, by=polled.closer())
    assert "đóng hoặc hủy cuộc bỏ phiếu “Cờ thi đua”" not in meetings.lacking(scene.now(conference))


def test_a_conference_with_an_open_ballot_does_not_go_back_and_its_year_is_not_closed(conference):
    poll, season = polled.opened(conference), conference.season

    assert refused(meetings.back_to_plan, conference, reason="Nhầm", by=None) == (
        "Chưa trở lại bước chuẩn bị được. Hãy đóng hoặc hủy cuộc bỏ phiếu “Cờ thi đua” trước."
    )
    Season.objects.update(phase="awarding")
    assert refused(rounds.conclude, season, by=None) == (
        "Chưa khép lại được năm 2023. Còn cuộc bỏ phiếu “Cờ thi đua” đang mở, phải đóng hoặc hủy trước."
    )
    polls.void(poll, reason="Mở nhầm", by=polled.closer())
    assert rounds.conclude(season, by=None).phase == "closed"


def test_a_ballot_left_open_behind_takes_nothing_and_is_still_made_void(conference):
    poll = polled.opened(conference)
    Conference.objects.update(state="planned", opened_at=None)
    Season.objects.update(phase="closed")

    assert refused(urns.cast, poll.pk, polled.keys(poll)[0], "0") == urns.NOT_MEETING
    assert polls.void(poll, reason="Còn sót", by=polled.closer()).state == "void"


def test_a_ballot_opens_only_in_the_phase_of_its_conference():
    poll = polled.prepared(scene.opened(scene.season()))
    Season.objects.update(phase="appraisal")

    assert refused(polls.open, poll, by=None).startswith("Hội nghị tổng kết họp ở bước")


def test_the_second_round_has_only_the_tied_and_is_drawn_up_once(conference):
    poll = polled.closed("0", "0", "0", "0,1", "0,1", "0,1", conference=conference, seats=1, most=2)
    assert refused(polls.again, poll, by=None).startswith("Không còn chỗ nào")

    poll = polled.closed("0,1", "0,1", "0,1", "0,1", "2", "", conference=conference, seats=1, title="Hai")
    second = polls.again(poll, by=None)

    assert (second.labels, second.seats, second.most, second.round) == (["Ban Một", "Ban Hai"], 1, 1, 2)
    assert str(second) == "Hai, lần 2"
    assert polls.again(poll, by=None) == second


def test_who_opened_declares_an_empty_urn_void_alone(conference):
    poll = polled.opened(conference)

    assert polls.void(poll, reason="Mở nhầm", by=polled.opener()).state == "void"


@pytest.mark.parametrize("cast", [1, 4])
def test_two_who_would_close_early_to_read_a_ballot_are_refused(conference, cast):
    poll = polled.opened(conference)
    polled.cast(poll, *["0"] * cast)

    assert refused(polls.close, poll, by=polled.closer()) == few.hindrance(cast, 6)
    assert urns.counted(poll.pk) == ([], [])
    polls.void(poll, reason="Chờ lâu", by=polled.closer())
    assert Urn.objects.get().papers == []


def test_slips_made_void_do_not_make_few_ballots_all_ballots(conference):
    poll = polled.opened(conference, mode="slip")
    polled.cast(poll, "0")
    for number in range(2, 7):
        slips.replace(poll, number=number, reason="Hỏng", again=False, by=None)

    assert urns.turnout(poll.pk) == (1, 1)
    assert refused(polls.close, poll, by=polled.closer()) == few.hindrance(1, 6)


def test_few_are_counted_when_nobody_is_left_or_nobody_came_to_the_urn():
    told = {(cast, present): bool(few.hindrance(cast, present)) for present in (3, 14) for cast in range(4)}

    assert told == {
        **{(0, 3): False, (1, 3): True, (2, 3): True, (3, 3): False},
        **{(0, 14): False, (1, 14): True, (2, 14): True, (3, 14): True},
    }
    assert (few.hindrance(4, 14)[:40], few.hindrance(5, 14)) == (
        "Trong hòm mới có 4 phiếu, còn 10 phiếu c",
        "",
    )


def test_after_a_void_second_round_there_is_another_and_only_one(conference):
    poll = polled.closed(*["0,1"] * 4, "2", "", conference=conference, seats=1)
    second = polls.open(polls.again(poll, by=None), by=polled.opener())
    polls.void(second, reason="Mất điện", by=polled.closer())

    third = polls.again(poll, by=None)

    assert (third == second, third.round, polls.again(poll, by=None)) == (False, 2, third)
    third.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        third.save(force_insert=True)


def test_few_and_unanimous_ballots_are_warned_about(conference):
    poll = polled.closed(*["0"] * 5, conference=conference)

    assert few.warnings(2, poll.tally) == [few.FEW_WORDS, few.ALIKE_WORDS]
    assert few.warnings(6, polled.closed("0", "1", *[""] * 4, conference=conference).tally) == []


# what the database itself refuses


@pytest.mark.parametrize(
    ("table", "facts"),
    [
        (Poll, {"percent": Decimal(10)}),
        (Poll, {"options": []}),
        (Poll, {"seats": 2}),
        (Poll, {"title": "Khác"}),
        (Poll, {"tally": {"votes": []}}),
        (Poll, {"state": "open", "closed_at": None, "tally": None}),
        (Elector, {"voted": False}),
        (Elector, {"name": "Khác"}),
        (Urn, {"papers": ["1"]}),
        (Urn, {"is_open": True}),
    ],
)
def test_nothing_of_a_closed_ballot_changes(conference, table, facts):
    polled.closed(*["0"] * 5, conference=conference)

    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.update(**facts)


@pytest.mark.parametrize("table", [Poll, Elector, Urn])
def test_nothing_of_a_closed_ballot_goes(conference, table):
    polled.closed(*["0"] * 5, conference=conference)

    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.all()._raw_delete("default")


def test_one_person_cannot_be_written_as_both(conference):
    poll = polled.opened(conference)
    facts = {"state": "closed", "closed_at": poll.opened_at, "tally": {}, "closed_by": poll.opened_by}

    with pytest.raises(DatabaseError), transaction.atomic():
        Poll.objects.update(**facts)


def test_no_key_moment_or_serial_lies_between_an_elector_and_a_ballot():
    kinds = {field.name: field.get_internal_type() for field in Urn._meta.get_fields()}
    assert kinds == {
        **{"poll": "OneToOneField", "is_open": "BooleanField"},
        **dict.fromkeys(("admitted", "voted", "papers", "receipts"), "JSONField"),
    }
    with connection.cursor() as cursor:
        relations = {
            model._meta.db_table: connection.introspection.get_relations(cursor, model._meta.db_table)
            for model in (Urn, Elector)
        }
        columns = {
            row.name for row in connection.introspection.get_table_description(cursor, Elector._meta.db_table)
        }
    assert {name: {other for _, other in found.values()} for name, found in relations.items()} == {
        "conferences_urn": {"conferences_poll"},
        "conferences_elector": {"conferences_poll", "members_agency"},
    }
    assert columns == {
        *("id", "poll_id", "place", "unit_id", "name", "present", "voted"),
        *("on_paper", "moved"),  # the channel: no ballot of the urn can have come by the other
    }


def test_a_code_of_a_slip_has_more_than_eighty_bits():
    assert len(invitations.fresh_code().replace("-", "")) * 4.95 > 80
